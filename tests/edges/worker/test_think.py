"""Thinking: bursts get one reply, taps get theirs at once, and what fails is tried again and then told to people."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from core.base import bell, clock, telemetry
from core.domain.conversations import AlertKind, Owner, Reason
from core.domain.errands import MAX_ATTEMPTS, Desk
from core.domain.messages import Delivery
from core.services import conversations, deliveries
from core.store import inbox as inbox_store
from core.store import outbox
from core.store.db import across_hotels, transaction
from core.store.hotels import Hotel
from core.store.messages import Message
from tests.edges.worker.conftest import (
    alerts,
    all_rows,
    arrives,
    conversation,
    heard,
    inbox,
    keep,
    leases_run_out,
    letters,
    said,
    work,
)
from tests.makers import (
    ANA,
    BRUNO,
    CABANAS_NUMBER,
    House,
    StoppedClock,
    wa_change,
    wa_delivery,
    wa_message,
    wa_status,
    wa_tap,
    wa_text,
)
from worker import errands, think, tick

pytestmark = pytest.mark.usefixtures("stopped_clock")


def the_guest_falls_silent(stopped_clock: StoppedClock) -> None:
    stopped_clock.passes(seconds=3)
    work()


def test_a_message_is_a_line_at_once_and_gets_its_reply_after_a_moment(
    house: House, stopped_clock: StoppedClock
) -> None:
    arrives(wa_text("hola"))
    work()
    assert (heard(), said()) == (["hola"], [])
    [mark] = letters("mark_read")
    assert mark.payload["typing"] is True, "the guest sees that somebody is there"
    the_guest_falls_silent(stopped_clock)
    assert len(said()) == 1
    assert "Posada del Ceibo" in said()[0]


def test_a_burst_gets_one_reply(house: House, stopped_clock: StoppedClock) -> None:
    for words in ("hola", "una pregunta", "a qué hora es el check in?"):
        arrives(wa_text(words))
        work()
        stopped_clock.passes(seconds=1)
    the_guest_falls_silent(stopped_clock)
    assert len(said()) == 1
    assert "14:00" in said()[0]
    assert all(line.handled_at for line in all_rows(Message) if line.direction == "in")


def test_a_burst_without_end_is_answered_all_the_same(house: House, stopped_clock: StoppedClock) -> None:
    for number in range(10):
        arrives(wa_text(f"y además {number}"))
        work()
        stopped_clock.passes(seconds=1)
    assert len(said()) >= 1


def test_a_whole_question_is_answered_sooner_than_a_bare_hello(
    house: House, stopped_clock: StoppedClock
) -> None:
    arrives(wa_text("¿a qué hora es el check in?"))
    arrives(wa_text("oi", sender=BRUNO))
    work()
    stopped_clock.passes(seconds=1.5)
    work()
    assert len(said()) == 1
    assert "14:00" in said()[0]


def test_a_tap_is_answered_at_once(house: House) -> None:
    arrives(wa_tap("v1:menu:times", "Horarios"))
    work()
    assert len(said()) == 1
    assert letters("take_turn") == []


def test_two_guests_and_two_hotels_each_get_their_own(house: House, stopped_clock: StoppedClock) -> None:
    arrives(wa_text("hola"), wa_text("oi, tudo bem?", sender=BRUNO))
    arrives(wa_text("hola"), account=CABANAS_NUMBER)
    work()
    the_guest_falls_silent(stopped_clock)
    replies = said()
    assert len(replies) == 3
    assert sum("Aguamarina" in words for words in replies) == 1
    assert sum(words.startswith("Olá, Bruno") for words in replies) == 1


def test_a_delivery_that_comes_again_changes_nothing(house: House, stopped_clock: StoppedClock) -> None:
    raw = wa_delivery(wa_change(wa_text("hola")))
    keep(raw)
    work()
    keep(raw)
    the_guest_falls_silent(stopped_clock)
    keep(raw)
    work()
    assert (len(heard()), len(said())) == (1, 1)


def test_a_guests_messages_are_read_in_the_order_they_came(house: House) -> None:
    for number in range(12):
        arrives(wa_text(str(number)))
    work()
    assert heard() == [str(number) for number in range(12)]


def claim_all() -> list[Any]:
    with across_hotels() as session:
        return inbox_store.claim(session, 50, statuses=False)


def test_a_letter_two_workers_hold_is_dealt_with_once(house: House) -> None:
    """The first worker was slow and lost its lease; the second took the letter over."""
    arrives(wa_tap("v1:menu:times"))
    [first] = claim_all()
    leases_run_out()
    [second] = claim_all()
    think.handle(second)
    think.handle(first)
    assert (len(heard()), len(said())) == (1, 1)


def test_a_turn_two_workers_hold_is_taken_once(house: House, stopped_clock: StoppedClock) -> None:
    arrives(wa_text("hola"))
    work()
    stopped_clock.passes(seconds=3)
    with across_hotels() as session:
        [first] = outbox.claim(session, Desk.THINK, 5)
    leases_run_out()
    with across_hotels() as session:
        [second] = outbox.claim(session, Desk.THINK, 5)
    errands.run(second)
    errands.run(first)
    assert len(said()) == 1


def test_a_turn_put_off_after_it_was_taken_waits(house: House, stopped_clock: StoppedClock) -> None:
    """A worker holds the turn while the guest writes more: it must not be answered half way."""
    arrives(wa_text("hola"))
    work()
    stopped_clock.passes(seconds=3)
    with across_hotels() as session:
        [turn] = outbox.claim(session, Desk.THINK, 5)
    arrives(wa_text("una cosa más"))
    for letter in claim_all():
        think.handle(letter)
    errands.run(turn)
    assert said() == []
    the_guest_falls_silent(stopped_clock)
    assert len(said()) == 1


def house_breaks_down(house: House) -> None:
    """No turn that needs the hotel's clock can succeed."""
    with across_hotels() as session:
        session.get_one(Hotel, house.posada).timezone = "Mars/Phobos"


