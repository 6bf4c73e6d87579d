"""The knowledge screen's JSON: who may teach, what is refused and how, and trying things out without a trace."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from console import words
from core.flows.understand.intents.labels import LABELS
from core.services import questions
from core.services.phrases import book
from core.services.questions import Unanswered, Why
from core.store.alerts import AuditEntry
from core.store.db import transaction
from core.store.messages import Message
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.furnishing import furnish
from tests.inventory import furnished
from tests.makers import House, heard, incoming

POOL = {"subject": "amenity", "topic": "pool", "answer": "yes", "texts": {"es": "Hay pileta."}, "version": 0}
HOSTILE = "<img src=x onerror=alert(1)>\u202e{guest}\x00 ' ; DROP TABLE facts --"


@pytest.fixture
def inn(house: House) -> House:
    furnished(house.posada)
    with transaction(house.posada) as session:
        furnish(session, house.posada)
    return house


def upload(browser: Browser, house: House, data: bytes, of: str = "pool", **facts: str) -> Any:
    headers = {"x-conserje": str(house.posada), "content-type": "application/octet-stream"}
    return browser.post(
        "/api/photos", params={"of": of, "token": token(), **facts}, content=data, headers=headers
    )


def board(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/api/knowledge")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def fact_of(browser: Browser, topic: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in board(browser)["facts"] if one["topic"] == topic)
    return found


def picture(kind: str = "JPEG", side: int = 60) -> bytes:
    held = io.BytesIO()
    Image.effect_noise((side, side), 80).convert("RGB").save(held, kind)
    return held.getvalue()


WRITES = [
    ("/api/knowledge/facts", {"fact": POOL}),
    ("/api/knowledge/facts/remove", {"subject": "amenity", "topic": "pool", "version": 1}),
    ("/api/knowledge/place", {"address": "Otra 1", "position": [1.5, 2.5]}),
    ("/api/knowledge/arrival", {"check_in": "15:00", "check_out": "11:00"}),
    ("/api/knowledge/phrase", {"language": "es", "key": "greeting.thanks", "words": "Chau", "seen": ""}),
    ("/api/photos/1/caption", {"captions": {"es": "Pileta"}}),
    ("/api/photos/order", {"of": "pool", "order": []}),
    ("/api/photos/1/remove", {}),
    ("/api/replies", {"title": "Cena", "texts": {"es": "Hay."}}),
    ("/api/replies/1", {"title": "Cena", "texts": {"es": "Hay."}, "version": 1}),
    ("/api/replies/1/remove", {"version": 1}),
]


@pytest.mark.parametrize(("path", "body"), WRITES, ids=[path for path, _ in WRITES])
def test_neither_viewers_nor_reception_teach_the_house(
    signed_in: SignIn, house: House, path: str, body: dict[str, Any]
) -> None:
    for actor in (house.vera, house.carla):
        assert post(signed_in(actor), house, path, **body).status_code == 403
    assert upload(signed_in(house.carla), house, picture()).status_code == 403


def test_a_fact_is_written_once_and_nobody_overwrites_what_they_have_not_seen(
    signed_in: SignIn, inn: House
) -> None:
    browser = signed_in(inn.diego)
    seen = fact_of(browser, "pool")
    mine = {**seen, "texts": {"es": "Una pileta nueva."}}
    same = {"token": token(), "fact": mine}
    for _ in range(2):
        answer = browser.post("/api/knowledge/facts", json=same, headers={"x-conserje": str(inn.posada)})
        assert (answer.status_code, answer.json()["version"]) == (200, seen["version"] + 1)
    theirs = post(browser, inn, "/api/knowledge/facts", fact={**seen, "texts": {"es": "Otra cosa."}})
    assert (theirs.status_code, theirs.json()["error"]) == (409, "written_meanwhile")
    assert fact_of(browser, "pool")["texts"] == {"es": "Una pileta nueva."}
    assert {"what": "amenity", "topic": "pool", "language": "pt"} in board(browser)["gaps"]


def test_what_a_fact_said_before_can_be_read_by_whoever_teaches(signed_in: SignIn, inn: House) -> None:
    browser = signed_in(inn.diego)
    for said in ("Una pileta nueva.", "Otra."):
        post(browser, inn, "/api/knowledge/facts", fact={**fact_of(browser, "pool"), "texts": {"es": said}})
    asked = {"subject": "amenity", "topic": "pool"}
    newest, first = browser.get("/api/knowledge/history", params=asked).json()["versions"]
    assert (newest["texts"], newest["by"], newest["version"]) == (
        {"es": "Una pileta nueva."},
        "Diego Sosa",
        2,
    )
    assert (first["by"], first["version"]) == (None, 1)
    assert signed_in(inn.carla).get("/api/knowledge/history", params=asked).status_code == 403
    assert browser.get("/api/knowledge/history", params={"subject": "x"}).status_code == 400
    assert signed_in(inn.elena).get("/api/knowledge/history", params=asked).json()["versions"] == []


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"texts": {}}, "no_text"),
        ({"texts": {"es": "Cuesta $ 500"}}, "price_in_text"),
        ({"texts": {"es": "x" * 701}}, "text_too_long"),
        ({"answer": "paid"}, "needs_price"),
        ({"answer": "paid", "price": 10**15}, "wrong_price"),
        ({"answer": "paid", "price": -5}, "wrong_price"),
        ({"topic": "Mi Pileta!"}, "wrong_topic"),
        ({"topic": "cancha"}, "needs_words"),
        ({"words": ["a"]}, "odd_words"),
        (
            {"subject": "hours", "details": {"week": [["08:00-12:00", "11:00-13:00"], *[[]] * 6]}},
            "wrong_hours",
        ),
        ({"subject": "hours", "details": {"week": [[1]]}}, "wrong_hours"),
        ({"subject": "nothing"}, "unreadable"),
        ({"price": True}, "unreadable"),
        ({"texts": {"es": 5}}, "unreadable"),
        ({"version": "1"}, "unreadable"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(
    signed_in: SignIn, house: House, change: dict[str, Any], error: str
) -> None:
    answer = post(signed_in(house.olga), house, "/api/knowledge/facts", fact={**POOL, **change})
    assert (answer.status_code in (400, 422), answer.json()["error"]) == (True, error)
    assert f"error_{error}" in words.group("es", "common")


def test_hostile_words_are_kept_as_words(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    assert (
        post(browser, house, "/api/knowledge/facts", fact={**POOL, "texts": {"es": HOSTILE}}).status_code
        == 200
    )
    kept = fact_of(browser, "pool")["texts"]["es"]
    assert "<img src=x onerror=alert(1)>" in kept
    assert "\x00" not in kept
    assert "\u202e" not in kept


def test_another_hotels_ids_are_nothing_here(signed_in: SignIn, inn: House) -> None:
    mine = signed_in(inn.diego)
    photo, reply = (
        board(mine)["photos"][0],
        post(mine, inn, "/api/replies", title="A", texts={"es": "a"}).json(),
    )
    stranger = signed_in(inn.elena)
    theirs = {"x-conserje": str(inn.cabanas)}
    for path, body in (
        (f"/api/photos/{photo['id']}/caption", {"captions": {}}),
        (f"/api/photos/{photo['id']}/remove", {}),
        (f"/api/replies/{reply['id']}/remove", {"version": 1}),
        (f"/api/replies/{reply['id']}", {"title": "B", "texts": {"es": "b"}, "version": 1}),
        ("/api/knowledge/facts/remove", {"subject": "amenity", "topic": "pool", "version": 1}),
    ):
        answer = stranger.post(path, json={"token": token(), **body}, headers=theirs)
        assert (answer.status_code, answer.json()["error"]) == (404, "gone"), path
    assert stranger.get("/api/replies").json()["replies"] == []
    assert board(stranger)["facts"] == []
    assert stranger.get(f"/api/media/{photo['media']}").status_code == 404


def test_only_real_pictures_come_in(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    whole = picture(side=400)
    for data, error in (
        (b"GIF89a" + b"0" * 40, "not_a_picture"),
        (b"<svg onload=alert(1)>", "not_a_picture"),
        (b"", "not_a_picture"),
        (whole[: len(whole) // 3], "broken_picture"),
        (picture("PNG", 400)[:900], "broken_picture"),
        (b"x" * (5 * 1024 * 1024 + 1), "picture_too_large"),
    ):
        assert upload(browser, house, data).json()["error"] == error
    assert upload(browser, house, whole, of="a/b").json()["error"] == "wrong_topic"
    assert upload(browser, house, whole).status_code == 200
    assert len(board(browser)["photos"]) == 1


def test_photos_are_put_in_order_named_and_taken_away(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    first, second = (upload(browser, house, picture()).json()["id"] for _ in range(2))
    assert post(browser, house, "/api/photos/order", of="pool", order=[second, first]).status_code == 200
    assert (
        post(browser, house, f"/api/photos/{second}/caption", captions={"es": "La pileta"}).status_code == 200
    )
    assert [(one["id"], one["captions"].get("es")) for one in board(browser)["photos"]] == [
        (second, "La pileta"),
        (first, None),
    ]
    assert post(browser, house, f"/api/photos/{first}/remove").status_code == 200
    assert [one["id"] for one in board(browser)["photos"]] == [second]


def test_a_phrase_is_the_hotels_own_until_it_is_given_back(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)

    def own() -> dict[str, str]:
        found = browser.get("/api/knowledge/phrases").json()["phrases"]
        line: dict[str, Any] = next(one for one in found if one["key"] == "greeting.thanks")
        return dict(line["own"])

    def put(said: str, seen: str) -> Any:
        return post(
            browser,
            house,
            "/api/knowledge/phrase",
            language="es",
            key="greeting.thanks",
            words=said,
            seen=seen,
        )

    assert put("¡Un gusto!", "").status_code == 200
    assert own() == {"es": "¡Un gusto!"}
    assert put("Otra", "").json()["error"] == "written_meanwhile"
    assert put("{guest} {", "¡Un gusto!").json()["error"] == "phrase_wrong"
    assert put("x" * 1025, "¡Un gusto!").json()["error"] == "phrase_wrong"
    assert put("", "¡Un gusto!").status_code == 200
    assert own() == {}


def test_reception_takes_a_question_off_the_list_and_a_manager_answers_one(
    signed_in: SignIn, house: House
) -> None:
    with transaction(house.posada) as session:
        conversation = heard(session, house.posada, incoming("¿Hay sauna?"))[0]
        for said in ("¿Hay sauna?", "tienen sauna?"):
            questions.note(session, conversation, Unanswered(Why.UNKNOWN, "es", said, "spa"))
        questions.note(session, conversation, Unanswered(Why.UNKNOWN, "es", "¿Venden miel?"))
    browser = signed_in(house.carla)
    spa, honey = browser.get("/api/knowledge/unanswered").json()["questions"]
    assert (spa["times"], spa["words"], spa["guest"]) == (2, "tienen sauna?", "Ana Pereyra")
    assert (
        post(signed_in(house.vera), house, f"/api/knowledge/questions/{honey['id']}/settle").status_code
        == 403
    )
    assert post(browser, house, f"/api/knowledge/questions/{honey['id']}/settle").status_code == 200
    fact = {**POOL, "topic": "spa", "answer": "no", "texts": {"es": "No hay sauna."}}
    assert (
        post(signed_in(house.diego), house, "/api/knowledge/facts", fact=fact, settles=spa["id"]).status_code
        == 200
    )
    assert browser.get("/api/knowledge/unanswered").json()["questions"] == []


def test_a_handover_is_labelled_with_what_the_guest_wanted(signed_in: SignIn, house: House) -> None:
    from core.domain.conversations import Reason
    from core.services import handovers
    from core.services.handovers import Case

    with transaction(house.posada) as session:
        conversation = heard(session, house.posada, incoming("necesito algo"))[0]
        understood = {"intents": [["help", 0.4]], "rivals": [["service_request", 0.3]]}
        handovers.begin(session, conversation, Reason.NOT_UNDERSTOOD, Case("necesito algo", understood))
    browser = signed_in(house.carla)
    [call] = browser.get("/api/knowledge/unanswered").json()["handovers"]
    assert (call["heard"], call["rivals"], call["label"]) == (["help"], ["service_request"], None)
    path = f"/api/knowledge/handovers/{call['id']}/label"
    assert post(signed_in(house.vera), house, path, label="help").status_code == 403
    assert post(browser, house, path, label="service_request").status_code == 200
    assert browser.get("/api/knowledge/unanswered").json()["handovers"][0]["label"] == "service_request"


def test_a_saved_reply_goes_out_with_its_picture(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    made = post(browser, house, "/api/replies", title=" Cómo   llegar ", texts={"es": "Por la ruta."}).json()[
        "id"
    ]
    headers = {"x-conserje": str(house.posada), "content-type": "application/octet-stream"}
    sent = browser.post(f"/api/replies/{made}/picture?token={token()}", content=picture(), headers=headers)
    assert sent.status_code == 200, sent.text
    [reply] = signed_in(house.vera).get("/api/replies").json()["replies"]
    assert (reply["title"], bool(reply["media"]), reply["version"]) == ("Cómo llegar", True, 2)
    assert (
        post(browser, house, "/api/replies", title="cómo LLEGAR", texts={"es": "x"}).json()["error"]
        == "title_taken"
    )
    old = post(browser, house, f"/api/replies/{made}", title="X", texts={"es": "x"}, version=1)
    assert (old.status_code, old.json()["error"]) == (409, "written_meanwhile")
    with transaction(house.posada) as session:
        conversation = heard(session, house.posada, incoming("¿cómo llego?"))[0].id
    said = post(
        signed_in(house.carla),
        house,
        f"/api/conversations/{conversation}/reply",
        body="Por la ruta.",
        saved=made,
    )
    assert said.status_code == 200, said.text
    with transaction(house.posada) as session:
        line = session.get_one(Message, said.json()["message"])
        assert (line.kind, line.text, line.media_id) == ("image", "Por la ruta.", reply["media"])
    gone = post(
        signed_in(house.carla), house, f"/api/conversations/{conversation}/reply", body="x", saved=2**40
    )
    assert (gone.status_code, gone.json()["error"]) == (404, "gone")


def test_the_place_and_the_hours_of_coming_are_set(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    assert (
        post(browser, house, "/api/knowledge/place", address="Otra 1", position=[-34.5, -58.25]).status_code
        == 200
    )
    assert (
        post(browser, house, "/api/knowledge/place", address="x", position=[95, 0]).json()["error"]
        == "wrong_position"
    )
    assert post(browser, house, "/api/knowledge/place", address="x", position=["1", 2]).status_code == 400
    assert (
        post(browser, house, "/api/knowledge/arrival", check_in="15:30", check_out="10:00").status_code == 200
    )
    assert (
        post(browser, house, "/api/knowledge/arrival", check_in="25:00", check_out="10:00").status_code == 400
    )
    found = board(browser)["hotel"]
    assert (found["address"], found["latitude"], found["check_in"]) == ("Otra 1", -34.5, "15:30")


def test_every_deed_is_in_the_audit(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.diego)
    post(browser, house, "/api/knowledge/facts", fact=POOL)
    made = post(browser, house, "/api/replies", title="A", texts={"es": "a"}).json()["id"]
    post(browser, house, f"/api/replies/{made}/remove", version=1)
    with transaction(house.posada) as session:
        tags = list(session.scalars(select(AuditEntry.tag).where(AuditEntry.token.is_not(None))))
    assert {"fact:written", "saved_reply:written", "saved_reply:removed"} <= set(tags)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_wish_and_every_chapter_has_words(language: str) -> None:
    said = words.group(language, "knowledge")
    assert {f"intent_{label}" for label in LABELS} - set(words.group(language, "reading")) == set()
    assert {f"chapter_{key.split('.')[0]}" for key in book()["es"]} - set(said) == set()
