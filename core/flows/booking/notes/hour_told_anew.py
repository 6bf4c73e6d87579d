"""An hour told where one is noted already: "1:30 mejor" of whoever comes at one in the night is of the night.

And the hour put right as soon as it was read back, alone or before another matter: "no, 1 y media de la MADRUGADA",
"half past, sorry. And we bring a dog": it is heard as their coming, like the one before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.notes import noted
from core.flows.facts import arriving, coming_at, telling
from core.flows.understand.entities.clock_times import ClockTime, find_times
from core.flows.understand.text import has_figures, normalise, numbered, says_any
from core.flows.understand.wishes import stay_wishes
from core.services.scenes import Scene

_HALF_A_DAY, _DAY = 12 * 60, 24 * 60
_NEAR: Final = 4 * 60
LATELY: Final = 12
_READ_BACK: Final = ("noted.comes_at", "noted.comes_early")
# Half an hour after it.
_HALF_ALONE: Final = re.compile(r"\bhalf (?=\d|one\b)")
_COMING: Final = {"es": "llegando a las", "en": "arriving at", "pt": "chegando às"}
_BEFORE_DAWN: Final = {"es": "de la madrugada", "en": "am", "pt": "da madrugada"}
_PIECE_ENDS: Final = re.compile(
    r"(?i)[,;!\n]+|\.(?!\d)"
    r"|\s+(?=(?:y|e|and|tb|tbm|tambi[eé]n|tamb[eé]m|also)\s+(?!\d|media|meia|cuarto|quarto|pico|pouco|algo|quinze))"
)
_MEANT: Final = (
    r"(?:no|nao|nop|nope|perdon\w*|disculp\w*|desculp\w*|sorry|opa|ops|oops|uy|ay|ah|eh|digo|quise decir"
    r"|quis dizer|quero dizer|i mean|i meant|mejor|melhor|rather|actually|en realidad|na verdade|al final|no final"
    r"|corrijo|corrig\w+|correction|correccion|espera|wait|mas bien|more like|make (?:it|that)|que sea|ponele|pon[ea]?"
    r"|vai ser|va a ser|seria|sera|son|es|sao|it'?s|it'?ll be|it will be|that'?s|tipo|como|around|about|at|a|la|as|las"
    r"|umas|pelas|lo|recien|so|just|entonces|entao|then|pero|but|mas|che|y|e|and|ok|hs|hrs|h|horas|en punto|em ponto"
    r"|(?:de|por|a) la (?:noche|madrugada|manana|tarde)|d[ae] (?:noite|madrugada|manha|tarde)|at night"
    r"|in the (?:morning|afternoon|evening)|rs+|k{2,}|(?:ja){2,}|(?:ha){2,}|lol|please|por favor|porfa|gracias"
    r"|obrigad[oa]|thanks|mas o menos|mais ou menos|or so|errei|me equivoque|me enganei)"
)
_FILLED: Final = re.compile(rf"[ :()]*(?:\b{_MEANT}\b[ :()]*)*")


def beside_the_noted(known: time | None, told: ClockTime, words: str) -> time:
    """Of the two halves of the day the one that lies near what is noted, where nothing tells which is meant."""
    hour = told.at
    if known is None or told.sure or coming_at.is_of_the_night(words):
        return hour
    other = _on_the_clock(_minutes(hour) + _HALF_A_DAY)
    nearer = min((hour, other), key=lambda one: _apart(one, known))
    return nearer if _apart(nearer, known) <= _NEAR else hour


def told_whole(session: Session, scene: Scene) -> Scene:
    """With what the hour is of, where it was told before and the house has just said it."""
    words, lang = scene.words, scene.language
    if scene.taps or scene.again or lang not in _COMING or not scene.memory.recent:
        return scene
    told, rest = _opens_with(words, lang)
    if told is None or coming_at.told_time(words, lang) is not None:
        return scene
    known = _read_back(session, scene) or _just_told(scene)
    if known is None:
        return scene
    hour = beside_the_noted(known, told, words)
    by_night = f" {_BEFORE_DAWN[lang]}" if 0 < hour.hour < coming_at.NIGHT_ENDS.hour else ""
    coming = f"{_COMING[lang]} {hour.hour}:{hour:%M}{by_night}"
    return replace(scene, part=f"{coming}. {rest}" if any(map(str.isalnum, rest)) else coming)


def told_in(line: str, lang: str) -> time | None:
    """The hour at which they come, also where only a late evening is told with it."""
    if (told := coming_at.told_hour(line, lang)) is not None:
        return told
    late = any(wish.kind == noted.LATE and wish.wanted for wish in stay_wishes.told(line))
    return arriving.hour_told(line, lang) if late else None


def _read_back(session: Session, scene: Scene) -> time | None:
    """As it stands on their booking."""
    said, booking = scene.memory.said or "", noted.theirs(session, scene)
    if booking is None or booking.arrives is None:
        return None
    hour = telling.hour(scene, booking.arrives)
    read_back = any(scene.say(key, code=booking.code, time=hour) in said for key in _READ_BACK)
    return booking.arrives if read_back else None


def _just_told(scene: Scene) -> time | None:
    """In the line before, however the house took it up; in an earlier one where it was read back."""
    said = scene.memory.said or ""
    for at, line in enumerate(reversed(scene.memory.recent[-LATELY:])):
        if (hour := told_in(line, scene.language)) is not None:
            time_said = telling.hour(scene, hour)
            read_back = time_said if at == 0 else scene.say("noted.arrival_at", time=time_said)
            return hour if read_back in said else None
    return None


def _opens_with(words: str, lang: str) -> tuple[ClockTime | None, str]:
    """An hour with nothing that it could be of, and what stands behind it; "las 2" may be both rooms."""
    told, rest, start = None, words, 0
    while start < len(words):
        cut = _PIECE_ENDS.search(words, start)
        end, after = cut.span() if cut is not None else (len(words), len(words))
        hour = _alone(words[start:end], lang, exact=start == 0)
        if hour is None and (told is not None or not _FILLED.fullmatch(normalise(words[start:end]))):
            break
        if hour is not None:
            told, rest = hour, words[after:]
        start = after
    return told, rest.strip()


def _alone(piece: str, lang: str, *, exact: bool) -> ClockTime | None:
    plain = _HALF_ALONE.sub("at half ", numbered(normalise(piece), lang))
    found = find_times(plain, lang) if has_figures(plain) or says_any(plain, coming_at.IN_WORDS) else ()
    if len(found) != 1:
        return None
    told, beside = found[0].value, (plain[: found[0].start], plain[found[0].end :])
    if not all(map(_FILLED.fullmatch, beside)):
        return None
    return told if not exact or told.sure or told.at.minute or any(map(str.strip, beside)) else None


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _on_the_clock(minutes: int) -> time:
    return time(minutes % _DAY // 60, minutes % 60)


def _apart(one: time, other: time) -> int:
    between = abs(_minutes(one) - _minutes(other))
    return min(between, _DAY - between)
