"""Letters of the journey whose template may not go out: they wait, staff know, and nobody is told they went."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core.base import clock
from core.domain.conversations import AlertKind
from core.domain.errands import Act, Errand, Refusal
from core.domain.journey import Fate, Why
from core.domain.ports import TemplateSeen
from core.services import (
    deliveries,
    template_states,
)
from core.store.alerts import Alert
from core.store.db import transaction
from core.store.hotels import ChannelAccount
from core.store.outbox import Claimed, OutboxLetter
from tests.inventory import Inventory, furnished
from tests.journeys import (
    DAY_BEFORE,
    booked,
    letters,
    said,
    steps,
    time_comes,
)
from tests.makers import House, StoppedClock, heard, incoming


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def template_is(house: House, name: str, state: str) -> None:
    with transaction(house.posada) as session:
        account = session.scalars(select(ChannelAccount)).one()
        account.business = "209876543210001"
        seen = TemplateSeen("7", name, "es", state, "UTILITY")
        template_states.take_stock(session, house.posada, account.business, [seen])


def test_a_letter_whose_template_is_paused_waits_and_staff_know(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    template_is(house, "day_before", "PAUSED")
    time_comes(house, stopped_clock, 9, 12)
    assert letters(house, booking)[DAY_BEFORE] == (Fate.PLANNED, Why.NO_TEMPLATE)
    with transaction(house.posada) as session:
        kinds = {alert.kind for alert in session.scalars(select(Alert))}
    assert AlertKind.TEMPLATE_TROUBLE in kinds
    template_is(house, "day_before", "APPROVED")
    time_comes(house, stopped_clock, 9, 13)
    assert steps(house) == ["day_before"]


def test_a_letter_that_waits_for_a_template_is_said_freely_once_the_guest_writes(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booked(house)
    template_is(house, "day_before", "REJECTED")
    time_comes(house, stopped_clock, 9, 12)
    with transaction(house.posada) as session:
        _, line = heard(session, house.posada, incoming("hola"))
        line.handled_at = clock.now()
    time_comes(house, stopped_clock, 9, 13)
    assert {line.kind for line in said(house)} == {"buttons"}
    assert sorted(steps(house)) == ["balance_due", "day_before"]


def test_a_letter_the_channel_sends_back_for_its_template_is_not_counted_as_said(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    time_comes(house, stopped_clock, 9, 12)
    line = said(house)[-1]
    with transaction(house.posada) as session:
        key = f"message:{line.id}"
        letter = session.scalars(select(OutboxLetter).where(OutboxLetter.key == key)).one()
        claimed = Claimed(
            letter.id, letter.hotel_id, Errand(letter.kind), letter.lane, letter.payload, 1, "t"
        )
        deliveries.refused(session, claimed, Refusal(Act.SWITCH_TEMPLATE, 132015, "paused"))
    assert letters(house, booking)[DAY_BEFORE] == (Fate.PLANNED, Why.NO_TEMPLATE)
