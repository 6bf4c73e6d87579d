"""What is said plainly enough to need no weighing: a wish that is denied, a view asked for, a price a head.

Each rule of `plainly_said.toml` stands for a family of sentences that the weights hear too faintly or beside something
else. It lifts or lowers the chance of a label in a short message; danger, persons and stops are left alone, and so is
whoever tells a story: there a sentence may be about anything. A few (`at_length`) are plain there too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.base.kept import table
from core.flows.understand.intents.labels import ANSWERS, COURTESIES, FOR_RECALL, LABELS
from core.flows.understand.text import ByWords, fold, says_any

Chances = dict[str, float]
Cues = frozenset[str]
_PLAIN: Final = 0.85
_FAINT: Final = 0.05
_LOUD: Final = 0.5
_LONGEST: Final = 18
_SOUNDS_OF_TOWN: Final = (
    "service_booking", "ask_amenity", "ask_location", "ask_hours", "service_request", "ask_price", "ask_policy",
    "ask_room", "out_of_scope",
)  # fmt: skip
_TOLD: Final = frozenset({"review_answer", "complaint", "out_of_scope", "help"})
# Relief, and no thanks to the house.
_HEAVEN: Final = ("dios", "deus", "god", "goodness", "heaven", "cielo", "virgen")
_TO_HEAVEN: Final = re.compile(
    r",? ?\b(?:(?:muchas |mil )?gra(?:cias|ca|cas)(?: a| al)? (?:mi |meu |la )?"
    r"(?:dios(?:ito)?|cielo|virgen|bom deus|deus)"
    r"|(?:oh )?thanks? (?:to )?(?:my |you )?(?:god|goodness|heavens?|the lord)"
    r"|gloria a (?:dios|deus)|(?:por|for) (?:el )?(?:amor de )?(?:dios|deus|god'?s sake))\b ?[,!.]*"
)
# Nobody who would like to come is changing what is not there yet.
_OF_A_STAY: Final = frozenset({"modify_booking", "ask_policy", "service_request", "out_of_scope"})
_LEADS_UP: Final = COURTESIES | {"ask_availability", "inform", "yes", "no"}
_ELSE: Final = tuple(name for name in LABELS if name not in _LEADS_UP)
_ELSE_THAN_A_STAY: Final = tuple(name for name in _ELSE if name not in _OF_A_STAY)
_WISHES: Final = tuple(name for name in LABELS if name not in COURTESIES | ANSWERS | _TOLD)


@dataclass(frozen=True)
class Rule:
    words: tuple[str, ...]
    said: re.Pattern[str]
    lifts: str
    lowers: tuple[str, ...]
    unless: re.Pattern[str] | None
    where: Callable[[Chances, Cues], bool]
    at_length: bool = False
    beside: re.Pattern[str] | None = None
    """What another rule finds, and has to be said as well."""

    def holds(self, plain: str, found: Chances, cues: Cues) -> bool:
        """Of a text that has one of its words."""
        return self.where(found, cues) and self._says(plain)

    def is_said(self, plain: str) -> bool:
        return says_any(plain, self.words) and self._says(plain)

    def _says(self, plain: str) -> bool:
        if self.beside is not None and self.beside.search(plain) is None:
            return False
        return self.said.search(plain) is not None and (
            self.unless is None or self.unless.search(plain) is None
        )


def without_thanks_to_heaven(text: str) -> str:
    """ "Gracias a dios" thanks nobody here: what is said beside it counts. Said alone it stays as it is."""
    if not says_any(text.lower(), _HEAVEN):
        return text
    plain = fold(text)
    for said in reversed(list(_TO_HEAVEN.finditer(plain))):
        text = f"{text[: said.start()]} {text[said.end() :]}"
    return text if any(letter.isalnum() for letter in text) else plain


def loudest(found: Chances, names: Iterable[str]) -> float:
    return max(map(found.__getitem__, names))


def _always(_found: Chances, _cues: Cues) -> bool:
    return True


def _nothing_else(found: Chances, _cues: Cues) -> bool:
    """No other wish is loud."""
    return loudest(found, _ELSE) < _LOUD


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


def _nothing_but_outings(found: Chances, cues: Cues) -> bool:
    """What there is in the neighbourhood sounds like a table, an outing, an amenity or hours."""
    return _nothing_else(found | dict.fromkeys(_SOUNDS_OF_TOWN, 0.0), cues) and not cues & {
        "failing",
        "danger",
    }


def _a_wish(found: Chances, _cues: Cues) -> bool:
    """A wish is heard well enough to be what the message is for."""
    return loudest(found, _WISHES) >= _LOUD


def _nothing_loud(found: Chances, _cues: Cues) -> bool:
    """No wish that moves a booking or money is plainly meant, and nothing is asked of the house."""
    return loudest(found, _ELSE_THAN_A_STAY) < _LOUD


def _nothing_but_who_speaks(found: Chances, _cues: Cues) -> bool:
    return _nothing_else(found | {"bot_question": 0.0}, frozenset())


def _nothing_but_hours(found: Chances, cues: Cues) -> bool:
    return _nothing_else(found | {"early_checkin": 0.0, "late_checkout": 0.0}, cues)


def _nothing_but_an_errand(found: Chances, _cues: Cues) -> bool:
    return _nothing_else(found | {"service_request": 0.0, "ask_amenity": 0.0}, frozenset())


def _nothing_but_what_there_is(found: Chances, _cues: Cues) -> bool:
    return _nothing_else(found | {"ask_room": 0.0, "ask_amenity": 0.0}, frozenset())


def _greeted(found: Chances, _cues: Cues) -> bool:
    return found["greet"] >= _PLAIN


def _asking(_found: Chances, cues: Cues) -> bool:
    return bool(cues & {"question", "asking_if", "how_much"}) or "helping" in cues or "wanting" in cues


_WHERE: Final[dict[str, Callable[[Chances, Cues], bool]]] = {
    "": _always,
    "nothing_else": _nothing_else,
    "nothing_but_price": _nothing_but_price,
    "nothing_is_wrong": _nothing_is_wrong,
    "nothing_fails": _nothing_fails,
    "nothing_of_letters": _nothing_of_letters,
    "enters": _enters,
    "money_back": _money_back,
    "nothing_but_outings": _nothing_but_outings,
    "a_wish": _a_wish,
    "asking": _asking,
    "nothing_loud": _nothing_loud,
    "nothing_but_who_speaks": _nothing_but_who_speaks,
    "nothing_but_an_errand": _nothing_but_an_errand,
    "nothing_but_what_there_is": _nothing_but_what_there_is,
    "greeted": _greeted,
    "nothing_but_hours": _nothing_but_hours,
}


@table
def rules() -> dict[str, Rule]:
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        name: Rule(
            words=tuple(one["words"]),
            said=re.compile(one["said"]),
            lifts=one.get("lifts", ""),
            lowers=tuple(one.get("lowers", ())),
            unless=re.compile(one["unless"]) if "unless" in one else None,
            where=_WHERE[one.get("where", "")],
            at_length=one.get("at_length", False),
            beside=re.compile(listed[one["beside"]]["said"]) if "beside" in one else None,
        )
        for name, one in listed.items()
    }


def is_said(name: str, plain: str) -> bool:
    """Whether the words of this rule stand there, whatever else was heard."""
    return rules()[name].is_said(plain)


@table
def _by_words(at_length: bool) -> ByWords[Rule]:
    """All of them, or those that hold whatever else is told."""
    return ByWords((rule.words, rule) for rule in rules().values() if rule.at_length or not at_length)


def as_plainly_said(found: Chances, plain: str, cues: Cues, count: int) -> Chances:
    """`plain` is folded text of `count` words."""
    for _, rule in _by_words(count > _LONGEST).called_by(plain):
        called = any(found[name] >= _LOUD for name in FOR_RECALL if name not in rule.lowers)
        if not called and rule.holds(plain, found, cues):
            found = _after(rule, found)
    return found


def _after(rule: Rule, found: Chances) -> Chances:
    lowered = {name: min(found[name], _FAINT) for name in rule.lowers}
    lifted = {rule.lifts: max(found[rule.lifts], _PLAIN)} if rule.lifts else {}
    return found | lowered | lifted
