"""While a person is awaited, or answers: what the house still says, and when it is the guest's again.

Who came owns the conversation, and the house is silent but for what would else be a promise that nobody keeps. While
nobody has come, whoever plainly goes on is served and told once that reception knows: the person is still called; any
other line is said to be noted, and no two in a row are left without a word. That holds after danger as well, but for
what may still be of it. Only a guest who asked for one and takes that back in plain words has the house again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows import wishes
from core.flows.beside import asked_too
from core.flows.booking.notes import hour_of_coming
from core.flows.flow import Tap
from core.flows.person import (
    after_an_alarm,
    call_that_stands,
    knocking,
    left_behind,
    never_in_silence,
    person_called_off,
)
from core.flows.person.after_an_alarm import MEANWHILE, own_pass, while_they_come
from core.flows.person.awaited_buttons import ALWAYS_SAFE, ANSWER_BESIDE, ANSWER_MEANWHILE
from core.flows.person.call_that_stands import ALSO_FOR_THEM, HEAVY, LIGHT, THEIRS
from core.flows.person.never_in_silence import KIND, NOD
from core.flows.turn import NOT_UNDERSTOOD, SILENCE, Turn
from core.flows.turn_of_a_flow import run_file, run_tap
from core.flows.understand import Understanding
from core.services.scenes import Scene

# Nobody here would read it, or may be written to: not even that a person comes is said.
_LEFT_ALONE: Final = frozenset({Reason.ANOTHER_MACHINE, Reason.ALREADY_OPTED_OUT})
_LONGEST_NOD: Final = 4


def answer(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    if not scene.somebody_is_awaited:
        return _beside_a_person(session, scene, tap)
    if tap is not None and (tap.flow in ALWAYS_SAFE or (tap.flow, tap.action) in ANSWER_MEANWHILE):
        return run_tap(session, scene, tap) or SILENCE
    if scene.hotel.house_paused:
        return SILENCE
    if (paper := run_file(session, scene)) is not None:
        return paper
    reason = scene.conversation.handover_reason
    if reason in LIGHT | THEIRS and (back := person_called_off.heard(scene)) is not None:
        return person_called_off.taken_back(session, scene, meant, back)
    if reason in LIGHT | THEIRS and (told := left_behind.heard(session, scene, meant)) is not None:
        return asked_too.beside(session, scene, meant, told)
    if (knocked := _knocked(session, scene, meant)) is not None:
        return knocked
    turn = SILENCE if reason in LIGHT | THEIRS else own_pass(session, scene, meant)
    if turn is SILENCE and reason not in _LEFT_ALONE:
        turn = never_in_silence.never_nothing(session, scene, meant, _served(session, scene, meant, tap))
        turn = hour_of_coming.written_beside(session, scene, meant, turn)
    return knocking.answered(scene, turn) if turn.says else turn


def _served(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    """Called for danger they come for that: only what is surely of something else is served."""
    if not call_that_stands.is_urgent(scene) or tap is not None:
        return _meanwhile(session, scene, meant, tap)
    other = after_an_alarm.of_something_else(scene, meant)
    return _meanwhile(session, scene, other, tap) if other is not None and scene.words else SILENCE


def _knocked(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if knocking.asks_for_them(scene):
        return replace(
            knocking.insisted(session, scene), call_person=call_that_stands.with_newer_words(session, scene)
        )
    return knocking.heard_once(scene) if knocking.knocks(scene, meant) else None


def _beside_a_person(session: Session, scene: Scene, tap: Tap | None) -> Turn:
    """Words and all else are theirs; an offer's button is not, or what they sent would be a promise nobody keeps.

    So is the receipt that a hold waits for: its clock must stop. Who would have to be called is here already.
    """
    if not scene.a_person_answers:
        return SILENCE
    if (paper := run_file(session, scene)) is not None:
        return paper
    if tap is None or not scene.taps or (tap.flow, tap.action) not in ANSWER_BESIDE:
        return SILENCE
    turn = run_tap(session, scene, tap)
    return turn if turn is not None and turn.call_person is None else SILENCE


def _meanwhile(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    """What the house surely knows it goes on saying; whatever weighs more than what they were called for is told."""
    turn = _heard(session, scene, meant, tap)
    if turn.call_person in HEAVY:
        return call_that_stands.called_louder(session, scene, turn)
    if turn.call_person in ALSO_FOR_THEM:
        return call_that_stands.also_for_them(session, scene, turn)
    if turn.step in KIND and turn.call_person is None:
        return turn
    if turn.step == NOD and not turn.says:
        return turn if _only_nods(scene, meant) else SILENCE
    if not turn.says or turn.call_person is not None:
        return SILENCE
    helps = never_in_silence.helps(turn)
    if scene.conversation.handover_reason in LIGHT:
        return turn if helps or tap is not None else SILENCE
    sure = tap is not None or turn.step not in NOT_UNDERSTOOD or MEANWHILE in scene.memory.told
    return while_they_come(scene, turn) if sure and (helps or tap is not None) else SILENCE


def _only_nods(scene: Scene, meant: Understanding) -> bool:
    """ "Sí, dale, a las 12" tells whoever comes something."""
    return len(scene.words.split()) <= _LONGEST_NOD and not (meant.entities.as_dict() or meant.stay)


def _heard(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    if tap is not None:
        return wishes.tapped(session, scene, meant, tap)
    return wishes.respond(session, scene, meant) if scene.words else SILENCE
