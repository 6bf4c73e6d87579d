"""What a change makes of the rule of a date: every act, rounding, and selections nobody could mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.money import Money
from core.domain.policies import Policies, Weekend
from core.domain.pricing import Act, Change, Selection, WrongChange, cells, mark_of
from core.domain.quotes import LineKind
from core.domain.rates import DayRule, Rate, RoomKind, Season, day_price

FRIDAY, SUNDAY = date(2026, 12, 4), date(2026, 12, 6)
RULES = Policies(weekend=Weekend(nights=(4, 5), multiplier=12_000))
RATE = Rate(RoomKind("doble", 2, 2, 0), Money.of(100, "ARS"), 2, Money.of(10, "ARS"))
OWN = DayRule(price=Money.of(150, "ARS"), closed=True, min_nights=3)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change(Act.PRICE, 20_000), replace(OWN, price=Money.of(200, "ARS"))),
        (Change(Act.PERCENT, 1_000), replace(OWN, price=Money.of(165, "ARS"))),
        (Change(Act.PERCENT, -9_999), replace(OWN, price=Money.of(1, "ARS"))),
        (Change(Act.USUAL), replace(OWN, price=None)),
        (Change(Act.OPEN), replace(OWN, closed=False)),
        (Change(Act.CLOSE), OWN),
        (Change(Act.MIN_NIGHTS, 5), replace(OWN, min_nights=5)),
        (Change(Act.MIN_NIGHTS, 0), replace(OWN, min_nights=None)),
    ],
)
def test_a_change_touches_what_it_names_and_nothing_else(change: Change, expected: DayRule) -> None:
    assert change.of(OWN, Money.of(150, "ARS")) == expected


def test_a_percentage_is_of_the_price_of_that_very_night() -> None:
    found = list(cells(1, RATE, RULES, Selection((1,), FRIDAY, SUNDAY), Change(Act.PERCENT, 1_000)))
    assert [(cell.before.price.major, cell.after.price.major) for cell in found] == [
        (120, 132),
        (120, 132),
        (100, 110),
    ]
    assert {cell.after.kind for cell in found} == {LineKind.SPECIAL_NIGHTS}


def test_only_the_weekdays_that_are_meant_are_changed() -> None:
    wanted = Selection((1,), FRIDAY, date(2026, 12, 17), frozenset({4}))
    assert [day.day for day in wanted.days] == [4, 11]


def test_what_was_seen_has_another_mark_once_anything_has_moved() -> None:
    wanted, change = Selection((1,), FRIDAY, SUNDAY), Change(Act.PRICE, 20_000)
    seen = mark_of(list(cells(1, RATE, RULES, wanted, change)))
    closed = replace(RATE, days={SUNDAY: DayRule(closed=True)})
    dearer = replace(RATE, base=Money.of(101, "ARS"))
    season = replace(RATE, seasons=(Season("Fiestas", FRIDAY, FRIDAY, 15_000),))
    for other in (closed, dearer, season):
        assert mark_of(list(cells(1, other, RULES, wanted, change))) != seen
    assert mark_of(list(cells(1, RATE, RULES, wanted, change))) == seen


def test_the_price_of_a_day_says_why_it_is_so() -> None:
    summer = replace(RATE, seasons=(Season("Verano", FRIDAY, SUNDAY, 20_000, min_nights=2),))
    found = day_price(summer, RULES, FRIDAY)
    assert (found.price.major, found.kind, found.season, found.min_nights) == (
        240,
        LineKind.WEEKEND_NIGHTS,
        "Verano",
        2,
    )


@pytest.mark.parametrize(
    ("act", "amount", "why"),
    [
        (Act.PRICE, 0, "wrong_price"),
        (Act.PRICE, 10**12, "wrong_price"),
        (Act.PERCENT, 0, "wrong_price"),
        (Act.PERCENT, -10_000, "wrong_price"),
        (Act.MIN_NIGHTS, -1, "wrong_nights"),
        (Act.MIN_NIGHTS, 61, "wrong_nights"),
    ],
)
def test_an_amount_nobody_can_mean_is_refused(act: Act, amount: int, why: str) -> None:
    with pytest.raises(WrongChange, match=why):
        Change(act, amount)


@pytest.mark.parametrize(
    ("types", "last"), [((), SUNDAY), ((1,), date(2020, 1, 1)), ((1, 2), date(2041, 1, 1))]
)
def test_a_selection_is_neither_empty_nor_boundless(types: tuple[int, ...], last: date) -> None:
    with pytest.raises(WrongChange, match="wrong_selection"):
        Selection(types, FRIDAY, last)
