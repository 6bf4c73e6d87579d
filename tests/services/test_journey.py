"""The letters of a guest's journey: planned with the fact, moved with the stay, written once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.access import NotAllowed
from core.domain.conversations import Owner
from core.domain.journey import Fate, Journey, Rule, Why
from core.domain.knowledge import Fact, Subject
from core.domain.money import Money
from core.domain.payments import Method
from core.domain.refusals import Refused
from core.services import (
    bookings,
    confirmations,
    knowledge,
    late_checkout,
    payments,
    resending,
)
from core.services.journey import minding
from core.services.journey.minding import Wish
from core.services.written import NoReason
from core.store import bookings as rows
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.journey import JourneyRow
from tests.inventory import Inventory, furnished, wish
from tests.journeys import (
    BALANCE,
    DAY_BEFORE,
    LEAVING,
    at,
    booked,
    change,
    due,
    in_days,
    letters,
    said,
    steps,
    time_comes,
)
from tests.makers import House, StoppedClock


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def test_a_whole_stay_is_accompanied_with_one_word_for_each_thing(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    time_comes(house, stopped_clock, 10, 15)
    with transaction(house.posada) as session:
        bookings.check_in(session, house.carla, booking)
    time_comes(house, stopped_clock, 12, 9)
    with transaction(house.posada) as session:
        bookings.check_out(session, house.carla, booking)
    time_comes(house, stopped_clock, 30, 9)
    assert steps(house) == ["balance_due", "day_before", "arrival", "checkout_day"]
    assert {fate for fate, _ in letters(house, booking).values()} == {Fate.SENT}


def test_letters_are_templates_once_the_guest_has_been_silent_for_a_day(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booked(house)
    time_comes(house, stopped_clock, 10, 15)
    before = said(house)[-1]
    assert (before.kind, before.content["name"], before.content["language"]) == (
        "template",
        "day_before",
        "es",
    )
    assert before.content["payloads"] == ["v1:menu:location", "v1:menu:person"]


def test_within_the_day_they_are_free_words_with_buttons(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        way = Fact(Subject.DIRECTION, "train", texts={"es": "Desde Retiro, el tren Mitre hasta Tigre."})
        knowledge.write(session, house.diego, way, "token")
    booked(house, first=2)
    time_comes(house, stopped_clock, 1, 12)
    line = said(house)[-1]
    assert line.kind == "buttons"
    assert "¡Mañana te esperamos en Posada del Ceibo!" in line.text
    assert "el tren Mitre" in line.text
    assert "faltan $" in line.text


def test_the_day_before_moves_with_the_stay_and_goes_out_once(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    assert due(house, booking, DAY_BEFORE) == at(9, 10)
    change(house, booking, check_in=in_days(15), check_out=in_days(17))
    assert due(house, booking, DAY_BEFORE) == at(14, 10)
    time_comes(house, stopped_clock, 13, 23)
    assert "day_before" not in steps(house)
    time_comes(house, stopped_clock, 20, 23)
    assert steps(house).count("day_before") == 1


def test_a_stay_moved_after_the_letter_went_out_gets_it_for_the_new_day(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    time_comes(house, stopped_clock, 9, 12)
    change(house, booking, check_in=in_days(20), check_out=in_days(22))
    change(house, booking, adults=1)
    time_comes(house, stopped_clock, 20, 12)
    assert steps(house).count("day_before") == 2


def test_a_cancelled_stay_is_never_written_to(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        bookings.cancel(session, house.carla, booking)
    time_comes(house, stopped_clock, 20, 12)
    assert said(house) == []
    assert set(letters(house, booking).values()) == {(Fate.SKIPPED, Why.NO_STAY)}


def test_what_is_paid_is_not_asked_for(house: House, inn: Inventory, stopped_clock: StoppedClock) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        whole = Money.of(200_000, "ARS")
        payments.record_at_desk(session, house.carla, booking, Method.CASH, whole, "token")
    time_comes(house, stopped_clock, 10, 13)
    assert steps(house) == ["day_before"]
    assert letters(house, booking)[BALANCE] == (Fate.SKIPPED, Why.PAID)


def test_whoever_books_for_today_reads_it_in_the_confirmation(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        way = Fact(Subject.DIRECTION, "car", texts={"es": "Por la Panamericana, ramal Tigre."})
        knowledge.write(session, house.diego, way, "token")
    booking = booked(house, first=0)
    assert letters(house, booking)[DAY_BEFORE] == (Fate.SKIPPED, Why.IN_CONFIRMATION)
    with transaction(house.posada) as session:
        row = rows.one(session, booking)
        assert row is not None
        body = confirmations.confirmation(session, row).body  # type: ignore[union-attr]
    assert "Panamericana" in body
    assert "faltan $" in body


def test_whoever_books_in_good_time_reads_it_later(house: House, inn: Inventory) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        row = rows.one(session, booking)
        assert row is not None
        assert "faltan" not in confirmations.confirmation(session, row).body  # type: ignore[union-attr]


def test_of_rooms_booked_together_one_speaks(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booked(house, adults=4, rooms=2)
    time_comes(house, stopped_clock, 10, 13)
    assert steps(house) == ["balance_due", "day_before"]


def test_when_the_first_room_is_cancelled_the_other_speaks(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    first = booked(house, adults=4, rooms=2)
    with transaction(house.posada) as session:
        bookings.cancel(session, house.carla, first)
    time_comes(house, stopped_clock, 10, 13)
    assert steps(house) == ["balance_due", "day_before"]


@pytest.mark.parametrize("why", ["opted_out_at", "blocked_at"])
def test_nobody_who_said_stop_or_was_shut_out_is_written_to(
    house: House, inn: Inventory, stopped_clock: StoppedClock, why: str
) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        talk = session.scalars(select(Conversation)).one()
        setattr(session.get_one(Guest, talk.guest_id), why, clock.now())
    time_comes(house, stopped_clock, 10, 13)
    assert said(house) == []
    assert letters(house, booking)[DAY_BEFORE] == (Fate.SKIPPED, Why.OPTED_OUT)


def test_over_a_persons_head_nothing_is_said_until_they_are_done(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    time_comes(house, stopped_clock, 9, 9)
    with transaction(house.posada) as session:
        session.scalars(select(Conversation)).one().owner = Owner.STAFF
    time_comes(house, stopped_clock, 9, 12)
    assert letters(house, booking)[DAY_BEFORE] == (Fate.PLANNED, Why.WITH_A_PERSON)
    with transaction(house.posada) as session:
        session.scalars(select(Conversation)).one().owner = Owner.HOUSE
    time_comes(house, stopped_clock, 9, 13)
    assert steps(house)[-1] == "day_before"


def test_what_an_outage_held_back_waits_for_the_morning_or_is_let_go(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    stopped_clock.set(at(9, 23))
    time_comes(house, stopped_clock, 9, 23, 5)
    assert letters(house, booking)[DAY_BEFORE] == (Fate.PLANNED, Why.QUIET_HOURS)
    assert due(house, booking, DAY_BEFORE) == at(10, 8)
    stopped_clock.set(at(10, 15))
    time_comes(house, stopped_clock, 10, 16)
    assert letters(house, booking)[DAY_BEFORE] == (Fate.SKIPPED, Why.TOO_LATE)


def test_a_hotel_switches_letters_off_and_moves_their_hours(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    document = Journey(
        balance_due=Rule(on=False, days=3), day_before=Rule(days=2, hour=time(17)), arrival=Rule(minutes=5)
    )
    with transaction(house.posada) as session:
        minding.set_rules(session, house.diego, document, "token")
        minding.set_rules(session, house.diego, replace(document, day_before=Rule(on=False)), "token")
    assert due(house, booking, DAY_BEFORE) == at(8, 17)
    time_comes(house, stopped_clock, 10, 13)
    assert steps(house) == ["day_before"]
    assert letters(house, booking)[BALANCE] == (Fate.SKIPPED, Why.SWITCHED_OFF)


def test_managers_skip_a_letter_for_good_and_send_one_again(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        minding.skip(session, house.diego, Wish(booking, BALANCE, "ya pagó"), "t1")
    change(house, booking, check_in=in_days(11), check_out=in_days(13))
    time_comes(house, stopped_clock, 10, 13)
    assert steps(house) == ["day_before"]
    with transaction(house.posada) as session:
        minding.send_again(session, house.diego, Wish(booking, DAY_BEFORE, "lo borró"), "t2")
        minding.send_again(session, house.diego, Wish(booking, DAY_BEFORE, "lo borró"), "t2")
    time_comes(house, stopped_clock, 10, 14)
    assert steps(house) == ["day_before", "day_before"]


def test_who_goes_against_the_plan_says_why(house: House, inn: Inventory) -> None:
    booking = booked(house)
    for verb in (minding.skip, minding.send_again):
        with transaction(house.posada) as session, pytest.raises(NoReason):
            verb(session, house.diego, Wish(booking, BALANCE, "  "), "t1")
    with transaction(house.posada) as session, pytest.raises(NoReason):
        resending.confirmation(session, house.diego, booking, "", "t2")
    assert letters(house, booking)[BALANCE][0] == Fate.PLANNED


def test_reception_decides_nothing_about_letters(house: House, inn: Inventory) -> None:
    booking = booked(house)
    with transaction(house.posada) as session, pytest.raises(NotAllowed):
        minding.skip(session, house.carla, Wish(booking, BALANCE), "t1")
    with transaction(house.posada) as session, pytest.raises(NotAllowed):
        minding.set_rules(session, house.carla, Journey(), "t2")


def test_another_hotels_letters_are_out_of_reach(house: House, inn: Inventory) -> None:
    booking = booked(house)
    with transaction(house.cabanas) as session, pytest.raises(Refused):
        minding.skip(session, house.elena, Wish(booking, BALANCE), "t1")
    with transaction(house.cabanas) as session:
        assert session.scalars(select(JourneyRow)).all() == []


def test_the_day_of_leaving_offers_more_time_only_where_it_can_be_had(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house, first=0)
    with transaction(house.posada) as session:
        bookings.check_in(session, house.carla, booking)
    time_comes(house, stopped_clock, 2, 9)
    assert said(house)[-1].content["name"] == "checkout_day_late"
    assert said(house)[-1].content["payloads"][0].startswith("v1:stay:this:late_checkout:")


def test_what_is_agreed_already_is_not_offered_again(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = booked(house, first=0)
    with transaction(house.posada) as session:
        bookings.check_in(session, house.carla, booking)
        late_checkout.agree(session, TheHouse(house.posada), booking, time(14))
    time_comes(house, stopped_clock, 2, 9)
    assert said(house)[-1].content["name"] == "checkout_day"
    assert said(house)[-1].content["words"] == ["Posada del Ceibo", "14:00"]


def test_where_the_next_guest_comes_at_once_the_day_of_leaving_offers_nothing(
    house: House, stopped_clock: StoppedClock
) -> None:
    furnished(house.posada, doble=1, triple=0, cabana=0)
    booking = booked(house, first=0)
    with transaction(house.posada) as session:
        session.get_one(Hotel, house.posada).check_in = time(12)
    with transaction(house.posada) as session:
        guest = session.scalars(select(Guest.id)).first()
        assert guest is not None
        [after] = bookings.hold(session, TheHouse(house.posada), guest, wish(first=2))
        bookings.confirm(session, TheHouse(house.posada), after.id)
        bookings.check_in(session, house.carla, booking)
    time_comes(house, stopped_clock, 2, 9)
    assert said(house)[-1].content["name"] == "checkout_day"


def test_a_letter_for_a_day_is_about_that_day(house: House, inn: Inventory) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        days = {row.letter: row.day for row in session.scalars(select(JourneyRow))}
    assert days == {BALANCE: in_days(10), DAY_BEFORE: in_days(10), LEAVING: in_days(12)}
    assert isinstance(days[BALANCE], date)
    assert letters(house, booking)[LEAVING] == (Fate.PLANNED, None)
