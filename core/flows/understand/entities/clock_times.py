"""Spoken clock times: "a las 9 y media", "quarter to six", "tipo 11 de la noche", "meio-dia"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import time
from functools import lru_cache
from pathlib import Path

from core.base.kept import table
from core.flows.understand.entities.found import Found


@dataclass(frozen=True)
class ClockTime:
    """`sure` is False when the words leave open which half of the day was meant."""

    at: time
    sure: bool


_TABLE = tomllib.loads(Path(__file__).with_name("clock_times.toml").read_text("utf-8"))
_LATE = re.compile(r"p\.? ?m|tarde|noche|noite|night|tonight|afternoon|evening|soir|medio|del? dia")
_EARLY = re.compile(r"a\.? ?m|manana|manha|morning|madrugada|matin")
_NIGHT = re.compile(r"noche|noite|night")
_QUARTERS: dict[str, int] = _TABLE["quarters"]
_DAY_BEFORE = re.compile(
    r"(?:\b(?:el|dia|the|o|no|(?:lun|mart|juev|viern)es|miercoles|sabado|domingo|segunda|terca|quarta|quinta|sexta)"
    r"|\w+(?:-feira|day)) $"
)
_LONE_HOURS = "una|uma|one"
# "Tonight at half past nine": the part of the day stands before its hour.
_SAID_BEFORE = re.compile(
    r"\b(?:(?:esta|a la|por la|de la|de) (?:noche|tarde)|(?:hoje |amanha )?(?:a|de) (?:noite|tarde)|tonight"
    r"|(?:this|tomorrow|in the) (?:evening|afternoon)),? "
    r"(?:(?:tipo|como|a eso de|around|about|mas o menos|la pelas|at|by|a las|as) )?$"
)
_NAMED_HOURS = {"midnight": 0, "mid-night": 0, "noon": 12, "midday": 12}
_COUNTED = re.compile(_TABLE["counted"])
_BY_DAY, _DINES = re.compile(_TABLE["by_day"]), re.compile(_TABLE["dines"])
_BY_NIGHT = re.compile(_TABLE["by_night"])
_WITH_NOUGHT = re.compile(r"\b0\d")
# "Around 14 or 15", "tipo 20 al 23".
_BY_GUESS = re.compile(r"(?:tipo|onda|a eso de|around|about|like)\b")
_OR_ANOTHER = re.compile(
    r"(?:st|nd|rd|th)? ?(?:o|u|ou|or|al|a|to|y|-) ?(?:el |the |dia )?\d{1,2}(?:st|nd|rd|th)?\b"
    r"(?! ?(?:hs?\b|hrs?\b|horas?\b|hours?\b|o'? ?clock|[ap]\.? ?m\b|:|de la |da |in the |at night))"
)
_OF_DAYS = re.compile(
    r"\b(?:ene|feb|mar|abr|mayo|jun|jul|ago|sep|set|oct|nov|dic|jan|fev|mai|out|dez|apr|aug|dec)[a-z]*\b"
    r"|\b(?:hasta el|until the|till the|ate o|ate dia|del mes|of the month|unos dias|few days|some days)\b"
)
# Nobody says "at 7" of an afternoon without a word, but of a dinner.
_DAWN, _LATEST = 7, 11


@table
def _pattern(lang: str) -> re.Pattern[str]:
    named = "|".join(_TABLE[lang]["named"])
    return re.compile(
        rf"{_TABLE[lang]['to_the_hour']}|\b(?P<named>{named})\b(?:{_TABLE[lang]['past']})?|"
        rf"(?P<lead>{_TABLE[lang]['lead']})?(?<![\d$/.,:-])\b"
        r"(?P<hour>\d{1,2}|(?<=las )una|(?<=la )una|(?<=a )uma|(?<=at )one"
        r"|una(?= y (?:media|cuarto)(?: (?:de|a) la\b|[ .,!]*$))|uma(?= e (?:meia|15)(?: d[ae]\b|[ .,!]*$)))"
        r"(?![\d/])(?<!\$ \d)"
        rf"(?:{_TABLE[lang]['tail']})"
    )


@table
def _worth_a_look(lang: str) -> re.Pattern[str]:
    named = "|".join(_TABLE[lang]["named"])
    return re.compile(rf"\d|\b(?:{_LONE_HOURS}|{named})\b")


@lru_cache(maxsize=64)
def find_times(text: str, lang: str) -> tuple[Found[ClockTime], ...]:
    """`text` is folded and numbered."""
    found: list[Found[ClockTime]] = []
    if not _worth_a_look(lang).search(text):
        return ()
    for match in _pattern(lang).finditer(text):
        read = _read(match, text, lang)
        if read is not None and not read.sure:
            read = _in_the_part_said_before(read, text[: match.start()])
        if read is not None:
            found.append(Found(match.start(), match.end(), read))
    return tuple(_by_day(found, text))


def _by_day(found: list[Found[ClockTime]], text: str) -> list[Found[ClockTime]]:
    """ "I leave at 3", "a massage at 4" are of the afternoon, where no word tells of night or morning."""
    if not any(one.value.at.hour and not one.value.sure and one.value.at.hour < 12 for one in found):
        return found
    if _BY_NIGHT.search(text) or any(one.value.sure and one.value.at.hour < 12 for one in found):
        return found
    latest = _LATEST if _DINES.search(text) else _DAWN if _BY_DAY.search(text) else 0
    return [_later(one) if _is_open(one, text, latest) else one for one in found]


def _is_open(found: Found[ClockTime], text: str, latest: int) -> bool:
    """ "03:00" is written so by who means the night."""
    said = text[found.start : found.end]
    return not found.value.sure and 1 <= found.value.at.hour < latest and not _WITH_NOUGHT.search(said)


def _later(found: Found[ClockTime]) -> Found[ClockTime]:
    at = found.value.at
    return replace(found, value=ClockTime(at.replace(hour=at.hour + 12), sure=False))


def _in_the_part_said_before(read: ClockTime, before: str) -> ClockTime:
    said = _SAID_BEFORE.search(before)
    if said is None or read.at.hour >= 12 or (_NIGHT.search(said.group()) and read.at.hour < 6):
        return read
    return ClockTime(read.at.replace(hour=read.at.hour + 12), sure=True)


def _read(match: re.Match[str], text: str, lang: str) -> ClockTime | None:
    part = match.groupdict()
    if part["named"]:
        hour = next(h for p, h in _TABLE[lang]["named"].items() if re.fullmatch(p, part["named"]))
        return ClockTime(time(hour, _minutes(part["past"])), sure=True)
    if part["rel"]:
        return _around_the_hour(part) if _before_the_hour(match, text, part) else None
    if not _is_hour(match, text, part):
        return None
    hour = int(part["hour"]) if part["hour"].isdigit() else 1
    minute = _minutes(part.get("plus") or part["min"] or part.get("loose"))
    minutes = hour * 60 + minute - _minutes(part.get("minus"))
    return _on_the_clock(minutes, hour, part["half"] or "")


def _minutes(said: str | None) -> int:
    return _QUARTERS.get(said) or int(said) if said else 0


def _is_hour(match: re.Match[str], text: str, part: dict[str, str | None]) -> bool:
    if _all_day(part) or _heads_tonight(part, text[: match.start()]):
        return False
    if part["min"] and "." in match.group() and not (part["unit"] or part["half"] or part["lead"]):
        return False
    exact = (
        part["min"] or part.get("loose") or part["half"] or part.get("plus") in _QUARTERS or part.get("minus")
    )
    after = text[match.end() : match.end() + 16]
    if part["unit"] and not part["lead"] and not exact:
        before = text[: match.start()]
        if re.search(
            r"(?:\b(?:en|in|por|for|durante|unas|dentro de|every|cada|within|em|the|de|x|daqui a)|\d) ?$",
            before,
        ):
            return False
        return (part["hour"] or "").isdigit() and int(part["hour"] or 0) < 24
    bare = not (part["lead"] or part["unit"] or part["min"] or part.get("plus") in _QUARTERS)
    if part["half"] and bare and _DAY_BEFORE.search(text[: match.start()]):
        return False  # "el 9 a la mañana", "viernes 11 a la tarde": a day and its part
    if exact:
        return not (part["min"] and re.match(r"[./-]\d", after))
    if part["lead"] is None or (_BY_GUESS.match(part["lead"]) and _is_a_day(text, after)):
        return False
    if part.get("plus"):
        return True
    return bool(part["unit"]) or not _COUNTED.match(after)


def _is_a_day(text: str, after: str) -> bool:
    """ "In December, around 14 or 15, until the 17th": days, where days are spoken of and no hour is named."""
    return _OR_ANOTHER.match(after) is not None and _OF_DAYS.search(text) is not None


def _all_day(part: dict[str, str | None]) -> bool:
    """ "Open 24 hours", which "at 24 hours" is not."""
    return bool(part["unit"]) and part["hour"] == "24" and part["lead"] in (None, "las ")


def _heads_tonight(part: dict[str, str | None], before: str) -> bool:
    """ "A table for 2 tonight"."""
    half = (part["half"] or "").lstrip(", ")
    tonight = half.startswith("esta ") or (half == "tonight" and before.endswith("for "))
    return tonight and not (part["lead"] or part["unit"] or part["min"] or part.get("plus"))


def _before_the_hour(match: re.Match[str], text: str, part: dict[str, str | None]) -> bool:
    """ "10 to 6" alone may be two days or a range of guests; "at 10 to 6" is a time."""
    if not (part["mark"] or "").isdigit() or part["way"] not in {"to", "till", "before", "of"}:
        return True
    return bool(
        re.search(r"(?:\bat|\bby|around|(?<!what )(?<!how )about|it's) $", text[: match.start()])
        or part["relhalf"]
    )


def _around_the_hour(part: dict[str, str | None]) -> ClockTime | None:
    british = part.get("british") is not None  # "at half four" is half past four
    mark, hour = ("half" if british else (part["mark"] or "").split()[0]), part["rel"] or ""
    amount = _QUARTERS.get(mark) or int(mark)
    spoken = int(hour) if hour.isdigit() else _NAMED_HOURS.get(hour, 1)
    later = british or part["way"] in {"past", "after"}
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
