"""One of several that were offered for other days, told by its days: "la del 9", "the garden one from 13"."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from core.flows.booking.offer import choosing, pointed_at
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import tells_who
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.scenes import Scene
from core.services.showing import Part, QuoteShown


def heard(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """Told whole, with its question; nothing where the days may be others, or fit several."""
    if here.step is not Step.CHOICE or not meant.stay or tells_who(meant) or meant.entities.rooms is not None:
        return None
    if meant.stay.candidates or meant.no_such_day or pointed_at.left_out(session, meant.text):
        return None
    found = _of_those_days(session, scene, meant)
    if len(found) > 1:
        found = _of_that_name(found, meant.text)
    return choosing.pick(session, scene, found[0][0].id, here) if len(found) == 1 else None


def _of_those_days(
    session: Session, scene: Scene, meant: Understanding
) -> list[tuple[QuoteShown, tuple[Part, ...]]]:
    """Of offers for several stays those that begin then, and end when it is told."""
    rows = [
        (row, parts) for row in sorted(showing.open_in(session, scene.conversation), key=lambda row: row.id)
        if (parts := showing.parts_of(session, row))
    ]  # fmt: skip
    stays = [words.whole_stay(parts) for _, parts in rows]
    if len({(stay.check_in, stay.check_out) for stay in stays}) < 2:
        return []
    said = meant.stay
    return [
        one for one, stay in zip(rows, stays, strict=True)
        if said.check_in == stay.check_in
        and said.check_out in (None, stay.check_out)
        and said.nights in (None, stay.length)
    ]  # fmt: skip


def _of_that_name(
    found: list[tuple[QuoteShown, tuple[Part, ...]]], text: str
) -> list[tuple[QuoteShown, tuple[Part, ...]]]:
    told = set(re.findall(r"[a-z]{3,}", normalise(text)))
    shared = [len(told & pointed_at.all_names_of(parts)) for _, parts in found]
    most = max(shared)
    return [one for one, count in zip(found, shared, strict=True) if most and count == most]
