"""Guesses a language from a profile of letters and words; see profile.py for how the profile is made."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from core.flows.understand.text import Remembered, has_figures, normalise, says_any, squeeze, tidy

SPOKEN = ("es", "en", "pt")
_PROFILE = Path(__file__).parent / "profile.json"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_HIDDEN = re.compile(
    r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+|(?<!\w)\w+\.(?:com?|net|org|ar|br|uy|cl|mx|pe)\b\S*|(?<!\w)(?=\w*\d)\w+"
)
_WORTH_HIDING = re.compile(r"[@\d]|://|\w\.\w")
# Letters that only one of the languages uses, and what each is worth.
_SIGNS = {"es": "ñ¿¡", "pt": "ãõçâêô"}
_SIGN_WORTH = 3.0
_DEFAULT_WORTH = 1.0
_FEW_WORDS = 4
_A_HELLO = 2
_LIKELY = 0.6
_CLEAR = 0.93
_FRENCH_SIGNS = "àèùœ"


class LanguageGuess(NamedTuple):
    """`lang` is the one to answer in; `spoken` what this message alone looks like, French included."""

    lang: str
    confidence: float
    spoken: str
    switched: bool = False


@dataclass(frozen=True)
class Profile:
    grams: dict[str, tuple[float, ...]]
    words: dict[str, tuple[float, ...]]
    unseen: tuple[float, ...]
    sharpness: float
    french: frozenset[str]


@lru_cache(maxsize=1)
def profile() -> Profile:
    data = json.loads(_PROFILE.read_text("utf-8"))
    return Profile(
        grams={key: tuple(n / 100 for n in value) for key, value in data["grams"].items()},
        words={key: tuple(n / 100 for n in value) for key, value in data["words"].items()},
        unseen=(0.0, 0.0, 0.0),
        sharpness=data["sharpness"],
        french=frozenset(data["french"]),
    )


def words_in(text: str) -> list[str]:
    if (says_any(text, "@./") or has_figures(text)) and _WORTH_HIDING.search(text):
        text = _HIDDEN.sub(" ", tidy(text))
    return _WORD.findall(squeeze(normalise(text)))


def is_known(word: str) -> bool:
    """Whether guests write this word, in any of the languages."""
    return word in profile().words


def _weigh_anew(word: str) -> tuple[float, ...]:
    """Log-odds of a word in each language: by itself when it is known, else by its letters."""
    learned = profile()
    known = learned.words.get(word)
    if known is not None:
        return known
    padded, weight_of, unseen = f" {word} ", learned.grams.get, learned.unseen
    pieces = [weight_of(padded[i : i + 3], unseen) for i in range(len(padded) - 2)]
    share = 1 / math.sqrt(len(pieces))
    return tuple(sum(column) * share for column in zip(*pieces, strict=True))


weigh: Final = Remembered(_weigh_anew, 8192).__getitem__


def scores(text: str, words: list[str]) -> list[float]:
    total = [sum(column) for column in zip(*map(weigh, words), strict=True)]
    if text.isascii():
        return total
    lowered = text.lower()
    for i, lang in enumerate(SPOKEN):
        if says_any(lowered, _SIGNS.get(lang, "")):
            total[i] += _SIGN_WORTH
    return total


def chances(values: list[float], sharpness: float) -> list[float]:
    top = max(values)
    grown = [math.exp((value - top) * sharpness) for value in values]
    whole = sum(grown)
    return [round(value / whole, 3) for value in grown]


def detect(
    text: str, default: str = "es", previous: str | None = None, *, hardly: bool = False
) -> LanguageGuess:
    """`previous` is the conversation's language so far, told `hardly` by a hello alone; `default` the hotel's."""
    default = default if default in SPOKEN else "es"
    kept = previous if previous in SPOKEN else None
    words = words_in(text)
    if not words:
        return LanguageGuess(kept or default, 0.5, kept or default)
    total = scores(text, words)
    total[SPOKEN.index(kept or default)] += _DEFAULT_WORTH
    likely = chances(total, profile().sharpness)
    best = max(range(len(SPOKEN)), key=likely.__getitem__)
    guess, sure = SPOKEN[best], likely[best]
    spoken = "fr" if _is_french(text, words, total[best]) else guess
    if kept is None:
        clear = sure >= _LIKELY and spoken != "fr"
        return (
            LanguageGuess(guess, sure, spoken)
            if clear
            else LanguageGuess(default, likely[SPOKEN.index(default)], spoken)
        )
    if guess == kept:
        return LanguageGuess(kept, sure, spoken)
    if spoken == "fr" or len(words) < (_A_HELLO if hardly else _FEW_WORDS) or sure < _CLEAR:
        read_as = spoken if spoken == "fr" or sure >= _CLEAR else kept
        return LanguageGuess(kept, likely[SPOKEN.index(kept)], read_as)
    return LanguageGuess(guess, sure, spoken, switched=True)


def _is_french(text: str, words: list[str], best: float) -> bool:
    french = profile().french
    known = sum(map(french.__contains__, words))
    if not known:
        return False
    signed = says_any(text, _FRENCH_SIGNS)
    if known * 2 < len(words) and not signed:
        return False
    others = sum(
        any(weight > 0.7 for weight in weigh(word)) and word not in profile().french for word in words
    )
    return known > others and (signed or known >= 2 or best < 1.5)


def tells_little(said: Iterable[str]) -> bool:
    """A hello or two, as the ones to whom it was said would greet too: hardly a choice of language."""
    return sum(len(words_in(text)) for text in said) <= _A_HELLO
