"""Hospitals asked for as places, allergies, a child on its way: told before anybody needs help, and no call for it.

Where anything says that it happens now, or somebody has to go there, the words stay what they sound like.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from core.base.kept import table
from core.flows.understand.alarms.long_ago import without_long_ago
from core.flows.understand.alarms.temper import Mood, mood
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.money.dearness import is_too_dear
from core.flows.understand.reading import Understanding
from core.flows.understand.text import fold, says_any

_ALARM: Final = "urgent_help"
_HARDLY: Final = 0.3
_CLEAR: Final = 0.85
_OF_A_STAY: Final = COURTESIES | {
    "ask_location", "ask_hours", "ask_photos", "ask_room", "ask_amenity", "ask_policy", "ask_payment", "ask_price",
    "ask_availability", "book", "confirm_booking", "inform", "yes", "invoice", "booking_status",
}  # fmt: skip
# Said and not asked, they may be of anything: also of what the hospital is for.
_LITTLE_SAID: Final = frozenset({"inform", "yes", "ask_policy", "ask_amenity"})
_OF_STAIRS: Final = (
    "escad", "escaler", "stair", "escalon", "degrau", " step", "planta baja", "terreo", "ground floor",
)  # fmt: skip
_HAGGLES: Final = re.compile(
    r"\b(?:steep|pricey|discount|descuento|desconto|rebaja|precios?|prices?|precos?|valor|diaria"
    r"|can (?:u|you) do \d{2,})\b"
)
_BITS: Final = re.compile(r"[^.,;!?\n]+\?*")
_LEFT_OVER: Final = re.compile(r"[ ,;]+(?=[.!?,;])|^[ ,;.!?]+")


@dataclass(frozen=True)
class _Said:
    place: re.Pattern[str]
    has: re.Pattern[str]
    now: re.Pattern[str]


def as_told_beforehand(meant: Understanding, reads: Callable[[str], Understanding]) -> Understanding:
    """ "Is there a hospital nearby? My wife is pregnant": what else is said, and the question for that place."""
    if _ALARM not in meant.names or (rest := without_it(meant.text)) is None:
        return meant
    heard = reads(rest)
    alarm = next((one.confidence for one in heard.intents if one.name == _ALARM), 0.0)
    bits = (one for one in _BITS.findall(rest) if any(map(str.isalpha, one)))
    if alarm >= _HARDLY or mood(rest) is Mood.DANGER or not all(_is_of_a_stay(one, reads) for one in bits):
        return meant
    others = tuple(one for one in heard.intents if one.name != _ALARM)
    if asks_for_a_hospital(meant.text):
        beside = (one for one in others if heard.answer and one.name not in {"ask_location", "inform"})
        return replace(heard, intents=(Guess("ask_location", _CLEAR), *beside), text=meant.text, answer=True)
    return replace(heard, intents=others or (Guess("inform", _CLEAR),), text=meant.text)


def _is_of_a_stay(bit: str, reads: Callable[[str], Understanding]) -> bool:
    """Whatever is not plainly of rooms, prices or the house may be what the hospital is for."""
    plain = fold(bit.lower())
    if set(re.findall(r"[a-z]+", plain)) <= set(_held()["fillers"]) or _HAGGLES.search(plain) is not None:
        return True
    if is_too_dear(bit, priced=True):
        return True
    heard = reads(bit)
    if heard.entities.room_types or heard.stay.check_in is not None:
        return not heard.names & {_ALARM, "complaint"}
    if not heard.answer or not heard.names <= _OF_A_STAY:
        return False
    return (
        bool(heard.names - _LITTLE_SAID or heard.entities.people) or "?" in bit or says_any(plain, _OF_STAIRS)
    )


def asks_for_a_hospital(words: str) -> bool:
    """ "Is there a hospital nearby?" asks of the neighbourhood, also where nobody has written of it."""
    plain = fold(words.lower())
    return says_any(f" {plain} ", _held()["look"]) and _patterns().place.search(plain) is not None


def without_it(words: str) -> str | None:
    """The words without what is only told beforehand; nothing where none is, or where it is happening."""
    told = words
    words = without_long_ago(words)
    plain = fold(words.lower())
    if not says_any(f" {plain} ", _held()["look"]):
        return words if words != told else None
    said = _patterns()
    found = sorted((*said.place.finditer(plain), *said.has.finditer(plain)), key=re.Match.start)
    if (not found and words == told) or said.now.search(plain) is not None:
        return None
    for one in reversed(found):
        words = f"{words[: one.start()]}, {words[one.end() :]}"
    return _LEFT_OVER.sub("", " ".join(words.split())).strip()


@table
def _held() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@table
def _patterns() -> _Said:
    held = _held()
    places = [one.replace("{house}", held["house"]) for one in held["place"]]
    has = rf"\b{held['whose']}(?:{'|'.join(held['has'])})\b"
    return _Said(
        re.compile(rf"\b(?:{'|'.join(places)})\b(?: {held['near']}\b)?"),
        re.compile(rf"{has}|\b{held['hanging']}"),
        re.compile(rf"\b(?:{'|'.join(held['now'])})\b"),
    )
