"""The stay that is talked about, moved: "a week later", "the same days in January", "Monday instead of Sunday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from core.flows.understand.days.arriving_or_leaving import arrives, leaves
from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH
from core.flows.understand.days.day_instead import SAID_FOR_INSTEAD, day_instead, weekday_instead
from core.flows.understand.days.longer import longer
from core.flows.understand.days.one_end import Days, ends_told
from core.flows.understand.stay import Clock, StayReading, read_stay
from core.flows.understand.text import fold, has_figures, normalise, numbered
from core.flows.understand.watching import Seldom, Watched

_LOOK: Final = Watched((
    "later", "earlier", "early", "before", "after", "sooner", "late", "despues", "antes", "tarde", "adelante",
    "depois", "frente", "cedo", "anterior", "siguiente", "seguinte", "previo", "posterior", "que sigue",
    "following", "same da", "mismos dias", "mismas fechas", "mesmos dias", "mesmas datas", "otra semana",
    "outra semana", "corri", "corre", "corra", "plaza", "locad", "shift", "move", "push", "mover", "postpon",
    "posterg", "adiar", "trasa", "trase", "delay", "adelant", "antecip", "forward", "pasar", "pasal", "pasemos",
    "empurr", *SAID_FOR_INSTEAD,
))  # fmt: skip
_A: Final = r"(?:un|una|uno|um|uma|an?|one|another|otr[oa]|outr[oa]|1)"
_MUCH: Final = (
    rf"(?:(?P<number>\d{{1,2}})|{_A}) (?P<unit>dias?|days?|noches?|noites?|nights?|diarias?|semanas?|weeks?|mes(?:es)?"
    r"|months?)"
)
_LATER: Final = r"(?:later|late|mas tarde|mais tarde|(?:mas |mais )?(?:para |pra )?(?:adelante|frente))"
_EARLIER: Final = r"(?:earlier|early|sooner|mas temprano|mais cedo)"
# These two may begin "before Christmas", which is another matter.
_AFTER: Final = r"(?:despues|depois|after|afterwards|siguiente|seguinte|posterior)"
_BEFORE: Final = r"(?:antes|before|anterior|previo)"
_ENDS: Final = (
    r"(?: (?:(?:a|de) )?(?:that|those(?: dates)?|es[aeo]s?(?: fechas?| dias?)?|disso|dess[ea]s?(?: dias?| datas?)?))?"
    r"(?= *(?:[,.?!;]|$)| (?:hay|tenes|tienen|tendrian|tem|teria|is|are|do|would|por|please|por favor|then|instead|mas"
    r"|pero|but|entao|entonces|seria|sale|fica|sairia|saldria|cuanto|quanto|how|y|e|and|nomas|no hay|da"
    r"|podria|rola|se puede)\b)"
)
_NOT_THAN: Final = r"(?! (?:than|que|de lo|do que|de|del|do|da|dos|of|on|in)\b)"
_MOVED: Final = re.compile(
    rf"\b{_MUCH} (?:(?P<later>{_LATER}){_NOT_THAN}|(?P<earlier>{_EARLIER}){_NOT_THAN}"
    rf"|(?P<after>{_AFTER}){_ENDS}|(?P<before>{_BEFORE}){_ENDS})"
)
# "The same nights, moved by a day".
_THEIRS: Final = (
    r"(?:la|mi|nuestra|my|the|our|a|minha|nossa) (?:reserva(?:cion)?|booking|reservation|estadia|stay|estada)"
)
_PUSHED: Final = re.compile(
    r"\b(?:corrid[oa]s?|corr(?:er|emos|amos|iendo|e)(?:l[oa]s?)?|desplazad[oa]s?|deslocad[oa]s?|shift(?:ed|ing)?"
    r"|moved?|push(?:ed)?|postpone|delay|mov(?:er|emos|e)(?:l[oa])?|posterg(?:ar|amos|a)(?:l[oa])?|adiar"
    r"|(?:atras|retras|aplaz|empurr)(?:ar|amos|emos)(?:l[oa])?|pas(?:ar|a|emos)l[oa]"
    r"|l[oa] (?:podemos|puedo|podria(?:mos)?|quiero|queremos) pasar"
    r"|(?P<ahead>adelant(?:ar|amos|emos|a)(?:l[oa])?|antecipar|bring forward))"
    rf"(?: (?:it|everything|todo|tudo|unos|como|by|back|forward|out|en|por|para|pra|adelante|frente"
    rf"|{_THEIRS}))* {_MUCH}"
    r"(?P<before> (?:para|pra|hacia) atras| (?:antes|earlier|sooner|back(?:wards?)?))?"
)
# "The congress moved by a day, now it is from the 15th to the 18th".
_HAS_MOVED: Final = Seldom(
    r"\b(?:movio|movieron|corrio|corrieron|atraso|atrasaron|adelanto|adelantaron|paso|pasaron|mudou|mudaram|adiou"
    r"|adiaram|atrasou|adiantou|moved|shifted|pushed|delayed|postponed|slipped)"
    r"(?: (?:it|it'?s|by|en|em|como|back|forward|out|para|pra|adelante|frente))* "
    r"(?:\d|un|uno|una|um|uma|an?|one|dos|two|dois|duas|tres|three) (?:dias?|days?|semanas?|weeks?)\b"
)
_WEEK_BESIDE: Final = re.compile(
    r"\b(?:the (?:following|week after)|la (?:semana )?siguiente|la semana (?:que (?:le )?sigue|despues)"
    r"|n?a semana (?:seguinte|depois)"
    r"|(?:la|n?a|pra) (?:otra|outra) semana)"
    rf"(?: week)?{_ENDS}"
)
_WEEK_BEFORE: Final = re.compile(
    r"\b(?:the (?:week before|previous week)|la semana (?:anterior|previa|de antes)|n?a semana (?:anterior|de antes))"
    rf"{_ENDS}"
)
_SAME_DAYS: Final = re.compile(
    r"\b(?:same|mism[oa]s|mesm[oa]s) (?:days|dates|dias|fechas|datas),?(?: (?:but|pero|mas|solo que|so que|just))?"
    r" (?:in|for|of|en|de|del?|em|para|pra) (?P<month>[a-z]+)\b"
)
_DAY_BESIDE: Final = re.compile(
    r"\b(?:the|el|o|al|no|ao|un|um) (?:day|dia|night|noche|noite) (?:(?P<after>after|siguiente|seguinte|despues|depois)"
    rf"|(?P<before>before|anterior|antes|previo)){_ENDS}"
)
# Before what else somebody may do a week earlier.
_ELSE: Final = re.compile(
    r"\b(?:cancel\w*|pag\w+|pay\w*|paid|avis\w+|confirm\w*|senh?\w*|deposit\w*|reembols\w+|refund\w*|devol\w+|decid\w+"
    r"|reserv\w+|book\w*|let you know|tell you|notice|desayun\w+|breakfast|cafe|check-?out is|hora|hour|clock)\b"
)
_OF_IT: Final = re.compile(rf"\b{_THEIRS}\b")
_DAYS_IN: Final = {"d": 1, "n": 1, "s": 7, "w": 7}
# "Quince días después" are two weeks.
_SAID_FOR_WEEKS: Final = {8: 7, 15: 14}
_FEW_WORDS: Final = 9
_SURE: Final = 0.8


def without_how_far_it_moved(text: str) -> str:
    """Beside the days that are told, it is no length of a stay."""
    found = _HAS_MOVED.search(fold(text)) if has_figures(text) else None
    if found is None:
        return text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return rest if has_figures(rest) else text


def shifted(text: str, lang: str, clock: Clock, known: StayReading | None) -> StayReading | None:
    """None where nothing is moved; a side that was told of alone moves alone."""
    if known is None or known.check_in is None or known.check_out is None:
        return _of_one_day(text, lang, clock, known.check_in if known is not None else None)
    plain, stay = numbered(normalise(text), lang), (known.check_in, known.check_out)
    if (instead := day_instead(plain, stay)) is not None:
        return _coming(instead, clock)
    if (ends := ends_told(plain, lang, clock, stay)) is not None:
        return _coming(ends, clock)
    if not _LOOK.said_in(plain) or longer(text, lang) is not None:
        return None
    if _ELSE.search(_OF_IT.sub(" ", plain) if _PUSHED.search(plain) else plain):
        return None
    moved = _to_a_month(plain, stay) or _by_so_much(plain, lang, clock, stay) or weekday_instead(plain, stay)
    return _coming(moved, clock)


def _of_one_day(text: str, lang: str, clock: Clock, arrival: date | None) -> StayReading | None:
    """ "A week later" is no length of a stay: of an arrival it is another one, and of nothing it says nothing."""
    plain = normalise(text)
    if not _LOOK.said_in(plain) or _ELSE.search(plain) or len(plain.split()) > _FEW_WORDS:
        return None
    plain = numbered(plain, lang)
    found = _MOVED.search(plain)
    if found is None or arrives(plain) or leaves(plain) or longer(text, lang) is not None:
        return None
    if read_stay(f"{plain[: found.start()]} {plain[found.end() :]}", lang, clock):
        return None
    if arrival is None:
        return StayReading()
    moved = _by_so_much(plain, lang, clock, (arrival, arrival + timedelta(days=1)))
    return StayReading(moved[0], confidence=_SURE) if moved is not None and moved[0] >= clock.today else None


def _by_so_much(plain: str, lang: str, clock: Clock, stay: Days) -> Days | None:
    comes, goes = arrives(plain), leaves(plain)
    one_side = comes != goes
    week = None if goes else _WEEK_BESIDE.search(plain) or _WEEK_BEFORE.search(plain)
    one_side = one_side and week is None
    found = (
        _MOVED.search(plain)
        or _PUSHED.search(plain)
        or week
        or (_DAY_BESIDE.search(plain) if one_side else None)
    )
    pushed = found is not None and found.re is _PUSHED
    if found is None or not (one_side or pushed or len(plain.split()) <= _FEW_WORDS):
        return None
    beside = read_stay(f"{plain[: found.start()]} {plain[found.end() :]}", lang, clock)
    told_twice = pushed and comes and not (beside.check_out or beside.nights)
    if beside and not told_twice:
        return None
    one_side = one_side and not beside
    said = found.groupdict()
    back = (
        said.get("earlier")
        or said.get("before")
        or said.get("ahead")
        or (week and _WEEK_BEFORE.search(plain))
    )
    unit = said.get("unit") or ("semana" if found is week else "d")
    number = int(said.get("number") or 1)
    number = (_SAID_FOR_WEEKS.get(number, number) if unit.startswith("d") else number) * (-1 if back else 1)
    after = _side_moved(stay, comes if one_side else None, lambda day: _moved(day, number, unit))
    told = beside.check_in if after is not None else None
    return after if told is None or after is None or told.day == after[0].day else None


def _side_moved(stay: Days, arrival: bool | None, move: Callable[[date], date]) -> Days | None:
    start, end = stay
    after = (
        (move(start), move(end)) if arrival is None else (move(start), end) if arrival else (start, move(end))
    )
    return after if after[0] < after[1] else None


def _moved(day: date, number: int, unit: str) -> date:
    if not unit.startswith("m"):
        return day + timedelta(days=number * _DAYS_IN[unit[0]])
    months = day.year * 12 + day.month - 1 + number
    first = date(months // 12, months % 12 + 1, 1)
    return first + timedelta(days=min(day.day, _days_of(first)) - 1)


def _days_of(first: date) -> int:
    following = (first + timedelta(days=31)).replace(day=1)
    return (following - first).days


def _to_a_month(plain: str, stay: Days) -> Days | None:
    """ "The same days, but in January": the January that comes next after the stay."""
    found = _SAME_DAYS.search(plain)
    month = NUMBER_OF_MONTH.get(found["month"]) if found is not None else None
    if month is None or month == stay[0].month:
        return None
    by = (month - stay[0].month) % 12
    return _moved(stay[0], by, "months"), _moved(stay[0], by, "months") + (stay[1] - stay[0])


def _coming(stay: Days | None, clock: Clock) -> StayReading | None:
    if stay is None or stay[0] < clock.today:
        return None
    return StayReading(*stay, (stay[1] - stay[0]).days, confidence=_SURE)
