"""One turn: what the guest said since our last word goes in, at most one reply comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason, looks_like_a_machine
from core.domain.memory import Memory
from core.domain.messages import MEDIA, Kind
from core.domain.outgoing import Text
from core.flows import composing, echoes, openings, turn_of_a_flow, warned_once, whose_clock, wishes
from core.flows.beside.piecework import with_the_wish_to_book
from core.flows.booking.hold import over_before_they_answer
from core.flows.booking.money import which_money
from core.flows.booking.notes import hour_of_coming, hour_told_anew
from core.flows.courtesy import consent, sympathy, welcome
from core.flows.facts import told_once
from core.flows.flow import read_tap
from core.flows.heard import hearing, rewording, tongues
from core.flows.heard.gathering import gathered
from core.flows.person import awaiting, danger, knocking
from core.flows.person.handover import case_of, hand_over
from core.flows.stays.told import introduced
from core.flows.turn import SILENCE, Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.flows.why import why_of
from core.flows.wished import hour_known, told_first
from core.services import scenes
from core.services.scenes import Scene

_FILES = frozenset({Kind.IMAGE, Kind.DOCUMENT, Kind.VIDEO, Kind.CONTACTS, Kind.ORDER, Kind.FORM})
_UNREADABLE = frozenset({Kind.STICKER, Kind.UNSUPPORTED, Kind.AUDIO, Kind.VOICE, Kind.LOCATION})

# What a message said before an outage is over soon; a call for help is not.
_TRUE_FOR_LONG = frozenset({"urgent_help", "human"})
_COME_BACK: Final = frozenset({"alta", "start", "voltar"})


def answer(
    session: Session, conversation: scenes.Conversation, again: Sequence[str] | None = None
) -> tuple[Scene, Understanding, Turn] | None:
    """Takes the turn of a locked conversation; everything it decides is written in this transaction, and most of it at
    its end: a turn asks often and changes little.

    `again` is a turn that staff want taken once more, with the wishes they say were meant, if any.
    Answers what was seen, understood and decided; nothing where nothing was open.
    """
    with session.no_autoflush:
        return _answered(session, conversation, again)


def _answered(
    session: Session, conversation: scenes.Conversation, again: Sequence[str] | None
) -> tuple[Scene, Understanding, Turn] | None:
    scene = scenes.look(session, conversation)
    if scene is None:
        return None
    scenes.settle(scene)
    if again is None and rewording.changes_nothing(scene):
        return None
    scene = introduced.without_its_days(session, replace(scene, again=again is not None))
    scene = hour_told_anew.told_whole(session, scene)
    meant = hearing.as_told(with_the_wish_to_book(hearing.hear(scene)), again or ())
    noted = gathered(scene.memory.noting(scene.words, scene.now), meant)
    scene = replace(scene, language=tongues.of_reply(scene, meant), memory=noted)
    told = told_first.noted_too(session, scene, meant, decide(session, scene, meant))
    turn = echoes.without_echo(scene, warned_once.of_each_room(scene, sympathy.kindly(scene, told)))
    turn = told_once.without_it_again(scene, echoes.without_reminder(scene, turn))
    turn = hour_known.not_asked_again(session, scene, turn)
    turn = which_money.among_the_rest(session, scene, meant, turn)
    turn = over_before_they_answer.said_with_it(session, scene, turn)
    turn = whose_clock.said_once(scene, openings.said_once(scene, turn))
    _apply(session, scene, meant, turn)
    return scene, meant, turn


def decide(session: Session, scene: Scene, meant: Understanding) -> Turn:
    if "urgent_help" in meant.names and (called := danger.called(session, scene, meant)) is not None:
        return called
    return _decided_calmly(session, scene, meant)


def _decided_calmly(session: Session, scene: Scene, meant: Understanding) -> Turn:
    names = meant.names
    if scene.guest.blocked_at is not None:
        return SILENCE
    if not scene.window_is_open:
        return Turn(call_person=Reason.NOT_UNDERSTOOD) if scene.house_speaks else SILENCE
    if scene.guest.opted_out_at is not None:
        return _opted_out(session, scene, meant)
    if "opt_out" in names and consent.is_meant(scene, meant):
        return consent.out(scene)
    tap = read_tap(scene.taps[-1]) if scene.taps else None
    if not scene.house_speaks:
        return awaiting.answer(session, scene, meant, tap or read_tap(meant.option or ""))
    if looks_like_a_machine(list(scene.memory.recent), list(scene.memory.turns)):
        return Turn(call_person=Reason.ANOTHER_MACHINE, step="another_machine")
    if "opt_out" in names:
        return consent.asked_first(scene)
    if consent.was_asked(scene) and meant.agrees is not None and not scene.taps:
        return consent.out(scene) if meant.agrees else wishes.gone_on(session, scene)
    if scene.is_late and not names & _TRUE_FOR_LONG:
        late = welcome.menu(scene, scene.say("greeting.late"))
        return Turn(says=(late,), memory={"greeted": True}, step="late")
    paper = turn_of_a_flow.run_file(session, scene)
    if paper is not None:
        return paper
    if scene.taps or meant.option is not None:
        return wishes.tapped(session, scene, meant, tap or read_tap(meant.option or ""))
    if scene.words:
        return hour_of_coming.written_beside(session, scene, meant, wishes.respond(session, scene, meant))
    return _sent_something(session, scene)


def _opted_out(session: Session, scene: Scene, meant: Understanding) -> Turn:
    """Nobody who said stop is written to of our own accord; who wants something after it hears once how to be answered
    again, and a person reads it."""
    if "opt_in" in meant.names or scene.words.strip(" .!").lower() in _COME_BACK:
        greeting = welcome.menu(scene, scene.say("consent.back"))
        return Turn(says=(greeting,), opted_out=False, memory={"greeted": True}, step="opted_in")
    if "opt_out" in meant.names or not scene.house_speaks:
        return SILENCE
    asks = bool(scene.words) and not meant.names <= COURTESIES
    says = (Text(scene.say("consent.still_out")),) if asks else ()
    return Turn(says=says, call_person=Reason.ALREADY_OPTED_OUT, step="wrote_after_a_stop")


def _sent_something(session: Session, scene: Scene) -> Turn:
    """No words: a picture goes to people; what cannot be read is asked for in words once, then goes to people."""
    kinds = {Kind(line.kind) for line in scene.lines}
    if kinds & _FILES or not kinds & (_UNREADABLE | MEDIA):
        return hand_over(scene, Reason.SENT_A_FILE)
    if scene.memory.misses >= 1:
        return hand_over(scene, Reason.NOT_UNDERSTOOD, "missed_twice")
    key = scenes.asks_for_words(scene) if kinds & {Kind.VOICE, Kind.AUDIO} else "unsure.cannot_read"
    asks = scene.say(key)
    where_it_was = turn_of_a_flow.where_it_was(session, scene)
    if where_it_was is not None and where_it_was.says:
        return composing.missed_before(scene, where_it_was, asks, "cannot_read")
    return Turn(says=(welcome.menu(scene, asks),), memory={"misses": 1}, step="cannot_read")


def _apply(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> None:
    if tongues.tells(scene):
        scenes.speak_language(scene)
    if turn.opted_out is not None:
        scenes.set_consent(session, scene, opted_out=turn.opted_out)
    if turn.event is not None:
        scenes.tell_staff(session, scene, turn.event)
    scenes.keep(scene, remembered(scene.memory, turn))
    why = why_of(scene, meant, turn) if turn.says else None
    says = welcome.opened(scene, turn)
    for place, content in enumerate(scenes.with_what_was_heard(scene, says)):
        scenes.say(session, scene, content, why, reads=place == 0)
    scenes.also_aloud(session, scene, says)
    if turn.call_person is not None:
        scenes.call_person(session, scene, turn.call_person, case_of(scene, meant))
        if not turn.says:
            scenes.mark_read(session, scene)
    scenes.leave(scene)


Speaking = Callable[[Scene], Turn | None]


def speak_up(session: Session, conversation: scenes.Conversation, speaking: Speaking) -> int | None:
    """Something is said that no message asked for. Not over a person's head, and never to who said stop.

    Answers the id of the last line said.
    """
    scene = scenes.visit(session, conversation)
    if scene is None or not scene.house_speaks or scene.guest.left_alone:
        return None
    turn = speaking(scene)
    if turn is None or not turn.says:
        return None
    scenes.keep(scene, remembered(scene.memory, turn))
    why: dict[str, Any] = {"flow": turn.by or "house", "step": turn.step}
    if turn.facts:
        why["facts"] = list(turn.facts)
    said = [scenes.say(session, scene, content, why, unhurried=turn.unhurried) for content in turn.says]
    return said[-1].id


def remembered(memory: Memory, turn: Turn) -> Memory:
    """Memory after a turn. Silence changes no question; a flow that passed stays under way."""
    memory = memory if turn.call_person is None else knocking.called_anew(memory)
    changes: dict[str, Any] = dict(turn.memory)
    if turn.says:
        changes |= {"asked": turn.asked, "doubted": turn.memory.get("doubted"), **echoes.noted(turn)}
    if turn.wish is not None:
        changes["wish"] = turn.wish
    if turn.flow is not None:
        going = turn.goes_on is not None
        changes |= {"flow": turn.flow if going else None, "data": turn.goes_on or {}}
    return replace(memory, **changes)
