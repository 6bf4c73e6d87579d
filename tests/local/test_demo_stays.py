"""The demo hotels have rooms, prices and months of stays: believable, and the same each time."""

from __future__ import annotations

import itertools
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.bookings import Status
from core.domain.quotes import sum_of
from core.domain.stays import Wish
from core.local import demo
from core.local.demo.history import FUTURE, PAST, History
from core.local.demo.houses import CABANAS, POSADA, hotels_without_rooms, seed, stock
from core.local.demo.questions import RULES
from core.local.phone.guests import DEFAULT_GUESTS
from core.services import hotels as services
from core.services import offers, policies
from core.services.phrases import LANGUAGES
from core.store import hotels, rooms
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.db import across_hotels, transaction
from core.store.guests import Guest
from core.store.review_requests import ReviewRequest
from core.store.views import card, plan, review_numbers, reviews, stays
from core.store.views.numbers.span import Span
from tests.emptying import Kept
from tests.makers import fresh_house

SLUGS = ["simple-jardin", "doble-rio", "doble-jardin", "triple", "familiar", "cabana-muelle"]


def _seeded() -> dict[str, int]:
    fresh_house()
    with across_hotels() as session:
        for account in hotels.all_channel_accounts(session):
            session.delete(account)
        session.flush()
        seed(session)
        found = {slug: hotels.by_slug(session, slug) for slug in (POSADA.slug, CABANAS.slug)}
        made = {slug: hotel.id for slug, hotel in found.items() if hotel is not None}
        assert set(hotels_without_rooms(session)) == set(made.values())
    return made


def _stocked() -> tuple[dict[str, int], list[int]]:
    made, counts = _seeded(), []
    for hotel_id in made.values():
        with transaction(hotel_id) as session:
            counts.append(stock(session, hotel_id))
    return made, counts


_house_in_stock = Kept(_stocked)


@pytest.fixture
def in_stock(_open_house: None) -> tuple[dict[str, int], list[int]]:
    return _house_in_stock.as_made()


@pytest.fixture
def ids(in_stock: tuple[dict[str, int], list[int]]) -> dict[str, int]:
    return in_stock[0]


@pytest.fixture
def posada(ids: dict[str, int]) -> Iterator[Session]:
    with transaction(ids[POSADA.slug]) as session:
        session.info["posada"] = ids[POSADA.slug]
        yield session


def today_of(session: Session) -> date:
    [hotel] = [row for row in (hotels.by_slug(session, POSADA.slug),) if row is not None]
    return services.local_now(hotel).date()


def test_both_hotels_are_stocked(in_stock: tuple[dict[str, int], list[int]]) -> None:
    assert min(in_stock[1]) > 100
    with across_hotels() as session:
        assert hotels_without_rooms(session) == []


def test_the_posada_has_fourteen_rooms_of_six_types_named_in_every_language(posada: Session) -> None:
    kinds = rooms.types(posada)
    assert [kind.slug for kind in kinds] == SLUGS
    assert len(rooms.all_rooms(posada)) == 14
    for kind in kinds:
        assert set(kind.names) == set(kind.descriptions) == set(LANGUAGES)
        assert all(kind.names.values())


def test_the_cabanas_have_five_and_rules_of_their_own(ids: dict[str, int]) -> None:
    with transaction(ids[CABANAS.slug]) as session:
        assert len(rooms.all_rooms(session)) == 5
        assert policies.of(session, ids[CABANAS.slug]).hold_minutes == 120


def test_history_and_future_are_full_as_a_hotel_is(posada: Session) -> None:
    today = today_of(posada)
    before = plan.occupancy(posada, today - timedelta(days=PAST - 10), PAST - 10)
    ahead = plan.occupancy(posada, today, FUTURE)
    assert 0.35 < sum(day.share for day in before) / len(before) < 0.85
    assert sum(day.share for day in ahead) / len(ahead) < sum(day.share for day in before) / len(before)
    weekend = [day.share for day in before if day.day.weekday() in (4, 5)]
    week = [day.share for day in before if day.day.weekday() not in (4, 5)]
    assert sum(weekend) / len(weekend) > sum(week) / len(week)


def test_everything_a_desk_meets_is_there(posada: Session) -> None:
    today = today_of(posada)
    found = Counter(posada.scalars(select(Booking.status)))
    assert set(found) >= {
        Status.CONFIRMED,
        Status.IN_HOUSE,
        Status.CHECKED_OUT,
        Status.CANCELLED,
        Status.NO_SHOW,
    }
    assert found[Status.CANCELLED] < 0.15 * found.total()
    assert posada.scalars(select(Booking).where(Booking.block_reason.is_not(None))).first() is not None
    assert posada.scalars(select(Charge)).first() is not None
    assert len(stays.holds_ending(posada)) == 2
    assert stays.in_house(posada)
    assert stays.arrivals(posada, today) or stays.arrivals(posada, today + timedelta(days=1))
    for stay in stays.in_house(posada):
        assert stay.check_in <= today <= stay.check_out
        assert stay.guest
        assert stay.phone


