"""How many rooms, and which kind. "una habitación" counts only when nothing else is counted: it is an article too."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from core.base.kept import table
from core.flows.understand.patterns import at_words
from core.flows.understand.watching import Seldom, Watched

_TABLE = tomllib.loads(Path(__file__).with_name("rooms.toml").read_text("utf-8"))
# First that fits wins; the keys are the same in every language.
_TYPES: dict[str, str] = _TABLE["types"]


# One of these is in every name of a kind of room.
_TELLING = Watched((
    "famil", "suit", "quad", "cuadru", "four", "tripl", "tripp", "twin", "cama", "separate", "2 single", "dobl",
    "doub", "dupl", "matrimonial", "king", "queen", "casal", "dbl", "dobel", "singl", "simpl", "individual",
    "solteiro", "sgl", "sencill", "dorm", "compart", "shared", "monoamb", "studio", "kitnet", "caban", "cabin",
    "chal", "bungalow", "cottage", "bangalo", "depa", "dept", "dpto", "apar", "apto", "flat",
))  # fmt: skip


@table
def _counting(lang: str) -> Seldom:
    kinds, nouns, one = (_TABLE[lang][part] for part in ("kinds", "nouns", "one"))
    before = f"{kinds} " if lang == "en" else _TABLE[lang].get("which", "mas ")
    middle = rf"(?:{before})?"
    alone = "(?!)" if lang == "en" else kinds
    return Seldom(rf"\b(?<![\d/.,$\x01-])(?P<number>\d{{1,2}}|{one}) ?{middle}(?:{nouns}|{alone})(?![a-z])")


# "I don't need two rooms": one is enough.
_NOT_WANTED = re.compile(
    r"\b(?:no|nao|not|don'?t|doesn'?t|never|nunca) (?:me |nos |lo |la |really |actually )?"
    r"(?:need|want|ask(?:ed)? for|necesit|quier|quer|precis|ped|hacen? falta)[a-z]* "
    r"(?:de |the |las |los |os |as |esas? |those )?$"
)


# "2x garden double", "2 river doubles".
_TIMES = Seldom(
    r"\b(?P<number>[2-9]) ?x (?:[a-z]+ ){0,2}?(?:doubles?|singles?|triples?|twins?|family|rooms?|dobles?|simples?"
    r"|familiar(?:es)?|duplos?|triplos?|quartos?|habitacion(?:es)?|piezas?|cuartos?|cabanas?|cabins?)\b"
    r"|\b(?P<of_them>[2-9]) [a-z]{4,} (?:doubles|triples|singles(?! beds?)|twin rooms|family rooms)\b"
)


@table
def _another(lang: str) -> re.Pattern[str]:
    """ "a double and a twin" """
    return re.compile(_TABLE[lang]["and_another"])


# "En la misma habitación", "in the same room": all of them; not the one of last year.
_IN_THE_SAME = Seldom(_TABLE["inside"]["in_the_same"])


@table
def _inside() -> Seldom:
    """ "Does the cabin have two bedrooms?" counts what it has inside."""
    said = _TABLE["inside"]
    one, bedrooms = rf"(?:{said['one']})", rf"(?:\d{{1,2}}|una?|uma?|one) (?:{said['bedrooms']})\b"
    has, of = said["has"], said["of"]
    return Seldom(
        rf"\b{one}\b(?:[^.!;\n]{{0,60}}?\b(?:{has})| (?:{of})) {bedrooms}"
        rf"|\b(?:{has}|with) {bedrooms} (?:la|el|the|a|o) {one}\b"
        rf"|\b\d[ -]bedroom (?={one})"
    )


@lru_cache(maxsize=1)
def _types() -> re.Pattern[str]:
    named = "|".join(f"(?P<{key}>{pattern})" for key, pattern in _TYPES.items())
    return at_words(named)


# "Two doubles, one per couple. The 2 garden doubles you said": the very ones that were counted.
_THOSE = re.compile(
    r"\d\b.*[.;!?].*\b(?:the|those|these|las|los|esas|esos|aquellas|as|os|aquel[ae]s|esses|essas) $"
)


def find_rooms(text: str, lang: str) -> int | None:
    """`text` is folded and numbered. A number is a count; the article counts as one only when it is alone."""
    text = _inside().sub(" ", text)
    total, article, one_too_many = 0, _IN_THE_SAME.search(text) is not None, False
    for match in _counting(lang).finditer(text):
        said = match.group("number")
        if said.isdigit() and _NOT_WANTED.search(text, 0, match.start()):
            one_too_many |= said == "2"
            continue
        if said.isdigit():
            told_again = total == int(said) and _THOSE.search(text, 0, match.start()) is not None
            total += 0 if told_again else int(said)
        else:
            article = True
            total += said == "one" if lang == "en" else 0
    if total < 2 and (times := _TIMES.search(text)) is not None:
        return int(times["number"] or times["of_them"])
    if total < 2 and _another(lang).search(text):
        return 2
    return total or (1 if article or one_too_many else None)


# A family's twins are no beds.
_TWINS_OF_A_FAMILY = re.compile(
    r"\b(?:my|our|the|with|and|plus|&|\+|baby|old|toddler|boys|girls|2) twins\b"
    r"(?! (?:beds?|rooms?))"
    r"|\btwins(?=,? (?:are|who|aged?|of|is|both|each|they|\(|\d|one|a year))"
    r"|\btwin (?:boys|girls|babies|toddlers|daughters|sons|kids)\b"
)


def without_a_familys_twins(text: str, children: int | None) -> str:
    """`text` without the twins that are children, so that no twin beds are read out of them."""
    return _TWINS_OF_A_FAMILY.sub(" ", text) if children and "twin" in text else text


def find_room_types(text: str) -> tuple[str, ...]:
    if not _TELLING.said_in(text):
        return ()
    found = dict.fromkeys(match.lastgroup or "" for match in _types().finditer(text))
    order = list(_TYPES)
    return tuple(sorted(found, key=order.index))
