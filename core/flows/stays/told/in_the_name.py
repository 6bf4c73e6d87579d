""" "Whose name is it under?", "put it under my mother's": told, or written on the booking for whoever receives them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.outgoing import Text
from core.flows.booking.hold import another_name, kept
from core.flows.booking.notes import noted
from core.flows.booking.order import naming
from core.flows.booking.progress import NAME as BOOKING
from core.flows.stays.owed import paid_before
from core.flows.stays.progress import NAME
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.own_stay.whose_name import asks_whose_name
from core.flows.understand.text import normalise
from core.services import paying
from core.services.own_stays import Booking
from core.services.scenes import Scene

_MOST_WORDS: Final = 14
# Whose account, or whose invoice, is another question.
_OF_ELSE: Final = re.compile(
    r"\b(?:transf\w*|pix|pag[oa]\w*|deposit\w*|cuenta|conta|account|factura\w*|invoice|fatura|nota fiscal|wi-?fi"
    r"|red|network)\b"
)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if scene.taps or meant.stay or meant.names & FOR_RECALL:
        return None
    if (named_anew := _another(session, scene, meant)) is not None:
        return named_anew
    another = naming.gives_another(meant)
    if meant.changes and another is None:
        return None
    asked, _, rest = meant.text.partition("?")
    if _OF_ELSE.search(normalise(asked)) is not None:
        return None
    whose = asks_whose_name(f"{asked}?")
    name = None if whose or len(meant.text.split()) > _MOST_WORDS else another or naming.led_up_to(meant.text)
    made = noted.theirs(session, scene) if whose or name is not None else None
    if made is None:
        return None
    if whose:
        return _asked(session, scene, made, rest.strip())
    if name is None or made.status == Status.HELD:
        return None  # of a room that is held its own dialogue writes it down
    return _written(session, scene, made, name)


def _another(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Another name is asked for: written down where it is told, and else asked for."""
    whose = asks_whose_name(meant.text)
    wanted, answered = another_name.is_wanted(meant) and not whose, another_name.answered(scene, meant)
    made = noted.theirs(session, scene) if wanted or answered else None
    name = another_name.given(scene, meant) if wanted else answered
    if name is None and asks_whose_name(meant.text):
        return None
    if made is None:
        asked = another_name.before_it_is_held(scene) if wanted and name is None else None
        return replace(asked, flow=BOOKING, by=BOOKING) if asked is not None else None
    if name is None:
        return another_name.ask(scene, made)
    if made.status == Status.HELD:
        turn = another_name.of_a_hold(session, scene, kept.wanted_of(session, made), made, name)
        return replace(turn, flow=BOOKING, by=BOOKING)
    return _written(session, scene, made, name)


def _written(session: Session, scene: Scene, made: Booking, name: str) -> Turn:
    paying.write_down(session, made, naming.note(naming.called(scene, name)))
    return naming.remembering(_told(scene, made, scene.say("booking.noted_name", name=name)), name)


def _asked(session: Session, scene: Scene, made: Booking, rest: str) -> Turn | None:
    name = naming.known(scene) or scene.guest.name
    turn = _told(scene, made, scene.say("booking.in_whose_name", code=made.code, name=name))
    return paid_before.with_the_rest(session, scene, rest, turn) if len(rest.split()) > 1 else turn


def _told(scene: Scene, made: Booking, said: str) -> Turn:
    return Turn(
        says=(Text(said),), asked=scene.memory.asked, memory={"misses": 0, "greeted": True}, step="told_the_name",
        facts=(f"booking:{made.code}",), by=NAME,
    )  # fmt: skip
