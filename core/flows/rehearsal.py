"""What the house would answer, and why: the dialogue itself, played with a guest who is not there.

Nothing here is a likeness of the dialogue: words come in as a guest's do, the engine takes its turn, and what it wrote
is read back. Whoever calls takes all of it back afterwards (`store.db.undone`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from core.domain.journey import HOLD_REMINDER, JourneyLetter
from core.domain.knowledge import Fact, Subject
from core.domain.outgoing import Buttons
from core.flows import engine
from core.flows.booking import clock as holds
from core.flows.facts import hours, telling
from core.flows.journey import wording
from core.flows.journey.wording import Said
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.why import Decision, decision_of
from core.services import rehearsals, templates
from core.services.journey.planning import rules_of
from core.services.knowledge import in_language
from core.services.scenes import Message, Scene

MOST_MESSAGES = 8
LONGEST = 1000


@dataclass(frozen=True)
class Played:
    """One message of the guest, how it was read, what was decided, and what was said."""

    words: str
    meant: Understanding | None
    language: str
    decision: Decision
    turn: Turn | None
    said: tuple[Message, ...] = ()


def play(session: Session, hotel_id: int, messages: Sequence[str]) -> list[Played]:
    """The messages one after the other, so that an answer to a question of the house is heard as one."""
    sender, last_id, played = rehearsals.stranger(session, hotel_id), 0, []
    for words in messages[:MOST_MESSAGES]:
        conversation = rehearsals.hears(session, hotel_id, words[:LONGEST], sender)
        taken = engine.answer(session, conversation) if conversation is not None else None
        if conversation is None or taken is None:
            played.append(Played(words, None, "", Decision.SILENT, None))
            continue
        scene, meant, turn = taken
        said = tuple(rehearsals.said_since(session, conversation, last_id))
        last_id = said[-1].id if said else last_id
        played.append(Played(words, meant, scene.language, decision_of(turn), turn, said))
    return played


def told(session: Session, hotel_id: int, fact: Fact, language: str) -> str:
    """A fact as a guest of that language reads it; nothing where it is never read by itself."""
    scene = rehearsals.scene_in(session, hotel_id, language)
    if fact.subject is Subject.HOURS:
        return _hours(scene, fact)
    if fact.subject is Subject.WIFI:
        password = fact.details.get("password", "")
        key = "fact.wifi" if password else "fact.wifi_open"
        values = {"network": fact.details.get("network", "")} | ({"password": password} if password else {})
        return scene.say(key, **values)
    if fact.subject is Subject.HOLIDAY or in_language(fact.texts, language, scene.hotel.language) is None:
        return ""
    return telling.fact(session, scene, fact)


def _hours(scene: Scene, fact: Fact) -> str:
    found = in_language(fact.texts, scene.language, scene.hotel.language)
    return " ".join(
        part for part in (hours.as_told(scene, fact.topic, fact.hours), found[0] if found else "") if part
    )


@dataclass(frozen=True)
class Formal:
    """A letter as its template; `goes_in` is the language in which it would go out now, none where it may not."""

    name: str
    body: str
    buttons: tuple[str, ...]
    goes_in: str | None


@dataclass(frozen=True)
class Letter:
    """A letter as a guest reads it: freely within the channel's day, as a template after it, by which phrases."""

    free: Buttons
    formal: Formal | None
    phrases: dict[str, str]


def letter(session: Session, hotel_id: int, name: str, language: str) -> Letter | None:
    """About a stay that nobody has, in a room that is free. Nothing where no room is free for a long time."""
    scene, voice = rehearsals.noting(rehearsals.scene_in(session, hotel_id, language))
    booking = rehearsals.held_stay(session, scene)
    if booking is None:
        return None
    if name == HOLD_REMINDER:
        assert booking.hold_until is not None
        ends = booking.hold_until - timedelta(minutes=rules_of(scene.hotel).hold_reminder.minutes)
        turn = holds.reminder(session, replace(scene, now=ends), booking)
        free = turn.says[0] if turn is not None else None
        assert isinstance(free, Buttons)
        return Letter(free, None, _whole(voice.noted))
    due = rehearsals.letter_due(session, scene, booking, JourneyLetter(name))
    said = wording.said_in(session, scene, due)
    return Letter(wording.in_free_words(said), _formal(session, scene, said), _whole(voice.noted))


def _whole(noted: dict[str, str]) -> dict[str, str]:
    """Without the crumbs that stand inside another: "Monday to Friday" of a breakfast's hours."""
    return {
        key: words
        for key, words in noted.items()
        if not any(words in longer for longer in noted.values() if longer != words)
    }


def _formal(session: Session, scene: Scene, said: Said) -> Formal:
    made = templates.registry()[said.template]
    spelling = templates.sendable(session, scene.conversation, made.name, scene.language)
    body = made.read(scene.language, made.words(said.facts))
    goes_in = templates.language_of(spelling) if spelling else None
    return Formal(made.name, body, made.wordings[scene.language].buttons, goes_in)
