"""The relay: many at once, each guest's in order, and no answer of the channel forgotten or believed too early."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from core.base import clock
from core.domain.conversations import AlertKind
from core.domain.errands import MAX_ATTEMPTS, Act
from core.domain.messages import Channel, Delivery, Sender
from core.domain.outgoing import Buttons, Option, Text
from core.domain.ports import Parcel, Unanswered
from core.services import hotels, media, outgoing
from core.store import db
from core.store.conversations import Conversation
from core.store.db import across_hotels, transaction
from core.store.hotels import ChannelAccount
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.edges.worker.conftest import (
    Carrier,
    alerts,
    all_rows,
    arrives,
    leases_run_out,
    letters,
    work,
)
from tests.fakes import FakeChannel
from tests.makers import (
    ANA,
    CABANAS_NUMBER,
    POSADA_NUMBER,
    House,
    StoppedClock,
    heard,
    incoming,
    wa_status,
)
from worker.relay import _sweep


def say(house: House, *words: str, to: Sender = ANA) -> list[int]:
    """What the house has to say, as letters; answers the ids of the lines."""
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola", sender=to))
        return [outgoing.say(session, conversation, Text(body)).id for body in words]


def line(message_id: int) -> Message:
    return next(message for message in all_rows(Message) if message.id == message_id)


def letter(message_id: int) -> OutboxLetter:
    return next(one for one in letters("send_message") if one.payload["message"] == message_id)


def bodies(parcels: list[Parcel]) -> list[str]:
    return [parcel.content.body for parcel in parcels]  # type: ignore[union-attr]


def guests(count: int) -> list[Sender]:
    return [Sender(phone=f"54911555{number:05}", name=f"Guest {number}") for number in range(count)]


def test_a_letter_is_carried_with_all_it_needs(house: House, carrier: Carrier) -> None:
    [message] = say(house, "¡Hola, Ana!")
    carrier.runs_dry()
    [parcel] = carrier.port.sent
    assert (parcel.account.id, parcel.account.token) == (POSADA_NUMBER, "token-of-posada")
    assert (parcel.to_phone, parcel.to_bsuid, parcel.content) == (ANA.phone, ANA.bsuid, Text("¡Hola, Ana!"))
    assert parcel.echo == f"{letter(message).id}.{message}"
    assert (letter(message).state, line(message).provider_id) == ("done", "wamid.out.1")


def test_one_guests_messages_go_out_in_order_one_after_the_other(house: House, carrier: Carrier) -> None:
    words = [str(number) for number in range(6)]
    say(house, *words)
    carrier.port.seconds_per_call = 0.02
    carrier.runs_dry()
    assert bodies(carrier.port.sent) == words
    assert carrier.port.most_at_once == 1


def test_different_guests_do_not_wait_for_each_other(house: House, carrier: Carrier) -> None:
    for guest in guests(12):
        say(house, "hola", to=guest)
    carrier.port.seconds_per_call = 0.3
    carrier.runs_dry()
    assert len(carrier.port.sent) == 12
    assert carrier.port.most_at_once > 6


def test_no_more_calls_are_under_way_than_allowed(house: House, carrier: Carrier) -> None:
    for guest in guests(9):
        say(house, "hola", to=guest)
    carrier.config["send_in_flight"] = 3
    carrier.port.seconds_per_call = 0.03
    carrier.runs_dry()
    assert len(carrier.port.sent) == 9
    assert carrier.port.most_at_once <= 3


def test_a_refused_letter_is_tried_again_later_and_holds_its_lane(
    house: House, carrier: Carrier, stopped_clock: StoppedClock
) -> None:
    say(house, "uno", "dos")
    carrier.port.refuses(Act.RETRY, 131000, "try again")
    carrier.runs_dry()
    assert (bodies(carrier.port.tried), carrier.port.sent) == (["uno"], [])
    stopped_clock.passes(seconds=5)
    carrier.runs_dry()
    assert bodies(carrier.port.sent) == ["uno", "dos"]


def test_a_message_refused_for_good_lets_the_next_one_go(house: House, carrier: Carrier) -> None:
    bad, _good = say(house, "uno", "dos")
    carrier.port.refuses(Act.TELL_STAFF, 131026, "not on WhatsApp")
    carrier.runs_dry()
    assert bodies(carrier.port.sent) == ["dos"]
    assert (line(bad).delivery, line(bad).trouble_code, letter(bad).state) == (
        Delivery.FAILED,
        131026,
        "dead",
    )
    assert alerts() == [AlertKind.NOT_DELIVERED]


def doubtful(house: House, carrier: Carrier, *words: str) -> int:
    """A call broke in the middle. The clock runs here as in life: the echo is awaited for some seconds."""
    message, *_ = say(house, *words)
    carrier.port.will(Unanswered("the line broke"))
    carrier.runs_until(lambda: letter(message).state == "doubtful")
    return message


def the_echo_is_overdue() -> None:
    with across_hotels() as session:
        session.execute(
            text("UPDATE outbox SET due_at = now() - interval '1 second' WHERE state = 'doubtful'")
        )


def test_a_call_without_an_answer_is_not_simply_made_again(house: House, port: FakeChannel) -> None:
    message = doubtful(house, Carrier(port), "uno", "dos")
    Carrier(port).runs_dry()
    assert bodies(port.tried) == ["uno"]
    wait = letter(message).due_at - clock.now()
    assert 3 < wait.total_seconds() <= 6


def test_when_the_echo_comes_nothing_is_sent_again(house: House, port: FakeChannel) -> None:
    message = doubtful(house, Carrier(port), "uno")
    arrives(statuses=[wa_status("wamid.real", "sent", echo=f"{letter(message).id}.{message}")])
    work()
    the_echo_is_overdue()
    Carrier(port).runs_dry()
    assert len(port.tried) == 1
    assert (line(message).provider_id, line(message).delivery, letter(message).state) == (
        "wamid.real",
        Delivery.SENT,
        "done",
    )


def test_when_no_echo_comes_it_is_sent_again_under_the_same_mark(house: House, port: FakeChannel) -> None:
    message = doubtful(house, Carrier(port), "uno")
    the_echo_is_overdue()
    Carrier(port).runs_dry()
    assert len(port.sent) == 1
    assert len({parcel.echo for parcel in port.tried}) == 1
    assert letter(message).state == "done"


def test_a_line_that_always_breaks_is_given_up_and_told(
    house: House, carrier: Carrier, stopped_clock: StoppedClock
) -> None:
    [message] = say(house, "uno")
    carrier.port.will(*(Unanswered("the line broke") for _ in range(MAX_ATTEMPTS)))
    for _ in range(MAX_ATTEMPTS):
        carrier.runs_dry()
        stopped_clock.passes(minutes=2)
    assert len(carrier.port.tried) == MAX_ATTEMPTS
    assert (letter(message).state, line(message).delivery) == ("dead", Delivery.FAILED)


def test_a_relay_that_died_in_the_middle_of_a_call_leaves_doubt(
    house: House, carrier: Carrier, stopped_clock: StoppedClock
) -> None:
    [message] = say(house, "uno")
    with across_hotels() as session:
        session.get_one(OutboxLetter, letter(message).id).state = "sending"
    leases_run_out()
    _sweep([])
    assert letter(message).state == "doubtful"
    stopped_clock.passes(seconds=10)
    carrier.runs_dry()
    assert len(carrier.port.sent) == 1


def test_a_mistake_of_our_own_is_tried_again_and_takes_nobody_along(house: House, carrier: Carrier) -> None:
    [bad] = say(house, "uno")
    say(house, "dos", to=guests(1)[0])
    carrier.port.will(ZeroDivisionError("ours"))
    carrier.runs_dry()
    assert len(carrier.port.sent) == 1
    assert (letter(bad).state, letter(bad).attempts) == ("waiting", 1)
    assert "ZeroDivisionError" in str(letter(bad).error)


def test_what_the_channel_took_is_written_down_when_postgres_comes_back(
    house: House, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst moment: the call went through and the store is away. Nothing is forgotten, nothing sent twice."""
    [message] = say(house, "uno")
    real, nowhere = db.engine, create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")

    def goes_away(_parcel: Parcel) -> None:
        monkeypatch.setattr(db, "engine", lambda: nowhere)
        threading.Timer(0.8, lambda: monkeypatch.setattr(db, "engine", real)).start()

    carrier.port.during_send = goes_away

    def is_settled() -> bool:
        return db.engine is real and letter(message).state == "done"

    carrier.runs_until(is_settled)
    assert len(carrier.port.tried) == 1
    assert line(message).provider_id == "wamid.out.1"


