"""One language's number words and shorthand, from `words/*.toml`. One table at a time: "dos" is two or "of the"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from core.base.kept import table
from core.flows.understand.patterns import any_of
from core.flows.understand.watching import Seldom

LANGUAGES = ("es", "en", "pt", "fr")
_FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Words:
    numbers: dict[str, int]
    digits: dict[str, int]
    ordinals: dict[str, int]
    ordinal_mark: str
    shorthand: dict[str, str]
    number_at: Seldom
    shorthand_at: re.Pattern[str]


@table
def words_of(lang: str) -> Words:
    table = tomllib.loads((_FOLDER / f"{lang}.toml").read_text("utf-8"))
    plain: dict[str, int] = table["numbers"]
    tens: dict[str, int] = table["tens"]
    digits: dict[str, int] = table["digits"]
    joint = f"(?:{table['joint']})"
    ordinals: dict[str, int] = table["ordinals"]
    pattern = (
        rf"\b(?=[a-z])(?:(?:(?P<tens_before>{any_of(tens)}){joint})?(?P<ordinal>{any_of(ordinals)})"
        rf"|(?P<tens>{any_of(tens)})(?:{joint}(?P<unit>{any_of(digits)}))?"
        rf"|(?P<plain>{any_of(plain)}))\b"
    )
    shorthand: dict[str, str] = table["shorthand"]
    return Words(
        numbers=plain | tens,
        digits=digits,
        ordinals=ordinals,
        ordinal_mark=table["ordinal_mark"],
        shorthand=shorthand,
        number_at=Seldom(pattern),
        shorthand_at=re.compile(rf"(?<![a-z0-9/@.])({any_of(shorthand)})(?:(?<=/) ?|(?![a-z0-9@/.']))"),
    )
