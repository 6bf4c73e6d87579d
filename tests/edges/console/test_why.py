"""Why the house said what it said, and correcting it: who may, once, and so that the gate can learn from it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from core.domain.conversations import AuditTag
from core.domain.outgoing import Text
from core.flows import engine
from core.flows.turn import Turn
from core.flows.understand.intents.refit import read_chats
from core.services import guest_book
from core.store.alerts import AuditEntry
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.handovers import Handover
from core.store.labels import Label
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.edges.console.test_knowledge import HOSTILE, inn
from tests.inventory import in_days
from tests.makers import House, heard, incoming, tap
from worker import labels as command

__all__ = ["inn"]


def says(house: House, *words: str, **facts: Any) -> int:
    """A guest writes in one breath, and the house takes its turn."""
    with transaction(house.posada) as session:
        for one in words:
            conversation, _ = heard(session, house.posada, incoming(one, **facts))
        engine.answer(session, conversation)
        return conversation.id


def explained(browser: Browser, conversation: int) -> list[dict[str, Any]]:
    lines = browser.get(f"/api/conversations/{conversation}").json()["lines"]
    return [line for line in lines if line["explained"]]


def why(browser: Browser, line: dict[str, Any]) -> dict[str, Any]:
    answer = browser.get(f"/api/messages/{line['id']}/why")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_was_read_and_used_stands_beside_what_was_said(signed_in: SignIn, inn: House) -> None:
    comes, leaves = in_days(5), in_days(7)
    wish = f"somos 2 del {comes:%-d/%-m} al {leaves:%-d/%-m}, ¿tienen pileta?"
    conversation = says(inn, "Hola, soy Ana (ana@example.com)", wish)
    vera = signed_in(inn.vera)
    line = explained(vera, conversation)[-1]
    found = why(vera, line)
    assert (found["decision"], found["language"]) == ("answer", "es")
    assert "amenity:pool" in found["facts"]
    assert "ask_amenity" in [name for name, _ in found["meant"]["intents"]]
    assert found["meant"]["stay"]["check_in"] == comes.isoformat()
    assert found["meant"]["named"]["adults"] == 2
    assert found["words"].startswith("Hola, soy Ana")
    assert not {"name", "email", "phone"} & set(found["meant"]["named"])


def test_what_nobody_asked_for_is_said_to_have_gone_out_by_itself(signed_in: SignIn, inn: House) -> None:
    with transaction(inn.posada) as session:
        conversation, _ = heard(session, inn.posada, incoming("gracias"))
        engine.answer(session, conversation)
        engine.speak_up(
            session, conversation, lambda _: Turn(says=(Text("Mañana te esperamos."),), by="journey")
        )
    carla = signed_in(inn.carla)
    assert why(carla, explained(carla, conversation.id)[-1])["decision"] == "by_itself"


def test_a_tap_and_a_person_called_are_explained_too(signed_in: SignIn, inn: House) -> None:
    carla = signed_in(inn.carla)
    with transaction(inn.posada) as session:
        conversation, _ = heard(session, inn.posada, tap("v1:menu:times", "Horarios"))
        engine.answer(session, conversation)
    assert why(carla, explained(carla, conversation.id)[-1])["tap"] == "v1:menu:times"
    says(inn, "quiero hablar con una persona")
    promise, event = explained(carla, conversation.id)[-2:]
    assert (event["direction"], why(carla, event)["reason"]) == ("event", "asked")
    told = why(carla, promise)
    assert (told["decision"], told["reason"], told["meant"]["intents"][0][0]) == (
        "hand_over",
        "asked",
        "human",
    )


def test_what_staff_and_guests_wrote_has_no_explanation(signed_in: SignIn, inn: House) -> None:
    conversation = says(inn, "hola")
    carla = signed_in(inn.carla)
    written = post(carla, inn, f"/api/conversations/{conversation}/reply", body="¡Hola!").json()["message"]
    assert carla.get(f"/api/messages/{written}/why").status_code == 404
    lines = carla.get(f"/api/conversations/{conversation}").json()["lines"]
    assert not any(line["explained"] for line in lines if line["author"] != "house")
    assert post(carla, inn, f"/api/messages/{written}/label", intents=["greet"]).status_code == 404


def test_a_correction_is_kept_once_and_can_be_taken_back(signed_in: SignIn, inn: House) -> None:
    conversation = says(inn, "che y lo de la pileta cómo es")
    carla = signed_in(inn.carla)
    line = explained(carla, conversation)[0]
    path, same = f"/api/messages/{line['id']}/label", token()
    for _ in range(2):
        body = {"token": same, "intents": ["ask_amenity", "ask_hours"]}
        assert carla.post(path, json=body).status_code == 200
    label = why(carla, line)["label"]
    assert (label["intents"], label["by"]) == (["ask_amenity", "ask_hours"], inn.carla.name)
    with transaction(inn.posada) as session:
        [kept] = session.scalars(select(Label))
        assert (kept.words, kept.labelled_by) == ("che y lo de la pileta cómo es", inn.carla.staff_id)
        tag = AuditEntry.tag == AuditTag.MESSAGE_LABELLED
        assert session.scalar(select(func.count()).select_from(AuditEntry).where(tag)) == 1
    assert post(carla, inn, path, intents=["ask_policy"]).status_code == 200
    assert why(carla, line)["label"]["intents"] == ["ask_policy"]
    assert post(carla, inn, path, intents=[]).status_code == 200
    assert why(carla, line)["label"] is None


def test_a_handover_learns_from_the_same_click(signed_in: SignIn, inn: House) -> None:
    conversation = says(inn, "quiero hablar con una persona por la factura")
    carla = signed_in(inn.carla)
    event = explained(carla, conversation)[-1]
    assert event["direction"] == "event"
    assert post(carla, inn, f"/api/messages/{event['id']}/label", intents=["invoice"]).status_code == 200
    with transaction(inn.posada) as session:
        [call] = session.scalars(select(Handover))
        assert (call.label, call.labelled_by) == ("invoice", inn.carla.staff_id)
    assert why(carla, event)["label"]["intents"] == ["invoice"]


def test_what_was_missing_leads_to_where_it_is_written(signed_in: SignIn, house: House) -> None:
    conversation = says(house, "¿aceptan mascotas?")
    diego = signed_in(house.diego)
    [open_question, *_] = diego.get("/api/knowledge/unanswered").json()["questions"]
    found = [why(diego, line)["question"] for line in explained(diego, conversation)]
    assert open_question["id"] in found
    assert post(diego, house, f"/api/knowledge/questions/{open_question['id']}/settle").status_code == 200
    assert open_question["id"] not in [
        why(diego, line)["question"] for line in explained(diego, conversation)
    ]


@pytest.mark.parametrize(
    "intents", [None, "book", ["fly"], [HOSTILE], [5], ["book", "book"], ["book", "pay", "refund", "human"]]
)
def test_what_is_no_wish_is_refused(signed_in: SignIn, inn: House, intents: Any) -> None:
    conversation = says(inn, HOSTILE)
    carla = signed_in(inn.carla)
    line = explained(carla, conversation)[0]
    assert post(carla, inn, f"/api/messages/{line['id']}/label", intents=intents).status_code == 400
    assert why(carla, line)["label"] is None


def test_another_hotel_sees_no_reasons_and_corrects_none(signed_in: SignIn, inn: House) -> None:
    line = explained(signed_in(inn.vera), says(inn, "hola"))[0]
    elena = signed_in(inn.elena)
    assert elena.get(f"/api/messages/{line['id']}/why").status_code == 404
    body = {"token": token(), "intents": ["greet"]}
    headers = {"x-conserje": str(inn.cabanas)}
    assert elena.post(f"/api/messages/{line['id']}/label", json=body, headers=headers).status_code == 404


def test_the_gate_reads_what_was_corrected(
    signed_in: SignIn, inn: House, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    conversation = says(inn, "dale mandame lo de siempre", "porfa")
    carla = signed_in(inn.carla)
    line = explained(carla, conversation)[0]
    post(carla, inn, f"/api/messages/{line['id']}/label", intents=["service_request"])
    assert command.main(["posada"]) == 0
    file = tmp_path / "chats.jsonl"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    [chat] = read_chats([file])
    assert (chat.text, chat.intents) == ("dale mandame lo de siempre\nporfa", frozenset({"service_request"}))
    assert command.main(["cabanas"]) == 0
    assert capsys.readouterr().out == ""
    assert command.main(["nowhere"]) == 1


def test_erasing_a_guest_takes_reasons_and_labels_along(signed_in: SignIn, inn: House) -> None:
    conversation = says(inn, "¿tienen pileta? soy alérgica a las nueces")
    carla = signed_in(inn.carla)
    line = explained(carla, conversation)[0]
    post(carla, inn, f"/api/messages/{line['id']}/label", intents=["ask_amenity"])
    with transaction(inn.posada) as session:
        guest = session.get_one(Guest, session.get_one(Conversation, conversation).guest_id)
        guest_book.erase(session, inn.diego, guest.id, guest.name, token())
    with transaction(inn.posada) as session:
        assert session.scalars(select(Label)).all() == []
        kept = json.dumps([entry.details for entry in session.scalars(select(AuditEntry))])
    assert "nueces" not in kept
    assert carla.get(f"/api/messages/{line['id']}/why").status_code == 404
