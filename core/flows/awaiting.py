"""While a person is awaited, or answers: what the house still says, and when it is the guest's again.

Who came owns the conversation, and the house is silent but for what would else be a promise that nobody keeps. While
nobody has come, whoever plainly goes on is served and told once that reception knows: the person is still called. Only
a guest who asked for one and takes that back in plain words has the house again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import EventKind, Reason
from core.domain.outgoing import Text
from core.flows import composing, hearing, knocking, welcome, wishes
from core.flows.booking.progress import NAME as BOOKING
from core.flows.coming_back import Back, come_back
from core.flows.flow import Tap
from core.flows.stays import again as pass_again
from core.flows.stays.progress import NAME as STAYS
from core.flows.turn import SILENCE, Answer, Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene

# A person was called for a part of the matter; the rest of it can go on.
_LIGHT: Final = frozenset(
    {
        Reason.NOT_UNDERSTOOD,
        Reason.BOOKING,
        Reason.SENT_A_FILE,
        Reason.UNKNOWN,
        Reason.ASKED_SERVICE,
        Reason.LOST,
    }
)
# The person was called for the guest: only what is surely understood is answered before they come.
_THEIRS: Final = frozenset({Reason.ASKED, Reason.COMPLAINT, Reason.UPSET})
_HEAVY: Final = _THEIRS | {Reason.URGENT}
_GO_ON: Final = frozenset({BOOKING, STAYS})
# The buttons of an offer, and those that they lead to: whoever sent it, they do what they say.
_OF_AN_OFFER: Final = (
    "pick", "take", "change", "dates", "from", "until", "never_mind", "again", "anew", "wait", "unlist", "pay",
)  # fmt: skip
_ANSWER_BESIDE: Final = frozenset((BOOKING, action) for action in _OF_AN_OFFER)
_OF_A_HOLD: Final = ("keep", "release", "accept", "pass", "late_room", "late_dates", "late_back")
# Whyever a person is awaited, these buttons of ours still answer.
_ANSWER_MEANWHILE: Final = frozenset(
    {("menu", "location"), ("menu", "times")} | {(BOOKING, action) for action in (*_OF_AN_OFFER, *_OF_A_HOLD)}
)
# All of these restate what they do and look again before they do it, so they may be pressed at any time.
_ALWAYS_SAFE: Final = frozenset({STAYS})
# Another matter for the person who is coming anyway: said to be passed on, once, and never met with silence.
_ALSO_FOR_THEM: Final = frozenset({Reason.UNKNOWN, Reason.BOOKING, Reason.ASKED_SERVICE, Reason.LOST})
_NOT_UNDERSTOOD: Final = frozenset({"missed", "asked_which"})
_MEANWHILE, _ADDED, _GOES_ON = "meanwhile", "added", "goes_on"


def answer(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    if not scene.somebody_is_awaited:
        return _beside_a_person(session, scene, tap)
    if tap is not None and (tap.flow in _ALWAYS_SAFE or (tap.flow, tap.action) in _ANSWER_MEANWHILE):
        return wishes.run_tap(session, scene, tap) or SILENCE
    if scene.hotel.house_paused:
        return SILENCE
    if (paper := wishes.given(session, scene)) is not None:
        return paper
    reason = scene.conversation.handover_reason
    if reason in _LIGHT | _THEIRS and (back := _back(scene)) is not None:
        return _taken_back(session, scene, back)
    if knocking.knocks(scene, meant):
        return knocking.heard_once(scene)
    if reason in _LIGHT | _THEIRS:
        return _meanwhile(session, scene, meant, tap)
    return _the_pass(session, scene, meant)


def _beside_a_person(session: Session, scene: Scene, tap: Tap | None) -> Turn:
    """Words and all else are theirs; an offer's button is not, or what they sent would be a promise nobody keeps.

    So is the receipt that a hold waits for: its clock must stop. Who would have to be called is here already.
    """
    if not scene.a_person_answers:
        return SILENCE
    if (paper := wishes.given(session, scene)) is not None:
        return paper
    if tap is None or not scene.taps or (tap.flow, tap.action) not in _ANSWER_BESIDE:
        return SILENCE
    turn = wishes.run_tap(session, scene, tap)
    return turn if turn is not None and turn.call_person is None else SILENCE


def _meanwhile(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    """What the house surely knows it goes on saying; whatever weighs more than what they were called for is told."""
    turn = _heard(session, scene, meant, tap)
    if turn.call_person in _HEAVY:
        return _called_louder(session, scene, turn)
    if turn.call_person in _ALSO_FOR_THEM and _ADDED not in scene.memory.told and not turn.goes_on:
        told = (*scene.memory.told, _ADDED)
        key = "handover.added" if turn.call_person is Reason.UNKNOWN else "handover.added_wish"
        return Turn(says=(Text(scene.say(key)),), memory={"told": told}, step="added")
    if not turn.says or turn.call_person is not None:
        return SILENCE
    helps = turn.facts or turn.by in _GO_ON or turn.step == "who_i_am"
    if scene.conversation.handover_reason in _LIGHT:
        return turn if helps or tap is not None else SILENCE
    sure = tap is not None or turn.step not in _NOT_UNDERSTOOD
    return _while_they_come(scene, turn) if sure and (helps or tap is not None) else SILENCE


def _heard(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    if tap is not None:
        return wishes.tapped(session, scene, meant, tap)
    return wishes.respond(session, scene, meant) if scene.words else SILENCE


def _while_they_come(scene: Scene, turn: Turn) -> Turn:
    """Said once for each call, or nobody would know whether a person still comes; staff see it in the thread."""
    if _MEANWHILE in scene.memory.told:
        return turn
    told = composing.reply(scene, [Answer("help", scene.say("handover.meanwhile"))], turn)
    memory = {**told.memory, "told": (*scene.memory.told, _MEANWHILE)}
    return replace(told, memory=memory, wish=turn.wish, event=EventKind.WENT_ON)


def _called_louder(session: Session, scene: Scene, turn: Turn) -> Turn:
    """A new reason is a new promise; who insists hears by when, once, and whoever comes reads their newest words."""
    reason = scene.conversation.handover_reason
    if reason in _LIGHT or turn.call_person is Reason.URGENT:
        return turn
    if reason == Reason.ASKED and turn.call_person is not Reason.ASKED:
        return turn
    return replace(knocking.insisted(session, scene), call_person=Reason(str(reason)))


def _back(scene: Scene) -> Back | None:
    """ "Dejá" alone calls off a person one has asked for; after a complaint it is a sigh, and no going on."""
    back = come_back(scene.words) if not scene.taps else None
    if back is None or scene.conversation.handover_reason == Reason.ASKED:
        return back
    return back if back.rest or back.to_the_room else None


def _taken_back(session: Session, scene: Scene, back: Back) -> Turn:
    """Who had asked for a person has the house again, and staff read why; whoever else was called still comes."""
    meant = hearing.hear_words(scene, back.rest)
    turn = wishes.respond(session, scene, meant) if back.rest else _where_it_was(session, scene, back)
    if turn.call_person in _HEAVY:
        return _called_louder(session, scene, turn)
    if turn.call_person is not None or not turn.says:
        return turn
    if scene.conversation.handover_reason != Reason.ASKED:
        return _while_they_come(scene, turn)
    if turn.step != _GOES_ON:
        turn = replace(
            composing.reply(scene, [Answer("help", scene.say("handover.let_go"))], turn), wish=turn.wish
        )
    return replace(turn, event=EventKind.CALLED_OFF)


def _where_it_was(session: Session, scene: Scene, back: Back) -> Turn:
    """The open question of what was under way; else the way into a booking, or the menu."""
    once_more = wishes.where_it_was(session, scene)
    if once_more is not None:
        return once_more
    if back.to_the_room:
        return wishes.respond(session, scene, wishes.sure(hearing.hear_words(scene, ""), "book"))
    return Turn(
        says=(welcome.menu(scene, scene.say("consent.goes_on")),), memory={"misses": 0}, step=_GOES_ON
    )


def _the_pass(session: Session, scene: Scene, meant: Understanding) -> Turn:
    """Their own QR is theirs at any time, whatever else a person is called for."""
    if not pass_again.asked_for(scene.words):
        return SILENCE
    turn = wishes.respond(session, scene, meant)
    return turn if turn.by == STAYS and turn.call_person is None else SILENCE
