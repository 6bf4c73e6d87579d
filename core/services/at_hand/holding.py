"""A room held from the composer: at the price that was on the screen, and the guest reads how to pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.outgoing import Text
from core.domain.showing import Outcome
from core.services import (
    bookings,
    confirmations,
    conversations,
    cot_words,
    outgoing,
    paying,
    payments,
    selling,
    showing,
    words,
)
from core.services.at_hand import offering
from core.services.at_hand.talks import mine_to_write, talk, voice_of
from core.services.at_hand.things import CannotSend, Offer, SeenOtherwise, Why, made
from core.services.bookings import Terms
from core.services.confirmations import LetterVoice
from core.services.payments.accounts import takes_payments
from core.services.showing import Part
from core.store.bookings import Booking
from core.store.conversations import Conversation

_NO_CODE_YET: Final = "······"


@dataclass(frozen=True)
class WouldHold:
    """What a hold would be now. `told` is what the guest reads, all but the code; nothing where nothing is due."""

    part: Part
    told: str
    mark: str


def hold(
    session: Session, actor: Actor, conversation_id: int, wanted: Offer, seen: str, token: str
) -> Booking | None:
    """The one type that was chosen, at the price that was seen; the guest is told, and how to pay."""
    require(actor, Action.BOOK)
    require(actor, Action.REPLY)
    conversation = mine_to_write(session, actor, conversation_id, token, "hold")
    if conversation is None:
        return None
    voice = voice_of(session, conversation)
    part, mark = _chosen(session, voice, wanted)
    if mark != seen:
        raise SeenOtherwise
    row = showing.show(session, conversation, wanted.wish, (part,))
    terms = Terms(conversation_id=conversation.id, agreed=part.quotes)
    booked = bookings.hold(session, actor, conversation.guest_id, part.wish, terms, token=f"{token}:hold")
    showing.close(row, Outcome.HELD)
    row.booking_id = booked[0].id
    conversations.take(session, actor, conversation)
    _tell(session, actor, conversation, part, booked[0])
    return booked[0]


def told_of_hold(session: Session, actor: Actor, conversation_id: int, wanted: Offer) -> WouldHold:
    require(actor, Action.BOOK)
    voice = voice_of(session, talk(session, conversation_id))
    part, mark = _chosen(session, voice, wanted)
    until = clock.now() + timedelta(minutes=selling.hold_minutes(session, voice.hotel))
    told = _held(session, voice, part, _NO_CODE_YET, until) if part.deposit else ""
    return WouldHold(part, told, mark)


def _chosen(session: Session, voice: LetterVoice, wanted: Offer) -> tuple[Part, str]:
    """With a mark of what is promised: the price, and how it is paid."""
    if len(wanted.types) != 1:
        raise CannotSend(Why.NOTHING_CHOSEN)
    part = offering.chosen(session, voice, wanted)[0]
    pays = _how_to_pay(session, voice, part)
    return part, made(promised=[voice.language, *offering.promise((part,)), pays]).mark


def _held(session: Session, voice: LetterVoice, part: Part, code: str, until: datetime | None) -> str:
    rooms, dates = cot_words.of_parts(voice, [part]), words.dates(voice, part.stay)
    what = voice.say("booking.room_and_dates", rooms=rooms, dates=dates)
    lead = voice.say("booking.held", what=what, code=code, until=words.hour(voice, until) if until else "")
    return f"{lead}\n\n{_how_to_pay(session, voice, part)}"


def _how_to_pay(session: Session, voice: LetterVoice, part: Part) -> str:
    """By the hotel's link, which comes by itself; else to its account; else whoever holds it says how."""
    if not part.deposit:
        return ""
    key = "booking.due_all" if part.deposit == part.total else "booking.due_deposit"
    due = voice.say(key, amount=words.money(voice, part.deposit))
    if takes_payments(session) is not None:
        return voice.say("booking.link_comes", due=due)
    if account := paying.account_words(session, voice.hotel, voice.language):
        return voice.say("booking.transfer", due=due, account=account)
    return voice.say("booking.pay_with_people", due=due)


def _tell(session: Session, actor: Actor, conversation: Conversation, part: Part, booking: Booking) -> None:
    """Where nothing is due the room is theirs at once; else they hear until when it is kept, and how to pay it."""
    if not paying.due(session, booking):
        paying.confirm(session, booking)
        content = confirmations.confirmation(session, booking)
        outgoing.say(session, conversation, content, staff_id=actor.staff_id)
        return
    paying.remind(session, booking)
    said = _held(session, voice_of(session, conversation), part, booking.code, booking.hold_until)
    outgoing.say(session, conversation, Text(said), staff_id=actor.staff_id)
    if takes_payments(session) is not None:
        payments.ask(session, actor, booking)
