"""The waiting list: first come first, offered once, within the wish, and never another hotel's."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.conversations import Owner
from core.domain.errands import Errand
from core.domain.stays import Stay
from core.domain.waiting import PRIVATE_MINUTES, Waiting
from core.services import bookings, waitlist
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.outbox import OutboxLetter
from core.store.waitlist import WaitlistEntry
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import ANA, BRUNO, CABANAS_NUMBER, POSADA_NUMBER, House, StoppedClock, heard, incoming


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    """One double of the Posada, and it is taken."""
    return furnished(house.posada, doble=1, triple=0, cabana=0)


def taken(hotel: int, guest: int) -> int:
    with transaction(hotel) as session:
        [made] = bookings.hold(session, TheHouse(hotel), guest, wish())
        bookings.confirm(session, TheHouse(hotel), made.id)
        return made.id


def waits(hotel: int, sender=ANA, account: str = POSADA_NUMBER, **facts: object) -> int:  # type: ignore[no-untyped-def]
    with transaction(hotel) as session:
        conversation, _ = heard(session, hotel, incoming("hola", sender=sender, account=account))
        return waitlist.join(session, conversation, wish(**facts)).id


def freed(hotel: int, booking: int) -> list[str]:
    """The stay is cancelled; answers the keys of the errands that offer what became free."""
    with transaction(hotel) as session:
        bookings.cancel(session, TheHouse(hotel), booking)
    with transaction(hotel) as session:
        errands = select(OutboxLetter.key).where(OutboxLetter.kind == Errand.OFFER_FREED)
        return [str(key) for key in session.scalars(errands)]


def next_one(hotel: int) -> tuple[int, Booking] | None:
    with transaction(hotel) as session:
        found = waitlist.next_in_line(session, hotel, Stay(in_days(10), in_days(12)))
        return None if found is None else (found[0].id, found[1])


def state(hotel: int, entry: int) -> str:
    with transaction(hotel) as session:
        return session.get_one(WaitlistEntry, entry).state


def test_the_first_in_line_has_what_became_free_and_half_an_hour_for_it(house: House, inn: Inventory) -> None:
    booking = taken(house.posada, inn.guest)
    first, second = waits(house.posada), waits(house.posada, BRUNO)
    assert freed(house.posada, booking)
    found = next_one(house.posada)
    assert found is not None
    entry, hold = found
    assert entry == first
    assert hold.hold_until is not None
    assert (hold.hold_until - clock.now()).total_seconds() == PRIVATE_MINUTES * 60
    assert next_one(house.posada) is None
    assert (state(house.posada, first), state(house.posada, second)) == (Waiting.OFFERED, Waiting.WAITING)


def test_nobody_is_offered_anything_twice(house: House, inn: Inventory) -> None:
    booking = taken(house.posada, inn.guest)
    entry = waits(house.posada)
    freed(house.posada, booking)
    found = next_one(house.posada)
    assert found is not None
    with transaction(house.posada) as session:
        waitlist.lapse(session.get_one(WaitlistEntry, entry))
        bookings.cancel(session, TheHouse(house.posada), found[1].id)
    assert next_one(house.posada) is None
    assert state(house.posada, entry) == Waiting.LAPSED


def test_only_a_room_for_the_whole_wish_counts(house: House, inn: Inventory) -> None:
    booking = taken(house.posada, inn.guest)
    too_long, too_many = waits(house.posada, nights=4, first=9), waits(house.posada, BRUNO, adults=3)
    with transaction(house.posada) as session:
        bookings.hold(session, TheHouse(house.posada), inn.guest, wish(first=12, nights=1))
    freed(house.posada, booking)
    assert next_one(house.posada) is None
    assert {state(house.posada, too_long), state(house.posada, too_many)} == {Waiting.WAITING}


def test_who_talks_with_a_person_or_said_stop_keeps_their_place(house: House, inn: Inventory) -> None:
    booking = taken(house.posada, inn.guest)
    with_carla, silent = waits(house.posada), waits(house.posada, BRUNO)
    with transaction(house.posada) as session:
        entry = session.get_one(WaitlistEntry, with_carla)
        session.get_one(Conversation, entry.conversation_id).owner = Owner.STAFF
        guest = session.get_one(WaitlistEntry, silent).guest_id
        session.get_one(Guest, guest).opted_out_at = clock.now()
    freed(house.posada, booking)
    assert next_one(house.posada) is None
    assert {state(house.posada, with_carla), state(house.posada, silent)} == {Waiting.WAITING}


def test_asking_twice_for_the_same_nights_is_one_place(house: House, inn: Inventory) -> None:
    assert waits(house.posada) == waits(house.posada, adults=1)


def test_saying_yes_makes_it_a_hold_like_every_other(house: House, inn: Inventory) -> None:
    booking = taken(house.posada, inn.guest)
    entry = waits(house.posada)
    freed(house.posada, booking)
    assert next_one(house.posada) is not None
    with transaction(house.posada) as session:
        accepted = waitlist.accept(session, session.get_one(WaitlistEntry, entry))
        assert accepted is not None
        assert accepted.hold_until is not None
        assert (accepted.hold_until - clock.now()).total_seconds() == 3600
    assert state(house.posada, entry) == Waiting.TAKEN


def test_saying_yes_too_late_is_no_hold(house: House, inn: Inventory, stopped_clock: StoppedClock) -> None:
    booking = taken(house.posada, inn.guest)
    entry = waits(house.posada)
    freed(house.posada, booking)
    assert next_one(house.posada) is not None
    stopped_clock.passes(minutes=PRIVATE_MINUTES + 1)
    with transaction(house.posada) as session:
        assert waitlist.accept(session, session.get_one(WaitlistEntry, entry)) is None


def test_a_place_can_be_left_by_its_guest_alone(house: House, inn: Inventory) -> None:
    entry = waits(house.posada)
    with transaction(house.posada) as session:
        bruno, _ = heard(session, house.posada, incoming("oi", sender=BRUNO))
        assert not waitlist.leave(session, bruno, entry)
        ana, _ = heard(session, house.posada, incoming("hola"))
        assert waitlist.leave(session, ana, entry)
        assert not waitlist.leave(session, ana, entry)


def test_nothing_is_written_where_nobody_waits(house: House, inn: Inventory) -> None:
    assert freed(house.posada, taken(house.posada, inn.guest)) == []


def test_another_hotels_line_is_never_asked(house: House, inn: Inventory) -> None:
    """What becomes free at the Posada is no matter of who waits at the Cabañas, and their places are not seen."""
    booking = taken(house.posada, inn.guest)
    theirs = waits(house.cabanas, account=CABANAS_NUMBER)
    assert freed(house.posada, booking) == []
    assert next_one(house.posada) is None
    with transaction(house.posada) as session:
        assert session.get(WaitlistEntry, theirs) is None
        ours, _ = heard(session, house.posada, incoming("hola"))
        assert not waitlist.leave(session, ours, theirs)
    assert state(house.cabanas, theirs) == Waiting.WAITING


def test_a_stay_in_the_past_is_waited_for_no_more(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    entry = waits(house.posada)
    stopped_clock.passes(days=11)
    with transaction(house.posada) as session:
        assert waitlist.next_in_line(session, house.posada, Stay(in_days(-2), in_days(2))) is None
    assert state(house.posada, entry) == Waiting.OVER


def test_whoever_leaves_early_makes_room_for_who_waits(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, TheHouse(house.posada), inn.guest, wish(first=0, nights=4))
        bookings.confirm(session, TheHouse(house.posada), made.id)
        bookings.check_in(session, house.carla, made.id)
    entry = waits(house.posada, first=2, nights=2)
    with transaction(house.posada) as session:
        bookings.check_out(session, house.carla, made.id)
    with transaction(house.posada) as session:
        errand = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.OFFER_FREED)).one()
        around = Stay(*(date.fromisoformat(errand.payload[name]) for name in ("first", "last")))
        found = waitlist.next_in_line(session, house.posada, around)
        assert found is not None
        assert found[0].id == entry


def test_whoever_leaves_on_the_day_frees_no_night(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, TheHouse(house.posada), inn.guest, wish(first=0, nights=1))
        bookings.confirm(session, TheHouse(house.posada), made.id)
        bookings.check_in(session, house.carla, made.id)
    waits(house.posada, first=0, nights=4)
    stopped_clock.passes(hours=15)
    with transaction(house.posada) as session:
        bookings.check_out(session, house.carla, made.id)
        assert (
            session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.OFFER_FREED)).all() == []
        )
