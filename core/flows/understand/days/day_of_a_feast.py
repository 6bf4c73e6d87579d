""" "Casamos dia 12/12 e queremos ir no dia 13, ficar até 17": a feast has a day of its own beside the stay."""

from __future__ import annotations

from typing import Final

from core.flows.understand.days.calendar_names import MONTHS, NUMBER_OF_MONTH
from core.flows.understand.text import fold, has_figures
from core.flows.understand.watching import Seldom

_FEAST: Final = (
    r"(?:casamiento|casorio|boda|casamento|wedding|cumple(?:anos)?|aniversario|birthday|anniversary|bautismo|batizado"
    r"|formatura|graduacion|graduation|recital|concert|concierto|maraton|marathon)"
)
_MONTH: Final = "|".join({*NUMBER_OF_MONTH, *(name[:3] for name in NUMBER_OF_MONTH)})
_DAY: Final = (
    rf"(?P<%(n)sname>(?:{_MONTH}) )?\d{{1,2}}(?:st|nd|rd|th)?(?:/(?P<%(n)smonth>\d{{1,2}})(?:/\d{{2,4}})?)?"
    rf"(?:(?: de| of)? (?P<%(n)sof>{_MONTH}))?\b(?! ?(?:noches?|noites?|nights?|personas?|pessoas?|people|anos|years))"
)
_LED: Final = r"(?:(?:es|e|is|sera|vai ser|va a ser|cai|cae|fica|on|the|el|o|dia|em|no|en|for) )*"
_WHOSE: Final = r"(?:(?:el|la|o|a|the|un|um|an|our|my|nuestr[oa]|mi|meu|noss[oa]|de|do|da) )*"
_TOLD: Final = Seldom(
    r"\b(?:(?:nos )?casamos|me caso|get(?:ting)? married|marrying"
    rf"|{_FEAST}(?: (?:nuestr[oa]|noss[oa]|de (?:casad[oa]s|casamento|bodas)|of ours))?) {_LED}{_DAY % {'n': ''}}"
    rf"|\b(?:dia|el|the|on|no) {_DAY % {'n': 'its_'}} (?:es|e|is|sera|tenemos|temos|hay|tem|we have) {_WHOSE}{_FEAST}\b"
)
_STAYS: Final = Seldom(
    r"\b(?:lleg\w+|cheg\w+|entr\w+|arriv\w+|check in|ir|vamos|venir|vir|come|coming|go|stay\w*|qued\w+|ficar|ficamos"
    r"|ate|hasta|til|till|until|desde|from|del|noches|noites|nights)\b"
)


def without_its_day(text: str) -> str:
    """Where another day is told for the stay. The month that it was told with holds for them all."""
    if not has_figures(text):
        return text
    for found in _TOLD.finditer(fold(text)):
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        if has_figures(rest) and _STAYS.search(fold(rest)) is not None:
            return f"{text[: found.start()]} {_in_its_month(found.groupdict())}{text[found.end() :]}"
    return text


def _in_its_month(told: dict[str, str | None]) -> str:
    """Said so that any of the three languages reads it."""
    number = told["month"] or told["its_month"]
    if number and 1 <= int(number) <= len(MONTHS["es"]):
        return f"en {MONTHS['es'][int(number) - 1]}"
    name = told["name"] or told["of"] or told["its_name"] or told["its_of"]
    return f"en {name.strip()}" if name else ""
