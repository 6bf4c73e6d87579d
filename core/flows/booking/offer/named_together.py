"""Of several that are shown the one whose every room was named: "triple y doble al jardín, Inés Tapia"."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.flows.booking.offer import choosing
from core.flows.booking.progress import Progress, Step
from core.flows.facts.room_names import name_words
from core.flows.turn import Turn
from core.services import selling, showing
from core.services.scenes import Scene
from core.services.showing import QuoteShown


def row_of(session: Session, rows: Sequence[QuoteShown], text: str) -> QuoteShown | None:
    """And no other; where the rooms of several were named, none."""
    told = {*name_words(text)}
    named = {
        kind.slug for kind in selling.room_types(session)
        if any(told >= {*name_words(name)} for name in kind.names.values())
    }  # fmt: skip
    found = [
        row for row in rows if len(types := {part["room_type"] for part in row.parts}) > 1 and types <= named
    ]
    return found[0] if len(found) == 1 else None


def beside_a_question(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """ "Doble al jardín y triple, mi mamá en la del jardín": what else was told is answered, and they have chosen."""
    if here.step is not Step.CHOICE or scene.taps or "?" in scene.words:
        return None
    rows = sorted(showing.open_in(session, scene.conversation), key=lambda row: row.id)
    one = row_of(session, [row for row in rows if showing.parts_of(session, row)], scene.words)
    return choosing.pick(session, scene, one.id, here) if one is not None else None
