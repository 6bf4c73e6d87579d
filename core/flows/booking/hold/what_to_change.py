"""What somebody wants otherwise: the days, the people, or another room."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.memory import Asked
from core.domain.outgoing import Buttons, Option
from core.flows.booking import asking
from core.flows.booking.asking import going
from core.flows.booking.offer import choosing, offering
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.wanted import Wanted, remembered
from core.flows.flow import tap_id
from core.flows.turn import Turn
from core.services import showing
from core.services.scenes import Scene


def ask(scene: Scene, here: Progress | None, wanted: Wanted | None = None) -> Turn:
    options = (
        Option(tap_id(NAME, "change", "dates"), scene.say("button.dates")),
        Option(tap_id(NAME, "change", "people"), scene.say("button.people")),
        Option(tap_id(NAME, "never_mind"), scene.say("button.leave_it")),
    )
    content = Buttons(scene.say("booking.ask_change"), options)
    asked = Asked.among(options)
    shown = here.shown if here is not None else None
    wanted = wanted or remembered(scene, here)
    return going(
        Progress(Step.CHANGE, shown=shown, apart=wanted.apart), wanted, content, asked, "asked_change"
    )


def change(session: Session, scene: Scene, part: str, here: Progress | None) -> Turn:
    wanted = remembered(scene, here)
    if not wanted.stay and not wanted.party:
        wanted = _as_offered(session, scene) or wanted
    if part == "dates":
        return asking.ask(scene, wanted.without(Step.DATES))
    if part == "people":
        return asking.ask(scene, wanted.without(Step.PEOPLE))
    if part == "room":
        return offering.go(session, scene, choosing.without_type(wanted))
    return ask(scene, here, wanted)


def _as_offered(session: Session, scene: Scene) -> Wanted | None:
    """Of an offer that staff sent the house remembers no word; what it was for stands in it."""
    offered = showing.open_in(session, scene.conversation)
    if not offered:
        return None
    wanted = choosing.wanted_of(session, scene, offered[-1])
    return wanted if len(offered) == 1 else choosing.without_type(wanted)
