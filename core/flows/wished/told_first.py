"""An allergy or a wheelchair is noted whatever else the message says; a feast hears a kind word.

Before anything is booked it is kept for the booking, and what somebody has to see to goes to reception at once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Buttons, Content, LinkButton, Menu, Text
from core.flows import composing
from core.flows.beside import beside_a_need
from core.flows.booking.notes import noted
from core.flows.turn import NOTED_WISH, Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.flows.understand.wishes import note_taken_off, stay_wishes
from core.flows.understand.wishes.named_barely import NEVER_LOST, SERIOUS, WHEELS, of_their_allergy
from core.flows.understand.wishes.needs import IN_THEIR_WORDS, NEEDS, matter_of
from core.flows.wished import at_table
from core.services import tasks
from core.services.own_stays import Booking
from core.services.scenes import Scene
from core.services.tasks import TaskKind

_AT_ONCE: Final = frozenset({WHEELS, SERIOUS, *NEEDS})
_ALLERGY, _FEAST = "allergy", "celebration"
_WEDS: Final = re.compile(
    r"\b(?:bodas de (?:oro|plata|diamante)|\d{1,2} (?:anos|anitos) de casad[oa]s|anos de casamento|(?:mi"
    r"|nuestr[oa]) hij[oa] se casa"
    r"|se casa (?:mi|nuestr[oa])|nos casamos|recien casad[oa]s|recem casad[oa]s|newlyweds|(?:getting|got|just) married"
    r"|our wedding|nosso casamento|nuestro casamiento|nuestra boda|years of marriage)\b"
)
_OF_ITS_OWN: Final = frozenset({Reason.URGENT, Reason.COMPLAINT, Reason.UPSET})


def noted_too(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    if scene.taps or not turn.says or turn.call_person in _OF_ITS_OWN:
        return turn
    told = _told(scene)
    missed = turn
    turn = beside_a_need.served(session, scene, turn) if told else turn
    line = _noted(session, scene, turn, told) if told else ""
    lines = [one for one in (_kindly(scene), line) if one]
    if not lines:
        return turn if turn.says else missed
    answers = [Answer(NOTED_WISH, one) for one in lines]
    if _ALLERGY in told and turn.call_person is None:
        wishes = tuple(one for one in stay_wishes.told(scene.words) if one.kind == _ALLERGY)
        asked = at_table.answer(session, scene, meant, wishes)
        answers += [asked] if asked is not None and not asked.known else []
    said = composing.reply(scene, answers, turn)
    return replace(said, wish=turn.wish)


def _told(scene: Scene) -> dict[str, str]:
    order = note_taken_off.asked(scene.words)
    words = order.beside(scene.words) if order is not None and order.surely else scene.words
    told = {
        one.kind: one.sentence for one in stay_wishes.told(words) if one.wanted and one.kind in NEVER_LOST
    }
    if _ALLERGY not in told and of_their_allergy(scene.words, scene.memory.said_before()):
        told[_ALLERGY] = scene.words
    return told


def _noted(session: Session, scene: Scene, turn: Turn, told: dict[str, str]) -> str:
    made = noted.theirs(session, scene)
    if made is not None:
        return _on(session, scene, made, told)
    whole = noted.before_booking(scene)
    names = {kind: noted.names_as_told(scene, {kind: whole.get(kind, words)}) for kind, words in told.items()}
    new = [
        kind for kind, words in told.items()
        if not _is_said(turn.says, names[kind])
        and not _is_said(turn.says, f": {noted.names_as_told(scene, {kind: words})}")
    ]  # fmt: skip
    at_once = [kind for kind, words in told.items() if kind in _AT_ONCE and not _was_told(scene, kind, words)]
    for kind in at_once:
        tasks.open_for_guest(
            session, scene.conversation, TaskKind.SERVICE, noted.line(scene, kind, told[kind])
        )
    lines = [scene.say("noted.to_come", wishes=scene.list_of([names[kind] for kind in new]))] if new else []
    if at_once and not lines:
        lines = [scene.say("noted.passed_on_so", wishes=scene.list_of([names[kind] for kind in at_once]))]
    elif at_once:
        lines.append(scene.say("noted.passed_on"))
    return " ".join(lines)


def _on(session: Session, scene: Scene, made: Booking, told: dict[str, str]) -> str:
    standing = noted.standing(scene, made)
    new = {kind: words for kind, words in told.items() if not _stands(kind, words, standing)}
    for kind, words in new.items():
        noted.keep(session, scene, made, kind, words, wanted=True)
    return noted.said(session, scene, made, new) if new else ""


def _stands(kind: str, words: str, standing: dict[str, str]) -> bool:
    told = standing.get(kind)
    if told is None or not _adds_nothing(kind, words, told):
        return False
    return kind != _ALLERGY or normalise(words) in normalise(told)


def _was_told(scene: Scene, kind: str, words: str) -> bool:
    before = [
        one.sentence
        for line in scene.memory.said_before()
        for one in stay_wishes.told(line)
        if one.kind == kind and one.wanted
    ]
    return bool(before) and _adds_nothing(kind, words, ". ".join(before))


def _kindly(scene: Scene) -> str:
    """Once, to whoever tells why they come."""
    before = any(map(_celebrates, scene.memory.said_before()))
    return scene.say("care.celebrates") if not before and _celebrates(scene.words) else ""


def _celebrates(words: str) -> bool:
    if any(one.kind == _FEAST and one.wanted for one in stay_wishes.told(words)):
        return True
    return "?" not in words and _WEDS.search(normalise(words)) is not None


def _is_said(says: tuple[Content, ...], name: str) -> bool:
    return any(name in one.body for one in says if isinstance(one, Text | Buttons | Menu | LinkButton))


def _adds_nothing(kind: str, words: str, told: str) -> bool:
    """Of what is said in the guest's own words every one stands there already."""
    if kind not in IN_THEIR_WORDS:
        return True
    standing = {matter_of(normalise(one)) for one in stay_wishes.things(kind, told)}
    return {matter_of(normalise(one)) for one in stay_wishes.things(kind, words)} <= standing
