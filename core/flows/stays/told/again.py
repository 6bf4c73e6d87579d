"""The pass once more: the confirmation with its QR, for whoever has lost it or never saw it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import STANDS
from core.flows import composing
from core.flows.facts.coming_at import NIGHT_ENDS, comes
from core.flows.heard import hearing
from core.flows.stays import serving, which
from core.flows.stays.progress import NAME, Matter, Request
from core.flows.stays.told import pass_again
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import own_stays
from core.services.scenes import Scene

_ASKS: Final = (
    r"(?:please|pls|plz|porfa\w*|por favor|podes|puedes|podrias|can you|could you|pode|me|y|e|and|ok|perdon)"
)
_SEND: Final = (
    r"(?:manda(?:s|me|melo|lo|r|rlo|rmelo)?|pasa(?:s|me|melo|r|rmelo)?|envia(?:s|me|melo|r)?|reenvia\w*|send|resend"
    r"|forward|manda-lo|mandar)"
)
_AGAIN: Final = (
    r"(?:de nuevo|otra vez|again|de novo|outra vez|once more|one more time|mais uma vez|nuevamente)"
)
_THAT: Final = re.compile(
    rf"(?:{_ASKS}[ ,]+)*(?:(?:lo|la|it|isso) )?{_SEND}(?: (?:it|lo|isso|to me|me|pra mim))*"
    rf" {_AGAIN}(?:[ ,]+{_ASKS})*[ ?!.]*"
)
_PARTS: Final = re.compile(r"(?<=[.?!;\n])\s+|,\s+(?=(?:y|e|and|also|tambi[eé]n|tamb[eé]m)\b)", re.IGNORECASE)
_SEEN: Final = re.compile(r"\bqr\b")


def that_again(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "Me lo pasás de nuevo?" right after the pass was sent."""
    if scene.memory.wish != Matter.STATUS or not _THAT.fullmatch(
        normalise(meant.text).replace("¿", "").strip()
    ):
        return None
    found = [one for one in own_stays.current(session, scene.conversation) if one.status in STANDS]
    if not found or len({one.shared_code for one in found}) > 1:
        return None
    return pass_again.once_more(session, scene, found[0])


def and_more(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "Send the QR again, and what time is check-in?": the pass first, and the rest answered under it."""
    parts = [part.strip() for part in _PARTS.split(meant.text) if part.strip()]
    rest = [part for part in parts if not pass_again.asked_for(part)]
    if (
        not rest
        or len(rest) == len(parts)
        or meant.names & FOR_RECALL
        or not _SEEN.search(normalise(meant.text))
    ):
        return None
    found = which.standing(session, scene, Matter.STATUS)
    if len(found) != 1:
        return None
    other = hearing.hear_words(scene, " ".join(rest))
    turn = about_hours(session, scene, other)
    topics = [guess.name for guess in other.intents if guess.name in hearing.PLAIN] if other.answer else []
    answers = composing.answers_to(session, scene, other, topics)
    if turn is None and not answers:
        return None
    told_too = composing.reply(scene, answers, turn)
    return replace(told_too, says=(*pass_again.once_more(session, scene, found[0]).says, *told_too.says))


def about_hours(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Coming earlier, leaving later: a matter of the same booking, with its own question."""
    early = comes(meant, None) and any(
        NIGHT_ENDS <= one.at < scene.hotel.check_in for one in meant.entities.times
    )
    said = next((one for one in (Matter.EARLY, Matter.LATE) if one in meant.names), None)
    matter = said or (Matter.EARLY if early and "?" in meant.text else None)
    if matter is None or not meant.answer or not which.candidates(session, scene, matter):
        return None
    turn = serving.begin(session, scene, which.with_hour(Request(matter), meant), meant)
    return replace(turn, flow=NAME, by=NAME)
