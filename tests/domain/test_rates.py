"""What a stay costs: laws that hold for every price list, and the cases guests ask about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.domain import quotes
from core.domain.money import EXPONENTS, WHOLE, Money, percent
from core.domain.policies import ChildBand, Deposit, LongStay, Policies, Tax, Tier, Weekend
from core.domain.quotes import LineKind, Quote, at_price, cancelling
from core.domain.rates import Asked, DayRule, Rate, RoomKind, Season, quote
from core.domain.refusals import Refusal, WhyNot
from core.domain.stays import Party, Stay

TODAY = date(2026, 11, 25)
DOUBLE = RoomKind("doble-rio", capacity=4, max_adults=3, max_children=2, cots=1)
FRIDAY = date(2026, 12, 4)


def rate(currency: str = "ARS", **facts: Any) -> Rate:
    made = Rate(DOUBLE, Money.of(100_000, currency), 2, Money.of(20_000, currency))
    return replace(made, **facts)


def asked(nights: int = 2, adults: int = 2, *children: int, check_in: date = FRIDAY, cots: int = 0) -> Asked:
    return Asked(Stay(check_in, check_in + timedelta(days=nights)), Party(adults, children), TODAY, cots)


def priced(rates: Rate, policies: Policies, question: Asked) -> Quote:
    found = quote(rates, policies, question)
    assert isinstance(found, Quote), found
    return found


def lines(found: Quote) -> list[tuple[str, int, int]]:
    return [(line.kind.value, line.count, int(line.amount.major)) for line in found.lines]


shares = some.integers(0, WHOLE)
policies_of_all_sorts = some.builds(
    Policies,
    weekend=some.builds(
        Weekend, some.lists(some.integers(0, 6), unique=True).map(tuple), some.integers(1, 3 * WHOLE)
    ),
    deposit=some.one_of(
        some.builds(Deposit, shares), some.builds(Deposit, some.none(), some.integers(0, 10**9))
    ),
    children=some.lists(some.builds(ChildBand, some.integers(0, 17), shares), max_size=3).map(tuple),
    cot=some.integers(0, 10**6),
    long_stay=some.lists(some.builds(LongStay, some.integers(2, 20), shares), max_size=2).map(tuple),
    taxes=some.lists(some.builds(Tax, some.just("IVA"), shares, some.booleans()), max_size=2).map(tuple),
)


@some.composite
def price_lists(draw: Any) -> Rate:
    currency = draw(some.sampled_from(sorted(EXPONENTS)))
    money = some.builds(Money, some.integers(0, 10**9), some.just(currency))
    first = some.dates(date(2026, 11, 1), date(2027, 3, 1))
    season = some.builds(
        lambda start, days, multiplier, price: Season(
            "verano", start, start + timedelta(days=days), multiplier, price
        ),
        first,
        some.integers(0, 60),
        some.integers(1, 3 * WHOLE),
        some.none() | money,
    )
    return Rate(
        DOUBLE,
        draw(money),
        draw(some.integers(1, 3)),
        draw(money),
        tuple(draw(some.lists(season, max_size=3))),
        draw(some.dictionaries(first, some.builds(DayRule, some.none() | money), max_size=5)),
    )


questions = some.builds(
    asked,
    some.integers(1, 30),
    some.integers(1, 2),
    check_in=some.dates(TODAY, date(2027, 2, 1)),
    cots=some.just(0),
) | some.just(asked(3, 2, 1, 8, cots=1))


@given(price_lists(), policies_of_all_sorts, questions)
def test_the_total_is_the_sum_of_its_lines_in_every_currency(
    rates: Rate, policies: Policies, question: Asked
) -> None:
    found = priced(rates, policies, question)
    assert quotes.sum_of(found.lines, found.currency) == found.total
    assert all(line.amount.minor >= 0 and line.count > 0 for line in found.lines)
    assert all(line.unit * line.count == line.amount for line in found.lines), (
        "a line says what it multiplies"
    )
    assert found.total.minor >= 0
    assert 0 <= found.deposit.minor <= found.total.minor
    assert found.deposit + found.balance == found.total


@given(price_lists(), policies_of_all_sorts, questions)
def test_no_night_is_lost(rates: Rate, policies: Policies, question: Asked) -> None:
    found = priced(rates, policies, question)
    assert [night.day for night in found.nights] == list(question.stay.nights)
    of_the_room = [line for line in found.lines if line.kind.value.endswith("nights")]
    assert sum(line.count for line in of_the_room) == question.stay.length
    assert sum(line.amount.minor for line in of_the_room) == sum(night.price.minor for night in found.nights)


@given(price_lists(), policies_of_all_sorts, questions)
def test_a_quote_is_kept_and_read_again_unchanged(rates: Rate, policies: Policies, question: Asked) -> None:
    found = priced(rates, policies, question)
    assert quotes.from_json(quotes.to_json(found)) == found


@given(price_lists(), policies_of_all_sorts, questions, some.integers(0, 10**10))
def test_a_price_somebody_agreed_to_is_one_more_line(
    rates: Rate, policies: Policies, question: Asked, minor: int
) -> None:
    before = priced(rates, policies, question)
    agreed = at_price(before, Money(minor, before.currency), before.deposit)
    assert quotes.sum_of(agreed.lines, agreed.currency) == agreed.total == Money(minor, before.currency)
    assert agreed.lines[: len(before.lines)] == before.lines
    assert agreed.deposit <= agreed.total


def test_a_weekend_costs_what_the_hotel_says_on_the_nights_it_says() -> None:
    policies = Policies(weekend=Weekend((4, 5), percent(125)))
    found = priced(rate(), policies, asked(4))
    assert lines(found) == [("weekend_nights", 2, 250_000), ("nights", 2, 200_000)]


def test_the_shorter_season_knows_better_and_a_date_better_than_both() -> None:
    summer = Season("verano", date(2026, 12, 1), date(2027, 2, 28), percent(150))
    new_year = Season("fin de año", date(2026, 12, 30), date(2027, 1, 2), price=Money.of(300_000, "ARS"))
    rates = rate(
        seasons=(summer, new_year), days={date(2026, 12, 31): DayRule(price=Money.of(500_000, "ARS"))}
    )
    found = priced(rates, Policies(), asked(3, check_in=date(2026, 12, 29)))
    assert [int(night.price.major) for night in found.nights] == [150_000, 300_000, 500_000]
    assert [line.name for line in found.lines] == ["verano", "fin de año", ""]


def test_children_pay_by_age_and_a_free_one_takes_nobodys_place() -> None:
    policies = Policies(children=(ChildBand(2, 0), ChildBand(11, percent(50))))
    assert priced(rate(), policies, asked(1, 1, 8)).total == Money.of(100_000, "ARS")
    assert priced(rate(), policies, asked(1, 2, 1)).total == Money.of(100_000, "ARS")
    assert priced(rate(), policies, asked(1, 2, 8)).total == Money.of(110_000, "ARS")
    assert priced(rate(), policies, asked(1, 2, 14)).total == Money.of(120_000, "ARS")


def test_a_long_stay_is_cheaper_and_says_by_how_much() -> None:
    policies = Policies(long_stay=(LongStay(7, percent(10)), LongStay(14, percent(20))))
    assert priced(rate(), policies, asked(6)).total == Money.of(600_000, "ARS")
    week = priced(rate(), policies, asked(7))
    assert week.total == Money.of(630_000, "ARS")
    assert week.lines[-1].name == "10"


def test_a_tax_within_the_price_changes_nothing_and_one_on_top_does() -> None:
    within = priced(rate(), Policies(taxes=(Tax("IVA", percent(21)),)), asked(1))
    assert within.total == Money.of(100_000, "ARS")
    assert within.lines[-1].amount == Money.of("17355.37", "ARS")
    on_top = priced(rate(), Policies(taxes=(Tax("IVA", percent(21), included=False),)), asked(1))
    assert on_top.total == Money.of(121_000, "ARS")


def test_a_deposit_is_a_share_or_an_amount_and_never_more_than_the_stay() -> None:
    assert priced(rate(), Policies(deposit=Deposit(percent(30))), asked(1)).deposit == Money.of(30_000, "ARS")
    fixed = Policies(deposit=Deposit(amount=Money.of(150_000, "ARS").minor))
    assert priced(rate(), fixed, asked(2)).deposit == Money.of(150_000, "ARS")
    assert priced(rate(), fixed, asked(1)).deposit == Money.of(100_000, "ARS")


CLOSED_SATURDAY = {FRIDAY + timedelta(days=1): DayRule(closed=True)}
HIGH = Season("alta", date(2026, 12, 1), date(2026, 12, 31), min_nights=3)
REFUSALS: dict[str, tuple[Rate, Policies, Asked, WhyNot, dict[str, Any]]] = {
    "yesterday": (
        rate(), Policies(), asked(check_in=TODAY - timedelta(days=1)), WhyNot.PAST, {"today": "2026-11-25"},
    ),
    "a year long": (rate(), Policies(), asked(365), WhyNot.TOO_LONG, {"nights": 30}),
    "in three years": (
        rate(), Policies(), asked(check_in=date(2029, 11, 25)), WhyNot.NO_PRICE, {"days": 540},
    ),
    "closed in the middle": (
        rate(days=CLOSED_SATURDAY), Policies(), asked(3), WhyNot.CLOSED, {"day": "2026-12-05"},
    ),
    "one night in high season": (
        rate(seasons=(HIGH,)), Policies(), asked(2), WhyNot.MIN_NIGHTS, {"nights": 3},
    ),
    "five in a room for four": (
        rate(), Policies(), asked(1, 3, 5, 6), WhyNot.TOO_MANY_GUESTS, {"capacity": 4, "guests": 5},
    ),
    "four adults where three sleep": (
        rate(), Policies(), asked(1, 4), WhyNot.TOO_MANY_GUESTS, {"capacity": 4, "guests": 4},
    ),
    "a child alone": (rate(), Policies(), asked(1, 0, 9), WhyNot.NO_ADULT, {}),
    "two cots where there is one": (rate(), Policies(), asked(1, 2, 1, 1, cots=2), WhyNot.NO_COTS, {"cots": 1}),
    "a cot for a schoolchild": (rate(), Policies(), asked(1, 2, 9, cots=1), WhyNot.NO_COTS, {"cots": 1}),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS.values(), ids=REFUSALS)
def test_a_no_comes_with_its_reason(case: tuple[Rate, Policies, Asked, WhyNot, dict[str, Any]]) -> None:
    rates, policies, question, why, facts = case
    assert quote(rates, policies, question) == Refusal(why, facts)


def test_tonight_is_not_the_past() -> None:
    assert isinstance(quote(rate(), Policies(), asked(1, check_in=TODAY)), Quote)


def test_one_date_may_lift_the_least_stay() -> None:
    free = rate(seasons=(HIGH,), days={day: DayRule(min_nights=1) for day in asked(2).stay.nights})
    assert isinstance(quote(free, Policies(), asked(2)), Quote)


ARRIVAL = datetime(2026, 12, 4, 17, tzinfo=UTC)
TIERS = (Tier(72, 0), Tier(24, percent(50)), Tier(0, WHOLE))


@pytest.mark.parametrize(
    ("hours_before", "fee", "refund", "owed"),
    [
        (100, 0, 60, 0),
        (72, 0, 60, 0),
        (71, 100, 0, 40),
        (24, 100, 0, 40),
        (1, 200, 0, 140),
        (-5, 200, 0, 140),
    ],
)
def test_cancelling_costs_what_was_agreed(hours_before: int, fee: int, refund: int, owed: int) -> None:
    found = priced(rate(), Policies(cancellation=TIERS), asked(2))
    paid, now = Money.of(60_000, "ARS"), ARRIVAL - timedelta(hours=hours_before)
    costs = cancelling(found, paid, ARRIVAL, now)
    assert [int(money.major) // 1000 for money in (costs.fee, costs.refund, costs.owed)] == [
        fee,
        refund,
        owed,
    ]


def test_every_kind_of_line_can_be_met() -> None:
    """The words for guests are written by this list: a kind that no quote ever has would be a dead phrase."""
    policies = Policies(
        weekend=Weekend((5,), percent(120)),
        children=(ChildBand(2, 0), ChildBand(11, percent(50))),
        cot=100,
        long_stay=(LongStay(3, percent(10)),),
        taxes=(Tax("IVA", percent(21)), Tax("tasa", percent(1), included=False)),
    )
    rates = rate(included=1, days={FRIDAY: DayRule(price=Money(1, "ARS"))})
    found = priced(rates, policies, asked(3, 2, 8, 1, cots=1))
    dearer = at_price(found, found.total + Money(1, "ARS"), found.deposit)
    cheaper = at_price(found, found.total - Money(1, "ARS"), found.deposit)
    assert {line.kind for line in (*dearer.lines, *cheaper.lines)} == set(LineKind)


@pytest.mark.parametrize(
    ("party", "babies", "cots"),
    [
        (Party(3, (1,)), 1, 0),
        (Party(2, (1, 1, 8)), 2, 1),
        (Party(3, (1, 8)), 1, 1),
        (Party(3, (7, 8)), 0, 0),
        (Party(3, (1, 1, 1)), 3, 1),
    ],
)
def test_a_room_needs_cots_for_the_babies_who_find_no_bed(party: Party, babies: int, cots: int) -> None:
    assert DOUBLE.cots_needed(party, babies) == cots