def pause(house: House) -> None:
    with transaction(house.posada) as session:
        hotels.pause_channel(session, house.posada, Channel.WHATSAPP, POSADA_NUMBER, "190: token expired")


def account() -> ChannelAccount:
    return next(one for one in all_rows(ChannelAccount) if one.account == POSADA_NUMBER)


def test_a_paused_account_is_tried_with_one_letter_and_the_others_wait_untried(
    house: House, carrier: Carrier
) -> None:
    for guest in guests(4):
        say(house, "hola", to=guest)
    pause(house)
    carrier.port.refuses(Act.PAUSE_HOTEL, 190, "token expired")
    carrier.runs_dry()
    assert len(carrier.port.tried) == 1
    waiting = [(one.state, one.attempts) for one in letters("send_message")]
    assert sorted(waiting) == [("waiting", 0), ("waiting", 0), ("waiting", 0), ("waiting", 1)]
    assert alerts() == [AlertKind.CHANNEL_PAUSED]


def test_a_try_that_goes_through_opens_the_account_for_all(
    house: House, carrier: Carrier, stopped_clock: StoppedClock
) -> None:
    for guest in guests(4):
        say(house, "hola", to=guest)
    pause(house)
    carrier.runs_dry()
    assert len(carrier.port.sent) == 1
    assert account().paused_reason is None
    assert alerts() == []
    stopped_clock.passes(minutes=2)
    carrier.runs_dry()
    assert len(carrier.port.sent) == 4


