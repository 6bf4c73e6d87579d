"""Which of the things just shown is meant: "no wait, the first", "dale la segunda", "os dois"."""

from __future__ import annotations

import re
from typing import Final

from core.domain.memory import About, Asked
from core.flows.understand.text import normalise

_PLACES: Final = {
    "primera": 1, "primero": 1, "primer": 1, "first": 1, "1st": 1, "primeira": 1, "primeiro": 1,
    "segunda": 2, "segundo": 2, "second": 2, "2nd": 2, "tercera": 3, "tercero": 3, "third": 3, "3rd": 3,
    "terceira": 3, "terceiro": 3, "cuarta": 4, "cuarto": 4, "fourth": 4, "quarta": 4, "quarto": 4,
    "ultima": -1, "ultimo": -1, "last": -1,
}  # fmt: skip
_NAMED: Final = re.compile(
    rf"\b(?:la|el|lo|the|o|a)(?: opcion| option| opcao)? (?P<place>{'|'.join(_PLACES)})"
    r"(?: (?:one|opcion|option|opcao|choice|room))?"
    r"(?=$|[,.!?;)]| (?:por|please|pls|porfa|porfis|nomas|thanks|gracias|obrigad[oa]|then|instead|mejor|better|mesmo"
    r"|entonces|is|esta|ta|me|nao|no|si|sim|yes)\b)"
)
# A day of the month is a number with a month, or with a word that makes days of numbers.
_DAYS: Final = re.compile(
    r"\b(?:del|desde|hasta|al|from|until|till|ate|dia|dias|day|noches?|nights?|noites?|semana|week|de \w+bro|of \w+ber"
    r"|dec|december|diciembre|dezembro|january|enero|janeiro|february|febrero|fevereiro|march|abril|april)\b|\d[/-]\d"
)
_BOTH: Final = re.compile(r"\b(?:los dos|las dos|los 2|las 2|os dois|as duas|os 2|as 2|ambos|ambas|both)\b")
_BARE_TWO: Final = frozenset({"dois", "duas", "dos", "two"})
_MOST_WORDS: Final = 9


def place_said(text: str) -> int | None:
    """First is 1, last is -1; None where the words rather speak of days."""
    plain = normalise(text)
    if len(plain.split()) > _MOST_WORDS or _DAYS.search(plain):
        return None
    found = [match.group("place") for match in _NAMED.finditer(plain)]
    bare = plain.strip(" .!¡?¿")
    if not found and bare in _PLACES:
        found = [bare]
    places = {_PLACES[one] for one in found}
    return places.pop() if len(places) == 1 else None


def chosen_place(text: str, asked: Asked | None) -> str | None:
    """The option of that place; a yes or no is never chosen by counting."""
    place = place_said(text) if _is_a_choice(asked) else None
    ids = list(asked.options) if asked is not None else []
    if place is None or not 0 < abs(place) <= len(ids):
        return None
    return ids[-1] if place < 0 else ids[place - 1]


def both_said(text: str, asked: Asked | None) -> bool:
    """ "Os dois" chooses nothing of several, and is neither two people nor the second of the month."""
    if asked is None or not _is_a_choice(asked):
        return False
    plain = normalise(text).strip(" .!¡?¿")
    alone = plain in _BARE_TWO and len(asked.options) == 2
    return alone or (len(plain.split()) <= _MOST_WORDS and _BOTH.search(plain) is not None)


def among_shown(text: str, asked: Asked | None) -> bool:
    """The words point at something shown, so that no day is read out of them."""
    if asked is None or not asked.options:
        return False
    return place_said(text) is not None or both_said(text, asked)


def _is_a_choice(asked: Asked | None) -> bool:
    return asked is not None and asked.about is About.CHOICE and bool(asked.options)
