"""A surname told alone goes with the first names they are known by: "the surname is Paz Ledesma"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import Final

from core.flows.understand import Understanding
from core.flows.understand.entities.names import is_given
from core.flows.understand.text import normalise, says_any
from core.services.scenes import Scene

_WATCHED: Final = ("apellido", "sobrenome", "surname", "last name", "family name")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]+")


def with_their_first_name(scene: Scene, meant: Understanding) -> Understanding:
    """Of whoever gave their name in words, else of the one the channel shows; whole where nobody knows one."""
    told = meant.entities.name
    if told is None or not says_any(plain := normalise(meant.text), _WATCHED):
        return meant
    led_by = plain[: max(plain.find(normalise(told)), 0)]
    first = _first_names(scene.memory.name or scene.guest.name, in_words=bool(scene.memory.name))
    if not first or not says_any(led_by, _WATCHED) or normalise(told).startswith(normalise(first)):
        return meant
    return replace(meant, entities=replace(meant.entities, name=f"{first} {told}"))


def tells(piece: str, name: str) -> bool:
    """Whether that bit of a message tells the surname of it."""
    return says_any(normalise(piece), _WATCHED) and name.rsplit(None, 1)[-1] in piece


def _first_names(name: str, *, in_words: bool) -> str:
    """ "Ana María" of "Ana María Pereyra"; one word that no list knows is one beside another, or told in words."""
    parts = name.split()
    if not parts or not all(_WORD.fullmatch(part) for part in parts):
        return ""
    given = list(takewhile(is_given, parts))[:2]
    if len(given) == len(parts) > 1:
        given = given[:-1]
    return " ".join(given or (parts[:1] if in_words or len(parts) > 1 else []))