def test_a_turn_that_fails_keeps_the_message_and_is_tried_again(
    house: House, stopped_clock: StoppedClock
) -> None:
    house_breaks_down(house)
    arrives(wa_tap("v1:menu:person", "Hablar con alguien"))
    work()
    assert (heard(), said()) == (["Hablar con alguien"], [])
    assert [letter.state for letter in inbox()] == ["done"]
    with across_hotels() as session:
        session.get_one(Hotel, house.posada).timezone = "America/Argentina/Buenos_Aires"
    stopped_clock.passes(seconds=2)
    work()
    assert len(said()) == 1
    assert conversation().handover_reason == Reason.ASKED


def test_a_turn_that_keeps_failing_ends_with_a_person(house: House, stopped_clock: StoppedClock) -> None:
    house_breaks_down(house)
    arrives(wa_tap("v1:menu:person", "Hablar con alguien"))
    work()
    for _ in range(MAX_ATTEMPTS):
        stopped_clock.passes(minutes=2)
        work()
    [turn] = letters("take_turn")
    assert (turn.state, turn.attempts) == ("dead", MAX_ATTEMPTS)
    assert "Mars/Phobos" in str(turn.error)
    found = conversation()
    assert (found.owner, found.handover_reason) == (Owner.STAFF, Reason.HOUSE_FAILED)
    assert found.waiting_since is not None
    assert set(alerts()) == {AlertKind.LETTER_DEAD, AlertKind.PERSON_NEEDED}
    assert heard() == ["Hablar con alguien"]


def test_a_letter_nobody_can_read_is_tried_again_and_then_shown_to_people(
    house: House, stopped_clock: StoppedClock
) -> None:
    nobody = wa_text("hola")
    del nobody["from"], nobody["from_user_id"]
    raw = json.loads(wa_delivery(wa_change(nobody)))
    raw["entry"][0]["changes"][0]["value"].pop("contacts", None)
    keep(json.dumps(raw).encode())
    for _ in range(MAX_ATTEMPTS):
        work()
        stopped_clock.passes(minutes=2)
    [letter] = inbox()
    assert (letter.state, letter.attempts) == ("dead", MAX_ATTEMPTS)
    assert "nobody" in str(letter.error)
    assert alerts() == [AlertKind.LETTER_DEAD]


def test_a_letter_that_fails_lets_other_guests_pass(house: House, stopped_clock: StoppedClock) -> None:
    bad = wa_message("text", {"body": "hola"}, sender=ANA)
    arrives(bad, wa_tap("v1:menu:times", sender=BRUNO))
    with across_hotels() as session:
        session.execute(text("UPDATE inbox SET body = 'broken' WHERE key = :key"), {"key": bad["id"]})
    work()
    assert len(said()) == 1


def ours(house: House, words: str = "hola Ana") -> Message:
    """Something Carla said, with its letter."""
    with transaction(house.posada) as session:
        return conversations.reply(session, house.carla, conversation().id, words, f"token {words}")


def mark_of(message: Message) -> str:
    [letter] = [one for one in letters("send_message") if one.payload["message"] == message.id]
    return deliveries.echo_of(letter.id, message.id)


def delivery_of(message: Message) -> str | None:
    return next(line.delivery for line in all_rows(Message) if line.id == message.id)


def test_statuses_of_many_messages_are_applied_together(house: House) -> None:
    arrives(wa_text("hola"))
    work()
    sent = [ours(house, f"n.º {number}") for number in range(5)]
    states = [
        wa_status(f"wamid.{message.id}", state, echo=mark_of(message))
        for state in ("read", "sent", "delivered")
        for message in sent
    ]
    arrives(statuses=states)
    work()
    assert {delivery_of(message) for message in sent} == {Delivery.READ}
    assert {letter.state for letter in inbox()} == {"done"}


