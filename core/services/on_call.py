"""The telephone of whoever is on call: reached by message at any hour, outside this house's conversations."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind
from core.domain.errands import Act, Errand, LetterState, Refusal
from core.domain.identities import identifiers_of
from core.domain.messages import Channel, Delivery, Sender, StatusUpdate, window_is_open
from core.domain.outgoing import Content, Template, Text, to_json
from core.services import alerts, errands, hotels, phrases, templates
from core.store import conversations, guests, outbox
from core.store.conversations import Conversation
from core.store.hotels import Hotel
from core.store.outbox import Claimed, OutboxLetter

TEMPLATE: Final = "staff_alert"
# No line of any thread: what the guest reads is another matter.
NO_MESSAGE: Final = 0
_LONGEST: Final = 300


def write(session: Session, conversation: Conversation, words: str) -> bool:
    """False where the hotel has named no such telephone: the alert has to say so."""
    hotel = hotels.get(session, conversation.hotel_id)
    if not hotel.on_call_phone:
        return False
    guest = guests.one(session, conversation.guest_id)
    facts = {
        "hotel": hotel.name,
        "guest": (guest.name if guest else "") or _phone_of(session, conversation) or "?",
        "words": " ".join(words.split())[:_LONGEST] or "…",
    }
    payload = {
        "message": NO_MESSAGE,
        "conversation": None,
        "about": conversation.id,
        "channel": conversation.channel,
        "account": conversation.account,
        "phone": hotel.on_call_phone,
        "bsuid": None,
        "content": to_json(_content(session, hotel, conversation, facts)),
    }
    errands.write(
        session,
        hotel.id,
        Errand.ALERT_STAFF,
        f"on_call:{conversation.id}",
        payload,
        lane=f"on_call:{hotel.id}",
    )
    return True


def news(session: Session, letter_id: int, update: StatusUpdate, refusal: Refusal | None) -> None:
    """Word of a message to that telephone: it went out, or it never arrived and somebody must know."""
    letter = outbox.locked(session, letter_id)
    if letter is None or letter.kind not in (Errand.ALERT_STAFF, Errand.TELL_STAFF):
        return
    if letter.state == LetterState.DOUBTFUL:
        outbox.done(session, [letter.id], clock.now())
    if update.state is Delivery.FAILED:
        _told(session, letter, refusal.detail if refusal is not None else "")


def refused(session: Session, letter: Claimed, refusal: Refusal) -> None:
    """It will not go: somebody must know, unless it was only too late to be of use."""
    if refusal.act is Act.DROP_QUIETLY:
        outbox.put_aside(session, letter.id, LetterState.CANCELLED, refusal.detail)
        return
    outbox.put_aside(session, letter.id, LetterState.DEAD, refusal.detail)
    _told(session, letter, refusal.detail)


def _told(session: Session, letter: Claimed | OutboxLetter, detail: str) -> None:
    if letter.kind == Errand.ALERT_STAFF:
        not_reached(session, letter.hotel_id, letter.payload.get("about"), detail)
        return
    facts = {"box": "outbox", "errand": str(letter.kind), "detail": detail[:200]}
    alerts.raise_alert(session, letter.hotel_id, AlertKind.LETTER_DEAD, f"outbox:{letter.id}", facts=facts)


def not_reached(session: Session, hotel_id: int, conversation_id: int | None, detail: str) -> None:
    alerts.raise_alert(
        session,
        hotel_id,
        AlertKind.ON_CALL_NOT_REACHED,
        f"on_call:{conversation_id}",
        conversation_id=conversation_id,
        facts={"detail": detail[:200]},
    )


def _content(session: Session, hotel: Hotel, conversation: Conversation, facts: dict[str, str]) -> Content:
    """Free words where that telephone wrote to the hotel within a day, else the approved template."""
    if _window_is_open(session, hotel, conversation):
        return Text(phrases.of(session, hotel).say(hotel.language, "staff.alert", **facts))
    made = templates.registry()[TEMPLATE]
    language = templates.sendable(session, conversation, TEMPLATE, hotel.language)
    return Template(TEMPLATE, language or templates.spelled(hotel.language), made.words(facts))


def _window_is_open(session: Session, hotel: Hotel, conversation: Conversation) -> bool:
    channel = Channel(conversation.channel)
    known = guests.known_by(session, channel, identifiers_of(Sender(phone=hotel.on_call_phone)))
    heard = [conversations.last_heard(session, row.guest_id, channel, conversation.account) for row in known]
    return any(window_is_open(at, clock.now()) for at in heard)


def _phone_of(session: Session, conversation: Conversation) -> str | None:
    phone, _ = guests.addresses(session, conversation.guest_id, Channel(conversation.channel))
    return f"+{phone}" if phone else None
