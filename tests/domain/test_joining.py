"""The party that is left when somebody joins it or stays at home."""

from __future__ import annotations

import json

import pytest

from core.domain.joining import TO_BE_ASKED, Change, Those, change_of, party_after
from core.domain.memory import Party

FAMILY = Party(adults=2, children=2, child_ages=(5, 8))
TWINS = Party(adults=2, children=3, child_ages=(4, 4, 9))


def joins(**who: object) -> Change:
    return Change(True, Those(**who))  # type: ignore[arg-type]


def leaves(**who: object) -> Change:
    return Change(False, Those(**who))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "change", "after"),
    [
        (Party(adults=4), leaves(named=1), Party(3, 0)),
        (Party(adults=4), leaves(heads=2), Party(2, 0)),
        (Party(adults=4), leaves(children=1), Party(3, 0)),
        (FAMILY, leaves(adults=1), Party(1, 2, (5, 8))),
        (FAMILY, leaves(children=1, ages=(5,)), Party(2, 1, (8,))),
        (FAMILY, leaves(children=1), Party(2, 1)),
        (FAMILY, leaves(every_child=True), Party(2, 0)),
        (FAMILY, leaves(children=1, which="oldest"), Party(2, 1, (5,))),
        (FAMILY, leaves(children=1, ages=(8,), only=True), Party(2, 1, (8,))),
        (TWINS, leaves(children=2, which="twins"), Party(2, 1, (9,))),
        (Party(adults=1, children=2, child_ages=(5, 8)), leaves(named=1), Party(1, 1)),
        (FAMILY, joins(adults=1), Party(3, 2, (5, 8))),
        (FAMILY, joins(children=1, ages=(3,)), Party(2, 3, (5, 8, 3))),
        (FAMILY, joins(children=1), Party(2, 3, (5, 8))),
        (Party(), joins(adults=1), Party(2, 0)),
    ],
)
def test_what_a_change_makes_of_a_party(known: Party, change: Change, after: Party) -> None:
    assert party_after(known, [change]) == after


@pytest.mark.parametrize(
    "change",
    [
        leaves(named=1),
        leaves(heads=1),
        leaves(uncounted=True),
        leaves(children=1, ages=(3,)),
        joins(uncounted=True),
    ],
)
def test_what_cannot_be_told_of_a_family_is_asked(change: Change) -> None:
    assert party_after(FAMILY, [change]) is TO_BE_ASKED


@pytest.mark.parametrize(
    ("known", "change"),
    [
        (Party(), leaves(adults=1)),
        (Party(adults=1), leaves(adults=1)),
        (FAMILY, joins(children=2, ages=(8, 5))),
        (FAMILY, joins(every_child=True)),
    ],
)
def test_nobody_is_less_who_was_never_told_and_nobody_joins_twice(known: Party, change: Change) -> None:
    assert party_after(known, [change]) is None


def test_several_changes_come_one_after_the_other() -> None:
    assert party_after(Party(adults=4), [leaves(named=1), joins(adults=2)]) == Party(5, 0)


@pytest.mark.parametrize(
    "change", [leaves(children=1, ages=(5,)), joins(adults=1, named=1), leaves(children=1, which="baby")]
)
def test_a_change_is_kept_between_two_turns(change: Change) -> None:
    assert change_of(json.loads(json.dumps(change.to_json()))) == change