def test_one_poisoned_status_does_not_spoil_the_batch(house: House, stopped_clock: StoppedClock) -> None:
    arrives(wa_text("hola"))
    work()
    good, bad = ours(house, "good"), ours(house, "bad")
    arrives(
        statuses=[
            wa_status("wamid.bad", "failed", echo=mark_of(bad), code=10**30),
            wa_status("wamid.good", "delivered", echo=mark_of(good)),
        ]
    )
    work()
    assert delivery_of(good) == Delivery.DELIVERED
    for _ in range(MAX_ATTEMPTS):
        stopped_clock.passes(minutes=2)
        work()
    dead = [letter for letter in inbox() if letter.state == "dead"]
    assert [letter.key for letter in dead] == ["wamid.bad:failed"]
    assert alerts() == [AlertKind.LETTER_DEAD]


def test_while_carla_answers_the_house_is_silent_and_shows_no_ticks(
    house: House, stopped_clock: StoppedClock
) -> None:
    arrives(wa_text("hola"))
    work()
    ours(house)
    marks = len(letters("mark_read"))
    arrives(wa_text("gracias, a qué hora es el check in?"))
    arrives(wa_tap("v1:menu:times"))
    work()
    the_guest_falls_silent(stopped_clock)
    assert said() == ["hola Ana"]
    assert len(letters("mark_read")) == marks
    assert conversation().unread == 2


def test_after_the_quiet_time_the_house_answers_again(house: House, stopped_clock: StoppedClock) -> None:
    arrives(wa_text("hola"))
    work()
    ours(house)
    stopped_clock.passes(minutes=31)
    work()
    assert conversation().owner == Owner.HOUSE
    arrives(wa_tap("v1:menu:times"))
    work()
    assert len(said()) == 2


def test_an_answer_from_the_hotels_telephone_stops_the_turn(
    house: House, stopped_clock: StoppedClock
) -> None:
    arrives(wa_text("hola"))
    work()
    told = {**wa_text("Hola Ana, soy Marta"), "from": "5491150000001", "to": ANA.phone}
    del told["from_user_id"]
    change = wa_change()
    change["field"] = "smb_message_echoes"
    change["value"]["message_echoes"] = [told]
    keep(wa_delivery(change))
    work()
    the_guest_falls_silent(stopped_clock)
    assert said() == ["Hola Ana, soy Marta"]
    assert conversation().owner == Owner.PHONE


def test_a_hotel_that_paused_its_house_gets_lines_and_no_replies(
    house: House, stopped_clock: StoppedClock
) -> None:
    with across_hotels() as session:
        session.get_one(Hotel, house.posada).house_paused = True
    arrives(wa_text("hola"))
    work()
    the_guest_falls_silent(stopped_clock)
    assert (heard(), said(), letters("mark_read")) == (["hola"], [], [])
    assert conversation().unread == 1


def test_messages_an_outage_held_back_get_one_apology(house: House, stopped_clock: StoppedClock) -> None:
    old = str(int(clock.now().timestamp()) - 4 * 3600)
    arrives(wa_text("hola", timestamp=old), wa_text("tienen lugar?", timestamp=old))
    work()
    the_guest_falls_silent(stopped_clock)
    assert len(said()) == 1
    assert "Perdón por la demora" in said()[0]


def test_a_ring_is_answered_and_heard(house: House) -> None:
    arrives(wa_tap("v1:menu:times"))
    bell.ring(bell.INBOX, 1)
    think.work_inbox(1)
    assert len(said()) == 1
    assert bell.connection().get("ring:inbox:1") is None


def test_the_tick_rings_for_whatever_redis_forgot(house: House) -> None:
    arrives(wa_text("hola"))
    assert bell.queue(bell.INBOX).count == 0
    tick.tick()
    tick.tick()
    assert bell.queue(bell.INBOX).count == 1


def test_with_redis_away_the_tick_does_the_work_itself(
    house: House, monkeypatch: pytest.MonkeyPatch, stopped_clock: StoppedClock
) -> None:
    monkeypatch.setattr(bell, "ring", lambda *_: False)
    arrives(wa_text("hola"))
    tick.tick()
    stopped_clock.passes(seconds=3)
    tick.tick()
    assert len(said()) == 1


def test_the_tick_measures_what_waits(house: House) -> None:
    arrives(wa_text("hola"))
    keep(b"nonsense")
    tick.measure()
    assert telemetry.DEPTH.labels("inbox")._value.get() == 1
    assert telemetry.DEPTH.labels("relay")._value.get() == 0
    assert telemetry.DEAD_LETTERS.labels("inbox")._value.get() == 1
