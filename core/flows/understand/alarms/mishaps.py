"""An emergency at home, an accident on the road, a death: told as why somebody cancels, changes or comes late.

It is no danger at the house, and whoever died or lies in hospital is nobody who joins or leaves the party.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from core.base.kept import table
from core.flows.understand.text import fold, says_any, tidy

_BEFELL: Final = ("emergency", "death", "illness", "accident")
# One of these has to be there: a cheap look.
_LOOK: Final = (
    "emerg", "urgencia", "problema", "asunto", "tema ", "imprevisto", "muri", "falle", "falec", "morr", "died",
    "passed", "death", "funeral", "burial", "velor", "velat", "entier", "enterro", "intern", "hospital",
    "opera",
    "admitted", "sanatorio", "clinica", "icu", "uti", "infarto", "acv", "avc", "derrame", "heart", "stroke", "ataque",
    "surgery", "cirug", "cirurg", "acciden", "aciden", "crash", "wreck", "choque", "choca", "batemos", "bati ", "grave",
    "flooded", "on fire", "burn", "incendio", "inund", "fuego", "fogo", "alagou",
)  # fmt: skip
# Commas and an "and" that lead nowhere any more.
_LEFT_OVER: Final = re.compile(
    r"(?:(?: (?:y|e|and))?,)+ *(?=[,.!?]|$)|^[ ,;:.!]+|(?: (?:y|e|and))(?=,)|,+(?=,)|^[ ,]+"
)


def without_reason(text: str) -> str:
    """The words without the mishap, where it is the reason of something; just as they were where it is not."""
    return _without_reason(text) if says_any(text.lower(), _LOOK) else text


def is_told(text: str) -> bool:
    return without_reason(text) != text


@lru_cache(maxsize=256)
def _without_reason(text: str) -> str:
    befell, follows, here = _patterns()
    as_written = [tidy(line) for line in text.splitlines()]
    left = [_cut(befell, line) for line in as_written]
    rest = "\n".join(line for line in left if line)
    plain = fold(rest)
    if left == as_written or follows.search(plain) is None or here.search(plain) is not None:
        return text
    return rest


def _cut(befell: re.Pattern[str], line: str) -> str:
    told = list(befell.finditer(fold(line)))
    for found in reversed(told):
        line = f"{line[: found.start()].rstrip()}, {line[found.end() :].lstrip()}"
    return _LEFT_OVER.sub("", line).strip(" ,") if told else line


@table
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    held: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    said = [one.replace("{whom}", held["whom"]) for kind in _BEFELL for one in held[kind]]
    befell = rf"\b(?:(?:{'|'.join(held['before'])})[ ,]+)*(?:{'|'.join(said)})\b"
    words = [rf"\b(?:{'|'.join(held[name])})\b" for name in ("follows", "here")]
    return re.compile(befell), re.compile(words[0]), re.compile(words[1])
