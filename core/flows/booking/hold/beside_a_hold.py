"""What is said beside a room that is held while its money is awaited: nothing of it changes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.domain.memory import Asked
from core.domain.money import Money
from core.domain.outgoing import Buttons, Text
from core.flows.booking.asking import going
from core.flows.booking.hold import kept
from core.flows.booking.progress import awaiting_money
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.flows.understand.money.by_how_much import asks_by_how_much
from core.flows.understand.text import normalise
from core.services import cot_words, offer_words, showing, words
from core.services.scenes import Scene
from core.services.showing import Booking, Part


def told(
    session: Session, scene: Scene, booking: Booking, said: str, step: str, *, asked: Asked | None = None
) -> Turn:
    """It stays as it is held; `asked`, the question that goes on being open."""
    here, wanted = awaiting_money(scene, booking.id), kept.wanted_of(session, booking)
    return going(here, wanted, Text(said), asked, step, (f"booking:{booking.code}",))


def put(session: Session, scene: Scene, booking: Booking, said: Buttons, step: str) -> Turn:
    """A question of what is held, with its answers to tap."""
    here, wanted = awaiting_money(scene, booking.id), kept.wanted_of(session, booking)
    return going(here, wanted, said, Asked.among(said.options), step, (f"booking:{booking.code}",))


def others_there_are(
    scene: Scene, wanted: Wanted, choices: Sequence[tuple[Part, ...]], paid_now: Money | None = None
) -> str:
    """Rooms to be had for these days and people, each with its price, and how far that is from what they pay now
    where they ask for it."""
    dates = words.dates(scene, wanted.nights) if wanted.nights is not None else ""
    people = words.people(scene, wanted.people) if wanted.people is not None else ""
    now = paid_now if asks_by_how_much(normalise(scene.words)) else None
    rooms = "\n".join(_line(scene, parts, now) for parts in choices)
    return scene.say("booking.there_is", rooms=rooms, dates=dates, people=people)


def _line(scene: Scene, parts: tuple[Part, ...], now: Money | None) -> str:
    apart = showing.total_of(parts) - now if now is not None else None
    if not apart:
        return offer_words.price_line(scene, parts)
    facts = {
        "what": cot_words.of_parts(scene, parts),
        "total": words.money(scene, showing.total_of(parts)),
        "amount": words.money(scene, apart if apart.minor > 0 else -apart),
    }
    return scene.say("booking.price_line_more" if apart.minor > 0 else "booking.price_line_less", **facts)
