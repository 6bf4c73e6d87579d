"""How heavy a dog may be, by what the hotel has written, and how heavy theirs is said to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.domain.knowledge import Fact
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.wishes.pets import names_a_pet
from core.services import wording
from core.services.scenes import Scene

_KILOS: Final = r"(?P<kilos>\d{1,3}(?:[.,]\d{1,2})?) ?(?:kgs?|kilos?|kilitos|quilos?|kilogram\w*)\b"
WEIGHS: Final = re.compile(rf"(?i)(?<![\d.,])\b{_KILOS}")
_LIMIT: Final = re.compile(
    rf"\b(?:hasta|up to|ate|max\w*|no mas de|no more than|menos de|under|de) (?:los |of )?{_KILOS}"
)


# "Dos valijas de 30 kilos" weigh nothing of the dog's.
_OF_BAGS: Final = re.compile(
    r"\b(?:valij\w+|malet\w+|equipaje|bolsos?|mochilas?|bags?|luggage|suitcases?|malas?|bagag\w+)\b(?: [a-z]+){0,3} $"
)


def kilos_in(words: str) -> float | None:
    """Of several the heaviest."""
    plain = normalise(words) if has_figures(words) else ""
    told = (one for one in WEIGHS.finditer(plain) if _OF_BAGS.search(plain[: one.start()]) is None)
    return max(map(_number, told), default=None)


def of_rule(rule: Fact | None) -> float | None:
    texts = rule.texts.values() if rule is not None else ()
    found = (_LIMIT.search(normalise(text)) for text in texts)
    return next((_number(limit) for limit in found if limit is not None), None)


def against(scene: Scene, kilos: float, limit: float) -> str:
    """Whether one of this weight may come, and up to which."""
    key = "booking.pet_too_heavy" if kilos > limit else "booking.pet_light_enough"
    return scene.say(key, kilos=_figures(scene, kilos), limit=_figures(scene, limit))


def _number(told: re.Match[str]) -> float:
    return float(told["kilos"].replace(",", "."))


def _figures(scene: Scene, kilos: float) -> str:
    """ "3,5", and in English "3.5"."""
    return wording.number(scene.language, scene.hotel.country, kilos)


def is_too_heavy(rule: Fact | None, lines: Sequence[str]) -> bool:
    """By the weight told last, with the dog or after it."""
    limit = of_rule(rule)
    named = next((at for at, words in enumerate(lines) if names_a_pet(words)), len(lines))
    told = [kilos for words in lines[named:] if (kilos := kilos_in(words)) is not None]
    return limit is not None and bool(told) and told[-1] > limit
