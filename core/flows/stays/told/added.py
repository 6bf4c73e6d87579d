"""Something of the house's put on a booking that stands, "agregame la cochera los 3 días": reception's to arrange."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.flows import composing
from core.flows.facts import matters, telling
from core.flows.heard import hearing
from core.flows.stays import which
from core.flows.stays.approving import ask_staff
from core.flows.stays.progress import NAME, Matter
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying
from core.services.scenes import Scene

_ADD: Final = re.compile(
    r"\b(?:agreg(?:a|ame|anos|ale|ue|uen|uenme)|sum(?:ame|anos|ale)|anot(?:ame|anos)|inclui(?:me|nos)|add|adiciona\w*"
    r"|acrescenta\w*|coloca(?: ai)?)\b((?: [a-z]+){1,4})"
)
# "Agregale una cuna, no, perdón, cochera", "la cochera te pedí".
_MISTAKEN: Final = re.compile(
    r"\b(agreg\w+|sum\w+|anot\w+|inclu\w+|add|adiciona\w*|acrescenta\w*|coloca\w*)\b[^.?!\n]*?\b(?:no|nao)[ ,.]+"
    r"(?:perdon\w*|disculp\w*|sorry|desculp\w*|digo|quise decir|i mean|quis dizer|quero dizer)[ ,.]+"
)
_ASKED_FOR: Final = re.compile(
    r"\b(?:la|el|lo|the|a|o) ([a-z]+(?: [a-z]+)?) (?:te |les |lhe |eu |i )?"
    r"(?:pedi|pedimos|asked for|anota(?:la|lo|mela|me))\b"
)
# A room has its people's beds and its nights: those are changes of the booking, and told as such.
_CHANGES_IT: Final = frozenset({"pets", "crib", "extra_bed", "late_checkout", "early_checkin"})
_LONGEST: Final = 160
_SENTENCES: Final = re.compile(r"(?<=[.!?;\n])\s+|\n+")


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "For the three days" are the nights of the booking, and no others. What else is said is answered too."""
    sentences = [one.strip() for one in _SENTENCES.split(meant.text) if one.strip()]
    adding = next((one for one in sentences if _added_in(normalise(one))), "")
    if not adding or "?" in adding or meant.names & FOR_RECALL:
        return None
    if len(sentences) == 1 and (meant.changes or meant.stay.check_in):
        return None
    named = matters.amenities(_added_in(normalise(adding)), scene.knowledge)
    wanted = [topic for topic in dict.fromkeys(named) if topic not in _CHANGES_IT]
    if not wanted or paying.open_hold(session, scene.conversation) is not None:
        return None
    found = which.standing(session, scene, Matter.CHANGE)
    if len({one.shared_code for one in found}) != 1:
        return None
    words = " ".join(meant.text.split())[:_LONGEST].rstrip(".")
    what = scene.voice.say(scene.hotel.language, "stay.task_about", matter=words, code=found[0].code)
    turn = replace(ask_staff(session, scene, found[0], what, Matter.CHANGE), by=NAME)
    known = [fact for topic in wanted if (fact := scene.knowledge.fact(Subject.AMENITY, topic)) is not None]
    told = [Answer(fact.topic, telling.fact(session, scene, fact)) for fact in known]
    told += _of_the_rest(session, scene, " ".join(one for one in sentences if one != adding))
    return replace(composing.reply(scene, told, turn), wish=turn.wish)


def _of_the_rest(session: Session, scene: Scene, rest: str) -> list[Answer]:
    """What is known of it; whoever arranges the one reads all of the message."""
    other = hearing.hear_words(scene, rest) if rest else None
    topics = (
        [one.name for one in other.intents if one.name in hearing.PLAIN] if other and other.answer else []
    )
    found = composing.answers_to(session, scene, other, topics) if other is not None else []
    return [one for one in found if one.known]


def _added_in(plain: str) -> str:
    """The words after the verb, and after a slip of the tongue that was put right."""
    plain = _MISTAKEN.sub(r"\1 ", plain)
    found = _ADD.search(plain) or _ASKED_FOR.search(plain)
    return found[1] if found is not None else ""
