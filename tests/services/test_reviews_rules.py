"""Two managers decide at the same moment, before anything was ever decided: one is heard, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.domain.refusals import WhyNot
from core.domain.reviews import Platform, Rules
from core.services.reviews import rules
from core.store.db import transaction
from tests.makers import House
from tests.services.test_bookings_races import all_at_once

WRITERS = 6


def _links_of(house: House, number: int) -> Callable[[], Any]:
    def write() -> None:
        with transaction(house.posada) as session:
            links = [(Platform.GOOGLE, f"https://g.example/{number}")]
            rules.set_links(session, house.diego, links, seen, f"token-of-links-{number}")

    with transaction(house.posada) as session:
        seen = rules.mark_of_links(session)
    return write


def _rules_of(house: House, number: int) -> Callable[[], int]:
    def write() -> int:
        with transaction(house.posada) as session:
            return rules.change(
                session, house.diego, Rules(delay_hours=24 + number), 0, f"token-of-rules-{number}"
            )

    return write


def test_the_first_links_ever_are_written_by_one(house: House) -> None:
    answers = all_at_once([_links_of(house, number) for number in range(WRITERS)])
    assert sorted(map(str, answers)) == ["None"] + [str(WhyNot.CHANGED_MEANWHILE)] * (WRITERS - 1)


def test_the_first_rules_ever_are_written_by_one(house: House) -> None:
    answers = all_at_once([_rules_of(house, number) for number in range(WRITERS)])
    assert sorted(map(str, answers)) == ["1"] + [str(WhyNot.CHANGED_MEANWHILE)] * (WRITERS - 1)
