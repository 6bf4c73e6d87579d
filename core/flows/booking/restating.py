"""Everything once more before anything is taken: what, when, who, how much, and until when it will be kept."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option
from core.flows import welcome
from core.flows.booking.asking import going
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import Wanted
from core.flows.turn import Turn
from core.services import offer_words, selling
from core.services.scenes import Scene
from core.services.showing import Part, QuoteShown


def restate(
    session: Session, scene: Scene, wanted: Wanted, row: QuoteShown, parts: Sequence[Part], lead: str = ""
) -> Turn:
    answers = offer_words.take_or_change(scene, row.id)
    options = (*answers, Option(welcome.PERSON, scene.say("button.person")))
    photo = selling.photo_of(session, scene.hotel, parts[0].room_type)
    body = offer_words.in_full(session, scene, parts)
    content = Buttons(f"{lead}\n\n{body}" if lead else body, options, header_media=photo)
    asked = Asked.among(answers, About.YES_OR_NO)
    progress = Progress(Step.YES, shown=row.id, apart=wanted.apart)
    return going(progress, wanted, content, asked, "restated", (f"quotes_shown:{row.id}",))
