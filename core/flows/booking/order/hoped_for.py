"""Something that may become free is hoped for beside a yes, or beside what is held: that is done or kept, and the hope
is not lost.

"Reservala. Igual si se libera el sábado me quedo desde el sábado": whoever says when and waits for it is on the list;
any other hope is written on the booking, and reception hears of it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import StaySoFar
from core.domain.outgoing import Buttons
from core.flows.booking import asking, open_question, progress
from core.flows.booking.hold import kept
from core.flows.booking.notes import noted
from core.flows.booking.offer import choosing
from core.flows.booking.order import sealed
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import waiting
from core.flows.booking.wanted import Wanted, tells_of_the_stay
from core.flows.flow import Halved
from core.flows.heard import hearing
from core.flows.heard.gathering import as_before, gathered
from core.flows.person.handover import passed_on
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import sealing, taking
from core.flows.understand.answers.hoping import Hope, hoped_for
from core.flows.understand.intents.labels import FOR_RECALL
from core.services import paying as money
from core.services.scenes import Scene
from core.services.showing import Booking

_HELD: Final = frozenset({Step.PAY, Step.GIVE_UP})
_MARKS: Final = " .,;:!"


def heard(session: Session, scene: Scene, meant: Understanding) -> Halved | None:
    here = progress.of(scene)
    if here is None or scene.taps or meant.names & FOR_RECALL or (hope := hoped_for(scene.words)) is None:
        return None
    at = replace(scene, memory=as_before(scene), part=hope.left)
    rest = hearing.hear(at) if hope.left else None
    told = partial(_told_too, session, at, hope)
    if here.step in _HELD and money.open_hold(session, scene.conversation) is not None:
        if rest is not None:
            return Halved(_with(at, rest), rest, joined=told)
        return Halved(at, None, lambda _: told(open_question.once_more(session, at, here) or Turn()))
    if rest is None or tells_of_the_stay(rest) or not _takes(session, at, rest, here):
        return None
    return Halved(_with(at, rest), rest, joined=told)


def _with(at: Scene, rest: Understanding) -> Scene:
    return replace(at, memory=gathered(at.memory, rest))


def _takes(session: Session, at: Scene, rest: Understanding, here: Progress) -> bool:
    """A yes or an order, whatever is asked beside it."""
    bits = [bit.strip(_MARKS) for bit in sealing.pieces(at.words)]
    if here.step is Step.YES and any(map(taking.agrees, bits)):
        return True
    found = sealed.found_in(session, at, rest, here)
    return found is not None and found.orders


def _told_too(session: Session, at: Scene, hope: Hope, turn: Turn) -> Turn:
    booking = money.open_hold(session, at.conversation)
    waits = _on_the_list(session, at, hope, booking)
    if waits is not None:
        return _saying(turn, waits)
    said = passed_on(at, Reason.ASKED_SERVICE) if turn.call_person is None else ""
    if booking is not None:
        noted.write(session, at, booking, noted.NOTE, hope.words, wanted=True)
        said = f"{noted.said(session, at, booking, {noted.NOTE: hope.words})} {said}"
    return replace(_saying(turn, said.strip()), call_person=turn.call_person or Reason.ASKED_SERVICE)


def _on_the_list(session: Session, at: Scene, hope: Hope, booking: Booking | None) -> str | None:
    """Where they ask to be told, of days that are known whole: their place in the line, and how it is said."""
    if not waiting.asked_for(hope.words):
        return None
    told = hearing.hear_words(at, hope.words)
    stay, party = StaySoFar(told.stay.check_in, told.stay.check_out, told.stay.nights), at.memory.party
    if not told.stay:
        stay = at.memory.stay
    if told.entities.room_type:
        party = replace(party, room_type=told.entities.room_type)
    wanted = Wanted(stay, party)
    held = booking is not None and kept.is_wanted(session, booking, wanted)
    if wanted.missing is not None or held or told.stay.candidates:
        return None
    joined = waiting.join(session, at, wanted)
    said = joined.says[0]
    return said.body if joined.step == "joined_waitlist" and isinstance(said, Buttons) else None


def _saying(turn: Turn, said: str) -> Turn:
    told = choosing.saying(turn, said)
    told = asking.lead_with(turn, said) if told is turn and turn.says else told
    return replace(told, flow=told.flow or NAME, by=told.by or NAME)
