"""A cancelled stay stands again: in its room or one as good, at its price, without its fee, and the guest is told."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from core.domain.access import NotAllowed
from core.domain.bookings import BlockReason, Status
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.payments import Method
from core.domain.policies import Policies, Tier
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay
from core.services import bookings, desk_stays, late_checkout, payments, standing_again
from core.services.bookings import Terms
from core.services.desk_stays import How
from core.services.standing_again import Again
from core.store import bookings as rows
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from tests.inventory import Inventory, decide, furnished, in_days, wish
from tests.makers import House, StoppedClock, heard, incoming


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    decide(house.posada, Policies(cancellation=(Tier(0, 5_000),)))
    return furnished(house.posada)


def do(house: House, deed: Any, *given: Any, by: Any = None, **facts: Any) -> Any:
    with transaction(house.posada) as session:
        return deed(session, by or house.carla, *given, **facts)


def cancelled(house: House, inn: Inventory, first: int = 5, *, paid: int = 0, **terms: Any) -> int:
    with transaction(house.posada) as session:
        given = Terms(**terms)
        guest = inn.guest
        if given.conversation_id is not None:
            guest = session.get_one(Conversation, given.conversation_id).guest_id
        [made] = bookings.hold(session, house.carla, guest, wish(first, room_type="cabana"), given)
        bookings.confirm(session, house.carla, made.id)
        if paid:
            amount = Money.of(paid, "ARS")
            payments.record_at_desk(session, house.carla, made.id, Method.CASH, amount, "paid-before-000001")
    do(house, desk_stays.cancel, made.id, How(), "cancelled-first-0001")
    return made.id


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def look(house: House, booking_id: int) -> Again:
    seen: Again = do(house, standing_again.look, booking_id)
    return seen


def back(house: House, booking_id: int, token: str = "click-to-bring-back") -> Booking:
    made: Booking = do(house, standing_again.bring_back, booking_id, look(house, booking_id).room_id, token)
    return made


def balance(house: House, booking_id: int) -> int:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return payments.purse(session, found).balance.minor


def test_it_stands_in_its_room_at_its_price_and_the_fee_is_gone(house: House, inn: Inventory) -> None:
    made = cancelled(house, inn, paid=100_000)
    assert balance(house, made) == 25_000_000 - 10_000_000
    seen = look(house, made)
    assert (seen.same_room, seen.fee.minor, seen.paid.minor) == (True, 25_000_000, 10_000_000)
    assert (seen.price.minor, seen.balance.minor) == (50_000_000, 40_000_000)
    back(house, made)
    stands = read(house, made)
    assert (stands.status, stands.ended_at, stands.total) == (Status.CONFIRMED, None, 50_000_000)
    assert balance(house, made) == seen.balance.minor


def test_clicked_twice_it_happens_once(house: House, inn: Inventory) -> None:
    made = cancelled(house, inn)
    seen = look(house, made).room_id
    for _ in range(2):
        do(house, standing_again.bring_back, made, seen, "one-click-of-carla")
    assert balance(house, made) == 50_000_000
    with transaction(house.posada) as session:
        tag = AuditEntry.tag == AuditTag.BOOKING_BROUGHT_BACK
        assert len(session.scalars(select(AuditEntry).where(tag)).all()) == 1


def test_a_room_given_away_meanwhile_is_refused_and_said_before(house: House, inn: Inventory) -> None:
    made = cancelled(house, inn)
    room = look(house, made).room_id
    do(house, bookings.block, room, Stay(in_days(4), in_days(6)), BlockReason.OTHER)
    for asked in (
        lambda: look(house, made),
        lambda: do(house, standing_again.bring_back, made, room, "late"),
    ):
        with pytest.raises(Refused) as caught:
            asked()
        assert caught.value.why is WhyNot.FULL
    assert read(house, made).status == Status.CANCELLED


def test_nobody_is_put_into_another_room_than_the_one_that_was_seen(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(5))
    do(house, bookings.cancel, made.id)
    room = read(house, made.id).room_id
    do(house, bookings.block, room, Stay(in_days(4), in_days(6)), BlockReason.OTHER)
    seen = look(house, made.id)
    assert not seen.same_room
    with pytest.raises(Refused, match="changed_meanwhile"):
        do(house, standing_again.bring_back, made.id, room, "an-older-look-0001")
    assert back(house, made.id).room_id == seen.room_id


def test_extra_hours_are_agreed_on_anew(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(5))
        bookings.confirm(session, house.carla, made.id)
        hour = late_checkout.options(session, made.id)[0].hour
        late_checkout.agree(session, house.carla, made.id, hour, "later-please-00001")
    longer = read(house, made.id).ends_at
    do(house, desk_stays.cancel, made.id, How(), "cancelled-first-0001")
    assert look(house, made.id).without_hours
    back(house, made.id)
    stands = read(house, made.id)
    assert (stands.late_until, stands.ends_at < longer) == (None, True)
    assert balance(house, made.id) == stands.total


def test_the_guest_hears_that_it_stands_again(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        talk = heard(session, house.posada, incoming("hola"))[0].id
    made = cancelled(house, inn, conversation_id=talk)
    back(house, made)
    with transaction(house.posada) as session:
        last = session.scalars(select(Message).order_by(Message.id.desc())).first()
        assert last is not None
        assert "vuelve a estar en pie" in last.text
        assert read(house, made).code in last.text


def test_whoever_was_given_up_is_awaited_again(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(0, 3))
        bookings.confirm(session, house.carla, made.id)
    stopped_clock.passes(days=1)
    do(house, bookings.no_show, made.id)
    assert back(house, made.id).status == Status.CONFIRMED


def test_what_is_past_stays_past(house: House, inn: Inventory, stopped_clock: StoppedClock) -> None:
    made = cancelled(house, inn, 1)
    stopped_clock.passes(days=4)
    with pytest.raises(Refused, match="past"):
        look(house, made)


@pytest.mark.parametrize("status", [Status.HELD, Status.CONFIRMED, Status.IN_HOUSE, Status.CHECKED_OUT])
def test_what_stands_is_not_brought_back(house: House, inn: Inventory, status: Status) -> None:
    made = cancelled(house, inn)
    with transaction(house.posada) as session:
        row = session.get_one(Booking, made)
        row.status, row.hold_left = status, 60
    with pytest.raises(Refused, match="wrong_status"):
        do(house, standing_again.bring_back, made, inn.rooms["cabana-1"], "not-cancelled-0001")


def test_a_block_that_ended_is_no_guests_stay(house: House, inn: Inventory) -> None:
    stay, reason = Stay(in_days(4), in_days(6)), BlockReason.OTHER
    made = do(house, bookings.block, inn.rooms["cabana-1"], stay, reason).id
    do(house, bookings.unblock, made)
    with pytest.raises(Refused, match="no_such_booking"):
        do(house, standing_again.bring_back, made, inn.rooms["cabana-1"], "a-block-is-no-stay")
    with pytest.raises(Refused, match="wrong_status"):
        do(house, bookings.bring_back, made, inn.rooms["cabana-1"])


def test_a_viewer_only_looks(house: House, inn: Inventory) -> None:
    made = cancelled(house, inn)
    with pytest.raises(NotAllowed):
        do(house, standing_again.bring_back, made, 1, "not-for-viewers-01", by=house.vera)
