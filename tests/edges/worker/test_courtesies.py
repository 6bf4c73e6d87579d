"""Blue ticks cost a reply nothing; and what the store will not hear stops nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from core.base import telemetry
from core.domain.conversations import AlertKind
from core.domain.errands import Act
from core.domain.messages import Delivery, Sender
from core.domain.outgoing import Text
from core.domain.ports import Receipt
from core.services import outgoing
from core.store.db import transaction
from core.store.messages import Message
from tests.edges.worker.conftest import Carrier, alerts, all_rows, letters
from tests.fakes import FakeChannel
from tests.makers import House, StoppedClock, heard, incoming
from worker import relay


@pytest.fixture
def narrow(house: House, port: FakeChannel, stopped_clock: StoppedClock) -> Carrier:
    """A relay with room for four calls, of which one may be a courtesy while nothing else is under way."""
    return Carrier(port, {"send_in_flight": 4})


def somebody(number: int) -> Sender:
    return Sender(phone=f"54911444{number:05}")


def reads(house: House, *numbers: int) -> None:
    """The house reads what so many guests wrote."""
    with transaction(house.posada) as session:
        for number in numbers:
            conversation, message = heard(session, house.posada, incoming("hola", sender=somebody(number)))
            outgoing.mark_read(session, conversation, message, typing=True)


def answers(house: House, *numbers: int) -> None:
    with transaction(house.posada) as session:
        for number in numbers:
            conversation, _ = heard(session, house.posada, incoming("hola", sender=somebody(number)))
            outgoing.say(session, conversation, Text("hola"))


def test_in_quiet_times_every_guest_gets_blue_ticks(house: House, narrow: Carrier) -> None:
    reads(house, 1, 2, 3)
    narrow.runs_dry()
    assert len(narrow.port.marks) == 3


def replies(house: House, *numbers: int, typing_first: bool = False) -> list[str]:
    """The house answers what so many guests wrote; answers the channel's names of their lines."""
    lines = []
    with transaction(house.posada) as session:
        for number in numbers:
            conversation, message = heard(session, house.posada, incoming("hola", sender=somebody(number)))
            if typing_first:
                outgoing.mark_read(session, conversation, message, typing=True)
            outgoing.say(session, conversation, Text("hola"), reads=message)
            lines.append(str(message.provider_id))
    return lines


def test_a_reply_takes_the_blue_ticks_of_its_line_along(house: House, narrow: Carrier) -> None:
    [line] = replies(house, 1)
    narrow.runs_dry()
    assert narrow.port.marks == [(line, False)]
    assert len(narrow.port.sent) == 1
    assert letters("mark_read") == []


def test_under_a_crowd_of_replies_ticks_are_let_go_and_counted(house: House, narrow: Carrier) -> None:
    counter = telemetry.SENDS.labels("whatsapp", "forgone")
    before: Any = counter._value.get()
    narrow.port.seconds_per_call = 0.05
    replies(house, 1, 2, 3, 4)
    narrow.runs_dry()
    assert (len(narrow.port.sent), narrow.port.marks) == (4, [])
    assert counter._value.get() == before + 4


def test_refused_ticks_keep_no_reply_back(house: House, narrow: Carrier) -> None:
    narrow.port.refuses_a_mark(Act.RETRY, 131000)
    replies(house, 1)
    narrow.runs_dry()
    assert (len(narrow.port.sent), narrow.port.marks) == (1, [])
    assert [letter.state for letter in letters("send_message")] == ["done"]
    assert alerts() == []


def test_a_reply_that_is_tried_again_gives_its_ticks_once(
    house: House, narrow: Carrier, stopped_clock: StoppedClock
) -> None:
    narrow.port.refuses(Act.RETRY, 131000)
    [line] = replies(house, 1)
    narrow.runs_dry()
    stopped_clock.passes(minutes=1)
    narrow.runs_dry()
    assert (len(narrow.port.sent), narrow.port.marks) == (1, [(line, False)])


def test_nobody_sees_us_write_what_they_have_been_answered(house: House, narrow: Carrier) -> None:
    """The mark that says so waited for room until the reply had gone."""
    replies(house, 1, 2, 3, 4, typing_first=True)
    narrow.runs_dry()
    assert (len(narrow.port.sent), narrow.port.marks) == (4, [])
    assert {mark.state for mark in letters("mark_read")} == {"done"}


def test_while_replies_are_under_way_courtesies_wait(house: House, narrow: Carrier) -> None:
    reads(house, 1, 2)
    answers(house, 3, 4, 5, 6)
    order: list[int] = []
    narrow.port.during_send = lambda _: order.append(len(narrow.port.marks))
    narrow.runs_dry()
    assert order == [0, 0, 0, 0], "no mark went out before the replies had"
    assert len(narrow.port.marks) == 2


def test_a_courtesy_that_is_too_late_is_let_go_and_counted(house: House, stopped_clock: StoppedClock) -> None:
    counter = telemetry.SENDS.labels("whatsapp", "forgone")
    before: Any = counter._value.get()
    reads(house, 1)
    stopped_clock.passes(seconds=19)
    relay._sweep([])
    assert [mark.state for mark in letters("mark_read")] == ["waiting"]
    stopped_clock.passes(seconds=2)
    relay._sweep([])
    assert [mark.state for mark in letters("mark_read")] == ["cancelled"]
    assert counter._value.get() == before + 1
    assert alerts() == []


def test_a_name_the_channel_gave_twice_stops_nobody_else(house: House, narrow: Carrier) -> None:
    """The outcome cannot be written down as it is: people see that letter, all others end as they should."""
    answers(house, 1)
    narrow.port.will(Receipt("wamid.same"))
    narrow.runs_dry()
    answers(house, 2, 3)
    narrow.port.will(Receipt("wamid.same"), Receipt("wamid.same"))
    narrow.runs_dry()
    answers(house, 4)
    narrow.runs_dry()
    assert [letter.state for letter in letters("send_message")] == ["done", "dead", "dead", "done"]
    states = [line.delivery for line in all_rows(Message) if line.direction == "out"]
    assert states == [Delivery.QUEUED, Delivery.FAILED, Delivery.FAILED, Delivery.QUEUED]
    assert AlertKind.NOT_DELIVERED in alerts()
