"""Over the house's head: quiet with one guest, and a turn taken again. Said why, written down, and never said twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from core.base import clock
from core.domain.conversations import AuditTag, Reason
from core.flows import engine
from core.services import conversations, handovers
from core.services.handovers import Case
from core.store.alerts import AuditEntry
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.edges.console.test_knowledge import HOSTILE, inn
from tests.edges.console.test_why import explained, says
from tests.makers import House, StoppedClock, heard, incoming, tap
from worker import errands

__all__ = ["inn"]

CALM = {"when": "tomorrow", "reason": "lo atiende la dueña"}


@pytest.fixture
def conversation(inn: House, stopped_clock: StoppedClock) -> int:
    return says(inn, "¿tienen pileta?")


def pause(browser: Browser, house: House, conversation: int, **body: Any) -> Any:
    return post(browser, house, f"/api/conversations/{conversation}/pause", **{**CALM, **body})


def written(house: House, tag: AuditTag) -> list[AuditEntry]:
    with transaction(house.posada) as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.tag == tag)))


def said(house: House) -> int:
    with transaction(house.posada) as session:
        return (
            session.scalar(select(func.count()).select_from(Message).where(Message.direction == "out")) or 0
        )


def turn_is_taken(house: House) -> None:
    """What a thinker does once it is rung."""
    with transaction(house.posada) as session:
        wanted = select(OutboxLetter).where(OutboxLetter.kind == "take_turn", OutboxLetter.state == "waiting")
        due = [
            Claimed(one.id, house.posada, one.kind, one.lane, one.payload, 1, "trace")  # type: ignore[arg-type]
            for one in session.scalars(wanted)
        ]
    for letter in due:
        errands.run(letter)


def test_a_paused_house_keeps_quiet_past_its_usual_time_and_comes_back_then(
    signed_in: SignIn, inn: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    carla = signed_in(inn.carla)
    until = pause(carla, inn, conversation).json()["until"]
    head = carla.get(f"/api/conversations/{conversation}").json()["head"]
    assert (head["owner_name"], head["quiet_until"]) == (inn.carla.name, head["give_back_at"])
    assert clock.now() < clock.now().fromisoformat(until) < clock.now() + timedelta(hours=24)
    post(carla, inn, f"/api/conversations/{conversation}/reply", body="Hola, soy Carla")
    before = said(inn)
    stopped_clock.passes(hours=6)
    with transaction(inn.posada) as session:
        conversations.give_back_when_quiet(session, conversation)
        heard(session, inn.posada, incoming("¿y desayuno?"))
        engine.answer(session, session.get_one(Conversation, conversation))
    assert said(inn) == before
    stopped_clock.set(clock.now().fromisoformat(until))
    with transaction(inn.posada) as session:
        conversations.give_back_when_quiet(session, conversation)
    head = carla.get(f"/api/conversations/{conversation}").json()["head"]
    assert (head["owner"], head["quiet_until"]) == ("house", None)


def test_a_pause_is_done_once_says_why_and_ends_when_it_is_given_back(
    signed_in: SignIn, inn: House, conversation: int
) -> None:
    carla, same = signed_in(inn.carla), token()
    for _ in range(2):
        body = {"token": same, "when": "hour", "reason": HOSTILE}
        assert carla.post(f"/api/conversations/{conversation}/pause", json=body).status_code == 200
    [entry] = written(inn, AuditTag.CONVERSATION_PAUSED)
    assert entry.details["reason"].startswith("<img src=x")
    events = [line["kind"] for line in carla.get(f"/api/conversations/{conversation}").json()["lines"]]
    assert events.count("house_quiet") == 1
    assert post(carla, inn, f"/api/conversations/{conversation}/give-back").status_code == 200
    assert carla.get(f"/api/conversations/{conversation}").json()["head"]["quiet_until"] is None


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({"reason": "  "}, 422, "needs_reason"),
        ({"when": "at", "day": "2020-01-01", "time": "09:00"}, 422, "not_then"),
        ({"when": "at", "day": "2999-01-01", "time": "09:00"}, 422, "not_then"),
        ({"when": "at", "day": "mañana", "time": "9"}, 400, "unreadable"),
        ({"when": "at", "day": 5, "time": None}, 400, "unreadable"),
        ({"when": ["hour"]}, 400, "unreadable"),
    ],
)
def test_a_pause_that_makes_no_sense_is_refused(
    signed_in: SignIn, inn: House, conversation: int, body: dict[str, Any], status: int, error: str
) -> None:
    answer = pause(signed_in(inn.carla), inn, conversation, **body)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert written(inn, AuditTag.CONVERSATION_PAUSED) == []


def test_nobody_overrides_the_house_of_another_hotel(
    signed_in: SignIn, inn: House, conversation: int
) -> None:
    line = explained(signed_in(inn.vera), conversation)[0]
    elena, headers = signed_in(inn.elena), {"x-conserje": str(inn.cabanas)}
    for path in (f"/api/conversations/{conversation}/pause", f"/api/messages/{line['id']}/again"):
        body = {"token": token(), **CALM}
        assert elena.post(path, json=body, headers=headers).status_code == 404


def test_a_second_answer_is_given_only_when_the_person_says_so(
    signed_in: SignIn, inn: House, conversation: int
) -> None:
    carla = signed_in(inn.carla)
    line = explained(carla, conversation)[0]
    path = f"/api/messages/{line['id']}/again"
    answer = post(carla, inn, path, reason="entendió otra cosa")
    assert (answer.status_code, answer.json()["error"]) == (409, "answered_already")
    assert post(carla, inn, path, reason=" ", although_answered=True).json()["error"] == "needs_reason"
    turn_is_taken(inn)
    assert said(inn) == 1
    post(carla, inn, f"/api/messages/{line['id']}/label", intents=["ask_location"])
    same = {"token": token(), "reason": "preguntaba dónde queda", "although_answered": True}
    for _ in range(2):
        assert carla.post(path, json=same).status_code == 200
    turn_is_taken(inn)
    turn_is_taken(inn)
    found = explained(carla, conversation)
    heads = [carla.get(f"/api/messages/{one['id']}/why").json() for one in found]
    assert heads[1]["meant"]["intents"] == [["ask_location", 1.0]]
    assert len(written(inn, AuditTag.MESSAGE_RETHOUGHT)) == 1


def test_a_turn_that_died_is_taken_again_without_being_asked_twice(
    signed_in: SignIn, inn: House, stopped_clock: StoppedClock
) -> None:
    with transaction(inn.posada) as session:
        conversation, _ = heard(session, inn.posada, incoming("¿tienen pileta?"))
        handovers.begin(session, conversation, Reason.HOUSE_FAILED, Case())
    carla = signed_in(inn.carla)
    [event] = explained(carla, conversation.id)
    stopped_clock.passes(hours=3)
    path = f"/api/messages/{event['id']}/again"
    assert post(carla, inn, path, reason="ya está arreglado").status_code == 200
    turn_is_taken(inn)
    assert said(inn) == 1
    head = carla.get(f"/api/conversations/{conversation.id}").json()["head"]
    assert (head["owner"], head["waiting"]) == ("house", None)


def test_what_came_too_late_is_not_answered_again(
    signed_in: SignIn, inn: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    carla = signed_in(inn.carla)
    line = explained(carla, conversation)[0]
    stopped_clock.passes(hours=25)
    carla = signed_in(inn.carla)
    answer = post(carla, inn, f"/api/messages/{line['id']}/again", reason="x", although_answered=True)
    assert answer.json()["error"] == "window_closed"


def test_a_button_that_had_its_answer_is_not_tapped_again_for_the_guest(
    signed_in: SignIn, inn: House, stopped_clock: StoppedClock
) -> None:
    with transaction(inn.posada) as session:
        conversation, _ = heard(session, inn.posada, tap("v1:menu:times", "Horarios"))
        engine.answer(session, conversation)
    carla = signed_in(inn.carla)
    line = explained(carla, conversation.id)[-1]
    answer = post(carla, inn, f"/api/messages/{line['id']}/again", reason="x", although_answered=True)
    assert (answer.status_code, answer.json()["error"]) == (409, "was_a_tap")


def test_old_words_answer_no_question_that_was_asked_since(
    signed_in: SignIn, inn: House, conversation: int
) -> None:
    """Or a "yes" of this morning would take the room of this evening."""
    with transaction(inn.posada) as session:
        talk, _ = heard(session, inn.posada, incoming("quiero una habitación para 2"))
        engine.answer(session, talk)
        assert talk.state["asked"]
    carla = signed_in(inn.carla)
    line = explained(carla, conversation)[0]
    post(carla, inn, f"/api/messages/{line['id']}/again", reason="x", although_answered=True)
    with transaction(inn.posada) as session:
        assert session.get_one(Conversation, conversation).state == {}
