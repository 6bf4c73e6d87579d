"""How what a hotel knows looks as JSON, and how a fact is read from what a screen sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from console.answers import Problem
from console.shapes import moment
from core.domain.knowledge import (
    LANGUAGES,
    LONGEST_TEXT,
    Answer,
    Audience,
    Fact,
    Knowledge,
    Per,
    Photo,
    Subject,
)
from core.services.holidays import of_hotel
from core.services.hotels import local_now
from core.services.phrases import Voice, blanks, book, longest_of
from core.store.hotels import Hotel
from core.store.knowledge import FactVersion
from core.store.saved_replies import SavedReply
from core.store.views.knowledge import Asked, Called

_MOST_WORDS = 60


def hotel(found: Hotel) -> dict[str, Any]:
    return {
        "name": found.name,
        "address": found.address,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "check_in": f"{found.check_in:%H:%M}",
        "check_out": f"{found.check_out:%H:%M}",
        "language": found.language,
    }


def fact(found: Fact) -> dict[str, Any]:
    return {
        "subject": found.subject,
        "topic": found.topic,
        "answer": found.answer,
        "texts": dict(found.texts),
        "price": found.price,
        "per": found.per,
        "words": list(found.words),
        "audience": found.audience,
        "details": dict(found.details),
        "version": found.version,
    }


def earlier(found: FactVersion, names: dict[int, str]) -> dict[str, Any]:
    return {
        "version": found.version,
        "at": moment(found.changed_at),
        "by": names.get(found.changed_by or 0),
        "removed": found.content.get("removed", False),
        "texts": found.content.get("texts", {}),
    }


def photo(found: Photo) -> dict[str, Any]:
    return {"id": found.id, "of": found.of, "media": found.media, "captions": dict(found.captions)}


def holidays(found: Hotel, known: Knowledge) -> list[dict[str, Any]]:
    """A year of days off from today, and of each whether the hotel wrote it down itself."""
    calendar, today = of_hotel(found.country, known), local_now(found).date()
    last = today + timedelta(days=365)
    days = [day for year in range(today.year, last.year + 1) for day in calendar.of_year(year)]
    own = {fact.topic for fact in known.all_of(Subject.HOLIDAY) if fact.answer is Answer.YES}
    return [
        {"on": day.on.isoformat(), "name": day.name, "key": day.key, "own": day.on.isoformat() in own}
        for day in days
        if today <= day.on <= last
    ]


def fact_sent(found: Any) -> Fact:
    """Shapes only: what the words must be like is the domain's to say."""
    if not isinstance(found, dict):
        raise Problem("unreadable", 400)
    texts, words, details = found.get("texts", {}), found.get("words", []), found.get("details", {})
    price, version = found.get("price"), found.get("version", 0)
    fits = (
        isinstance(texts, dict)
        and all(isinstance(one, str) for one in (*texts, *texts.values()))
        and isinstance(words, list)
        and len(words) <= _MOST_WORDS
        and all(isinstance(word, str) for word in words)
        and isinstance(details, dict)
        and (price is None or type(price) is int)
        and type(version) is int
    )
    if not fits:
        raise Problem("unreadable", 400)
    try:
        return Fact(
            Subject(str(found.get("subject"))),
            str(found.get("topic", "")),
            Answer(str(found.get("answer", "told"))),
            {language: _clean(said) for language, said in texts.items()},
            price,
            Per(str(found["per"])) if found.get("per") else None,
            tuple(_clean(word) for word in words),
            Audience(str(found.get("audience", "everyone"))),
            details,
            version,
        )
    except ValueError:
        raise Problem("unreadable", 400) from None


def _clean(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")[: LONGEST_TEXT * 2]


def texts_sent(found: Any) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in (*found, *found.values())):
        raise Problem("unreadable", 400)
    return {language: _clean(found.get(language, "")) for language in LANGUAGES}


def phrases(voice: Voice) -> list[dict[str, Any]]:
    """Every phrase of the house with its blanks and its room, and the hotel's own words where it has some."""
    books = book(voice.form)
    return [
        {
            "key": key,
            "most": longest_of(key),
            "blanks": sorted(blanks(words)),
            "house": {language: books[language][key] for language in LANGUAGES},
            "own": {
                language: voice.own[language, key] for language in LANGUAGES if (language, key) in voice.own
            },
        }
        for key, words in books[LANGUAGES[0]].items()
    ]


def reply(found: SavedReply) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "texts": found.texts,
        "media": found.media_id,
        "version": found.version,
        "used": found.used,
    }


def question(found: Asked) -> dict[str, Any]:
    return {
        "id": found.id,
        "why": found.why,
        "topic": found.topic,
        "language": found.language,
        "words": found.words,
        "times": found.times,
        "at": moment(found.at),
        "conversation": found.conversation_id,
        "guest": found.guest,
    }


def handover(found: Called) -> dict[str, Any]:
    heard = [pair[0] for pair in found.understood.get("intents", []) if isinstance(pair, list) and pair]
    rivals = [pair[0] for pair in found.understood.get("rivals", []) if isinstance(pair, list) and pair]
    return {
        "id": found.id,
        "reason": found.reason,
        "words": found.words,
        "heard": heard,
        "rivals": rivals,
        "label": found.label,
        "at": moment(found.at),
        "conversation": found.conversation_id,
        "guest": found.guest,
    }
