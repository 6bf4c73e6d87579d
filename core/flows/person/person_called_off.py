"""Who takes back that they asked for a person, in plain words: the house goes on where it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import EventKind, Reason
from core.domain.outgoing import Text
from core.flows import composing, wishes
from core.flows.courtesy import welcome
from core.flows.heard import hearing, surely
from core.flows.person import call_that_stands, never_in_silence
from core.flows.person.after_an_alarm import while_they_come
from core.flows.person.call_that_stands import HEAVY, OWED, PASSED_ON
from core.flows.person.coming_back import Back, come_back
from core.flows.person.never_in_silence import NO_MATTER
from core.flows.turn import NOT_UNDERSTOOD, SILENCE, Answer, Turn
from core.flows.turn_of_a_flow import where_it_was
from core.flows.understand import Understanding
from core.services.scenes import Scene

_GOES_ON: Final = "goes_on"


def heard(scene: Scene) -> Back | None:
    """A sigh after a complaint is no going on, and a "leave it" to an open question is its answer."""
    back = come_back(scene.words) if not scene.taps else None
    if back is None or back.rest or back.to_the_room:
        return back
    sighs = scene.conversation.handover_reason in (Reason.COMPLAINT, Reason.UPSET)
    return None if sighs or scene.memory.asked is not None else back


def taken_back(session: Session, scene: Scene, meant: Understanding, back: Back) -> Turn:
    """Who asked for a person and for nothing else has the house again; whoever owes more than that still comes."""
    reason, told = scene.conversation.handover_reason, scene.memory.told
    calls_off = reason == Reason.ASKED and OWED not in told
    turn = _after_it(session, scene, back)
    if turn.call_person in HEAVY:
        return call_that_stands.called_louder(session, scene, turn)
    if turn.call_person is not None or turn is SILENCE:
        return never_in_silence.never_nothing(session, scene, meant, turn)
    if not calls_off and turn.step == _GOES_ON:
        said = () if PASSED_ON in told else (Text(scene.say("handover.passed_on")),)
        memory = {"told": (*told, PASSED_ON)}
        return Turn(
            says=said,
            call_person=call_that_stands.with_newer_words(session, scene),
            memory=memory,
            step=PASSED_ON,
        )
    if not calls_off:
        return while_they_come(scene, turn)
    if turn.step != _GOES_ON:
        lead = Answer("help", scene.say("handover.let_go"))
        turn = replace(composing.reply(scene, [lead], turn), wish=turn.wish)
    return replace(turn, event=EventKind.CALLED_OFF)


def _after_it(session: Session, scene: Scene, back: Back) -> Turn:
    """What was asked for in the same breath, where that is anything; else on it goes where it was.

    Words that nobody understands call nobody off: they may well be for the person.
    """
    if not back.rest:
        return _where_it_was(session, scene, back)
    turn = wishes.respond(session, scene, hearing.hear_words(scene, back.rest))
    if turn.step in NO_MATTER:
        return _where_it_was(session, scene, back)
    understood = turn.step not in NOT_UNDERSTOOD and turn.call_person is not Reason.NOT_UNDERSTOOD
    return turn if understood and (turn.call_person is not None or never_in_silence.helps(turn)) else SILENCE


def _where_it_was(session: Session, scene: Scene, back: Back) -> Turn:
    """The open question of what was under way; else the way into a booking, or the menu."""
    once_more = where_it_was(session, scene)
    if once_more is not None:
        return once_more
    if back.to_the_room:
        return wishes.respond(session, scene, surely.of_wish(hearing.hear_words(scene, ""), "book"))
    return Turn(
        says=(welcome.menu(scene, scene.say("consent.goes_on")),), memory={"misses": 0}, step=_GOES_ON
    )
