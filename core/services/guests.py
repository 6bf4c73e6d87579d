"""Recognising guests: one person, however many numbers, spellings and ids the channel uses for them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AuditTag, Author, Direction, EventKind, Owner
from core.domain.identities import IdentifierKind, identifiers_of
from core.domain.messages import Channel, Sender
from core.domain.telephones import is_of_another_country
from core.store import (
    alerts,
    bookings,
    conversations,
    guests,
    handovers,
    labels,
    later,
    messages,
    outbox,
    review_requests,
    reviews,
    shown,
    tasks,
    waitlist,
)
from core.store.alerts import AuditEntry
from core.store.conversations import Conversation
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.messages import Message


class Nobody(Exception):
    """The arrival names no person at all."""


def recognise(session: Session, hotel_id: int, channel: Channel, sender: Sender) -> Guest:
    """Finds the guest behind a sender, or makes one; identifiers seen together for the first time join guests."""
    identifiers = identifiers_of(sender)
    if not identifiers:
        raise Nobody("an arrival without any identifier")
    known = guests.known_by(session, channel, identifiers)
    # A username may have passed on to somebody else: it decides only for a person who brings nothing steadier.
    names_only = all(identifier.kind == IdentifierKind.USERNAME for identifier in identifiers)
    ids = sorted({row.guest_id for row in known if names_only or row.kind != IdentifierKind.USERNAME})
    if ids:
        guest = session.get_one(Guest, ids[0])
        for other in ids[1:]:
            join(session, guest, session.get_one(Guest, other))
    else:
        guest = Guest(hotel_id=hotel_id, name=sender.name or "", created_at=clock.now())
        session.add(guest)
        session.flush()
    called(guest, sender)
    now = clock.now()
    unchanged = {(row.kind, row.key, row.value) for row in known if row.guest_id == guest.id}
    for identifier in identifiers:
        if (identifier.kind, identifier.key, identifier.value) not in unchanged:
            guests.remember(session, guest, channel, identifier, now)
    return guest


def called(guest: Guest, sender: Sender) -> None:
    """People rename themselves whenever they like; the channel's last word counts."""
    if sender.name and guest.name != sender.name:
        guest.name = sender.name


def contact_of(session: Session, guest_id: int) -> tuple[str, str | None]:
    """Name and phone, for staff."""
    guest = guests.one(session, guest_id)
    return (guest.name if guest is not None else "", guests.addresses(session, guest_id, Channel.WHATSAPP)[0])


def join(session: Session, kept: Guest, other: Guest) -> None:
    """Two guests turn out to be one person: everything of the younger record moves to the older."""
    for theirs in conversations.all_of_guest(session, other.id):
        ours = conversations.of_guest(session, kept.id, Channel(theirs.channel), theirs.account)
        if ours is None:
            theirs.guest_id = kept.id
            session.flush()
            note(session, theirs, EventKind.GUESTS_MERGED)
        else:
            _pour(session, theirs, ours)
            note(session, ours, EventKind.GUESTS_MERGED)
    guests.hand_identifiers_over(session, other.id, kept.id)
    bookings.hand_over(session, other.id, kept.id)
    shown.hand_over(session, other.id, kept.id)
    review_requests.hand_over(session, other.id, kept.id)
    reviews.hand_over(session, other.id, kept.id)
    waitlist.hand_over(session, other.id, kept.id)
    other.merged_into = kept.id
    kept.opted_out_at = kept.opted_out_at or other.opted_out_at
    alerts.write_down(
        session,
        AuditEntry(
            hotel_id=kept.hotel_id,
            tag=AuditTag.GUESTS_MERGED,
            subject=f"guest:{kept.id}",
            details={"merged": other.id},
            at=clock.now(),
        ),
    )


def _pour(session: Session, source: Conversation, target: Conversation) -> None:
    """Moves one conversation's lines, letters and waiting into another; the emptied one stays as a shell."""
    messages.move_all(session, source.id, target.id)
    bookings.follow_conversation(session, source.id, target.id)
    shown.follow_conversation(session, source.id, target.id)
    waitlist.follow_conversation(session, source.id, target.id)
    review_requests.follow_conversation(session, source.id, target.id)
    reviews.follow_conversation(session, source.id, target.id)
    outbox.move_lane(session, chat_lane(source.id), chat_lane(target.id))
    outbox.cancel(session, outbox.turn_key(source.id))
    alerts.follow(session, source.id, target.id, clock.now())
    handovers.follow(session, source.id, target.id, clock.now())
    labels.follow(session, source.id, target.id)
    later.follow(session, source.id, target.id)
    tasks.follow(session, source.id, target.id)
    target.unread += source.unread
    target.last_guest_at = max(filter(None, (target.last_guest_at, source.last_guest_at)), default=None)
    if source.last_message_at > target.last_message_at:
        target.last_message_at, target.last_text = source.last_message_at, source.last_text
        target.last_author = source.last_author
    if target.owner == Owner.HOUSE and source.owner != Owner.HOUSE:
        _keep_speaking(session, source, target)
    source.owner, source.owner_staff_id, source.give_back_at = Owner.HOUSE, None, None
    source.unread, source.waiting_since, source.last_text = 0, None, ""


def _keep_speaking(session: Session, source: Conversation, target: Conversation) -> None:
    """Whoever was answering the guest, or was promised to, still is: the house must not break in."""
    from core.services.owners import schedule_give_back  # owners write their notes through this module

    target.owner, target.owner_staff_id = source.owner, source.owner_staff_id
    target.waiting_since, target.handover_reason = source.waiting_since, source.handover_reason
    target.paused_until = source.paused_until
    if source.give_back_at is not None:
        left = source.give_back_at - clock.now()
        schedule_give_back(session, target, max(0, round(left.total_seconds() / 60)))


def chat_lane(conversation_id: int) -> str:
    return f"chat:{conversation_id}"


def note(session: Session, conversation: Conversation, kind: EventKind, **facts: object) -> None:
    """Writes a line between the bubbles."""
    now = clock.now()
    session.add(
        Message(
            hotel_id=conversation.hotel_id,
            conversation_id=conversation.id,
            direction=Direction.EVENT,
            author=Author.SYSTEM,
            kind=kind,
            text="",
            content=facts,
            reactions={},
            at=now,
            stored_at=now,
            trace_id="",
        )
    )


def rename(session: Session, hotel_id: int, channel: Channel, before: Sender, after: Sender) -> Guest:
    """The channel says a person's identifiers changed: the new ones join the guest known by the old ones."""
    old = guests.known_by(session, channel, identifiers_of(before)) if identifiers_of(before) else []
    if not old:
        return recognise(session, hotel_id, channel, after)
    guest = session.get_one(Guest, old[0].guest_id)
    new = guests.known_by(session, channel, identifiers_of(after))
    for other in sorted({row.guest_id for row in new} - {guest.id}):
        join(session, guest, session.get_one(Guest, other))
    for identifier in identifiers_of(after):
        guests.remember(session, guest, channel, identifier, clock.now())
    return guest


def reads_abroad(conversation: Conversation, hotel: Hotel) -> bool:
    """Their telephone is of another country than the hotel, and so may be the clock they look at and their money.

    Asked only where a price or an hour that binds is said."""
    return is_of_another_country(*conversations.addresses(conversation), hotel.country)
