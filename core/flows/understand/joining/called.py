"""By what somebody is spoken of, so that whoever is told twice is counted once: "mi suegra", "Meli", "la Meli"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from core.domain.joining import Change, Those
from core.domain.so_far import Named

# A friend, one more friend: told again it is another one.
_ANOTHER: Final = frozenset(
    {
        "un", "una", "uno", "um", "uma", "an", "1", "otro", "otra", "another", "outro", "outra", "more", "mas",
        "mais", "extra",
    }
)  # fmt: skip
_IN_LAW: Final = re.compile(r"\b(mother|father|sister|brother)s?(?: |-)in(?: |-)law\b")
_ALIKE: Final = (
    (
        "mother",
        re.compile(r"m[ao]m(?:a|i|my|ita|ma)?|mum(?:my)?|vieja|viejita|jefa|madre|mae|mamae|mother|veia"),
    ),
    ("father", re.compile(r"pap(?:a|i|ito)|dad(?:dy)?|viejo|viejito|jefe|padre|pai|papai|father|veio")),
    ("grandmother", re.compile(r"abuela|abuelita|nona|nana|grandma|granny|grandmother|avo|vovo")),
    ("husband", re.compile(r"marido|esposo|husband|hubby")),
    ("wife", re.compile(r"mujer|esposa|wife|mulher|missus")),
    ("sister", re.compile(r"hermana|hermanita|sister|sis|irma|mana")),
    ("brother", re.compile(r"hermano|hermanito|brother|bro|irmao|mano")),
    ("baby", re.compile(r"beb[ea]|bebit[oa]|baby|nene|bb")),
)


def is_one(who: Those) -> bool:
    return who.adults + who.children == 1


def in_laws_of(spoken: str) -> frozenset[str]:
    return frozenset(_IN_LAW.findall(spoken)) if "law" in spoken else frozenset()


@lru_cache(maxsize=4096)
def called(word: str, last: str, lang: str, in_laws: frozenset[str]) -> str:
    """After the word that was said `last`. Nothing where they would be said of another one just as well."""
    if last in _ANOTHER or (last == "a" and lang == "en"):
        return ""
    noun = next((name for name, alike in _ALIKE if alike.fullmatch(word)), word)
    return f"{noun}-in-law" if word in in_laws else noun


def is_among(name: str, others: Iterable[str]) -> bool:
    return bool(name) and any(_same(name, other) for other in others)


def _same(one: str, other: str) -> bool:
    """ "My friend Sofi" is Sofi, and is not my friend Pedro."""
    ours, theirs = one.split(), other.split()
    alone = min(len(ours), len(theirs)) == 1
    return ours[-1] == theirs[-1] or (alone and not set(ours).isdisjoint(theirs))


def named_after(named: Named, changes: Iterable[Change]) -> Named:
    come, away = named.come, named.away
    for change in changes:
        names = change.who.called
        if change.joins:
            come, away = _with(come, names), _without(away, names)
        else:
            come, away = _without(come, names), _with(away, names)
    return Named(come, away)


def _with(known: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return (*known, *(name for name in names if not is_among(name, known)))


def _without(known: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in known if not is_among(name, names))


def named_in_all(named: Named, names: tuple[str, ...], before: int, now: int) -> Named:
    """Of whoever tells a number: they are all of it, or those that make the difference to what was told before."""
    if now - len(names) in (0, 1):
        return Named(names)
    if now == before:
        return named
    return Named(_with(named.come, names), named.away) if now - before == len(names) else Named()
