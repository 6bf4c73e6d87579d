"""Every word a guest can read: the hotel's own words first, then the form of address, then the language.

In `es.toml` a word that differs between "vos" and "tú" is written `<querés|quieres>`; loading makes two books of it.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.services.wording import led_by_its_words
from core.services.written import written_down
from core.store import hotels
from core.store import phrases as rows
from core.store.db import tell_after_commit
from core.store.hotels import Hotel
from core.store.phrases import PhraseOverride

LANGUAGES = ("es", "en", "pt")
VOSEO, TUTEO = "voseo", "tuteo"
FORMS: Final = (VOSEO, TUTEO)
_VOSEO_COUNTRIES: Final = frozenset({"AR", "UY", "PY", "CR", "NI", "HN", "SV", "GT"})
_FOLDER = Path(__file__).parent.parent / "phrases"
LONGEST_BUTTON = 20
LONGEST_BODY = 1024
_ON_BUTTONS: Final = ("button.", "wish.")
_FORMS_MARK: Final = re.compile(r"<([^<>|]*)\|([^<>|]*)>")


class PhraseProblem(Exception):
    """A phrase is missing, too long, or wants other words than its translations."""


@dataclass(frozen=True)
class Voice:
    """How one hotel speaks: its form of address, and its own words by (language, key)."""

    form: str = VOSEO
    own: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def say(self, language: str, key: str, **values: str) -> str:
        language = language if language in LANGUAGES else LANGUAGES[0]
        words = self.own.get((language, key)) or book(self.form)[language][key]
        return led_by_its_words(language, words.format(**values))


_HOUSE_VOICES: Final = {form: Voice(form) for form in FORMS}
_voices: dict[int, tuple[int, Voice]] = {}


@cache
def book(form: str = VOSEO) -> dict[str, dict[str, str]]:
    """All phrases by language; refuses to load a book with a gap or a line no channel would take."""
    books = {language: _flat(language, form) for language in LANGUAGES}
    problems = list(_problems(books))
    if problems:
        raise PhraseProblem("; ".join(problems))
    return books


def _flat(language: str, form: str) -> dict[str, str]:
    chapters = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    which = FORMS.index(form) + 1
    return {
        f"{chapter}.{key}": _FORMS_MARK.sub(lambda mark: mark.group(which), words)
        for chapter, lines in chapters.items()
        for key, words in lines.items()
    }


def _problems(books: dict[str, dict[str, str]]) -> list[str]:
    found = []
    every_key = set().union(*books.values())
    for language, lines in books.items():
        found += [f"{language} lacks {key}" for key in sorted(every_key - lines.keys())]
        for key, words in lines.items():
            found += [f"{language} {key} {problem}" for problem in wrong_with(key, words, books)]
    return found


def longest_of(key: str) -> int:
    return LONGEST_BUTTON if key.startswith(_ON_BUTTONS) else LONGEST_BODY


def wrong_with(key: str, words: str, books: dict[str, dict[str, str]]) -> list[str]:
    """What keeps these words from standing under this key: the same for the house's book and a hotel's own words."""
    longest = longest_of(key)
    found = [f"is longer than {longest}"] if len(words) > longest else []
    try:
        odd = blanks(words) != blanks(books[LANGUAGES[0]].get(key, words))
    except ValueError:
        return [*found, "has a brace that is no blank"]
    if any(spec or how or not name.isidentifier() for name, spec, how in _fields(words)):
        found.append("has a blank that is more than a name")
    return [*found, f"has other blanks than {LANGUAGES[0]}"] if odd else found


def _fields(words: str) -> list[tuple[str, str, str]]:
    return [
        (name, spec or "", how or "")
        for _, name, spec, how in string.Formatter().parse(words)
        if name is not None
    ]


def blanks(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def say(language: str, key: str, **values: str) -> str:
    """In the house's own words, where no hotel is at hand."""
    return _HOUSE_VOICES[VOSEO].say(language, key, **values)


def form_of(hotel: Hotel) -> str:
    if hotel.address_form in FORMS:
        return hotel.address_form
    return VOSEO if hotel.country.upper() in _VOSEO_COUNTRIES else TUTEO


def of(session: Session, hotel: Hotel) -> Voice:
    """A hotel's voice. Its own words are read again only when their version has moved: most turns read nothing."""
    form = form_of(hotel)
    if hotel.phrases_version == 0:
        return _HOUSE_VOICES[form]
    version, voice = _voices.get(hotel.id, (0, None))
    if voice is None or version != hotel.phrases_version or voice.form != form:
        own = {(row.language, row.key): row.words for row in rows.of_hotel(session)}
        voice = Voice(form, own)
        _voices[hotel.id] = (hotel.phrases_version, voice)
    return voice


class ChangedMeanwhile(Exception):
    """Somebody else put other words there while these were being written."""


@dataclass(frozen=True)
class Line:
    """One phrase in one language: whose place it takes (`seen`, where that matters), and the new words."""

    language: str
    key: str
    words: str
    seen: str | None = None


def override(session: Session, actor: Actor, line: Line, *, token: str) -> None:
    """A hotel's own words in place of the house's; none at all brings the house's back."""
    language, key, words = line.language, line.key, line.words
    require(actor, Action.EDIT_PHRASES)
    words = words.strip()
    _check(language, key, words)
    hotel = hotels.locked(session, actor.hotel_id)
    if hotel is None:
        return
    there = rows.one(session, language, key)
    before = there.words if there is not None else ""
    subject = f"phrase:{language}:{key}"
    if not written_down(session, actor, AuditTag.PHRASE_CHANGED, subject, token, words=words, before=before):
        return
    if line.seen is not None and line.seen != before:
        raise ChangedMeanwhile(before)
    if words:
        _store(session, actor, language, key, words)
    else:
        rows.forget(session, language, key)
    hotel.phrases_version += 1
    session.flush()
    tell_after_commit(session, hotel.id, kind="knowledge")


def _check(language: str, key: str, words: str) -> None:
    if language not in LANGUAGES or key not in book()[LANGUAGES[0]]:
        raise PhraseProblem(f"the house has no phrase {language} {key}")
    problems = wrong_with(key, words, book()) if words else []
    if "\x00" in words:
        problems.append("has a character nobody can read")
    if problems:
        raise PhraseProblem(f"{language} {key} {', '.join(problems)}")


def _store(session: Session, actor: Actor, language: str, key: str, words: str) -> None:
    row = rows.one(session, language, key)
    if row is None:
        row = PhraseOverride(hotel_id=actor.hotel_id, language=language, key=key)
        session.add(row)
    row.words, row.changed_at, row.changed_by = words, clock.now(), actor.staff_id