def test_a_read_mark_does_not_use_up_the_one_try(house: House, carrier: Carrier) -> None:
    with transaction(house.posada) as session:
        conversation, message = heard(session, house.posada, incoming("hola"))
        outgoing.mark_read(session, conversation, message, typing=True)
        outgoing.say(session, conversation, Text("hola"))
    pause(house)
    carrier.runs_dry()
    assert carrier.port.marks == []
    assert len(carrier.port.sent) == 1


def test_one_hotels_pause_is_not_anothers(house: House, carrier: Carrier) -> None:
    pause(house)
    with transaction(house.cabanas) as session:
        conversation, _ = heard(session, house.cabanas, incoming("hola", account=CABANAS_NUMBER))
        outgoing.say(session, conversation, Text("hola"))
    carrier.runs_dry()
    assert [parcel.account.token for parcel in carrier.port.sent] == ["token-of-cabanas"]


def test_a_guest_written_to_very_often_waits_and_the_others_do_not(house: House, carrier: Carrier) -> None:
    say(house, *(str(number) for number in range(47)))
    say(house, "hola", to=guests(1)[0])
    carrier.runs_dry()
    to_ana = [parcel for parcel in carrier.port.sent if parcel.to_phone == ANA.phone]
    assert (len(to_ana), len(carrier.port.sent)) == (45, 46)
    held = letters("send_message")[45]
    assert (held.state, held.attempts) == ("waiting", 0)
    # The clock of the house stands still, the pacer's does not: the sending itself took its share of the pause.
    assert 1 < (held.due_at - clock.now()).total_seconds() <= 8


def test_blue_ticks_are_given_and_done(house: House, carrier: Carrier) -> None:
    with transaction(house.posada) as session:
        conversation, message = heard(session, house.posada, incoming("hola", id="wamid.theirs"))
        outgoing.mark_read(session, conversation, message, typing=True)
    carrier.runs_dry()
    assert carrier.port.marks == [("wamid.theirs", True)]
    assert [one.state for one in letters("mark_read")] == ["done"]


def test_refused_blue_ticks_are_let_go(house: House, carrier: Carrier) -> None:
    with transaction(house.posada) as session:
        conversation, message = heard(session, house.posada, incoming("hola"))
        outgoing.mark_read(session, conversation, message, typing=True)
    carrier.port.refuses_a_mark(Act.RETRY, 131000)
    carrier.runs_dry()
    assert [one.state for one in letters("mark_read")] == ["cancelled"]
    assert alerts() == []


def with_picture(session: Any, conversation: Conversation, file: int) -> int:
    return outgoing.say(session, conversation, Buttons("elegí", (Option("a", "A"),), header_media=file)).id


def test_a_file_is_uploaded_once_for_many_messages(house: House, carrier: Carrier) -> None:
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola"))
        file = media.keep(session, house.posada, b"picture", "image/jpeg", "menu.jpg")
        for _ in range(3):
            with_picture(session, conversation, file)
    carrier.runs_dry()
    assert carrier.port.uploads == [b"picture"]
    assert [parcel.media_ids for parcel in carrier.port.sent] == [{file: "file-1"}] * 3


def test_a_file_that_is_not_there_is_our_mistake_and_told(house: House, carrier: Carrier) -> None:
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola"))
        message = with_picture(session, conversation, 4711)
    carrier.runs_dry()
    assert carrier.port.sent == []
    assert (letter(message).state, line(message).trouble) == ("dead", "the file 4711 is not there")


def test_told_to_stop_the_relay_ends_what_it_began(house: House, carrier: Carrier) -> None:
    [message] = say(house, "uno")
    carrier.port.seconds_per_call = 0.3
    carrier.runs_until(lambda: carrier.port.tried)
    assert len(carrier.port.sent) == 1
    assert letter(message).state == "done"
    assert carrier.port.closed


def test_a_tap_on_the_bell_is_quicker_than_looking(house: House, port: FakeChannel) -> None:
    """Without the frozen clock, as in life: a letter written while the relay sleeps goes out at once."""
    carrier, began = Carrier(port), time.monotonic()
    wrote: list[int] = []

    def write_then_wait() -> bool:
        if not wrote and time.monotonic() - began > 0.6:
            wrote.extend(say(house, "hola"))
        return bool(port.sent)

    carrier.runs_until(write_then_wait)
    assert len(port.sent) == 1
