"""Money that came is settled: confirmed, counted, rescued, sent back, or put before a person; once, in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.bookings import Status
from core.domain.payments import PaymentState, Purpose
from core.domain.ports import PayLink
from core.domain.stays import Stay
from core.services import bookings, own_changes, payments
from core.services.payments import asking, hints
from core.store import bookings as rows
from core.store.alerts import Alert
from core.store.db import transaction
from core.store.payments import Payment
from tests.inventory import wish
from tests.makers import House, StoppedClock
from tests.paying import Held, all_of, came, cases, held_by_ana, open_letters, refunds, requests, said


@pytest.fixture
def held(house: House, stopped_clock: StoppedClock) -> Held:
    return held_by_ana(house)


def with_link(held: Held) -> None:
    with transaction(held.hotel) as session:
        asking.link_made(session, held.request, PayLink("44-abc", "https://mp.example/44-abc"))


def take_all_rooms(held: Held) -> None:
    """Somebody else books everything of those days."""
    with transaction(held.hotel) as session:
        for kind, count in (("doble", 2), ("triple", 1), ("cabana", 1)):
            party: dict[str, Any] = {"room_type": kind, "rooms": count, "adults": 2 * count}
            for made in bookings.hold(session, TheHouse(held.hotel), held.inn.guest, wish(**party)):
                bookings.confirm(session, TheHouse(held.hotel), made.id)


def later(**span: float) -> dict[str, Any]:
    return {"updated_at": clock.now() + timedelta(**span)}


def test_asking_sends_for_a_link_and_for_looks_after_it(held: Held) -> None:
    assert requests() == ["wanted"]
    assert [one.payload for one in open_letters("make_payment_link")] == [{"request": held.request}]
    looks = [one.due_at for one in open_letters("search_payments")]
    until = held.row().hold_until
    assert until is not None
    assert len(looks) == 3
    assert min(looks) > until


def test_asking_twice_is_one_request(held: Held, house: House) -> None:
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        again = payments.ask(session, house.carla, booking)
        assert again is not None
        assert again.id == held.request


def test_a_hotel_without_an_account_asks_for_nothing(house: House, held: Held) -> None:
    with transaction(held.hotel) as session:
        hints.pause_account(session, held.hotel, "the token is gone")
        booking = rows.one(session, held.booking)
        assert booking is not None
        assert payments.ask(session, TheHouse(held.hotel), booking, Purpose.BALANCE) is None


def test_the_guest_gets_the_link_with_amount_and_hour(held: Held) -> None:
    with_link(held)
    [words] = said()
    assert held.row().code in words
    assert "$" in words
    assert requests() == ["open"]


def test_a_link_nobody_needs_any_more_ends_at_once(held: Held) -> None:
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        payments.over(session, booking)
    with_link(held)
    assert said() == []
    assert len(open_letters("close_link")) == 1


def test_money_in_time_confirms(held: Held) -> None:
    held.settle(held.seen())
    assert held.row().status == Status.CONFIRMED
    assert (came(), requests(), cases()) == ([("approved", True)], ["paid"], [])
    assert held.purse().deposit_due.minor == 0
    assert "confirmada" in said()[-1]


def test_told_again_and_again_it_is_one_payment_and_one_confirmation(held: Held) -> None:
    held.settle(held.seen(), held.seen(), held.seen(**later(hours=2)), held.seen(**later(hours=1)))
    assert len(came()) == 1
    assert len(said()) == 1


def test_pending_first_and_approved_later(held: Held) -> None:
    held.settle(held.seen(state=PaymentState.IN_PROCESS))
    assert held.row().status == Status.HELD
    assert "en proceso" in said()[-1]
    held.settle(held.seen(**later(minutes=5)))
    assert held.row().status == Status.CONFIRMED


def test_declined_and_paid_by_another_try(held: Held) -> None:
    held.settle(held.seen("1", state=PaymentState.REJECTED), held.seen("2"))
    assert came() == [("rejected", False), ("approved", True)]
    assert held.row().status == Status.CONFIRMED


def test_news_in_the_wrong_order_ends_the_same(held: Held) -> None:
    held.settle(held.seen(**later(minutes=1)), held.seen(state=PaymentState.PENDING))
    assert came() == [("approved", True)]
    assert held.row().status == Status.CONFIRMED


def test_a_second_payment_goes_back_whole(held: Held) -> None:
    held.settle(held.seen("1"), held.seen("2"))
    assert refunds() == [(held.amount, "wanted")]
    assert len(open_letters("refund_payment")) == 1
    assert held.purse().paid.minor == held.amount
    assert cases() == []
    held.settle(held.seen("2", **later(minutes=5)), held.seen("2"))
    assert len(refunds()) == 1


def test_late_money_gets_the_same_room_back(held: Held, stopped_clock: StoppedClock) -> None:
    room = held.row().room_id
    stopped_clock.passes(hours=3)
    with transaction(held.hotel) as session:
        assert bookings.expire(session, TheHouse(held.hotel), held.booking)
    held.settle(held.seen())
    assert (held.row().status, held.row().room_id) == (Status.CONFIRMED, room)
    assert requests() == ["paid"]


def test_money_that_comes_while_the_expiry_is_late_is_late_money(
    held: Held, stopped_clock: StoppedClock
) -> None:
    stopped_clock.passes(hours=3)
    held.settle(held.seen())
    assert held.row().status == Status.CONFIRMED


def test_late_money_gets_another_room_as_good(held: Held, stopped_clock: StoppedClock) -> None:
    stopped_clock.passes(hours=3)
    with transaction(held.hotel) as session:
        bookings.expire(session, TheHouse(held.hotel), held.booking)
        terms = bookings.Terms(rooms=(held.row().room_id,), free_hand=True)
        [other] = bookings.hold(session, TheHouse(held.hotel), held.inn.guest, wish(), terms)
    held.settle(held.seen())
    assert held.row().status == Status.CONFIRMED
    assert held.row().room_id != other.room_id
    assert "igual o mejor" in said()[-1]


def test_late_money_with_no_room_left_is_a_case_and_no_secret(
    held: Held, stopped_clock: StoppedClock
) -> None:
    stopped_clock.passes(hours=3)
    with transaction(held.hotel) as session:
        bookings.expire(session, TheHouse(held.hotel), held.booking)
    take_all_rooms(held)
    held.settle(held.seen(), held.seen())
    assert held.row().status == Status.EXPIRED
    assert cases() == ["late_no_room"]
    assert came() == [("approved", False)]
    assert len(open_letters("offer_late_money")) == 1
    assert [alert.kind for alert in all_of(Alert)] == ["payment_case"]


@pytest.mark.parametrize(
    ("odd", "case"),
    [({"amount": 1}, "wrong_amount"), ({"currency": "USD"}, "wrong_currency")],
)
def test_money_that_does_not_fit_stops_the_clock_and_calls_a_person(
    held: Held, stopped_clock: StoppedClock, odd: dict[str, Any], case: str
) -> None:
    held.settle(held.seen(**odd))
    assert cases() == [case]
    assert (held.row().status, held.row().hold_until) == (Status.HELD, None)
    assert held.purse().paid.minor == 0
    stopped_clock.passes(hours=30)
    with transaction(held.hotel) as session:
        assert not bookings.expire(session, TheHouse(held.hotel), held.booking)


def test_money_on_somebody_elses_account_confirms_nothing(held: Held) -> None:
    held.settle(held.seen(collector="1"))
    assert (cases(), held.row().status) == (["not_our_account"], Status.HELD)


def test_money_for_what_was_cancelled_is_for_a_person(held: Held) -> None:
    with transaction(held.hotel) as session:
        bookings.cancel(session, TheHouse(held.hotel), held.booking)
    held.settle(held.seen())
    assert (cases(), held.row().status) == (["paid_after_end"], Status.CANCELLED)
    assert "ya no está" in said()[-1]


@pytest.mark.parametrize("minutes", [0, 500])
def test_money_on_the_link_of_a_hold_that_was_moved_finds_it_on_its_new_days(
    held: Held, stopped_clock: StoppedClock, minutes: int
) -> None:
    with_link(held)
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        moved = Stay(booking.check_in + timedelta(days=7), booking.check_out + timedelta(days=7))
        found = own_changes.look(session, booking, moved, booking.party)
        assert isinstance(found, own_changes.Possible)
        own_changes.make_of_hold(session, booking, found, "move")
    assert requests() == ["over"]
    stopped_clock.passes(minutes=minutes)
    held.settle(held.seen())
    row = held.row()
    assert (row.status, row.nights, cases()) == (Status.CONFIRMED, moved, [])
    assert came() == [("approved", True)]


def test_money_on_the_link_of_a_shorter_stay_confirms_the_longer_one_and_ends_its_newer_link(
    held: Held,
) -> None:
    with_link(held)
    seen = held.seen()
    with transaction(held.hotel) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        longer = Stay(booking.check_in, booking.check_out + timedelta(days=1))
        found = own_changes.look(session, booking, longer, booking.party)
        assert isinstance(found, own_changes.Possible)
        own_changes.make_of_hold(session, booking, found, "a night more")
        newer = payments.ask(session, TheHouse(held.hotel), booking)
        assert newer is not None and newer.amount > (seen.amount or 0)
        asking.link_made(session, newer.id, PayLink("45-def", "https://mp.example/45-def"))
    held.settle(seen)
    row = held.row()
    assert (row.status, row.nights, requests()) == (Status.CONFIRMED, longer, ["paid", "over"])
    assert "45-def" in [one.payload["link"] for one in open_letters("close_link")]


@pytest.mark.parametrize(
    ("state", "refunded", "case", "left"),
    [
        (PaymentState.CHARGED_BACK, 0, "charged_back", 0),
        (PaymentState.IN_MEDIATION, 0, "disputed", None),
        (PaymentState.APPROVED, 100, "sent_back_by_others", -100),
    ],
)
def test_trouble_weeks_later_frees_no_room(
    held: Held, state: PaymentState, refunded: int, case: str, left: int | None
) -> None:
    held.settle(held.seen(), held.seen(state=state, refunded=refunded, **later(days=30)))
    assert cases() == [case]
    assert held.row().status == Status.CONFIRMED
    expected = (
        held.amount if left is None else left if left >= 0 and case == "charged_back" else held.amount + left
    )
    assert held.purse().paid.minor == expected


def test_another_shop_of_the_same_owner_is_none_of_ours(held: Held) -> None:
    held.settle(held.seen(reference="shop-77"), held.seen(reference=""))
    assert (came(), cases()) == ([], [])


def test_our_mark_without_a_request_is_for_a_person(held: Held) -> None:
    held.settle(held.seen(reference="cj-nobody-knows"), held.seen(reference="cj-nobody-knows"))
    assert (came(), cases()) == ([], ["no_booking"])


def test_another_hotels_payment_finds_nothing_here(held: Held, house: House) -> None:
    with transaction(house.cabanas) as session:
        payments.settle(session, house.cabanas, held.seen())
    assert held.row().status == Status.HELD
    assert all_of(Payment) == []


def test_rooms_booked_together_are_paid_together(house: House, stopped_clock: StoppedClock) -> None:
    held = held_by_ana(house, rooms=2, adults=4)
    held.settle(held.seen())
    with transaction(held.hotel) as session:
        code = held.row().group_code
        assert code is not None
        assert {room.status for room in rows.of_group(session, code)} == {Status.CONFIRMED}
    assert held.purse().deposit_due.minor == 0


def test_a_link_for_a_stay_that_stands_says_until_which_day_it_works(house: House) -> None:
    held = held_by_ana(house)
    held.settle(held.seen())
    with transaction(house.posada) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        asked = payments.ask(session, TheHouse(house.posada), booking, Purpose.BALANCE)
        assert asked is not None
        payments.link_made(session, asked.id, PayLink("pref-2", "https://pay.example/2"))
    assert "Con este link podés pagar" in said()[-1]
    assert "guardado" not in said()[-1]
