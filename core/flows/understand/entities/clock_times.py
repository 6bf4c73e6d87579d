"""Spoken clock times: "a las 9 y media", "quarter to six", "tipo 11 de la noche", "meio-dia"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

from core.flows.understand.entities.found import Found


@dataclass(frozen=True)
class ClockTime:
    """`sure` is False when the words leave open which half of the day was meant."""

    at: time
    sure: bool


# What may follow the hour: minutes, "and a half", the unit, the half of the day.
_TAIL = {
    "es": (
        r"(?: ?[:.h] ?(?P<min>[0-5]\d)(?!\d))?"
        r"(?: (?:y|con) (?P<plus>media|cuarto|[0-5]?\d)\b(?! (?:me |nos )?[a-z]+(?:s|o)\b(?<!hs))| menos (?P<minus>cuarto|\d{1,2}))?"
        r"(?: en punto)?(?P<unit> ?(?:hs|hrs|hr|horas|hora|h)\b\.?)?"
        r"(?P<half> ?(?:[ap]\.? ?m\b\.?)|,? (?:de|por|a) la (?:manana|tarde|noche|madrugada|tardecita|nochecita)|"
        r" del? (?:medio ?dia|la mediodia|dia))?"
    ),
    "en": (
        r"(?: ?[:.h] ?(?P<min>[0-5]\d)\b| (?P<loose>[1-5][05])(?= ?[ap]\.? ?m))?(?P<unit> ?(?:o'? ?clock|hrs|hours|h)\b)?(?: sharp)?"
        r"(?P<half> ?[ap]\.? ?m\b\.?| (?:in the|this|that|tomorrow) (?:morning|afternoon|evening)| at night| tonight)?"
    ),
    "pt": (
        r"(?: ?[:h] ?(?P<min>[0-5]\d)(?!\d))?(?: e (?P<plus>meia|quarto|[1-5]\d)\b)?"
        r"(?: em ponto)?(?P<unit> ?(?:hs|hrs|horas|hora|h)\b)?"
        r"(?P<half> ?[ap]\.? ?m\b\.?| (?:da|de|pela) (?:manha|tarde|noite|madrugada))?"
    ),
    "fr": r"(?: ?[:h] ?(?P<min>[0-5]\d)(?!\d))?(?: et (?P<plus>demie?|quart))?(?P<unit> ?(?:heures?|h)\b)?(?P<half> du (?:matin|soir))?",
}
# Words that make the number after them an hour even when nothing follows.
_LEAD = {
    "es": r"\b(?:(?:tipo|como|a|para|hasta|desde|de|sobre|hacia|antes de|despues de|cerca de|eso de|entre|y|son|pasadas) )?las? |\b(?:tipo|onda|a eso de) ",
    "en": r"\b(?:at|by|around|about) (?:about |around |like )?|@ ?",
    "pt": r"\b(?:(?:la|ate|desde|apos) )?(?:as|pelas|umas|das|a) ",
    "fr": r"\b(?:a|vers|avant|apres|jusqu'a) ",
}
_TO_THE_HOUR = {
    "en": r"\b(?P<mark>quarter|half|(?:5|10|20|25)(?: minutes?)?|\d{1,2} minutes?) (?P<way>to|past|before|after|till|of) (?P<rel>\d{1,2}|one)\b"
    r"(?P<relhalf> ?[ap]\.? ?m\b\.?| in the (?:morning|afternoon|evening)| at night| tonight)?",
    "pt": r"\b(?P<mark>quarto|\d{1,2})(?: minutos)? (?P<way>para|pras|pra) (?:as |a )?(?P<rel>\d{1,2}|uma)\b(?P<relhalf> da (?:manha|tarde|noite))?",
    "es": r"\b(?P<mark>cuarto|\d{1,2})(?: minutos)? (?P<way>para|pa) las? (?P<rel>\d{1,2}|una)\b(?P<relhalf> de la (?:manana|tarde|noche))?",
    "fr": r"(?P<mark>(?!))(?P<way>)(?P<rel>)(?P<relhalf>)",
}
_NAMED = {
    "es": {r"medio ?dia": 12, r"media ?noche": 0},
    "en": {r"noon": 12, r"midday": 12, r"mid-?night": 0, r"noontime": 12},
    "pt": {r"meio[ -]?dia": 12, r"meia[ -]?noite": 0},
    "fr": {r"midi": 12, r"minuit": 0},
}
_LATE = re.compile(r"p\.? ?m|tarde|noche|noite|night|tonight|afternoon|evening|soir|medio|del? dia")
_EARLY = re.compile(r"a\.? ?m|manana|manha|morning|madrugada|matin")
_NIGHT = re.compile(r"noche|noite|night")
_QUARTERS = {"media": 30, "meia": 30, "half": 30, "demi": 30, "demie": 30, "cuarto": 15, "quarto": 15,
             "quarter": 15, "quart": 15, "quinze": 15}  # fmt: skip
# "las 2 habitaciones", "at 3 rooms", "as 2 noites": a count of things, not an hour.
_COUNTED = re.compile(
    r" ?(?:%|noches?|noites?|nights?|dias?|days?|weeks?|semanas?|meses|months?|minut\w*|min\b|anos?\b|years?|kms?\b|mts?\b|"
    r"metros|meters|blocks|cuadras|quadras|people|pax|ppl|guests|adult\w*|kids|children|pesos|reais|dolares|dollars|usd|"
    r"euros|bucks|de (?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|jan|fev|abr|mai|set|out|dez)[a-z]*\b|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|may\b|(?!hs\b|hrs\b|horas\b|hours\b|menos\b|mas\b|vamos\b|nos\b|los\b|las\b|"
    r"estamos\b|llegamos\b|salimos\b|tenemos\b|podemos\b|queremos\b|podes\b|tenes\b|is\b|as\b|dos\b|das\b|mais\b|apos\b|antes\b|depois\b|"
    r"despues\b|es\b|a\.m\.|please\b|thanks\b|gracias\b|unless\b|this\b|its\b|saimos\b|chegamos\b)[a-z]{3,}s\b)|[/-]\d|\d|(?:st|nd|rd|th|ro)\b"
)


@lru_cache(maxsize=None)
def _pattern(lang: str) -> re.Pattern[str]:
    named = "|".join(_NAMED[lang])
    return re.compile(
        rf"{_TO_THE_HOUR[lang]}|\b(?P<named>{named})\b|"
        rf"(?P<lead>{_LEAD[lang]})?(?<![\d$/.,:-])\b(?P<hour>\d{{1,2}}|(?<=las )una|(?<=la )una|(?<=a )uma|(?<=at )one)(?![\d/])(?<!\$ \d)"
        rf"(?:{_TAIL[lang]})"
    )


def find_times(text: str, lang: str) -> list[Found[ClockTime]]:
    """`text` is folded and numbered."""
    found = []
    for match in _pattern(lang).finditer(text):
        read = _read(match, text, lang)
        if read is not None:
            found.append(Found(match.start(), match.end(), read))
    return found


def _read(match: re.Match[str], text: str, lang: str) -> ClockTime | None:
    part = match.groupdict()
    if part["named"]:
        return ClockTime(time(next(h for p, h in _NAMED[lang].items() if re.fullmatch(p, part["named"]))), sure=True)
    if part["rel"]:
        return _around_the_hour(part) if _before_the_hour(match, text, part) else None
    if not _is_hour(match, text, part):
        return None
    hour = int(part["hour"]) if part["hour"].isdigit() else 1
    plus = part.get("plus")
    minute = int(part["min"] or part.get("loose") or 0)
    if plus:
        minute = _QUARTERS.get(plus) or int(plus)
    back = part.get("minus")
    minutes = hour * 60 + minute - ((_QUARTERS.get(back) or int(back)) if back else 0)
    return _on_the_clock(minutes, hour, part["half"] or "")


def _is_hour(match: re.Match[str], text: str, part: dict[str, str | None]) -> bool:
    exact = part["min"] or part.get("loose") or part["half"] or part.get("plus") in _QUARTERS or part.get("minus")
    after = text[match.end() : match.end() + 16]
    if part["unit"] and not part["lead"] and not exact:
        before = text[: match.start()]
        if re.search(r"(?:\b(?:en|in|por|for|durante|unas|dentro de|every|cada|within|em|the|de|x|daqui a)|\d) ?$", before):
            return False
        return (part["hour"] or "").isdigit() and int(part["hour"] or 0) < 24
    if exact:
        return not (part["min"] and re.match(r"[./-]\d", after))
    if part["lead"] is None:
        return False
    if part["plus"] if "plus" in part else None:
        return True
    return bool(part["unit"]) or not _COUNTED.match(after)


def _before_the_hour(match: re.Match[str], text: str, part: dict[str, str | None]) -> bool:
    """ "10 to 6" alone may be two days or a range of guests; "at 10 to 6" is a time."""
    if not (part["mark"] or "").isdigit() or part["way"] not in {"to", "till", "para", "pra", "before", "of"}:
        return True
    return bool(re.search(r"(?:\bat|\bby|around|about|it's|las|\bas) $", text[: match.start()]) or part["relhalf"])


def _around_the_hour(part: dict[str, str | None]) -> ClockTime | None:
    mark, hour = (part["mark"] or "").split()[0], part["rel"] or ""
    amount = _QUARTERS.get(mark) or int(mark)
    spoken = int(hour) if hour.isdigit() else 1
    later = part["way"] in {"past", "after"}
    return _on_the_clock(spoken * 60 + (amount if later else -amount), spoken, part["relhalf"] or "")


def _on_the_clock(minutes: int, hour: int, half: str) -> ClockTime | None:
    if hour > 24:
        return None
    late, early = bool(_LATE.search(half)), bool(_EARLY.search(half)) and "p" not in half[:2]
    if hour == 12 and (early or _NIGHT.search(half)):
        minutes -= 12 * 60
    elif late and hour < 12 and not (_NIGHT.search(half) and hour < 6):
        minutes += 12 * 60
    minutes %= 24 * 60
    return ClockTime(time(minutes // 60, minutes % 60), sure=late or early or hour > 12 or hour == 0)