def test_every_price_is_the_sum_of_its_lines(posada: Session) -> None:
    for booking in posada.scalars(select(Booking).where(Booking.quote.is_not(None))):
        agreed = booking.agreed
        assert agreed is not None
        assert sum_of(agreed.lines, booking.currency) == booking.price
        assert agreed.stay == booking.nights


def test_a_guest_can_still_find_a_room(posada: Session) -> None:
    today = today_of(posada)
    wish = Wish(today + timedelta(days=60), today + timedelta(days=63), 2)
    assert offers.search(posada, posada.info["posada"], wish).offers


def test_nobody_has_the_name_of_a_guest_of_the_phone() -> None:
    words = tomllib.loads((Path(demo.__file__).parent / "people.toml").read_text(encoding="utf-8"))
    names = {f"{first} {last}" for first, last in itertools.product(words["first"], words["last"])}
    names |= {*words["abroad_pt"], *words["abroad_en"]}
    assert not names & {guest.name for guest in DEFAULT_GUESTS}


def test_the_same_day_makes_the_same_history() -> None:
    def made() -> list[object]:
        return list(History(date(2026, 11, 25), [(2, 2), (4, 4)], "posada").stays())

    assert made() == made()


@pytest.mark.parametrize("day", [date(2026, 1, 1) + timedelta(days=23 * step) for step in range(16)])
def test_on_no_day_two_stays_of_a_room_meet(day: date) -> None:
    """Whatever the day on which the house is opened: the database would refuse to be seeded otherwise."""
    takes = [
        made
        for made in History(day, [(2, 2)] * 3, str(day)).stays()
        if made.status not in ("cancelled", "no_show")
    ]
    for number in range(3):
        ours = sorted(made.stay for made in takes if made.room == number)
        assert all(one.check_out <= other.check_in for one, other in itertools.pairwise(ours))


def test_nobody_was_heard_of_after_they_had_booked(posada: Session) -> None:
    booked = select(Guest.created_at, func.min(Booking.created_at)).join(
        Booking, Booking.guest_id == Guest.id
    )
    known = posada.execute(booked.group_by(Guest.id)).all()
    assert len(known) > 100
    assert all(met <= first for met, first in known)


def test_who_left_has_paid_and_somebody_still_owes(posada: Session) -> None:
    gone = list(posada.scalars(select(Booking).where(Booking.status == Status.CHECKED_OUT)))
    known = card.balances(posada, [line for stay in gone[:50] if (line := stays.card(posada, stay.id))])
    assert known
    assert {balance.left.minor for balance in known.values()} == {0}
    here = stays.in_house(posada) + stays.arrivals(posada, today_of(posada))
    assert any(balance.left.minor > 0 for balance in card.balances(posada, here).values())


def test_guests_who_left_were_asked_many_answered_and_one_still_waits(posada: Session) -> None:
    since = clock.now() - timedelta(days=PAST + 30)
    first = since.date()
    span = Span(first, first + timedelta(days=PAST + 60), "America/Argentina/Buenos_Aires", "ARS")
    told = review_numbers.whole(posada, span)
    assert 0 < told.answered < told.sent
    averages = [
        one.ours_average for one in review_numbers.rated(posada, span) if one.ours_average is not None
    ]
    assert 3.5 < sum(averages) / len(averages) < 5
    assert {line.platform for line in reviews.page(posada, None)[0]} >= {"own", "google"}
    assert review_numbers.spoken(posada, span)
    waiting = [one for one in reviews.cases(posada, resolved_since=since) if one.resolved_at is None]
    assert [one.owner_id is None for one in waiting].count(True) == 1
    assert told.clicked < told.answered < told.read < told.delivered < told.sent
    assert {one.key for one in review_numbers.by(posada, "variant", span)} == {"a", "b"}
    public = reviews.page(posada, None, "google")[0]
    assert any(one.reply for one in public) and not all(one.reply for one in public)


def test_nobody_was_asked_more_often_than_the_hotel_allows(posada: Session) -> None:
    asked = select(ReviewRequest.guest_id, ReviewRequest.asked_at).where(ReviewRequest.asked_at.is_not(None))
    last: dict[int, datetime] = {}
    for guest, at in posada.execute(asked.order_by(ReviewRequest.asked_at)):
        assert guest not in last or at - last[guest] >= timedelta(days=RULES.cap_days)
        last[guest] = at
