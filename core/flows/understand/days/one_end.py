"""One end of a known stay told anew: "llegar el 27", "salir el 24", "arriving on the 5th". The other end stays."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH, NUMBER_OF_WEEKDAY
from core.flows.understand.days.longer import longer
from core.flows.understand.stay import Clock, read_stay
from core.flows.understand.text import has_figures
from core.flows.understand.watching import Seldom

Days = tuple[date, date]

_ARRIVES: Final = (
    r"(?:lleg(?:ar|amos|o|aria|ariamos|aremos|ando|uemos|ue|arian|an)|llegada|arriv(?:e|al|ing)"
    r"|(?:come|coming|get) in|check(?:ing)?[ -]?in|get there|ingres(?:ar|amos|o)|ingreso"
    r"|entr(?:ar|amos|o|ando)|entrada|cheg(?:ar|amos|o|ada|ando|armos)|start(?:s|ing)?|empez(?:ar|amos)"
    r"|empieza|arranc(?:ar|amos|a)|comec(?:ar|amos|a))"
)
_LEAVES: Final = (
    r"(?:irnos|irme|(?:nos|me) (?:tenemos que|tengo que|tendriamos que|tendria que|vamos a|voy a|toca) ir"
    r"|nos vamos|me voy|nos iriamos|nos vayamos|ir embora|vamos embora|leav(?:e|ing)"
    r"|depart(?:ure|ing|s)?"
    r"|sal(?:ir|imos|go|iendo|iriamos|ida)|saldria(?:mos)?|sai(?:r|ria|riamos|mos|ndo|da|o)|check(?:ing)?[ -]?out"
    r"|volvernos|devolver(?:nos|me)?"
    r"|volver(?:me)?|volvemos"
    r"|go(?:ing)? home|retirarnos|retirarme)"
)
_NAMES: Final = "|".join(sorted(NUMBER_OF_WEEKDAY, key=len, reverse=True))
_NUMBERS_OF_MONTHS: Final = NUMBER_OF_MONTH | {name[:3]: number for name, number in NUMBER_OF_MONTH.items()}
_MONTH: Final = "|".join(sorted(_NUMBERS_OF_MONTHS, key=len, reverse=True))
_BETWEEN: Final = (
    r"(?: (?:recien|igual|mejor|mas|bien|sea|para|pra|on|el|al|a|o|ao|em|no|na|the|to|dia|day|in|of|de|del|it|is|that"
    r"|que|quede|stay|still|anyway|mesmo|tambien|just|only|solo|so|somente|apenas|nomas|vamos|going|first|seria|was|from|desde|-))*"
)

# "A day earlier, on the 6th": what the day says is said twice.
_SO_MUCH: Final = (
    r"(?:,? (?:1|an?|una?|uma?|one) (?:dia|day|noche|night|noite) (?:mas |mais )?"
    r"(?:antes|earlier|early|before|despues|later|depois),?)?"
)
_WEEKDAY: Final = re.compile(rf"\b(?:(?:el|the|on|no|na|la) )?(?P<name>{_NAMES})(?:-feira| feira)?\b")


def only_leaves(plain: str) -> bool:
    return _IS_OFF.search(plain) is not None and _BEGINS.search(plain) is None


def _a_day(name: str) -> str:
    return (
        rf"(?:(?:{_NAMES})(?:-feira)?,? (?:the |el |dia )?)?(?:(?P<{name}_before>{_MONTH})[. ]+)?"
        rf"(?P<{name}_day>\d{{1,2}})(?:st|nd|rd|th)?(?:(?: (?:de|of))? (?P<{name}_after>{_MONTH})\b"
        rf"|/(?P<{name}_figure>\d{{1,2}}))?"
        r"(?![\d:]|\.\d|\w| ?(?:hs?|horas?|am|pm|o'?clock|noches?|nights?|noites?|dias?|days?|personas?|people"
        r"|de la (?:tarde|manana|noche)|da (?:tarde|manha|noite)|in the (?:morning|afternoon|evening)"
        r"|pessoas?|adult\w*|%|mil|pesos|[ye] (?:media|cuarto|meia|pico)|menos (?:cuarto|\d{1,2}))\b)"
    )


def _told(verb: str) -> Seldom:
    said_first = rf"(?:el|the|dia|o|on) {_a_day('first')} (?:recien )?(?:(?:we|i|vamos a|queremos) )?{verb}\b"
    return Seldom(rf"\b{verb}{_SO_MUCH}{_BETWEEN} {_a_day('then')}|\b{said_first}")


_ARRIVAL: Final = _told(_ARRIVES)
_DEPARTURE: Final = _told(_LEAVES)
# Of whoever comes and goes; alone "my flight leaves on the 5th" tells of no stay.
_COMES: Final = _told(rf"(?:{_ARRIVES}|llegan?|chegam?)")
_GOES: Final = _told(rf"(?:{_LEAVES}|salen?|sai|saem)")
# "On the 16th I have to be off by six": a day of theirs, told with how it ends.
_IS_OFF: Final = re.compile(
    rf"\b(?:{_LEAVES}|afuera|fuera|off|out|embora|vuelos?|flights?|voos?|aviao|avion|plane|ferry|micro|onibus"
    r"|(?:dej|entreg|devolv|devuelv|deix)\w+ (?:la |a |las |as )?(?:llaves?|chaves?|habitacion|quarto|pieza))\b"
)
_BEGINS: Final = re.compile(
    rf"\b(?:{_ARRIVES}|desde|from|a partir|mejor|melhor|instead|mud\w+|cambi\w+|chang\w+|mov\w+|corr\w+|pas(?:ar"
    rf"|amos)\w*)\b"
)
_OF_MONEY: Final = re.compile(
    r"\b(?:pag(?:o|ar|amos|ue)|pay\w*|abon\w+|transf\w+|deposit\w*|cobr\w+|avis\w+)\b"
)
_FROM_TO: Final = {
    "es": "del {first} al {last}",
    "en": "from the {first} to the {last}",
    "pt": "de {first} a {last}",
}
_OF: Final = {"es": "de", "en": "of", "pt": "de"}
_MONTHS_TOLD: Final = re.compile(rf"\b(?:{_MONTH})\b|/")
# Letters between the two of them: a comma, an "and".
_BESIDE: Final = 6
# So many days from the one it was.
_NEAR: Final = 14
_A_MONTH: Final = 31


def is_told(plain: str) -> bool:
    if not has_figures(plain) or _OF_MONEY.search(plain):
        return False
    return _ARRIVAL.search(plain) is not None or _DEPARTURE.search(plain) is not None


def from_to(plain: str, lang: str) -> str:
    """ "Llega el 24 y sale el 26" as one stay, where a day of arrival and one of departure follow each other."""
    if lang not in _FROM_TO or not has_figures(plain):
        return plain
    arrival, departure = _COMES.search(plain), _GOES.search(plain)
    if arrival is None or departure is None or arrival.end() > departure.start():
        return plain
    if departure.start() - arrival.end() > _BESIDE or _MONTHS_TOLD.search(arrival.group()):
        return plain
    said = {name.split("_")[-1]: value for name, value in departure.groupdict().items() if value is not None}
    if "figure" in said:
        return plain
    coming = next(value for name, value in arrival.groupdict().items() if name.endswith("_day") and value)
    month = said.get("before") or said.get("after")
    whole = _FROM_TO[lang].format(first=coming, last=said["day"]) + (f" {_OF[lang]} {month}" if month else "")
    return f"{plain[: arrival.start()]}{whole}{plain[departure.end() :]}"


def ends_told(plain: str, lang: str, clock: Clock, stay: Days, near: int = _NEAR) -> Days | None:
    """None where no end is told, where both stay as they were, or where nothing would be left of the stay."""
    if not has_figures(plain) or _OF_MONEY.search(plain):
        return None
    arrival, departure = _ARRIVAL.search(plain), _DEPARTURE.search(plain)
    if arrival is None and departure is None:
        return None
    first = _day(arrival, stay[0], near) if arrival is not None else stay[0]
    last = _day(departure, stay[1], near) if departure is not None else stay[1]
    if first is None or last is None or first >= last or (first, last) == stay or first < clock.today:
        return None
    rest = plain
    for found in (arrival, departure):
        if found is not None:
            rest = rest.replace(found.group(), " ")
    rest = _without_their_weekdays(rest, {*stay, first, last})
    return None if longer(rest, lang) is None and read_stay(rest, lang, clock) else (first, last)


def _without_their_weekdays(rest: str, ends: set[date]) -> str:
    """ "I work on Monday, so we leave on the 13th": the weekday of an end is no other day."""
    theirs = {day.weekday() for day in ends}
    return _WEEKDAY.sub(lambda said: " " if NUMBER_OF_WEEKDAY[said["name"]] in theirs else said.group(), rest)


def _day(found: re.Match[str], old: date, near: int) -> date | None:
    """The day with this number, nearest to the one it takes the place of."""
    said = {name.split("_")[-1]: value for name, value in found.groupdict().items() if value is not None}
    named, figure = said.get("before") or said.get("after"), said.get("figure")
    month = _NUMBERS_OF_MONTHS[named] if named else int(figure) if figure else None
    reach = _A_MONTH if month else near
    days = (old + timedelta(days=apart) for apart in range(-reach, reach + 1))
    fits = [day for day in days if day.day == int(said["day"]) and month in (None, day.month)]
    return min(fits, key=lambda day: abs(day - old), default=None)
