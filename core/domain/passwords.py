"""Passwords worth having: long with every kind of character or several words, and nothing anybody would try first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from core.domain.common_passwords import COMMON

SHORTEST: Final = 12
LONGEST: Final = 200
REMEMBERED: Final = 5
_PHRASE_WORDS: Final = 4
_PHRASE_LENGTH: Final = 20
_LETTERS_OF_ITS_OWN: Final = 6
_DIFFERENT: Final = 6
_NAME_FROM: Final = 4
_DISGUISES: Final = (
    str.maketrans("013457@$!|", "oieastasil"),
    str.maketrans("013457@$!|", "oleastasii"),
)


class Weakness(StrEnum):
    """Why a password is not taken; screens have the words."""

    SHORT = "short"
    LONG = "long"
    PLAIN = "plain"
    COMMON = "common"
    NAMED = "named"
    USED = "used"


def weaknesses(password: str, names: Iterable[str] = ()) -> list[Weakness]:
    """Everything that is wrong with it at once. `names` are those of the person and of the hotel."""
    found = []
    if len(password) > LONGEST:
        return [Weakness.LONG]
    if len(password) < SHORTEST:
        found.append(Weakness.SHORT)
    elif not (_has_every_kind(password) or _is_a_phrase(password)):
        found.append(Weakness.PLAIN)
    bare = _undressed(password)
    if any(_is_common(letters) for letters in bare) or len(set(password.lower())) < _DIFFERENT:
        found.append(Weakness.COMMON)
    if any(name in letters for name in _words_of(names) for letters in bare):
        found.append(Weakness.NAMED)
    return found


def is_stale(set_at: datetime, rotate_days: int, now: datetime) -> bool:
    """A hotel may want new passwords every so many days; most do not."""
    return rotate_days > 0 and now - set_at >= timedelta(days=rotate_days)


def _has_every_kind(password: str) -> bool:
    return all(
        (
            any(character.islower() for character in password),
            any(character.isupper() for character in password),
            any(character.isdigit() for character in password),
            any(not character.isalnum() and not character.isspace() for character in password),
        )
    )


def _is_a_phrase(password: str) -> bool:
    words = {word for word in re.split(r"[\W\d_]+", password.lower()) if len(word) >= 3}
    return len(words) >= _PHRASE_WORDS and len(password) >= _PHRASE_LENGTH


def _undressed(password: str) -> set[str]:
    """Its letters alone: without accents, capitals and numbers, and with numbers read as the letters they look like."""
    plain = _plain(password)
    return {re.sub(r"[^a-z]", "", form) for form in (plain, *(plain.translate(one) for one in _DISGUISES))}


def _is_common(letters: str) -> bool:
    """What is left beside words everybody tries is too little."""
    left = letters
    for word in sorted(COMMON, key=lambda word: (-len(word), word)):
        left = left.replace(word, "")
    return left != letters and len(left) < _LETTERS_OF_ITS_OWN


def _words_of(names: Iterable[str]) -> set[str]:
    words = {word for name in names for word in re.split(r"[^a-z]+", _plain(name))}
    return {word for word in words if len(word) >= _NAME_FROM}


def _plain(written: str) -> str:
    decomposed = unicodedata.normalize("NFKD", written.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
