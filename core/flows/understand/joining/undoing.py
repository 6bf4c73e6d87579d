"""Who takes a change back: "deixa como tava", "scratch that, same as before", "mentira, somos dos de nuevo"."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

from core.domain.memory import Party
from core.domain.so_far import Before
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, numbered

_SAID: Final = {
    name: "(?:" + said.replace("\n", "") + ")"
    for name, said in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
_AROUND: Final = rf"(?:[ ,.!;:?…)(-]|\b{_SAID['filling']}\b)*"
_FILLS: Final = re.compile(rf"{_AROUND}(?:{_SAID['only_so']}\b{_AROUND}){{0,6}}")
_ONLY_SO: Final = _SAID["only_so"]
_SUBJECT: Final = r"(?:(?:he|she|they|el|ella|ele|ela|eles|elas|ellos|ellas) )?"
_AFTER: Final = rf"(?: {_SAID['later']}){{0,2}}{_AROUND}"
# "As it was", "scratch that".
_PLAINLY: Final = re.compile(
    rf"\b(?:{_SAID['as_it_was']}|{_SAID['take_off']} {_SAID['that']}|{_SAID['taken_off']})\b"
)
_PERHAPS: Final = re.compile(rf"{_AROUND}(?:{_ONLY_SO}\b{_AROUND}){{1,4}}")
_TAKES_BACK: Final = re.compile(rf"{_AROUND}{_ONLY_SO}\b")
_LAST_NUMBER: Final = re.compile(r"\b(\d{1,2})(?: nomas| of us| personas?| pessoas?| people)?[ .!]*$")
_AGAIN: Final = re.compile(
    r"\b(?:de nuevo|otra vez|again|de novo|outra vez|nuevamente|novamente|back to|antes|before)\b"
)
_BEFORE: Final = rf"{_AROUND}(?:{_ONLY_SO}\b{_AROUND}){{0,3}}{_SUBJECT}"
_COMES: Final = re.compile(
    rf"{_BEFORE}(?:(?:que )?(?:si|sim|yes) )?{_SAID['comes']}(?: (?:si|sim|venir|vir|ir))?{_AFTER}"
)
_STAYS: Final = re.compile(rf"{_BEFORE}{_SAID['stays']}(?: (?:venir|vir|ir|mas|mais|nada))?{_AFTER}")
_MOST_WORDS: Final = 14


def takes_back(known: Party, meant: Understanding, before: Before | None) -> bool:
    """What was changed last, or what is asked about. A number that is told with it has to be the one before."""
    if "urgent_help" in meant.names or len(meant.text.split()) > _MOST_WORDS:
        return False
    number = _number(meant)
    if before is None:
        return number is None and not meant.stay and _PLAINLY.search(normalise(meant.text)) is not None
    plain = numbered(normalise(meant.text), meant.language.spoken).strip()
    takes_it_back = _TAKES_BACK.match(plain) is not None
    if number is None and takes_it_back and (last := _LAST_NUMBER.search(plain)) is not None:
        number = int(last[1])
    heads = (before.party or known).heads
    if number is not None:
        back = takes_it_back or _PLAINLY.search(plain) is not None or _AGAIN.search(plain) is not None
        return back and number == heads
    if _PLAINLY.search(plain) is not None:
        return True
    return (before.just and _PERHAPS.fullmatch(plain) is not None) or _turned(known, before, plain)


def lets_it_be(meant: Understanding) -> bool:
    """What was said last is not meant, and nothing else is said."""
    short = len(meant.text.split()) <= _MOST_WORDS
    return short and _PERHAPS.fullmatch(normalise(meant.text).strip()) is not None


def without_taking_back(sentence: str) -> str:
    """What else is said in it; nothing where the rest only fills."""
    plain = normalise(sentence)
    left = _PLAINLY.sub(" ", plain)
    return "" if _FILLS.fullmatch(left) else sentence if left == plain else left.strip(" ,")


def _number(meant: Understanding) -> int | None:
    said = meant.entities
    return said.people or said.adults


def _turned(known: Party, before: Before, plain: str) -> bool:
    """ "She is coming after all" of whoever has just stayed at home; nothing new of whoever has just joined."""
    if before.party is None:
        return False
    fewer = known.adults is None or known.heads < before.party.heads
    more = known.adults is None or known.heads > before.party.heads
    return (fewer and _COMES.fullmatch(plain) is not None) or (more and _STAYS.fullmatch(plain) is not None)
