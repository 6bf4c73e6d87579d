"""What a guest writes while a question about their booking is open; what is not about it is for others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.booking.search import second_thoughts
from core.flows.person.handover import promise
from core.flows.stays import before, serving, taps, which, yes_or_no
from core.flows.stays.buttons import yes_tap
from core.flows.stays.change import against, change_heard, change_wished, changing
from core.flows.stays.hour import hour_heard, hours_off
from core.flows.stays.progress import Matter, Progress, Request, Step
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import calling_off
from core.flows.understand.answers.keeping import holds_on
from core.flows.understand.answers.taking import agrees_to_move, moves_it
from core.flows.understand.answers.wavering import wavers
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.joining.undoing import lets_it_be
from core.flows.understand.own_stay import their_days
from core.flows.understand.text import normalise
from core.services.scenes import Scene

# "I have no code, I booked by phone" answers the question, whatever else it sounds like.
_WITHOUT_CODE: Final = re.compile(
    r"(?i)\b(?:(?:no|nunca) (?:tengo|tuve|me dieron|encuentro|s[eé])|sin|n[aã]o (?:tenho|recebi|sei|acho)|sem"
    r"|(?:don'?t|do not) (?:have|know)|never got|without) (?:\w+ ){0,3}(?:c[oó]digo|n[uú]mero|code|number)\b"
)
_OF_HOURS: Final = frozenset({Matter.LATE, Matter.EARLY})


def hear(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    if here.request.matter is Matter.CANCEL and holds_on(meant.text):
        return taps.leave(scene, Matter.CANCEL)
    if here.request.matter in _OF_HOURS and hours_off.given_up(scene, meant) is here.request.matter:
        return taps.leave(scene, here.request.matter)
    undoes = meant.undoes or lets_it_be(meant)
    if here.request.matter is Matter.CHANGE and (undoes or meant.again):
        return _as_it_was(session, scene, here, undoes=undoes)
    return _HEARS[here.step](session, scene, meant, here)


def _as_it_was(session: Session, scene: Scene, here: Progress, *, undoes: bool) -> Turn | None:
    """The change is taken back, or somebody of it was only told once more."""
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    if booking is None:
        return taps.leave(scene, here.request.matter) if undoes else None
    if undoes:
        return changing.as_it_was(scene, booking)
    return serving.serve(session, scene, here.request, booking)


def _code(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """The code was asked for once: what cannot be found now is for a person."""
    codes = which.codes_in(meant, asked=True)
    found = which.find(session, scene, codes, meant)
    if found is not None:
        return serving.serve(session, scene, here.request, found)
    if not codes and here.request.matter in _OF_HOURS and before.says_none(meant.text):
        return before.hours(session, scene, here.request.matter, meant, asks_code=False)
    if meant.names and meant.names <= COURTESIES:
        return None
    about_it = meant.names <= yes_or_no.BARE | {str(here.request.matter)} or _WITHOUT_CODE.search(meant.text)
    if not codes and meant.answer and not about_it:
        return None
    said = f"{scene.say('stay.not_found')} {promise(scene, Reason.ASKED)}"
    return Turn(
        says=(Text(said),),
        call_person=Reason.BOOKING,
        wish=str(here.request.matter),
        memory={"misses": 0},
        step="no_booking_found",
    )


def _which(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    booking = which.find(session, scene, which.codes_in(meant, asked=True), meant)
    if booking is None and meant.stay:
        found = which.candidates(session, scene, here.request.matter)
        named = which.named_by_days(found, meant)
        booking = named[0] if len(named) == 1 else None
    if booking is not None:
        return serving.serve(session, scene, here.request, booking)
    return taps.leave(scene, here.request.matter) if yes_or_no.says_no(meant) else None


def _yes(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """No is heard first: whoever says both has said nothing yet."""
    changes = here.request.matter is Matter.CHANGE
    told_anew = changes and (
        bool(meant.stay.check_in or meant.stay.check_out) or change_heard.another_day(meant) is not None
    )
    not_coming = here.request.matter is Matter.CANCEL and calling_off.cannot_come(meant.text)
    another_hour = here.request.matter in _OF_HOURS and hour_heard.names_an_hour(meant)
    rather_changes = here.request.matter is Matter.CANCEL and moves_it(meant.text)
    if (yes_or_no.says_no(meant) or rather_changes) and not (not_coming or told_anew or another_hour):
        return _left_for_a_change(session, scene, meant, here) or taps.leave(scene, here.request.matter)
    if second_thoughts.thinks_it_over(meant.text) or (wavers(meant.text) and meant.names <= yes_or_no.BARE):
        return second_thoughts.no_hurry(scene)
    if another_hour:
        return hour_heard.hear(session, scene, meant, here)
    tap = yes_tap(here)
    if changes and tap is not None and agrees_to_move(meant.text):
        return taps.tapped(session, scene, tap)
    if changes and (told_anew or change_wished.read(meant)):
        same = tap is not None and change_heard.tells_it_again(session, scene, meant, here)
        if same and tap:
            return taps.tapped(session, scene, tap)
        return change_heard.hear(session, scene, meant, here)
    if tap is not None and yes_or_no.says_yes(meant, here.request.matter):
        return taps.tapped(session, scene, tap)
    return None


def _left_for_a_change(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """ "No, better change the date", said to what cancelling costs; "no, just add a night", to a later hour."""
    if here.request.matter is Matter.CHANGE or here.code is None:
        return None
    booking = which.find(session, scene, [here.code], None)
    changes = against.changes(scene, booking, meant) if booking is not None else {}
    wished = Matter.CHANGE in meant.names or their_days.rather_changes(normalise(meant.text))
    if booking is None or not (wished or changes):
        return None
    return serving.serve(session, scene, Request(Matter.CHANGE, changes=changes), booking)


_HEARS: Final[dict[Step, Callable[[Session, Scene, Understanding, Progress], Turn | None]]] = {
    Step.CODE: _code,
    Step.WHICH: _which,
    Step.HOUR: hour_heard.hear,
    Step.CHANGES: change_heard.hear,
    Step.YES: _yes,
}
