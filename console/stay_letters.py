"""The letters of one stay: what went out and what will, and a person who skips one, lets it go or sends it now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy.orm import Session

from console.answers import Asked, Problem, writes
from console.deeds import token_of
from console.sent import text
from console.shapes import moment
from core.domain.access import Action, Actor, require
from core.domain.bookings import Status
from core.domain.journey import EXPECTED, Fate, JourneyLetter, Why
from core.services import resending
from core.services.journey import minding
from core.services.journey.minding import Wish
from core.store import journey
from core.store.views.stays import StayLine

CONFIRMATION: Final = "confirmation"

Verb = Callable[[Session, Actor, Wish, str], None]


def of(session: Session, asked: Asked, line: StayLine) -> list[dict[str, Any]]:
    """In the order in which they go out, each with what this person may do about it."""
    expected = EXPECTED.get(Status(line.status), frozenset())
    decides = asked.actor.may(Action.SET_LETTERS)
    found = [
        {
            "letter": row.letter,
            "fate": row.fate,
            "why": row.why,
            "at": moment(row.sent_at or row.due_at),
            "skip": decides and row.fate == Fate.PLANNED,
            "keep": decides and row.why == Why.BY_STAFF and row.letter in expected,
            "send": decides and row.letter in expected,
        }
        for row in journey.seen_of(session, [line.id])
    ]
    if line.status in resending.CONFIRMED and line.conversation_id is not None:
        told = {
            "letter": CONFIRMATION,
            "fate": Fate.SENT,
            "why": None,
            "at": None,
            "skip": False,
            "keep": False,
        }
        found.insert(0, {**told, "send": asked.actor.may(Action.BOOK)})
    return found


def _deed(verb: Verb) -> Any:
    @writes
    def answer(session: Session, asked: Asked) -> dict[str, Any]:
        require(asked.actor, Action.SET_LETTERS)
        try:
            letter = JourneyLetter(str(asked.path["letter"]))
        except ValueError:
            raise Problem("not_found", 404) from None
        wish = Wish(asked.path["id"], letter, text(asked, "reason"))
        verb(session, asked.actor, wish, token_of(asked))
        return {}

    return answer


skip = _deed(minding.skip)
keep = _deed(minding.keep)
send = _deed(minding.send_again)


@writes
def confirm_again(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.BOOK)
    resending.confirmation(session, asked.actor, asked.path["id"], text(asked, "reason"), token_of(asked))
    return {}
