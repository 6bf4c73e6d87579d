"""Which way a car goes, from where or to where, and when, as a guest tells it: "desde Ezeiza al hotel, el 13 a las 15".

Patterns over folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.flows.understand.text import fold, normalise, says_any

_LOOK: Final = (
    "airport", "aeropuerto", "aeroporto", "ezeiza", "eze", "aeroparque", "aep", "traslad", "transfer", "remis",
    "pick", "shuttle",
)  # fmt: skip
_PLACE: Final = r"(?:airport|aeropuerto|aeroporto|ezeiza|eze|aeroparque|aep)\b"
_WHICH: Final = re.compile(rf"\b{_PLACE}")
ANY_AIRPORT: Final = frozenset({"airport", "aeropuerto", "aeroporto"})
_THE: Final = r"(?:(?:el|la|the|o|a) )?"
_HOME: Final = (
    r"(?:hotel|posada|pousada|inn|hosteria|cabanas?|casa|hostal|there|ahi|alli|aca|aqui|here|you|ustedes"
    r"|voces|tigre)"
)
_CAR: Final = re.compile(
    r"\b(?:traslados?|transfers?|remis|shuttle|pick ?-?up|car|auto|carro|combi)\b(?! bancari)"
)
# "No al aeropuerto no", "al aeropuerto NO", "not to the airport": not that way.
_NOT_THERE: Final = re.compile(
    rf"\b(?:no|nao|not)(?: (?:es|era|e|quiero|quero|it'?s))? (?:al?|to|para|pra|ate|ao) {_THE}{_PLACE}"
    rf"(?:,? (?:no|nao)\b)?|\b(?:al?|to|para|pra|ate|ao) {_THE}{_PLACE},? (?:no|nao)\b"
)
_FROM: Final = re.compile(
    rf"\b(?:desde|from|del?|do|da) {_THE}{_PLACE}"
    rf"|\b(?:busc|busq|recog|recoj|peg|pegu|esper)\w*(?: \S+){{0,3}}? (?:al?|en|no|na|em|por) {_THE}{_PLACE}"
    rf"|\b(?:pick|fetch|collect|meet|get)(?:ed|ing)?(?: \S+){{0,4}}? (?:at|in) {_THE}{_PLACE}"
    rf"|\b(?:lleg|arriv|land|aterriz|cheg|pous|come|coming)\w*(?: \S+){{0,7}}? (?:al?|en|at|in|into|no|na|em|ao|to) "
    rf"{_THE}{_PLACE}"
)
_HOMEWARDS: Final = re.compile(
    rf"\b{_PLACE} (?:al?|hasta|to|ate|para|pra|ao|ate a|ate o) (?:(?:el|la|the|o|a|your|su|sua|nuestro) )?{_HOME}\b"
)
_TO: Final = re.compile(rf"\b(?:al?|hasta|hacia|to|ate|para|pra|ao|rumbo a) {_THE}{_PLACE}")
_BOTH: Final = re.compile(
    rf"\b(?:desde|from|de) (?:y|e|and) (?:hacia|hasta|a|to|para) {_THE}{_PLACE}"
    rf"|\b(?:to|para|hacia|a) (?:y|e|and) (?:from|de|desde) {_THE}{_PLACE}"
    r"|\bida (?:y|e) (?:vuelta|volta)\b|\bboth ways\b"
)
_DAY: Final = re.compile(
    r"\b(?:(?:el|no|on the|the) )?(?:dia )?(?:(?<=el )|(?<=dia )|(?<=the ))(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
    r"(?! ?(?:hs?|am|pm|horas)\b|[:.]\d)"
)
_OF_ITS_NAME: Final = re.compile(
    r"\b(?:airport|aeropuerto|aeroporto) (?:(?:internacional )?(?:de|of|in|do|da) )?(?=(?:ezeiza|eze|aeroparque|aep)\b)"
    r"|(?<=ezeiza) airport\b|(?<=aeroparque) airport\b"
)
# Nobody wants it any more.
_DROPS: Final = re.compile(
    r"\b(?:no|nao|not|ya no|don'?t|dont)(?: (?:lo|la|me|nos|o|a|i|we))* (?:quier|quer|necesit|precis|need|want"
    r"|hace falta|falta|vamos|va)\w*"
    r"|\b(?:cancel|olvid|esquec|esquece|sac[ao]|saqu|quit|tir[aeo]|remov|drop|forget|without|sin|sem)\w*"
)
_CORRECTS: Final = re.compile(
    r"\b(?:no|nao|not|wrong|mal|errad[oa]|equivo\w+|al reves|ao contrario|corrig\w+|correct|fix|perdon|sorry|desculp\w+"
    r"|en realidad|actually|na verdade|instead|quise decir|i meant?|other way)\b"
)
_PIECES: Final = re.compile(
    r"[.!?;\n]+|,? (?:y|e|and) (?=(?:el|la|o|a|the|my|mi|meu|minha|pag\w+|i|quiero|quero|nombre|nome)\b)"
)


class Way(StrEnum):
    FROM = "from"
    TO = "to"
    BOTH = "both"


@dataclass(frozen=True)
class Trip:
    """`day` is the number of a day, as it was told."""

    way: Way | None
    place: str = ""
    day: int | None = None


def read(words: str) -> Trip:
    """A line that is known to tell of a car."""
    plain = _NOT_THERE.sub(" ", _OF_ITS_NAME.sub("", normalise(words)))
    day = _DAY.search(plain)
    number = int(day["day"]) if day is not None else None
    for way, pattern in ((Way.BOTH, _BOTH), (Way.FROM, _FROM), (Way.FROM, _HOMEWARDS), (Way.TO, _TO)):
        found = pattern.search(plain)
        if found is not None:
            return Trip(way, _place(plain), number)
    return Trip(None, "", number)


def _place(plain: str) -> str:
    """One by its name, where any is named."""
    places = _WHICH.findall(plain)
    return next((one for one in places if one not in ANY_AIRPORT), places[0] if places else "")


def on_another_day(words: str, day: str) -> str:
    """The same words with `day` for the day they told, however many letters it has."""
    found = _DAY.search(fold(words))
    return f"{words[: found.start('day')]}{day}{words[found.end() :]}" if found is not None else words


def told_anew(text: str) -> str:
    """The piece of a message that tells which way, of a car that is noted already; nothing where it only asks."""
    plain = normalise(text)
    if not says_any(plain, _LOOK):
        return ""
    for piece in map(str.strip, _PIECES.split(text)):
        said = normalise(piece)
        if not piece or "?" in text[text.find(piece) + len(piece) :][:1]:
            continue
        if _DROPS.search(said) is not None:
            continue
        if read(piece).way is not None and (_CORRECTS.search(plain) or _CAR.search(said)):
            return piece
    return ""


def told_of_its_hour(text: str) -> str:
    """ "The transfer is at 3pm": the piece that tells it."""
    if not says_any(normalise(text), _LOOK):
        return ""
    pieces = (piece.strip() for piece in _PIECES.split(text))
    return next((one for one in pieces if _CAR.search(normalise(one)) and any(map(str.isdigit, one))), "")
