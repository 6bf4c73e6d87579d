"""What whoever is content with a price says over it, order or no order: thanks, that it suits them, "see you then"."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH, NUMBER_OF_WEEKDAY
from core.flows.understand.text import normalise

_WORDS: Final = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
_DAY: Final = "|".join(
    sorted({*NUMBER_OF_MONTH, *NUMBER_OF_WEEKDAY, "sabado", "segunda", "terca", "quarta", "quinta", "sexta"})
)
_LEAD: Final = (
    r"(?:(?:ok|okay|dale|genial|perfect[oa]?|perfeito|great|otimo|listo|bueno|entonces|entao|so|and|y|e)"
    r"[ ,]+)*"
)
_SEE_YOU: Final = (
    r"(?:(?:we'?ll |i'?ll )?(?:see|meet) (?:you|u|ya|y'?all)(?: all| guys)?|(?:ahi |alla )?nos vemos|[tl]es? ve[om]o?s?"
    r"|los vemos|a gente se ve)"
)
_THEN: Final = (
    r"(?:then|there|entonces|ahi|alla|la|(?:on|in|next|this|at|el|en|ese|esa|este|la proxima|no|em|na|dia)\b.*"
    rf"|the .*|(?:{_DAY})\b.*)"
)
_COMES_THEN: Final = re.compile(
    rf"{_LEAD}(?:{_SEE_YOU} {_THEN}|(?:ahi|alla) (?:estaremos|estamos|estare|vamos|nos vemos)"
    r"|(?:we|i)'?ll be there.*|estaremos (?:ahi|alla|la)"
    rf"|(?:hasta|ate) (?:entonces|la|entao|(?:el |o )?(?:dia )?\d+|(?:el |a )?(?:{_DAY})))"
)
_SEES_YOU: Final = re.compile(
    rf"{_LEAD}(?:{_SEE_YOU}(?: (?:soon|pronto|later|logo))?|hasta pronto|ate (?:mais|breve|logo))"
)
_LONGEST: Final = 9
_FIGURES: Final = re.compile(r"\d+")


def thanks(piece: str) -> bool:
    """And says nothing else: whoever thanks for what they were told may be going."""
    said = re.findall(r"[a-z]+", normalise(piece))
    return bool(_WORDS["thanks"].intersection(said)) and set(said) <= _WORDS["thanks"] | _WORDS["around"]


def likes_it(piece: str) -> bool:
    """ "Ta joya", "de una", "beleza", "lovely": nothing else is said."""
    said = re.findall(r"[^\W\d_]+", normalise(piece))
    return bool(said) and set(said) <= _WORDS["thanks"] | _WORDS["around"] | _WORDS["likes"]


def comes_then(piece: str) -> bool:
    """ "See you then", "nos vemos el 4", "até lá": it is settled for whoever says so."""
    return _is_short(piece) and _COMES_THEN.fullmatch(_plain(piece)) is not None


def sees_you(piece: str) -> bool:
    """A farewell that means no day, and so may be just that."""
    return _is_short(piece) and _SEES_YOU.fullmatch(_plain(piece)) is not None


def days_said(piece: str) -> set[int]:
    return {int(one) for one in _FIGURES.findall(piece)}


def _is_short(piece: str) -> bool:
    return "?" not in piece and len(piece.split()) <= _LONGEST


def _plain(piece: str) -> str:
    return normalise(piece).strip(" .,;:!¡…")
