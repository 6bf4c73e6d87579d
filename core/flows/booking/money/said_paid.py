"""Who says that the money went is told how that stands, and is not asked for it again; the rest is served beside it.

Nobody can check words at once. Whose name it comes in, and its number, are what reception finds it by: they stand on
the booking. Who has to say so again and again is passed on to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows import composing
from core.flows.beside import left_unanswered
from core.flows.booking import progress
from core.flows.booking.hold import back_to_the_hold, giving_up, kept, one_of_the_holds
from core.flows.booking.money import paid_already, paid_without_proof, paying, way_said, without_asking
from core.flows.booking.progress import NAME, Step
from core.flows.flow import Halved
from core.flows.heard import hearing
from core.flows.heard.gathering import as_before, gathered
from core.flows.person.handover import passed_on
from core.flows.turn import NOT_UNDERSTOOD, Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.money import paid_again
from core.flows.understand.money.paid import says_paid
from core.flows.understand.money.told_paid import PaymentTold, parted
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services.scenes import Scene
from core.services.showing import Booking

_LATELY: Final = 4
_PRESSING: Final = 2
_FEW_WORDS: Final = 7
_ALL_OF_THEM: Final = re.compile(
    r"\b(?:l[ao]s (?:dos|2)|ambas|ambos|both|(?:as|os) (?:duas|dois|2)|las tres|all (?:three|of them))\b"
)


def heard(session: Session, scene: Scene, meant: Understanding) -> Halved | None:
    here = progress.of(scene)
    if here is None or scene.taps or meant.names & FOR_RECALL:
        return None
    if here.step is not Step.PAY and not back_to_the_hold.is_offered_more(scene, meant):
        return None
    before = sum(map(says_paid, scene.memory.said_before(_LATELY)))
    told = _told(scene.words, before)
    if told is None or way_said.BROKEN.search(told.rest) or giving_up.tap_of_a_yes(scene):
        return None
    talked_of = money.open_hold(session, scene.conversation)
    if talked_of is None:
        return None
    all_meant = _ALL_OF_THEM.search(normalise(scene.words)) is not None
    holds = money.open_holds(session, scene.conversation) if all_meant else []
    every = len(holds) > 1
    booking = talked_of if every else one_of_the_holds.said_to_be_paid(session, scene, meant)
    if booking is None and not (told.rest or told.payer or told.has_details):
        return Halved(scene, None, lambda _: one_of_the_holds.ask_which_is_paid(session, scene))
    booking = booking or talked_of
    claimed = (
        partial(_all_claimed, session, scene, meant, holds, told, before)
        if every
        else partial(_claimed, session, scene, meant, booking, told, before)
    )
    if not told.rest or _is_of_the_photo(told.rest):
        return Halved(scene, None, lambda _: claimed())
    at = replace(scene, memory=as_before(scene), part=told.rest)
    rest = hearing.hear(at)
    at = replace(at, memory=gathered(at.memory, rest))
    return Halved(
        at, rest, joined=lambda served: _with_the_rest(session, at, rest, served, booking, claimed())
    )


def _is_of_the_photo(rest: str) -> bool:
    """ "I'll send it tomorrow" asks for no more time: of a receipt that was just spoken of."""
    return len(rest.split()) <= _FEW_WORDS and way_said.sends_it_later(rest)


def _told(said: str, before: int) -> PaymentTold | None:
    """Asked whether it is to be paid once more, too, by whoever said before that it is paid."""
    told = parted(said, lately=before > 0)
    if not paid_again.asked(said):
        return told
    if told is not None:
        return replace(told, rest=paid_again.without_it(told.rest))
    return PaymentTold("", has_details=False, rest=paid_again.without_it(said)) if before else None


def _with_the_rest(
    session: Session, at: Scene, rest: Understanding, served: Turn, booking: Booking, claimed: Turn
) -> Turn:
    """What only tells stands above; what asks something back stands below, so that its question comes last."""
    served = without_asking.for_money(session, at, booking, served)
    if served.step in NOT_UNDERSTOOD or not served.says:
        return left_unanswered.passed_on(session, at, rest, claimed)
    memory = {"stay": at.memory.stay, "party": at.memory.party}
    if composing.only_tells(at, served):
        told = composing.told_before(at, served, claimed)
        return replace(told, memory={**memory, **served.memory, **told.memory})
    said = claimed.says[0].body if isinstance(claimed.says[0], Text) else ""
    joined = composing.reply(at, [Answer("pay", said)], served)
    return replace(joined, call_person=joined.call_person or claimed.call_person)


def _claimed(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, told: PaymentTold, before: int
) -> Turn:
    if (looked_for := paid_without_proof.told(session, scene, meant, booking)) is not None:
        return looked_for
    wanted = kept.wanted_of(session, booking)
    noted = _noted(session, scene, booking, told)
    if kept.is_checked(booking):
        turn = paying.where(session, scene, wanted, booking)
    else:
        turn = paid_without_proof.not_seen_yet(session, scene, wanted, booking)
    said = turn.says[0].body if isinstance(turn.says[0], Text) else ""
    again = paid_already.told(session, scene, booking) if paid_again.asked(scene.words) else ""
    pressing = before >= _PRESSING or (before and (noted or again))
    once_more = pressing and not kept.is_checked(booking)
    calls = f" {passed_on(scene, Reason.BOOKING)}" if once_more else ""
    body = "\n\n".join(one for one in (noted, again, f"{said}{calls}") if one)
    called = Reason.BOOKING if once_more else turn.call_person
    return replace(turn, says=(Text(body),), call_person=called, flow=NAME, by=NAME)


def _all_claimed(
    session: Session,
    scene: Scene,
    meant: Understanding,
    holds: Sequence[Booking],
    told: PaymentTold,
    before: int,
) -> Turn:
    """ "Ya pagué las dos": each of them is looked for and kept meanwhile, and all are told by their codes."""
    turns = [_claimed(session, scene, meant, one, told, before) for one in holds]
    lines = "\n".join(kept.line(session, scene, one) for one in holds)
    bodies = [one.says[0].body for one in turns if isinstance(one.says[0], Text)]
    said = "\n\n".join((*dict.fromkeys(bodies), scene.say("booking.holds", holds=lines)))
    called = next((one.call_person for one in turns if one.call_person is not None), None)
    facts = tuple(f"booking:{one.code}" for one in holds)
    return replace(turns[-1], says=(Text(said),), call_person=called, facts=facts)


def _noted(session: Session, scene: Scene, booking: Booking, told: PaymentTold) -> str:
    """For reception, in the guest's own words."""
    if not told.payer and not told.has_details:
        return ""
    words = " ".join(scene.words.split())
    money.write_down(
        session, booking, scene.voice.say(scene.hotel.language, "booking.claim_note", words=words)
    )
    if told.payer:
        return scene.say("booking.payer_noted", code=booking.code, name=told.payer)
    return scene.say("booking.claim_noted", code=booking.code)
