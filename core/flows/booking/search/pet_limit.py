"""How heavy a dog may be, by what the hotel has written, and how heavy theirs is said to be."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from core.domain.knowledge import Fact
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.wishes import guide_dog
from core.flows.understand.wishes.pets import names_a_pet
from core.flows.understand.wishes.weights import FIGURE, KILOS, POUNDS, SURELY_POUNDS
from core.services import wording
from core.services.scenes import Scene

_KILOS: Final = rf"(?P<kilos>{FIGURE}) ?{KILOS}\b"
_A_POUND: Final = 0.4536  # of a kilo
_POUNDS: Final = rf"(?P<pounds>{FIGURE})[ -]?(?:(?P<sure>{SURELY_POUNDS})|{POUNDS})\b"
WEIGHS: Final = re.compile(rf"(?i)(?<![\d.,])\b(?:{_KILOS}|{_POUNDS})")
# Pounds are money as well: those of a dog stand near it, or weigh.
_WEIGHED: Final = re.compile(r"\bweigh\w*|\b(?:he|she|it)(?:'?s| is)\b")
_OF_MONEY: Final = re.compile(r"\b(?:pay|budget|spend|costs?|charge\w*|fee|price|under|for)\b")
_NEAR: Final = 5
_LIMIT: Final = re.compile(
    rf"\b(?:hasta|up to|ate|max\w*|no mas de|no more than|menos de|under|de) (?:los |of )?{_KILOS}"
)


# "Dos valijas de 30 kilos" weigh nothing of the dog's.
_OF_BAGS: Final = re.compile(
    r"\b(?:valij\w+|malet\w+|equipaje|bolsos?|mochilas?|bags?|luggage|suitcases?|malas?|bagag\w+)\b(?: [a-z]+){0,3} $"
)


def kilos_in(words: str) -> float | None:
    """Of several the heaviest; a dog that guides somebody is no pet that is weighed."""
    plain = normalise(words) if has_figures(words) and not guide_dog.is_told(words) else ""
    told = (one for one in WEIGHS.finditer(plain) if _is_a_weight(plain, one))
    return max(map(_number, told), default=None)


def _is_a_weight(plain: str, said: re.Match[str]) -> bool:
    if said["kilos"] or said["sure"]:
        return _OF_BAGS.search(plain[: said.start()]) is None
    before, after = plain[: said.start()].split()[-_NEAR:], plain[said.end() :].split()[:2]
    near = " ".join(before)
    if _OF_MONEY.search(near) is not None:
        return False
    return names_a_pet(" ".join((*before, *after))) or _WEIGHED.search(near) is not None


def of_rule(rule: Fact | None) -> float | None:
    texts = rule.texts.values() if rule is not None else ()
    found = (_LIMIT.search(normalise(text)) for text in texts)
    return next((_number(limit) for limit in found if limit is not None), None)


def against(scene: Scene, kilos: float, limit: float) -> str:
    """Whether one of this weight may come, and up to which."""
    key = "booking.pet_too_heavy" if kilos > limit else "booking.pet_light_enough"
    return scene.say(key, kilos=_figures(scene, kilos), limit=_figures(scene, limit))


def _number(told: re.Match[str]) -> float:
    """In kilos; of a pound's share the next whole one."""
    weight = told.groupdict()
    if weight["kilos"]:
        return float(weight["kilos"].replace(",", "."))
    return math.ceil(float(weight["pounds"].replace(",", ".")) * _A_POUND)


def _figures(scene: Scene, kilos: float) -> str:
    """ "3,5", and in English "3.5"."""
    return wording.number(scene.language, scene.hotel.country, kilos)


def is_too_heavy(rule: Fact | None, lines: Sequence[str]) -> bool:
    """By the weight told last, with the dog or after it."""
    limit = of_rule(rule)
    named = next((at for at, words in enumerate(lines) if names_a_pet(words)), len(lines))
    told = [kilos for words in lines[named:] if (kilos := kilos_in(words)) is not None]
    return limit is not None and bool(told) and told[-1] > limit
