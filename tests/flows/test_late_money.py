"""Money that comes after its room is gone: the guest decides with a button, and each does the thing once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.bookings import Status
from core.domain.conversations import Owner
from core.domain.errands import Errand
from core.flows import engine
from core.services import bookings
from core.store import outbox
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from core.store.outbox import Claimed
from tests.inventory import wish
from tests.makers import BRUNO, House, StoppedClock, heard, incoming, tap
from tests.paying import Held, all_of, came, cases, held_by_ana, open_letters, refunds, said
from worker import errands

DOUBLES, EVERYTHING = ("doble-1", "doble-2"), ("doble-1", "doble-2", "triple-1", "cabana-1")


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


def late(held: Held, stopped_clock: StoppedClock, rooms: tuple[str, ...]) -> None:
    """The hold dies, others take these rooms, and only then Ana's money comes; she is offered what there is."""
    stopped_clock.passes(hours=3)
    with transaction(held.hotel) as session:
        bookings.expire(session, TheHouse(held.hotel), held.booking)
        for number in rooms:
            terms = bookings.Terms(rooms=(held.inn.rooms[number],), free_hand=True)
            kind = number.split("-")[0]
            made = bookings.hold(session, TheHouse(held.hotel), held.inn.guest, wish(room_type=kind), terms)
            bookings.confirm(session, TheHouse(held.hotel), made[0].id)
    held.settle(held.seen())
    run_errands()


def run_errands() -> None:
    for letter in open_letters("offer_late_money"):
        with transaction(letter.hotel_id) as session:
            claimed = Claimed(
                letter.id, letter.hotel_id, Errand(letter.kind), letter.lane, letter.payload, 1, "t"
            )
            errands.HANDLERS[claimed.kind](session, claimed)
            outbox.done(session, [letter.id], clock.now())


def options() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in all_of(Message):
        parts = [*line.content.get("options", [])]
        parts += [one for section in line.content.get("sections", []) for one in section["options"]]
        found |= {part["title"]: part["id"] for part in parts}
    return found


def taps(held: Held, title: str, *, sender=None) -> str:  # type: ignore[no-untyped-def]
    chosen = tap(options()[title], title) if sender is None else tap(options()[title], title, sender=sender)
    with transaction(held.hotel) as session:
        engine.answer(session, heard(session, held.hotel, chosen)[0])
    return said()[-1]


def says(held: Held, words: str) -> str:
    with transaction(held.hotel) as session:
        engine.answer(session, heard(session, held.hotel, incoming(words))[0])
    return said()[-1]


def stays(status: Status) -> list[Booking]:
    return [one for one in all_of(Booking) if one.status == status and one.conversation_id is not None]


def test_a_dearer_room_at_the_price_paid_comes_before_any_question(
    held: Held, stopped_clock: StoppedClock
) -> None:
    late(held, stopped_clock, EVERYTHING[:3])
    assert held.row().status == Status.CONFIRMED, "the cabin is as good or better, at the price that was paid"


def test_with_nothing_free_days_and_money_back_are_offered(held: Held, stopped_clock: StoppedClock) -> None:
    late(held, stopped_clock, EVERYTHING)
    assert "ya no queda lugar en esas fechas" in said()[-1]
    assert list(options()) == ["Otras fechas", "Devolver el pago"]
    assert cases() == ["late_no_room"]


def test_the_money_goes_back_once_however_often_it_is_tapped(held: Held, stopped_clock: StoppedClock) -> None:
    late(held, stopped_clock, EVERYTHING)
    assert "está en camino" in taps(held, "Devolver el pago")
    assert "está en camino" in taps(held, "Devolver el pago")
    assert "está en camino" in taps(held, "Otras fechas")
    assert refunds() == [(held.amount, "wanted")]
    assert cases() == []


def test_other_dates_are_asked_and_the_money_counts_for_them(held: Held, stopped_clock: StoppedClock) -> None:
    late(held, stopped_clock, EVERYTHING)
    assert "queda a cuenta de lo que elijas" in taps(held, "Otras fechas")
    says(held, "dos noches desde el 20 del mes que viene, en una doble")
    taps(held, "Reservar")
    [booking] = stays(Status.CONFIRMED)
    assert booking.id != held.booking
    assert came() == [("approved", True)]
    assert cases() == []
    taps(held, "Devolver el pago")
    assert refunds() == []


def test_another_room_on_the_same_days_is_chosen_and_confirmed_at_once(
    house: House, stopped_clock: StoppedClock
) -> None:
    held = held_by_ana(house, room_type="triple")
    late(held, stopped_clock, ("triple-1", "cabana-1"))
    assert list(options()) == ["Otra habitación", "Otras fechas", "Devolver el pago"]
    assert "queda a cuenta" in taps(held, "Otra habitación")
    assert "Reserva confirmada" in taps(held, "Reservar")
    [booking] = stays(Status.CONFIRMED)
    assert booking.id != held.booking
    assert (came(), cases(), refunds()) == ([("approved", True)], [], [])
    assert booking.code in taps(held, "Otra habitación")


def test_a_room_that_became_free_meanwhile_is_theirs_at_once(held: Held, stopped_clock: StoppedClock) -> None:
    late(held, stopped_clock, EVERYTHING)
    choices = options()
    with transaction(held.hotel) as session:
        other = session.scalars(select(Booking).where(Booking.status == Status.CONFIRMED)).first()
        assert other is not None
        bookings.cancel(session, TheHouse(held.hotel), other.id)
        number = choices["Otras fechas"].rsplit(":", 1)[1]
        again = tap(f"v1:booking:late_room:{number}", "Otra habitación")
        engine.answer(session, heard(session, held.hotel, again)[0])
    assert held.row().status == Status.CONFIRMED
    assert came() == [("approved", True)]
    assert cases() == []


def test_somebody_else_cannot_touch_the_money(held: Held, stopped_clock: StoppedClock) -> None:
    late(held, stopped_clock, EVERYTHING)
    taps(held, "Devolver el pago", sender=BRUNO)
    assert refunds() == []


def test_over_a_persons_head_no_buttons_are_shown_but_the_guest_hears_of_the_money(
    held: Held, stopped_clock: StoppedClock
) -> None:
    with transaction(held.hotel) as session:
        session.scalars(select(Conversation)).one().owner = Owner.STAFF
    late(held, stopped_clock, EVERYTHING)
    assert "Recepción te escribe" in said()[-1]
    assert options() == {}


def test_a_dispute_before_the_choice_leaves_nothing_to_choose(
    held: Held, stopped_clock: StoppedClock
) -> None:
    late(held, stopped_clock, EVERYTHING)
    held.settle(held.seen(state="in_mediation", updated_at=clock.now()))
    stopped_clock.passes(minutes=1)
    taps(held, "Devolver el pago")
    assert refunds() == []
