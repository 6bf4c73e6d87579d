""" "Is it a double bed or two singles?": singles beside a bed are beds, and no rooms for one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from core.flows.understand.text import fold, says_any

_LOOK: Final = (" bed", "cama", "duas de solteiro")
_SINGLES: Final = re.compile(
    r"\b(?P<two>2|two|dos|duas|dois) (?:singles?|twins?)\b(?! (?:rooms?|beds?|bedrooms?|doubles?))"
    r"|\b(?P<dos>2|dos) (?:simples|individuales|singles)\b(?! (?:al|del?|para)\b)"
    r"|\b(?P<duas>2|duas) de solteiro\b"
    r"|\b(?:they'?d|they would|we'?d|would|i'?d|to|can|could|rather|and|or|not|than|instead of)"
    r" (?:take|have|like|prefer|get|want)?(?: the)? ?twins\b"
)
_TWINS: Final = re.compile(r"\b(?:the )?twins$")
_LATIN: Final = {"dos": "dos camas simples", "duas": "duas camas de solteiro"}


def as_beds(text: str, lately: Iterable[str] = ()) -> str:
    """The beds by their whole name; a text as it is where neither it nor what was said `lately` is of any bed."""
    plain = fold(text)
    of_beds = says_any(plain, _LOOK) or any(says_any(fold(said), _LOOK) for said in lately)
    if len(plain) != len(text) or not of_beds:
        return text
    for found in reversed([*_SINGLES.finditer(plain)]):
        text = f"{text[: found.start()]}{_named(found)}{text[found.end() :]}"
    return text


def _named(found: re.Match[str]) -> str:
    named = next((latin for which, latin in _LATIN.items() if found[which]), "")
    if named:
        return named
    return "two single beds" if found["two"] else _TWINS.sub("twin beds", found.group())
