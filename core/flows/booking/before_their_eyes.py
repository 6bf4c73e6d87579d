"""What was shown and still can be had: chosen by its place, its name or its price, or shown once more to tap on."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Asked
from core.domain.outgoing import Menu, Option, Section, Text
from core.flows import welcome
from core.flows.booking import asking, choosing, kinds, looking, offering, restating
from core.flows.booking.asking import going
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import remembered, rooms_apart
from core.flows.flow import read_tap
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.places import both_said, place_said
from core.flows.understand.taking import wants_cheaper
from core.services import showing
from core.services.scenes import Scene
from core.services.showing import QuoteShown

_WAIT: Final = "wait"
# A list holds ten, and the last of them is a person.
_MOST_ROWS: Final = 9
_GLADLY: Final = re.compile(
    r"(?i)\b(?:dale|s[ií]|ok|okay|listo|bueno|perfecto|reserv\w+|quiero|yes|book|take|sim|quero|pode ser|fecho)\b"
)


def shown_again(session: Session, scene: Scene) -> Turn:
    """The open offers under the open question. Where none is open any more, the question alone."""
    question = scene.say("booking.choose")
    offered = offering.rows_of(session, scene, _in_order(session, scene))
    if not offered:
        return Turn(says=(Text(question),), step="asked_once_more")
    rows = (*offered, *_the_waiting_list(scene))[:_MOST_ROWS]
    everything = (*rows, Option(welcome.PERSON, scene.say("button.person")))
    menu = Menu(question, scene.say("button.offers"), (Section(scene.say("booking.section"), everything),))
    return Turn(says=(menu,), asked=Asked.among(rows), step="asked_once_more")


def taken_gladly(session: Session, scene: Scene, here: Progress) -> Turn:
    """ "Yes, we want it": the only one there is, else one of the several before their eyes."""
    rows = _in_order(session, scene)
    if len(rows) == 1:
        return choosing.pick(session, scene, rows[0].id, here)
    turn = shown_again(session, scene)
    asked = turn.asked or scene.memory.asked
    return going(here, remembered(scene, here), turn.says[0], asked, "asked_which_one")


def _in_order(session: Session, scene: Scene) -> list[QuoteShown]:
    """What is sold no more since it was shown is left out."""
    rows = sorted(showing.open_in(session, scene.conversation), key=lambda row: row.id)
    return [row for row in rows if showing.parts_of(session, row)]


def _the_waiting_list(scene: Scene) -> tuple[Option, ...]:
    """Offered with them, where nothing was free as wished."""
    before = scene.memory.asked.options if scene.memory.asked is not None else {}
    taps = {key: tap for key in before if (tap := read_tap(key)) is not None}
    words = scene.say("booking.tell_me_when_free")
    return tuple(Option(key, before[key], words) for key, tap in taps.items() if tap.action == _WAIT)


def chosen_by_place(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """ "No wait, the first", with one of several already before the guest's eyes."""
    if here.step is Step.CHOICE and both_said(meant.text, scene.memory.asked):
        said = Text(scene.say("booking.choose"))
        return going(here, remembered(scene, here), said, scene.memory.asked, "both")
    place = place_said(meant.text) if here.step in (Step.CHOICE, Step.YES) else None
    rows = _in_order(session, scene)
    if place is None or abs(place) > len(rows):
        return None
    return choosing.pick(session, scene, rows[-1 if place < 0 else place - 1].id, here)


def chosen_by_word(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """ "La doble", "the cheapest": one of what was just shown, named and not tapped."""
    if here.step not in (Step.CHOICE, Step.YES) or meant.stay or rooms_apart(meant):
        return None
    said = meant.entities
    if any(value is not None for value in (said.adults, said.children, said.people)) or said.child_ages:
        return None
    if kinds.named_one_by_one(session, meant.text, meant.language.spoken):
        return None
    cheapest = wants_cheaper(meant.text)
    named = looking.named_in(session, meant.text) or said.room_type
    if not named and not cheapest:
        return None
    slugs = [kind.slug for kind in looking.kinds_meant(session, named)]
    if named and not slugs:
        return None
    rows = choosing.of_type(session, scene, slugs)
    if not rows or not (cheapest or len(rows) == 1):
        return None
    if rows[0].id != here.shown:
        return choosing.pick(session, scene, rows[0].id, here)
    if cheapest and here.step is Step.YES:
        return _no_cheaper(session, scene, here)
    gladly = here.step is Step.YES and not cheapest and "?" not in meant.text and _GLADLY.search(meant.text)
    return choosing.take(session, scene, rows[0].id, here) if gladly and meant.agrees is not False else None


def _no_cheaper(session: Session, scene: Scene, here: Progress) -> Turn | None:
    again = restating.again(session, scene, here)
    if again is None:
        return None
    turn = asking.lead_with(again, scene.say("booking.no_cheaper"))
    return going(here, remembered(scene, here), turn.says[0], again.asked, "no_cheaper")
