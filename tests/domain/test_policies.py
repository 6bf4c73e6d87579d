"""A hotel's rules: read strictly, checked as a whole, priced as written."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from core.domain import policies
from core.domain.money import WHOLE, Money, percent
from core.domain.policies import Deposit, ExtraHours, LongStay, Policies, PolicyProblem, Tier, Weekend

WRONG: dict[str, dict[str, Any]] = {
    "a hold of a minute": {"hold_minutes": 1},
    "a hold of a month": {"hold_minutes": 43_200},
    "rooms never ready": {"turnover_minutes": 1_000},
    "least above most": {"min_nights": 5, "max_nights": 3},
    "later is cheaper": {"cancellation": (Tier(72, percent(50)), Tier(24, 0))},
    "two at once": {"cancellation": (Tier(24, 0), Tier(24, WHOLE))},
    "after arrival": {"cancellation": (Tier(-1, 0),)},
    "two deposits": {"deposit": Deposit(share=1, amount=1)},
    "a deposit above all": {"deposit": Deposit(share=WHOLE + 1)},
    "an eighth day": {"weekend": Weekend((7,))},
    "a weekend for nothing": {"weekend": Weekend((4,), 0)},
    "a long stay of one night": {"long_stay": (LongStay(1, 5),)},
    "an unknown edition": {"edition": 2},
    "free hours below none": {"late_checkout": ExtraHours(free_hours=-1)},
}


@pytest.mark.parametrize("facts", WRONG.values(), ids=WRONG)
def test_rules_that_contradict_themselves_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(PolicyProblem):
        Policies(**facts)


def test_the_document_is_written_and_read_again() -> None:
    document = Policies(late_checkout=ExtraHours((time(12), time(18)), percent(12.5), 1, approval=True))
    assert policies.from_json(policies.to_json(document)) == document


def test_what_an_older_document_lacks_has_its_default() -> None:
    assert policies.from_json({"hold_minutes": 30}) == Policies(hold_minutes=30)


@pytest.mark.parametrize(
    "data",
    [
        {"hold_minutes": "60"},
        {"hold_minutes": True},
        {"hold_hours": 1},
        {"late_checkout": {"hours": ["25:00"]}},
        {"cancellation": {"hours_before": 1}},
        {"cancellation": [{"hours_before": 1}]},
        {"weekend": None},
        [],
        None,
    ],
)
def test_what_does_not_fit_is_refused_by_name(data: Any) -> None:
    with pytest.raises(PolicyProblem, match="policies"):
        policies.from_json(data)


NIGHT = Money.of(100_000, "ARS")


@pytest.mark.parametrize(
    ("minutes", "price"), [(0, 0), (60, 0), (61, 10_000), (120, 10_000), (240, 30_000), (900, 50_000)]
)
def test_extra_hours_cost_a_share_of_the_night_each(minutes: int, price: int) -> None:
    rule = ExtraHours(share_per_hour=percent(10), free_hours=1, most=percent(50))
    assert rule.price(NIGHT, minutes) == Money.of(price, "ARS")


@pytest.mark.parametrize(("age", "share"), [(0, 0), (2, 0), (3, percent(50)), (11, percent(50)), (12, WHOLE)])
def test_a_child_pays_by_the_first_band_that_holds_its_age(age: int, share: int) -> None:
    assert Policies().child_share(age) == share
