"""A booking told by its days before what is wanted of it: "booked from the 4th to the 7th, may we leave early?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH, NUMBER_OF_WEEKDAY
from core.flows.understand.text import fold, has_figures, says_any

_LOOK: Final = ("reserv", "book")
_MONTHS: Final = NUMBER_OF_MONTH | {name[:3]: number for name, number in NUMBER_OF_MONTH.items()}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY: Final = "|".join(
    sorted({*NUMBER_OF_WEEKDAY, *(name[:3] for name in NUMBER_OF_WEEKDAY)}, key=len, reverse=True)
)
_LEAD: Final = (
    rf"(?:(?:para|por|pra|for|from|on|de|del|do|el|the|o|dia|no|en|em|(?:{_WEEKDAY})(?:-feira)?\.?),? )*"
)
_DAY: Final = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_OF: Final = rf"(?: (?:(?:de|of) )?(?P<{{}}>{_MONTH})\b)?"
_TO: Final = rf" ?(?:-|al?|ao|to|until|till?|through|hasta|ate) ?(?:(?:the|el|o|dia|{_WEEKDAY}) )*"
_DAYS: Final = (
    rf"{_LEAD}(?:(?P<ahead>{_MONTH})\.? )?{_DAY.format('first')}{_OF.format('between')}"
    rf"(?:{_TO}(?:(?:{_MONTH})\.? )?{_DAY.format('last')}{_OF.format('month')})?"
    rf"(?!{_TO}\d)(?![\d/:]|,? (?:para|pra|for) (?:l[oa]s )?\d| ?(?:hs?|pm|am|personas?"
    r"|people|pessoas?|noches?|nights?|noites?|adult\w*)\b)"
)
_THEIRS: Final = (
    r"(?:(?:tengo|tenemos|tenia|teniamos|hice|hicimos)(?: hecha)? (?:una |la |mi )?reserva(?:cion)?|reserve|reservamos"
    r"|(?:mi|nuestra) reserva(?:cion)?|(?:i|we)(?:'ve| have)?(?: got)? (?:a |our )?(?:booking|reservation|booked)"
    r"|(?:i'?m|we'?re|we are|i am) booked(?: in)?|(?:my|our) (?:booking|reservation)"
    r"|(?:^|(?<=[,.!] ))(?:hola |hi |hey |oi )?(?:booking|reserva)|(?:tenho|temos|fiz|fizemos) (?:uma |a )?reserva"
    r"|(?:minha|nossa) reserva|reservei)"
)
_NAMED: Final = re.compile(
    rf"\b(?P<whose>{_THEIRS})(?: hecha| feita| made| here| con ustedes| com voces| with you)? (?P<days>{_DAYS})"
    rf"|\b(?P<they>we|i) have (?P<booked_days>{_DAYS.replace('<', '<b_')}) booked\b"
)
# Something else for the very same nights leans on the days.
_LEANS: Final = re.compile(
    r"\b(?:otr[oa]s? (?:habitac\w+|pieza|cuarto|reserva)|another (?:room|booking|one)|outr[oa] (?:quarto|reserva)"
    r"|(?:one|1) more room|(?:un|otr)a mas|es[oa]s (?:mism[oa]s )?(?:dias|fechas|noches)"
    r"|(?:those|the)(?: same)? (?:days|dates|nights)"
    r"|same (?:days|dates|nights)|mism[oa]s (?:dias|fechas)|mesm[oa]s (?:dias|datas)|ess[ea]s (?:dias|datas))\b"
)
# Who only tells how it stands asks for nothing.
_WANTS: Final = re.compile(
    r"[?]|\b(?:(?:pued|pod[eir]|quer|quier|quis|necesit|precis|poss|gost|cancel|cambi|mud|agreg|sum[ae]|acrescent)[a-z]*|can"
    r"|could|may|want|need|would|like|add|change|move|make)\b"
)


@dataclass(frozen=True)
class Named:
    """The days by their numbers, and the message without them."""

    first: int
    last: int | None
    month: int | None
    rest: str


def named_by_its_days(text: str) -> Named | None:
    """Nothing where nothing is wanted beside it, or something else hangs on the days."""
    plain = fold(text)
    if not has_figures(plain) or not says_any(plain, _LOOK):
        return None
    found = _NAMED.search(plain)
    if found is None or _LEANS.search(plain):
        return None
    said = {name.removeprefix("b_"): value for name, value in found.groupdict().items() if value is not None}
    days = "days" if found["days"] else "booked_days"
    rest = f"{text[: found.start(days)].rstrip()}{text[found.end(days) :]}"
    if _WANTS.search(plain, found.end()) is None:
        return None
    month = next((said[name] for name in ("month", "between", "ahead") if name in said), None)
    last = int(said["last"]) if "last" in said else None
    return Named(int(said["first"]), last, _MONTHS.get(month or ""), rest)
