"""Days told in a roundabout way, put as plain ones: "not this Friday, the one after" is a day with a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from core.base.kept import table
from core.flows.understand.days.calendar_names import MONTHS, WEEKDAYS
from core.flows.understand.stay import Clock
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.watching import Seldom, Watched

_LOOK: Final = Watched((
    "antes", "before", "otro", "outra", "outro", "siguiente", "seguinte", "sigue", "one after", "following",
    "carn", "reyes", "reis", "pascu", "pascoa", "easter", "santa",
    "from", "week", "fortnight", "en ocho", "a oito", "en 8", "a 8", "cuart", "que viene", "que vem", "next", "proximo",
    "segund", "terc", "quart", "quint", "sext", "sabado", "domingo",
    "first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th", "last",
))  # fmt: skip
_FEAST: Final = (
    r"(?:navidad|nochebuena|reyes|ano nuevo|fin de ano|carnaval(?:es)?|pascuas?|semana santa|las fiestas|fiestas"
    r"|christmas(?: eve)?|xmas|new year'?s?(?: eve)?|easter|carnival|the holidays|thanksgiving"
    r"|natal|reveillon|ano novo|virada|pascoa|feriado)"
)
# Some days before a feast are not the feast.
_SOME_BEFORE: Final = Seldom(
    r"\b(?:(?:un(?:os|as)|algun(?:os|as)?|uns|umas|algu(?:ns|mas)|poc[oa]s|pouc[oa]s|varios|some|several"
    r"|(?:a )?(?:few|couple(?: of)?)|un par de|um par de) (?:dias?|noches?|noites?|days?|nights?)"
    r"|(?:l[oa]s|the|[oa]s) (?:dias|noches|noites|days|nights))"
    r"(?: (?:right|just|justo|bem|logo))? (?:antes|before)"
    rf"(?: (?:de|del|da|do|dos|das|la|las|los|el|the|o|a))* {_FEAST}\b"
)
# Whoever comes after carnival does not come for it.
_AFTER_A_FEAST: Final = Seldom(
    r"(?P<before>\S*) ?\b(?P<after>(?:despues|dsp|luego|depois|after|apos)"
    r"(?: (?:de|del|da|do|dos|das|la|las|los|el|the|o|a))*"
    r" (?:carnaval(?:es)?|carnival|pascuas?|pascoa|easter|semana santa))\b"
)
_COUNTED_FROM_IT: Final = re.compile(
    r"(?:semanas?|weeks?|weekend|finde|fds|dias?|days?|noches?|nights?|noites?|mes(?:es)?|months?|just|justo|logo)"
)
# In Chile "pascua" is Christmas: there is no other one before New Year.
_CHRISTMAS: Final = Seldom(
    r"\b(?P<between>entre|de|desde) (?:la |las )?pascuas? (?P<and>y|hasta|a) (?=(?:el )?(?:ano nuevo|fin de ano))"
)
# "Reyes" is a surname as well, and "reis" a slip of "reais": beside a time it is the feast.
_KINGS: Final = re.compile(
    r"\b((?:siguiente|posterior|anterior|previ[ao]|despues|luego|antes|dsp|pasad[oa]s?|semana|finde|hasta)"
    r"(?: (?:al?|del?))?)(?: (?:los|el))? reyes\b"
)
_REIS: Final = re.compile(
    r"\b((?:seguinte|posterior|anterior|depois|antes|semana|fds|feriado|ate|para|pra|no|em)"
    r"(?: (?:de|do|dos|da|ao|o|os))*) reis\b"
)
_WEEK: Final = {"es": "la semana", "en": "the week", "pt": "a semana"}
_LAST_BEFORE: Final = Seldom(
    r"\b(?:last|ultimo) (?=(?:weekend|finde(?: semana)?|fin de semana|fim de semana|fds) (?:before|antes))"
)
_WEEKEND: Final = r"(?:finde(?: semana)?|fin de semana|fim de semana|fds|weekend)"
_FOURTH: Final = Seldom(rf"\bcuarto(?= {_WEEKEND}\b)")
_FORTNIGHT: Final = Seldom(r"\bin a fortnight\b")
_FROM_TODAY: Final = Seldom(r"\b(a|an|one|two|three|four|\d{1,2}) (weeks?|days?) from (?:today|now)\b")
_ORDINAL: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1,
    "primeira": 1, "primeiro": 1, "segunda": 2, "segundo": 2, "terceira": 3, "terceiro": 3, "quarta": 4, "quarto": 4,
    "ultima": -1, "ultimo": -1, "primer": 1, "tercer": 3, "cuarto": 4,
}  # fmt: skip
_IN_FIGURES: Final = r"[1-4](?:st|nd|rd|th|[oa]|ro|do|er|to)"
_NOT: Final = r"(?:not|no|nao)"
_THIS: Final = (
    r"(?:this|the|next|el|del|este|ese|proximo|o|a|na|no|essa|esta|nessa|desta|esse|da|de|coming|on)"
)
_OTHER: Final = (
    r"(?:the (?:one|week) after(?: that| next)?|the (?:next|following|other) one|(?:el|del|al|sino el|sino del) (?:otro"
    r"|siguiente|que sigue|de la otra(?: semana)?)|(?:a|na|da|o|no|do) (?:outr[oa]|seguinte|que vem depois|de depois))"
)
_EIGHT: Final = r"(?:en|a) (?:ocho|oito|8)(?: dias)?"
_TODAY: Final = {"hoy": 0, "hoje": 0, "today": 0, "manana": 1, "amanha": 1, "tomorrow": 1}
_TO: Final = {"es": "al", "en": "to", "pt": "a"}
_FRIDAY: Final = 4
_DIGITS: Final = {"a": 1, "one": 1, "1": 1, "two": 2, "2": 2, "three": 3, "3": 3}


def plain_days(text: str, lang: str, clock: Clock) -> str:
    """The words as they are where nothing of it is said."""
    plain = normalise(text)
    if lang in WEEKDAYS and has_figures(plain):
        text = _weekdays_and_a_date(text, plain, Calendar(lang, clock))
        plain = normalise(text)
    if lang not in WEEKDAYS or not _LOOK.said_in(plain):
        return text
    said = _LAST_BEFORE.sub("", _SOME_BEFORE.sub(" ", plain))
    said = _CHRISTMAS.sub(r"\g<between> navidad \g<and> ", said) if lang == "es" else said
    said = _KINGS.sub(r"\1 diadereyes", said) if lang == "es" else said
    said = _REIS.sub(r"\1 dia de reis", said) if lang == "pt" else said
    said = _AFTER_A_FEAST.sub(partial(_the_week_after, lang), said)
    said = _FROM_TODAY.sub(r"in \1 \2", said) if lang == "en" else said
    said = _FOURTH.sub("4o", _FORTNIGHT.sub("in 2 weeks", said))
    for pattern, told in _patterns(lang):
        said = pattern.sub(partial(_in_plain_words, told, Calendar(lang, clock)), said)
    return text if said == plain else said


def _weekdays_and_a_date(text: str, plain: str, calendar: Calendar) -> str:
    """ "Friday to Sunday, January 15" is one stay that begins on the 15th, or ends on it, by its weekday."""
    found = _from_weekday_to(calendar.lang).search(plain)
    if found is None:
        return text
    said = found.groupdict()
    day = _coming_date(calendar, int(said["day"] or said["figure"]), said["month"] or said["name"])
    first, last = calendar.weekday(said["first"]), calendar.weekday(said["last"])
    if day is None or day.weekday() not in (first, last):
        return text
    nights = timedelta(days=(last - first) % 7 or 7)
    ends = (day, day + nights) if day.weekday() == first else (day - nights, day)
    whole = f" {_TO[calendar.lang]} ".join(calendar.written(one) for one in ends)
    return f"{plain[: found.start()]}{whole}{plain[found.end() :]}"


def _coming_date(calendar: Calendar, number: int, month: str) -> date | None:
    today = calendar.clock.today
    for year in (today.year, today.year + 1):
        try:
            day = date(year, calendar.month(month), number)
        except ValueError:
            continue
        if day >= today:
            return day
    return None


@table
def _from_weekday_to(lang: str) -> Seldom:
    names, months = "|".join(WEEKDAYS[lang]), "|".join(MONTHS[lang])
    return Seldom(
        rf"\b(?:(?:de|del|desde|from|da) )?(?P<first>{names})(?:-feira)? (?:al?|to|hasta|until|till|ate|through|thru)"
        rf" (?:el |o |the )?(?P<last>{names})(?:-feira)?,? (?:(?:el|the|dia|o|desde|from|del|on) )*"
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: (?:de|of))? (?P<month>{months})"
        rf"|(?P<name>{months}) (?P<figure>\d{{1,2}})(?:st|nd|rd|th)?)\b(?! (?:al?|to|hasta|until|till|ate|-) )"
    )


def _the_week_after(lang: str, found: re.Match[str]) -> str:
    """Which of its days is asked; those of the feast itself are not meant."""
    if _COUNTED_FROM_IT.fullmatch(found["before"]):
        return found.group()
    return f"{found['before']} {_WEEK[lang]} {found['after']}"


@dataclass(frozen=True)
class Calendar:
    """A language's names of days and months, on the hotel's own clock."""

    lang: str
    clock: Clock

    def weekday(self, name: str) -> int:
        return WEEKDAYS[self.lang].index(name)

    def month(self, name: str) -> int:
        return MONTHS[self.lang].index(name) + 1

    def coming(self, name: str) -> date:
        today = self.clock.today
        return today + timedelta(days=(self.weekday(name) - today.weekday()) % 7)

    def written(self, day: date) -> str:
        name = MONTHS[self.lang][day.month - 1]
        return f"{name} {day.day}" if self.lang == "en" else f"{day.day} de {name}"


Told = Callable[[re.Match[str], Calendar], date | None]


def _in_plain_words(told: Told, calendar: Calendar, found: re.Match[str]) -> str:
    day = told(found, calendar)
    if day is None:
        return found.group()
    if told is not _the_other_weekend:
        return calendar.written(day)
    return f" {_TO[calendar.lang]} ".join(calendar.written(one) for one in (day, day + timedelta(days=2)))


@table
def _patterns(lang: str) -> tuple[tuple[Seldom, Told], ...]:
    names = "|".join(WEEKDAYS[lang])
    weekday = rf"(?P<day>{names})s?(?:-feira| feira)?"
    months, ordinals = "|".join(MONTHS[lang]), "|".join([*_ORDINAL, _IN_FIGURES])
    patterns: tuple[tuple[str, Told], ...] = (
        (
            rf"\b(?P<nth>{ordinals}) {weekday}(?: (?:in|of|de|del|em|do mes de|del mes de))? (?P<month>{months})\b",
            _nth,
        ),
        (
            rf"\b(?:{_NOT} )?(?:{_THIS} )*{weekday}(?: (?:que viene|que vem|proxim[oa]|coming))?,?(?: {_NOT})?,?"
            rf" (?:(?:but|sino|mas|pero|y|e) )?{_OTHER}\b",
            _the_other,
        ),
        (
            rf"\b(?:{_NOT} )?(?:this|este|ese|esse|neste|nesse|deste) {_WEEKEND}"
            rf"(?: (?:agora|ahora|now|ya|ja|mismo|mesmo))?,?(?: {_NOT})?,?"
            rf" (?:(?:but|sino|mas|pero|y|e) )?(?:{_OTHER}|the next|next one"
            r"|(?:el|del|o|no) (?:proximo|que viene|que vem))\b",
            _the_other_weekend,
        ),
        (
            rf"\b(?P<weeks>a|one|1|two|2|three|3) weeks? (?:from|after|on) (?:this |next )?{weekday}\b"
            rf"(?!,? (?:the )?(?:\d|{months}))"
            rf"|\b(?P<week>{names}) week\b",
            _weeks_from,
        ),
        (
            rf"\b(?:de |do |da |del )?(?:(?P<today>{'|'.join(_TODAY)})|(?:el |la |a |o )?{weekday}) {_EIGHT}\b",
            _in_eight_days,
        ),
    )
    return tuple((Seldom(pattern), told) for pattern, told in patterns)


def _nth(found: re.Match[str], calendar: Calendar) -> date | None:
    """Of the month that comes next, this one included while its day is still to come."""
    month, nth = calendar.month(found["month"]), _ORDINAL.get(found["nth"]) or int(found["nth"][0])
    today = calendar.clock.today
    days = (
        _nth_of(date(year, month, 1), calendar.weekday(found["day"]), nth)
        for year in (today.year, today.year + 1)
    )
    return next((day for day in days if day >= today), None)


def _nth_of(first: date, weekday: int, nth: int) -> date:
    days = [first + timedelta(days=one) for one in range(31)]
    of_it = [day for day in days if day.month == first.month and day.weekday() == weekday]
    return of_it[nth if nth < 0 else nth - 1]


def _the_other(found: re.Match[str], calendar: Calendar) -> date | None:
    refused = re.search(rf"\b{_NOT}\b", found.group()) is not None
    return calendar.coming(found["day"]) + timedelta(days=7) if refused else None


def _the_other_weekend(found: re.Match[str], calendar: Calendar) -> date | None:
    """Its Friday."""
    refused = re.search(rf"\b{_NOT}\b", found.group()) is not None
    today = calendar.clock.today
    this_friday = today + timedelta(days=_FRIDAY - today.weekday())
    return this_friday + timedelta(days=7) if refused else None


def _weeks_from(found: re.Match[str], calendar: Calendar) -> date:
    weeks = _DIGITS[found["weeks"] or "1"]
    return calendar.coming(found["day"] or found["week"]) + timedelta(days=7 * weeks)


def _in_eight_days(found: re.Match[str], calendar: Calendar) -> date:
    """ "De mañana en ocho" is the same weekday a week on."""
    today = found["today"]
    first = calendar.clock.today + timedelta(days=_TODAY[today]) if today else calendar.coming(found["day"])
    return first + timedelta(days=7)
