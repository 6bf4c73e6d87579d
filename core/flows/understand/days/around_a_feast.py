""" "Friday to Sunday, the wedding is on Saturday the 27th": the weekdays are those around that day."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from core.base.kept import table
from core.flows.understand.days.calendar_names import NUMBER_OF_WEEKDAY, WEEKDAYS
from core.flows.understand.stay import Clock, StayReading, read_stay
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.watching import Seldom, Watched

_FEASTS: Final = Watched((
    "casamiento", "boda", "fiesta", "cumple", "bautismo", "aniversario", "recital", "evento", "congreso", "carrera",
    "maraton", "torneo", "wedding", "party", "birthday", "anniversary", "concert", "event", "conference", "race",
    "marathon", "casamento", "festa", "formatura", "batizado", "show", "congresso", "corrida",
))  # fmt: skip
_SHORT: Final = 3
_WEEK: Final = 7
_SURE: Final = 0.8


def around_a_feast(text: str, lang: str, clock: Clock) -> StayReading | None:
    """None where no feast is told of, where its day is not plain, or lies outside of those weekdays."""
    plain = normalise(text)
    if lang not in WEEKDAYS or not has_figures(plain) or not _FEASTS.said_in(plain):
        return None
    pairs = list(_pair(lang).finditer(plain))
    if len(pairs) != 1:
        return None
    pair = pairs[0]
    told = read_stay(f"{plain[: pair.start()]} {plain[pair.end() :]}", lang, clock)
    if told.check_in is None or told.check_out or told.nights or told.candidates:
        return None
    first, last = (_number(pair[side], lang) for side in ("first", "last"))
    arrival = told.check_in - timedelta(days=(told.check_in.weekday() - first) % _WEEK)
    nights = (last - first) % _WEEK
    departure = arrival + timedelta(days=nights)
    if not arrival <= told.check_in <= departure or not nights or arrival < clock.today:
        return None
    return StayReading(arrival, departure, nights, dates=(told.check_in,), confidence=_SURE)


def _number(name: str, lang: str) -> int:
    if name in NUMBER_OF_WEEKDAY:
        return WEEKDAYS[lang].index(name)
    return next(at for at, whole in enumerate(WEEKDAYS[lang]) if whole.startswith(name[:_SHORT]))


@table
def _pair(lang: str) -> Seldom:
    names = "|".join(rf"{name}|{name[:_SHORT]}" for name in WEEKDAYS[lang])
    day = rf"(?:{names})"
    return Seldom(
        rf"\b(?:(?:del?|desde|from|da|d[eo]) )?(?:(?:el|o|a|the) )?(?P<first>{day})(?:-feira)?"
        rf" ?(?:al?|to|hasta|until|till|ate|ao|through|thru|-) ?(?:(?:el|o|a|the) )?(?P<last>{day})(?:-feira)?\b"
        r"(?! (?:the |el |dia |o )?\d)"
    )
