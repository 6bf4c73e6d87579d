"""What is heard and what is said aloud: when a voice note waits, when it is believed, how words become speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.domain.messages import Kind

SPOKEN = frozenset({Kind.VOICE, Kind.AUDIO})
PATIENCE = timedelta(seconds=45)
AWAITED = "awaited"
_BELIEVED_FROM = 0.3
_LONGEST_ECHO = 160
_LONGEST_SPEECH = 600
_MOST_REPEATED = 4


class Unheard(StrEnum):
    """Why a voice note has no words."""

    NO_EARS = "no_ears"
    NOT_FETCHED = "not_fetched"
    BROKEN = "broken"
    TOO_LONG = "too_long"
    NO_SPEECH = "no_speech"
    UNCLEAR = "unclear"
    FAILED = "failed"


class VoiceReplies(StrEnum):
    """When a hotel also answers aloud."""

    NEVER = "never"
    WHEN_SPOKEN = "when_spoken"


# These say nothing of the recording itself: with another model, or another day, it may be heard after all.
PASSING = frozenset({Unheard.NO_EARS, Unheard.NOT_FETCHED, Unheard.FAILED})


@dataclass(frozen=True)
class Transcript:
    """What somebody said. `confidence` is how sure the model was of its words, from 0 to 1."""

    text: str
    language: str
    seconds: float
    confidence: float


def doubt_of(transcript: Transcript) -> Unheard | None:
    """Silence and noise make models invent: what is empty, unsure or says one thing over and over is not believed."""
    words = transcript.text.lower().split()
    if not any(letter.isalnum() for letter in transcript.text):
        return Unheard.NO_SPEECH
    if transcript.confidence < _BELIEVED_FROM:
        return Unheard.UNCLEAR
    if len(words) >= 8 and len(words) >= _MOST_REPEATED * len(set(words)):
        return Unheard.UNCLEAR
    return None


def is_awaited(content: Mapping[str, Any], stored_at: datetime, now: datetime) -> bool:
    """True while a voice note is still being listened to; nobody waits for it longer than patience lasts."""
    return content.get("hearing") == AWAITED and now < stored_at + PATIENCE


def listened_key(message_id: int) -> str:
    """Under this key waits the turn that is taken when nobody has listened in time."""
    return f"listened:{message_id}"


def why_unheard(contents: Iterable[Mapping[str, Any]]) -> Unheard:
    """What became of the newest note without words; one that is still awaited was not heard in time."""
    reasons = [str(content["hearing"]) for content in contents if content.get("hearing")]
    return Unheard(reasons[-1]) if reasons and reasons[-1] != AWAITED else Unheard.FAILED


def echo_of(texts: list[str], room: int) -> str:
    """What was understood, short enough to stand above an answer; nothing where there is no room for it."""
    said = " ".join(" ".join(texts).split())
    longest = min(_LONGEST_ECHO, room)
    if len(said) <= longest:
        return said
    return said[: longest - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…" if longest > 20 else ""


_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_MARKS = re.compile(r"[*_~`«»“”\"]|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]")
_GROUPED = {"en": re.compile(r"(?<=\d),(?=\d{3}\b)")}
_GROUPED_BY_POINT = re.compile(r"(?<=\d)\.(?=\d{3}\b)")


_MONEY = re.compile(r"(US\$|U\$S|R\$|\$U|\$)\s?(\d+(?:[.,]\d{1,2})?)(?!\d)")
_DOLLARS = {"es": "dólares", "en": "dollars", "pt": "dólares"}
_REAIS = {"es": "reales", "en": "reais", "pt": "reais"}
_PESOS = frozenset({"ARS", "CLP", "COP", "MXN", "UYU"})


def _money(sign: str, language: str, currency: str) -> str:
    """A voice left to itself reads every "$" as dollars: the hotel's own money is called by its name."""
    if sign in ("US$", "U$S") or (sign == "$" and currency == "USD"):
        return _DOLLARS.get(language, "US$")
    if sign == "R$" or (sign == "$" and currency == "BRL"):
        return _REAIS.get(language, "R$")
    return "pesos" if sign == "$U" or currency in _PESOS else currency


def speakable(words: str, language: str, currency: str) -> str | None:
    """The words as a voice should read them; nothing where reading aloud would only weary."""
    plain = _MARKS.sub("", _ADDRESS.sub("", words))
    plain = _GROUPED.get(language, _GROUPED_BY_POINT).sub("", plain)
    plain = _MONEY.sub(lambda found: f"{found[2]} {_money(found[1], language, currency)}", plain)
    plain = re.sub(r"\s*\n\s*", ". ", plain.strip())
    plain = re.sub(r"([.!?:;,])\.", r"\1", re.sub(r"\s+", " ", plain)).strip()
    return plain if plain and len(plain) <= _LONGEST_SPEECH and any(map(str.isalnum, plain)) else None
