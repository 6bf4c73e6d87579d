"""A reply for a chosen moment: it goes by itself only if nothing has changed until then, and once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.base import clock
from core.services import guest_book
from core.store import staff
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.later import LaterReply
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.edges.console.test_knowledge import HOSTILE
from tests.makers import House, StoppedClock, heard, incoming
from worker import errands


@pytest.fixture
def conversation(house: House, stopped_clock: StoppedClock) -> int:
    with transaction(house.posada) as session:
        return heard(session, house.posada, incoming("hola"))[0].id


def plan(browser: Browser, house: House, conversation: int, **body: Any) -> Any:
    wish = {"body": "¡Buen viaje!", "when": "hour", **body}
    return post(browser, house, f"/api/conversations/{conversation}/later", **wish)


def on(browser: Browser, house: House, later: int, verb: str, **body: Any) -> Any:
    return post(browser, house, f"/api/later/{later}/{verb}", **body)


def waiting(browser: Browser, conversation: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get(f"/api/conversations/{conversation}").json()["later"]
    return found


def time_passes(house: House, stopped_clock: StoppedClock, **span: float) -> None:
    """What a thinker does with what has come due."""
    stopped_clock.passes(**span)
    with transaction(house.posada) as session:
        wanted = select(OutboxLetter).where(
            OutboxLetter.kind == "send_later", OutboxLetter.state == "waiting"
        )
        due = [
            Claimed(one.id, house.posada, one.kind, one.lane, one.payload, 1, "trace")  # type: ignore[arg-type]
            for one in session.scalars(wanted)
        ]
    for letter in due:
        errands.run(letter)


def said(house: House) -> list[str]:
    with transaction(house.posada) as session:
        return list(
            session.scalars(select(Message.text).where(Message.author == "staff").order_by(Message.id))
        )


def test_it_goes_at_its_hour_and_once(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    carla, same = signed_in(house.carla), {"token": token(), "body": "¡Buen viaje!", "when": "hour"}
    for _ in range(2):
        assert carla.post(f"/api/conversations/{conversation}/later", json=same).status_code == 200
    [one] = waiting(carla, conversation)
    assert (one["words"], one["state"], one["staff"]) == ("¡Buen viaje!", "waiting", house.carla.name)
    time_passes(house, stopped_clock, minutes=59)
    assert said(house) == []
    for _ in range(2):
        time_passes(house, stopped_clock, minutes=1)
    assert said(house) == ["¡Buen viaje!"]
    assert waiting(signed_in(house.carla), conversation) == []


def test_a_guest_who_wrote_meanwhile_holds_it_back_until_a_person_looks(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    carla = signed_in(house.carla)
    later = plan(carla, house, conversation).json()["id"]
    stopped_clock.passes(minutes=30)
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("al final no viajo"))
    time_passes(house, stopped_clock, minutes=30)
    [one] = waiting(carla, conversation)
    assert (one["state"], one["why"], said(house)) == ("withheld", "guest_wrote", [])
    [alert] = [one for one in carla.get("/api/alerts").json()["alerts"] if one["kind"] == "reply_withheld"]
    assert alert["conversation"] == conversation
    assert on(carla, house, later, "send").status_code == 200
    assert said(house) == ["¡Buen viaje!"]
    assert all(one["kind"] != "reply_withheld" for one in carla.get("/api/alerts").json()["alerts"])
    assert on(carla, house, later, "send").json()["error"] == "gone_already"


def test_it_is_changed_and_called_off(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    carla = signed_in(house.carla)
    later = plan(carla, house, conversation).json()["id"]
    assert on(carla, house, later, "change", body=HOSTILE, when="four_hours").status_code == 200
    time_passes(house, stopped_clock, hours=2)
    assert said(house) == []
    [one] = waiting(carla, conversation)
    assert one["words"].startswith("<img src=x")
    assert on(carla, house, later, "cancel").status_code == 200
    assert on(carla, house, later, "change", body="x", when="hour").json()["error"] == "gone_already"
    time_passes(house, stopped_clock, hours=3)
    assert (said(house), waiting(signed_in(house.carla), conversation)) == ([], [])


@pytest.mark.parametrize(
    ("hours", "body", "error"),
    [
        (0, {"body": " "}, "empty"),
        (0, {"body": "x" * 4097}, "message_too_long"),
        (0, {"when": "at", "day": "2020-01-01", "time": "09:00"}, "not_then"),
        (22, {"when": "four_hours"}, "closed_then"),
        (25, {}, "window_closed"),
    ],
)
def test_what_could_not_go_is_refused_at_once(
    signed_in: SignIn,
    house: House,
    conversation: int,
    stopped_clock: StoppedClock,
    hours: int,
    body: dict[str, Any],
    error: str,
) -> None:
    stopped_clock.passes(hours=hours)
    carla = signed_in(house.carla)
    assert plan(carla, house, conversation, **body).json()["error"] == error
    assert waiting(carla, conversation) == []


def test_who_asked_to_be_left_alone_gets_nothing(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    carla = signed_in(house.carla)
    plan(carla, house, conversation)
    with transaction(house.posada) as session:
        guest = session.get_one(Guest, session.get_one(Conversation, conversation).guest_id)
        guest.opted_out_at = clock.now()
    time_passes(house, stopped_clock, hours=1)
    assert (said(house), waiting(carla, conversation)[0]["why"]) == ([], "left_alone")


def test_another_hotel_cannot_touch_it_and_erasing_takes_it_along(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    later = plan(signed_in(house.carla), house, conversation, body="el pasaporte de Ana").json()["id"]
    elena, headers = signed_in(house.elena), {"x-conserje": str(house.cabanas)}
    for verb in ("change", "cancel", "send"):
        body = {"token": token(), "body": "x", "when": "hour"}
        assert elena.post(f"/api/later/{later}/{verb}", json=body, headers=headers).status_code == 404
    with transaction(house.posada) as session:
        guest = session.get_one(Guest, session.get_one(Conversation, conversation).guest_id)
        guest_book.erase(session, house.diego, guest.id, guest.name, token())
    with transaction(house.posada) as session:
        [row] = session.scalars(select(LaterReply))
        assert (row.words, row.state) == ("", "cancelled")
    time_passes(house, stopped_clock, hours=1)
    assert said(house) == []


def test_what_reached_us_since_holds_it_back_however_long_it_was_on_its_way(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    carla = signed_in(house.carla)
    plan(carla, house, conversation)
    with transaction(house.posada) as session:
        stopped_clock.passes(minutes=1)
        earlier = clock.now() - timedelta(minutes=20)
        heard(session, house.posada, incoming("cancelá eso", at=earlier))
    time_passes(house, stopped_clock, minutes=59)
    assert (waiting(carla, conversation)[0]["why"], said(house)) == ("guest_wrote", [])


def test_a_house_that_was_away_at_its_hour_asks_before_it_says_it_late(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    plan(signed_in(house.carla), house, conversation)
    time_passes(house, stopped_clock, hours=3)
    assert (waiting(signed_in(house.carla), conversation)[0]["why"], said(house)) == ("late", [])


def test_nothing_goes_in_the_name_of_somebody_who_left(
    signed_in: SignIn, house: House, conversation: int, stopped_clock: StoppedClock
) -> None:
    plan(signed_in(house.carla), house, conversation)
    with transaction(house.posada) as session:
        membership = staff.membership(session, house.carla.staff_id)
        assert membership is not None
        membership.ended_at = clock.now()
    time_passes(house, stopped_clock, minutes=60)
    assert (waiting(signed_in(house.diego), conversation)[0]["why"], said(house)) == ("writer_left", [])
