"""Guests of the website who never wrote: with their word they get the letters of a stay, without it nothing."""

from __future__ import annotations

from typing import Any

import pytest

from core.base import clock
from core.store import bookings as rows
from core.store.alerts import AuditEntry
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.edges.webhook.api.conftest import Site, code_of, token
from tests.journeys import time_comes
from tests.makers import ANA, House, Sender, StoppedClock, heard, incoming
from tests.paying import all_of, said


def hold(site: Site, *, agreed: bool, phone: str = f"+{ANA.phone}", **more: Any) -> str:
    wanted = site.wanted(**more)
    wanted["guest"] |= {"whatsapp": agreed, "phone": phone}
    answer = site.post("/holds", wanted, once=token())
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return str(answer.json["code"])


def templates() -> list[str]:
    return [line.content["name"] for line in all_of(Message) if line.kind == "template"]


def test_who_agreed_gets_every_letter_by_approved_words(
    site: Site, desk: Site, house: House, stopped_clock: StoppedClock
) -> None:
    code = hold(site, agreed=True)
    assert said() == [], "a hold is answered on the website, and no free words reach who never wrote"
    desk.post(f"/bookings/{code}/confirm", {}, once=token())
    time_comes(house, stopped_clock, 10, 15)
    assert templates() == ["booking_confirmed", "balance_due", "day_before"]
    sends = [one.payload["phone"] for one in all_of(OutboxLetter) if one.kind == "send_message"]
    assert set(sends) == {ANA.phone}
    assert [one.tag for one in all_of(AuditEntry)].count("guest:agreed") == 1


@pytest.mark.parametrize("left_out", [True, False], ids=["said nothing", "said no"])
def test_without_their_word_nobody_is_written_to(
    site: Site, desk: Site, house: House, stopped_clock: StoppedClock, *, left_out: bool
) -> None:
    code = site.hold()["code"] if left_out else hold(site, agreed=False)
    desk.post(f"/bookings/{code}/confirm", {}, once=token())
    time_comes(house, stopped_clock, 12, 15)
    costs = desk.post(f"/bookings/{code}/cancel", {"preview": True}).json
    assert costs is not None
    desk.post(f"/bookings/{code}/cancel", {"fee": costs["costs"]["fee"]["minor"]}, once=token())
    assert (said(), all_of(Conversation)) == ([], [])


@pytest.mark.parametrize(
    ("written", "channel"),
    [
        ("+54 11 5550-1234", "5491155501234"),
        ("+55 11 8765-4321", "5511987654321"),
        ("+52 55 1234 5678", "5215512345678"),
    ],
    ids=["AR", "BR", "MX"],
)
def test_whoever_then_writes_is_the_same_guest_in_the_same_chat(
    site: Site, house: House, written: str, channel: str
) -> None:
    hold(site, agreed=True, phone=written)
    with transaction(house.posada) as session:
        talk, _ = heard(session, house.posada, incoming("hola", sender=Sender(phone=channel, name="Ana")))
    assert [one.id for one in all_of(Conversation)] == [talk.id]
    assert sum(one.id == talk.guest_id for one in all_of(Guest)) == 1


def test_who_said_stop_is_left_alone_whatever_is_ticked_on_a_website(
    site: Site, desk: Site, house: House, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        talk, _ = heard(session, house.posada, incoming("hola"))
        session.get_one(Guest, talk.guest_id).opted_out_at = clock.now()
    code = hold(site, agreed=True)
    desk.post(f"/bookings/{code}/confirm", {}, once=token())
    time_comes(house, stopped_clock, 12, 15)
    assert said() == []


def test_a_booking_that_is_cancelled_on_the_website_is_told_of_once_with_its_money(
    site: Site, desk: Site, house: House
) -> None:
    code = hold(site, agreed=True)
    desk.post(f"/bookings/{code}/confirm", {}, once=token())
    path, mine = f"/bookings/{code}/cancel", {"contact": f"+{ANA.phone}"}
    costs = site.post(path, {"preview": True, **mine}).json
    assert costs is not None
    assert templates() == ["booking_confirmed"]
    body, once = {"fee": costs["costs"]["fee"]["minor"], **mine}, token()
    for key in (once, once, token()):
        site.post(path, body, once=key)
    assert templates() == ["booking_confirmed", "booking_cancelled"]
    assert "No tiene costo." in said()[-1]
    assert code in said()[-1]


def test_within_the_guests_day_it_is_said_in_free_words(site: Site, house: House) -> None:
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("hola"))
    code = site.hold()["code"]
    site.post(f"/bookings/{code}/cancel", {"fee": 0, "contact": f"+{ANA.phone}"}, once=token())
    assert said()[-1] == (f"Tu reserva {code} en Posada del Ceibo quedó cancelada. No tiene costo.")
    with transaction(house.posada) as session:
        found = rows.by_code(session, code)
        assert found is not None
        assert found.status == "cancelled"


def test_messages_need_a_number_to_go_to(site: Site) -> None:
    wanted = site.wanted()
    wanted["guest"] = {"name": "Ana", "email": "ana@correo.example", "whatsapp": True}
    assert code_of(site.post("/holds", wanted, once=token())) == "not_valid"
