"""What is said plainly enough to need no weighing: a wish that is denied, a view asked for, a price a head.

Each rule of `plainly_said.toml` stands for a family of sentences that the weights hear too faintly or beside something
else. It lifts or lowers the chance of a label in a short message; danger, persons and stops are left alone, and so is
whoever tells a story: there a sentence may be about anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import says_any

Chances = dict[str, float]
Cues = frozenset[str]
_PLAIN: Final = 0.85
_FAINT: Final = 0.05
_LOUD: Final = 0.5
_LONGEST: Final = 18
_LEADS_UP: Final = COURTESIES | {"ask_availability", "inform", "yes", "no"}


@dataclass(frozen=True)
class Rule:
    words: tuple[str, ...]
    said: re.Pattern[str]
    lifts: str
    lowers: tuple[str, ...]
    unless: re.Pattern[str] | None
    where: Callable[[Chances, Cues], bool]

    def holds(self, plain: str, found: Chances, cues: Cues) -> bool:
        return (
            says_any(plain, self.words)
            and self.where(found, cues)
            and self.said.search(plain) is not None
            and (self.unless is None or self.unless.search(plain) is None)
        )


def _always(_found: Chances, _cues: Cues) -> bool:
    return True


def _nothing_else(found: Chances, _cues: Cues) -> bool:
    """No other wish is loud."""
    return all(chance < _LOUD for name, chance in found.items() if name not in _LEADS_UP)


def _nothing_but_price(found: Chances, cues: Cues) -> bool:
    return _nothing_else(found | {"ask_price": 0.0, "book": 0.0}, cues)


def _nothing_is_wrong(_found: Chances, cues: Cues) -> bool:
    return not cues & {"failing", "danger", "bad"}


def _nothing_fails(_found: Chances, cues: Cues) -> bool:
    return "failing" not in cues


def _nothing_of_letters(_found: Chances, cues: Cues) -> bool:
    """ "I don't want to" is of the booking, and of no messages."""
    return not cues & {"messages", "stopping", "subscribing"}


def _enters(found: Chances, cues: Cues) -> bool:
    return found["early_checkin"] >= _PLAIN and not cues & {"leaving", "later"}


def _money_back(found: Chances, _cues: Cues) -> bool:
    return found["refund"] >= _LOUD


_WHERE: Final[dict[str, Callable[[Chances, Cues], bool]]] = {
    "": _always,
    "nothing_else": _nothing_else,
    "nothing_but_price": _nothing_but_price,
    "nothing_is_wrong": _nothing_is_wrong,
    "nothing_fails": _nothing_fails,
    "nothing_of_letters": _nothing_of_letters,
    "enters": _enters,
    "money_back": _money_back,
}


@cache
def rules() -> tuple[Rule, ...]:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(
        Rule(
            words=tuple(one["words"]),
            said=re.compile(one["said"]),
            lifts=one.get("lifts", ""),
            lowers=tuple(one.get("lowers", ())),
            unless=re.compile(one["unless"]) if "unless" in one else None,
            where=_WHERE[one.get("where", "")],
        )
        for one in listed.values()
    )


def as_plainly_said(found: Chances, plain: str, cues: Cues, count: int) -> Chances:
    """`plain` is folded text of `count` words."""
    if count > _LONGEST:
        return found
    for rule in rules():
        called = any(found[name] >= _LOUD for name in FOR_RECALL if name not in rule.lowers)
        if not called and rule.holds(plain, found, cues):
            found = _after(rule, found)
    return found


def _after(rule: Rule, found: Chances) -> Chances:
    lowered = {name: min(found[name], _FAINT) for name in rule.lowers}
    lifted = {rule.lifts: max(found[rule.lifts], _PLAIN)} if rule.lifts else {}
    return found | lowered | lifted
