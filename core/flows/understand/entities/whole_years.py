"""Ages as whole years: 18 months, "a year and a half" and "1.5 years" are one year; "both 2" is an age told twice.

Over folded text with its numbers as digits.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import rewriting, rewritten, says_any
from core.flows.understand.watching import Watched

_YEAR: Final = r"(?:an(?:it|inh)?os?|years?|yrs?|y/?o)\b"
_HALF: Final = r"(?:(?:and|n|&) (?:an? |1 )?half|y medio|e meio)"
# Eighteen months that have to pass, or have passed, are nobody's age.
_OF_TIME: Final = (
    r"(?<!\bin )(?<!\ben )(?<!\bem )(?<!\bde aca )(?<!\bdentro de )(?<!\bhace )(?<!\bha )(?<!\bfaz )"
)
_IN_MONTHS: Final = re.compile(
    rf"\b{_OF_TIME}(?P<before>(?:\d{{1,2}}(?:,? (?:y|e|and|&) |, ?))*)(?P<months>1[2-9]|[2-4]\d)(?P<dash>[ -]?)"
    r"(?P<unit>meses|mesecitos|months?|mths?|mos)\b"
    r"(?! (?:ago|atras|from now|away|ahead|together|married|de (?:casad|matrimon|novi|antig|garant|embaraz)))"
)
_YEAR_AND_A_HALF: Final = re.compile(
    rf"\b{_OF_TIME}(?:(?P<number>\d{{1,2}}|an?|one|una?|uno|um|uma) )?(?P<unit>an(?:it|inh)?os?|years?|yrs?) {_HALF}\b"
)
_ONE_AND_A_HALF: Final = re.compile(
    rf"\b{_OF_TIME}(?P<number>\d{{1,2}}|one|uno?|um) {_HALF}(?P<between>[ -])(?P<unit>{_YEAR})"
)
_WITH_A_POINT: Final = re.compile(
    rf"(?<![\d.,/])(?P<number>\d)(?:[.,]5|1⁄2| 1/2)(?P<between>[ -]?)(?P<unit>{_YEAR})"
)
# "One is two and a half": said like this it is an age, unless something else is measured.
_BARE_HALF: Final = re.compile(
    r"(?P<keep>\b(?:is|are|'s|'re|turned|aged|tiene|tienen|tem|cumplio|fez)(?: only| just)? \d{1,2})"
    rf" {_HALF}\b(?! (?:hours?|days?|nights?|weeks?|months?|km|miles?|blocks?|stars?|people|persons|h|hs"
    r"|horas?|dias?|noches?|semanas?|meses|cuadras?|personas|noites?|quadras?|pessoas|mil))"
)
# "They're both 18 months": so old each.
_BOTH: Final = re.compile(
    r"\b(?:(?:they are|they're|theyre|are|with|aged) )*"
    r"(?:both(?: of (?:them|whom))?|ambos|ambas|(?:l[oa]s|os|as) 2(?= (?:tienen|tem|de|con|com|son de|sao de) ))"
    r"(?: (?:are|is|aged|of|turned|just|tienen|tiene|tem|de|con|com|son|sao)){0,3} (?P<age>\d|1[0-7])"
    rf"(?:[ -]?{_YEAR}(?:[ -]olds?)?|(?= ?(?:$|[,.;!?)])))"
)
# "18 meses los dos", "2 years both of them".
_BOTH_BEHIND: Final = re.compile(
    rf"\b(?:de |con |com )?(?P<age>\d|1[0-7]) ?{_YEAR}(?:[ -]olds?)?,?"
    r" (?:both(?: of them)?|ambos|ambas|(?:l[oa]s|os|as) 2)(?= ?(?:$|[,.;!?)]))"
)
# The same number for each of those who are asked about, however many they are.
_ALIKE: Final = re.compile(
    r"\b(?:both|each|all|same age|they're|they are|theyre|twins?|triplets|babies|cada(?: un[oa])?|cada uma?|ambos|ambas"
    r"|tod[oa]s|tienen|tem|son|sao|misma edad|mesma idade|(?:l[oa]s|os|as) [2-5]|mell\w+|gemel\w+"
    r"|gemeos|gemeas|trillizos|trigemeos|bebes)\b"
)
# Told of two or more at once, in one breath with their age.
_EACH: Final = re.compile(
    rf"\b\d{{1,2}} ?{_YEAR}(?:[ -]olds?)? (?:each|cada|ambos|ambas|both)\b"
    r"|\b(?:each|cada un[oa]|cada uma?) (?:is |aged |of |de |con |com )*\d{1,2}\b"
    rf"|\b[2-5] (?:babies|bebes|bebas|bbs|twins|toddlers|infants)"
    rf"(?:,| of| aged| de| con| com| who are| que tienen| que tem){{1,2}} \d{{1,2}} ?{_YEAR}"
)
_NUMBER: Final = re.compile(r"\d+")
_TELLING: Final = Watched((
    "mes", "month", "mth", "mos", "medio", "half", "meio", ".5", ",5", "1/2", "1⁄2", "both", "ambos", "ambas",
    "los 2", "las 2", "os 2", "as 2",
))  # fmt: skip


def _years_of_months(said: re.Match[str]) -> str:
    before = _NUMBER.sub(lambda months: str(int(months.group()) // 12), said["before"])
    return before + _told(int(said["months"]) // 12, said["unit"], said["dash"] or " ")


def _without_the_half(said: re.Match[str]) -> str:
    number = said["number"]
    between = said.groupdict().get("between") or " "
    return _told(int(number) if number and number.isdigit() else 1, said["unit"], between)


def _told(years: int, unit: str, between: str) -> str:
    english = unit.startswith(("m", "y")) and not unit.startswith("mes")
    return f"{years}{between}{'year' if between == '-' and english else 'years' if english else 'anos'}"


def _twice(said: re.Match[str]) -> str:
    english = said.group().startswith(("both", "they", "are", "with")) or "both" in said.group()
    return f"{'aged' if english else 'de'} {said['age']} {'and' if english else 'y'} {said['age']} " + (
        "years" if english else "anos"
    )


_TABLE: Final = rewriting(
    (("mes", "month", "mth", "mos"), _IN_MONTHS, _years_of_months),
    (("medio", "half", "meio"), _YEAR_AND_A_HALF, _without_the_half),
    (("medio", "half", "meio"), _ONE_AND_A_HALF, _without_the_half),
    ((".5", ",5", "1/2", "1⁄2"), _WITH_A_POINT, _without_the_half),
    (("medio", "half", "meio"), _BARE_HALF, r"\g<keep>"),
)
_OF_BOTH: Final = rewriting(
    (("both", "ambos", "ambas", "los 2", "las 2", "os 2", "as 2"), _BOTH, _twice),
    (("both", "each", "cada", "ambos", "ambas", "los 2", "las 2", "os 2", "as 2"), _BOTH_BEHIND, _twice),
)
# Of twins one age is that of both in any case.
_TWINS: Final = ("twin", "mell", "gemel", "gemeo", "gemea")


def in_whole_years(text: str) -> str:
    if not _TELLING.said_in(text):
        return text
    text = rewritten(text, _TABLE)
    return text if says_any(text, _TWINS) else rewritten(text, _OF_BOTH)


def is_plainly_of_each(text: str) -> bool:
    """ "2 babies, 18 months", "2 years each", whatever else the message says."""
    return _EACH.search(text) is not None


def is_of_each(text: str) -> bool:
    """ "They're 18 months", "2 years each": one age told of several children."""
    return _ALIKE.search(text) is not None
