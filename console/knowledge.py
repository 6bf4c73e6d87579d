"""What the hotel knows about itself, as JSON: facts, hours, photos, its own phrases, and what it could not answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from console import knowledge_shapes as shapes
from console.answers import Asked, Problem, reads
from core.base import clock
from core.domain.access import Action, require
from core.domain.knowledge import CLOSED_LISTS, LONGEST_CAPTION, LONGEST_TEXT, Subject
from core.domain.topics import AMENITIES, SERVICES
from core.services import hotels, knowledge, phrases, saved_replies
from core.services.photos import LARGEST, MOST_OF_ONE
from core.store import rooms, staff
from core.store.views import knowledge as views

_A_WEEK: Final = timedelta(days=7)
_TWO_WEEKS: Final = timedelta(days=14)
_VERSIONS: Final = 20


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    hotel = hotels.get(session, asked.actor.hotel_id)
    known = knowledge.of(session, hotel.id)
    since = clock.now() - _A_WEEK
    return {
        "now": clock.now().isoformat(),
        "mark": known.mark,
        "hotel": shapes.hotel(hotel),
        "facts": [shapes.fact(fact) for fact in known.facts.values()],
        "photos": [shapes.photo(photo) for photo in known.photos],
        "gaps": [{"what": gap.what, "topic": gap.topic, "language": gap.language} for gap in known.gaps],
        "holidays": shapes.holidays(hotel, known),
        "types": [{"slug": kind.slug, "names": kind.names} for kind in rooms.types(session)],
        "known_topics": {
            "amenity": AMENITIES,
            "hours": SERVICES,
            **{str(subject): topics for subject, topics in CLOSED_LISTS.items()},
        },
        "limits": {"text": LONGEST_TEXT, "caption": LONGEST_CAPTION, "photos": MOST_OF_ONE, "bytes": LARGEST},
        "unanswered": len(views.questions(session, since)),
    }


@reads
def history(session: Session, asked: Asked) -> dict[str, Any]:
    """What a fact said before, newest first."""
    require(asked.actor, Action.EDIT_KNOWLEDGE)
    try:
        subject = Subject(asked.query.get("subject", ""))
    except ValueError:
        raise Problem("unreadable", 400) from None
    found = knowledge.history(session, asked.actor, subject, asked.query.get("topic", "").replace("\x00", ""))
    names = staff.names(session, {one.changed_by for one in found if one.changed_by is not None})
    return {"versions": [shapes.earlier(one, names) for one in found[:_VERSIONS]]}


@reads
def own_phrases(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    voice = phrases.of(session, hotels.get(session, asked.actor.hotel_id))
    return {"form": voice.form, "phrases": shapes.phrases(voice)}


@reads
def unanswered(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    now = clock.now()
    return {
        "now": now.isoformat(),
        "questions": [shapes.question(one) for one in views.questions(session, now - _A_WEEK)],
        "handovers": [shapes.handover(one) for one in views.handovers(session, now - _TWO_WEEKS)],
    }


@reads
def replies(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_CONVERSATIONS)
    found = saved_replies.all_of_hotel(session)
    return {
        "replies": [shapes.reply(one) for one in found],
        "limits": {
            "title": saved_replies.LONGEST_TITLE,
            "text": saved_replies.LONGEST_TEXT,
            "bytes": LARGEST,
        },
    }
