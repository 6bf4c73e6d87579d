"""Shuffling rooms: stays put aside, rooms a guest asked for, changes taken back, rooms out of order, desk bookings."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.access import NotAllowed
from core.domain.bookings import Source, Status
from core.domain.money import Money
from core.domain.quotes import Quote
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import Stay, Wish
from core.services import bookings, desk_bookings, knowledge, offers
from core.services.bookings import Change, Price, Terms
from core.services.desk_bookings import How, Newcomer
from core.services.holidays import of_hotel
from core.store import rooms
from core.store.db import transaction
from core.store.guests import Guest
from tests.inventory import Inventory, at, furnished, in_days, wish
from tests.makers import House, StoppedClock
from tests.services.test_bookings_desk import booked, do, read, refused


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def test_two_stays_change_rooms_with_one_of_them_put_aside(house: House, inn: Inventory) -> None:
    ana, bruno = booked(house, inn, first=10), booked(house, inn, first=10)
    of_ana, of_bruno = read(house, ana).room_id, read(house, bruno).room_id
    do(house, bookings.set_aside, ana)
    do(house, bookings.change_stay, bruno, Change(room_id=of_ana))
    do(house, bookings.change_stay, ana, Change(room_id=of_bruno))
    assert (read(house, ana).room_id, read(house, bruno).room_id) == (of_bruno, of_ana)
    assert read(house, ana).aside_since is None


def test_a_stay_put_aside_is_still_sold(house: House, inn: Inventory) -> None:
    """Its room looks free; sold to somebody else, the stay would have none."""
    booked(house, inn, first=10)
    do(house, bookings.set_aside, booked(house, inn, first=10))
    assert refused(house, bookings.hold, inn.guest, wish(10)) is WhyNot.FULL
    with transaction(house.posada) as session:
        found = offers.search(session, house.posada, wish(10, room_type=None))
    assert "doble" not in {offer.room_type for offer in found.offers}
    everywhere = [Terms(rooms=(room,)) for name, room in inn.rooms.items() if name.startswith("doble")]
    assert {refused(house, bookings.hold, inn.guest, wish(10), terms) for terms in everywhere} == {
        WhyNot.ROOM_TAKEN
    }


def test_with_rooms_to_spare_the_chosen_one_is_to_be_had(house: House, stopped_clock: StoppedClock) -> None:
    inn = furnished(house.posada, doble=3)
    do(house, bookings.set_aside, booked(house, inn, first=10))
    for number in (1, 2):
        do(house, bookings.hold, inn.guest, wish(10), Terms(rooms=(inn.rooms[f"doble-{number}"],)))
    assert refused(house, bookings.hold, inn.guest, wish(10)) is WhyNot.FULL


def test_whoever_is_put_aside_cannot_check_in_before_there_is_a_room(house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    do(house, bookings.set_aside, made)
    assert refused(house, bookings.check_in, made) is WhyNot.NO_ROOM_YET
    do(house, bookings.change_stay, made, Change(room_id=read(house, made).room_id))
    do(house, bookings.check_in, made)
    assert refused(house, bookings.set_aside, made) is WhyNot.WRONG_STATUS


def test_putting_aside_an_old_picture_of_a_stay_is_refused(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    seen = read(house, made).version
    do(house, bookings.change_stay, made, Change(check_out=in_days(13)))
    assert refused(house, bookings.set_aside, made, seen) is WhyNot.CHANGED_MEANWHILE


def test_a_room_the_guest_asked_for_is_left_only_knowingly(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    elsewhere = next(
        room for name, room in inn.rooms.items() if "doble" in name and room != read(house, made).room_id
    )
    do(house, bookings.fix_room, made, True)
    assert refused(house, bookings.change_stay, made, Change(room_id=elsewhere)) is WhyNot.ROOM_FIXED
    assert refused(house, bookings.set_aside, made) is WhyNot.ROOM_FIXED
    do(house, bookings.change_stay, made, Change(check_out=in_days(13)))
    do(house, bookings.change_stay, made, Change(room_id=elsewhere, fixed=False))
    assert (read(house, made).room_id, read(house, made).room_fixed) == (elsewhere, False)


def test_a_change_taken_back_leaves_the_very_price_that_was_agreed(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    with transaction(house.posada) as session:
        agreed = Change(price=Money.of(150_000, "ARS"))
        bookings.change_stay(session, house.diego, made, agreed)
    before = read(house, made)
    do(house, bookings.change_stay, made, Change(check_out=in_days(14)), "token-of-the-move-1")
    assert read(house, made).price == Money.of(400_000, "ARS")
    do(house, bookings.change_back, made, "token-of-the-move-1", "token-of-the-undo-1")
    do(house, bookings.change_back, made, "token-of-the-move-1", "token-of-the-undo-1")
    after = read(house, made)
    assert (after.nights, after.price, after.agreed) == (before.nights, before.price, before.agreed)
    assert (after.occupied, after.room_id) == (before.occupied, before.room_id)
    assert after.version == before.version + 2


def test_putting_aside_is_taken_back_too(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    do(house, bookings.set_aside, made, None, "token-of-aside-0001")
    do(house, bookings.change_back, made, "token-of-aside-0001")
    assert read(house, made).aside_since is None


def test_nothing_is_taken_back_that_is_not_ones_own_or_not_the_last_word(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    made = booked(house, inn, first=10)
    token = "token-of-the-move-2"
    do(house, bookings.change_stay, made, Change(check_out=in_days(13)), token)
    with transaction(house.posada) as session, pytest.raises(Refused):
        bookings.change_back(session, house.diego, made, token)
    other = booked(house, inn, first=20)
    assert refused(house, bookings.change_back, other, token) is WhyNot.CHANGED_MEANWHILE
    do(house, bookings.change_stay, made, Change(notes="cuna"))
    assert refused(house, bookings.change_back, made, token) is WhyNot.CHANGED_MEANWHILE
    again = "token-of-the-move-3"
    do(house, bookings.change_stay, made, Change(check_out=in_days(12)), again)
    stopped_clock.passes(minutes=16)
    assert refused(house, bookings.change_back, made, again) is WhyNot.CHANGED_MEANWHILE
    assert refused(house, bookings.change_back, made, "never-used-token-1") is WhyNot.CHANGED_MEANWHILE


def test_taking_back_into_a_room_that_was_given_away_says_who_has_it(house: House, inn: Inventory) -> None:
    made, token = booked(house, inn, first=10), "token-of-the-move-4"
    room = read(house, made).room_id
    do(house, bookings.change_stay, made, Change(room_id=inn.rooms["triple-1"], price=Price.KEEP), token)
    with transaction(house.posada) as session:
        [rival] = bookings.hold(session, house.carla, inn.guest, wish(10), Terms(rooms=(room,)))
    with transaction(house.posada) as session, pytest.raises(Refused) as caught:
        bookings.change_back(session, house.carla, made, token)
    assert (caught.value.why, caught.value.refusal.facts["booking"]) == (WhyNot.ROOM_TAKEN, rival.id)


def test_a_refused_move_names_the_booking_in_the_way(house: House, inn: Inventory) -> None:
    made, other = booked(house, inn, first=10), booked(house, inn, first=10)
    wanted = Change(room_id=read(house, other).room_id)
    with transaction(house.posada) as session:
        shown = bookings.price_change(session, house.carla, made, wanted)
    assert (shown.room_is_free, shown.in_the_way) == (False, other)
    with transaction(house.posada) as session, pytest.raises(Refused) as caught:
        bookings.change_stay(session, house.carla, made, wanted)
    assert caught.value.refusal.facts["booking"] == other


def test_a_room_out_of_order_keeps_its_stays_and_takes_no_new_ones(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    room = read(house, made).room_id
    do(house, bookings.put_out_of_order, room, "  gotea el techo ", "token-out-of-order-1")
    booked(house, inn, first=20)
    assert refused(house, bookings.hold, inn.guest, wish(20)) is WhyNot.FULL
    do(house, bookings.change_stay, made, Change(check_out=in_days(13)))
    do(house, bookings.put_in_order, room, "token-in-order-0001")
    do(house, bookings.put_out_of_order, room, "again", "token-out-of-order-1")
    with transaction(house.posada) as session:
        found = rooms.one(session, room)
        assert found is not None
        assert (found.out_of_service, found.out_of_service_why) == (False, "")


def test_whoever_may_only_look_changes_nothing(house: House, inn: Inventory) -> None:
    made = booked(house, inn, first=10)
    room = inn.rooms["doble-1"]
    deeds: list[Any] = [
        lambda session: bookings.set_aside(session, house.vera, made),
        lambda session: bookings.fix_room(session, house.vera, made, True),
        lambda session: bookings.change_back(session, house.vera, made, "x"),
        lambda session: bookings.put_out_of_order(session, house.vera, room, "x"),
        lambda session: bookings.put_in_order(session, house.vera, room),
        lambda session: desk_bookings.write_down(
            session, house.vera, Newcomer("Ana"), wish(10), Terms(), "token-of-a-viewer-1"
        ),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed), transaction(house.posada) as session:
            deed(session)


def write_down(house: House, who: Newcomer, asked: Wish, token: str, **terms: Any) -> int:
    with transaction(house.posada) as session:
        return desk_bookings.write_down(session, house.carla, who, asked, Terms(**terms), token).id


def test_a_call_becomes_a_booking_in_the_room_that_was_chosen(house: House, inn: Inventory) -> None:
    room, who = inn.rooms["doble-2"], Newcomer("  Marta   Ruiz ", "+54 9 11 5550-1111")
    made = write_down(house, who, wish(10), "token-of-the-call-1", rooms=(room,), notes="llega tarde")
    again = write_down(house, who, wish(10), "token-of-the-call-1", rooms=(room,))
    booking = read(house, made)
    assert again == made
    assert (booking.status, booking.source, booking.room_id) == (Status.CONFIRMED, Source.DESK, room)
    with transaction(house.posada) as session:
        guest = session.get_one(Guest, booking.guest_id)
        assert guest.name == "Marta Ruiz"
        second = desk_bookings.write_down(
            session,
            house.carla,
            Newcomer("M. Ruiz", "541155501111"),
            wish(20),
            Terms(),
            "token-of-the-call-2",
        )
        assert (second.guest_id, guest.name) == (guest.id, "Marta Ruiz")


def test_a_walk_in_is_in_the_house_at_once_and_a_courtesy_hold_ends(house: House, inn: Inventory) -> None:
    here = write_down(
        house,
        Newcomer("Pedro", how=How.WALK_IN),
        wish(0),
        "token-of-a-walk-in1",
        rooms=(inn.rooms["doble-1"],),
    )
    assert read(house, here).status == Status.IN_HOUSE
    held = write_down(house, Newcomer("Sofía", how=How.HELD), wish(30), "token-of-a-hold-01", minutes=120)
    assert read(house, held).hold_until is not None


@pytest.mark.parametrize("who", [Newcomer(""), Newcomer("Ana", "12"), Newcomer("Ana", "1" * 20)])
def test_somebody_without_a_name_or_with_half_a_telephone_is_asked_again(
    house: House, inn: Inventory, who: Newcomer
) -> None:
    with pytest.raises(Refused) as caught:
        write_down(house, who, wish(10), "token-of-a-nobody-1")
    assert caught.value.why is WhyNot.NO_SUCH_GUEST


def test_a_refused_booking_leaves_no_guest_behind(house: House, inn: Inventory) -> None:
    room = (inn.rooms["doble-1"],)
    write_down(house, Newcomer("Ana"), wish(10), "token-of-the-call-3", rooms=room)
    with transaction(house.posada) as session, pytest.raises(Refused):
        desk_bookings.write_down(
            session, house.carla, Newcomer("Nadie"), wish(10), Terms(rooms=room), "token-of-the-call-4"
        )
    with transaction(house.posada) as session:
        assert session.query(Guest).filter(Guest.name == "Nadie").count() == 0


def test_the_price_of_a_room_is_told_before_anything_is_written(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        found = bookings.quote_for_room(session, house.vera, inn.rooms["triple-1"], wish(0, 3))
    assert isinstance(found, Quote)
    assert (found.total, found.stay) == (Money.of(450_000, "ARS"), Stay(in_days(0), in_days(3)))


def test_the_hotels_holidays_are_known_to_services(house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        calendar = of_hotel("AR", knowledge.of(session, house.posada))
    year = at(0, 12).year
    assert (12, 25) in {(day.on.month, day.on.day) for day in calendar.of_year(year)}
