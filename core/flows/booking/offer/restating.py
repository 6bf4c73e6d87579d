"""Everything once more before anything is taken: what, when, who, how much, and until when it will be kept.

Told once it need not be told again: whoever asks beside it, or names the same room once more, reads it in a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option
from core.domain.showing import Outcome
from core.flows.booking import asking, progress
from core.flows.booking.asking import going
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import higher_up, pets
from core.flows.booking.wanted import Wanted, remembered
from core.flows.courtesy import welcome
from core.flows.turn import Turn
from core.services import offer_words, selling, showing
from core.services.scenes import Scene
from core.services.showing import Part, QuoteShown

# Whoever comes back after longer than this reads all of it again.
_STILL_IN_MIND: Final = timedelta(minutes=30)
# Looked for anew it is the same; taken, priced anew, or free to cancel no longer it is told whole.
_STANDS: Final = frozenset({Outcome.OPEN, Outcome.REPLACED})


def restate(
    session: Session, scene: Scene, wanted: Wanted, row: QuoteShown, parts: Sequence[Part], lead: str = ""
) -> Turn:
    told = _is_told(session, scene, parts)
    body = (
        higher_up.asked_once_more(session, scene, parts)
        if told
        else offer_words.in_full(session, scene, parts)
    )
    warned = () if told else (pets.not_taken(session, scene, parts), higher_up.warned(session, scene, parts))
    lead = "\n".join(filter(None, (lead, *warned)))
    photo = None if told else selling.photo_of(session, scene.hotel, parts[0].room_type)
    answers = offer_words.take_or_change(scene, row.id)
    options = (*answers, Option(welcome.PERSON, scene.say("button.person")))
    content = Buttons(f"{lead}\n\n{body}" if lead else body, options, header_media=photo)
    asked = Asked.among(answers, About.YES_OR_NO)
    here = Progress(Step.YES, shown=row.id, apart=wanted.apart)
    return going(here, wanted, content, asked, "restated", (f"quotes_shown:{row.id}",))


def _is_told(session: Session, scene: Scene, parts: Sequence[Part]) -> bool:
    """The very same is before their eyes, and nobody has tapped a button to see it."""
    here = progress.of(scene)
    if here is None or here.step is not Step.YES or not here.shown or scene.taps:
        return False
    before = showing.find(session, scene.conversation, here.shown)
    if before is None or before.outcome not in _STANDS or scene.now - before.shown_at > _STILL_IN_MIND:
        return False
    return showing.same_terms(showing.parts_of(session, before), parts)


def after(session: Session, scene: Scene, here: Progress, said: str, step: str) -> Turn | None:
    """Something is answered first; the question for a yes follows."""
    asked = again(session, scene, here)
    if asked is None:
        return None
    content = (asking.lead_with(asked, said) if said else asked).says[0]
    return going(here, remembered(scene, here), content, asked.asked, step)


def of_several_types(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """Three doubles and a triple that are talked about: looked for anew they would be three offers again."""
    row = showing.find(session, scene.conversation, here.shown or 0) if here.step is Step.YES else None
    parts = showing.parts_of(session, row) if row is not None else ()
    several = len({part.room_type.slug for part in parts}) > 1
    return after(session, scene, here, "", "restated") if several else None


def again(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """The question for a yes in a line, with its buttons. Nothing where its room is sold no more."""
    row = showing.find(session, scene.conversation, here.shown or 0)
    parts = showing.parts_of(session, row) if row is not None else ()
    if row is None or not parts:
        return None
    options = offer_words.take_or_change(scene, row.id)
    content = Buttons(higher_up.asked_once_more(session, scene, parts), options)
    asked = Asked.among(options, About.YES_OR_NO)
    types = {part.room_type.slug for part in parts}
    party = replace(scene.memory.party, room_type=types.pop() if len(types) == 1 else None)
    return Turn(says=(content,), asked=asked, memory={"party": party}, step="asked_once_more")
