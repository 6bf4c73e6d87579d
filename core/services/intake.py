"""What came in becomes rows: kept first, then understood as lines of a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock, telemetry
from core.domain.conversations import Author, Direction, EventKind, Owner
from core.domain.errands import Errand, LetterState
from core.domain.identities import identifiers_of
from core.domain.messages import MEDIA, QUIET, Channel, Echo, IdentityChange, Incoming
from core.domain.payments import Provider
from core.domain.ports import Envelope
from core.domain.speech import AWAITED, PATIENCE, SPOKEN, Unheard, listened_key
from core.services import errands, outgoing, reach, rewriting
from core.services import guests as people
from core.services.hotels import get as get_hotel
from core.services.owners import answered, schedule_give_back
from core.services.storing import storable, without_nul
from core.store import conversations, inbox, messages, outbox
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.inbox import NewLetter
from core.store.messages import Message

_LESS_THAN_A_SECOND = timedelta(milliseconds=999)


@dataclass(frozen=True)
class Kept:
    """An envelope with what the receiver knew of it. Without a hotel it is for nobody we know."""

    channel: Channel | Provider
    envelope: Envelope
    hotel_id: int | None
    trace_id: str

    @property
    def error(self) -> str | None:
        if self.envelope.kind == "unreadable":
            return "unreadable delivery"
        if self.hotel_id is None:
            return f"no hotel has the account {self.envelope.account}"
        return None


def keep(session: Session, arrivals: Sequence[Kept]) -> list[int]:
    """Stores envelopes as they came; what nobody can read or nobody owns is kept too, for people to see."""
    letters = [
        NewLetter(
            hotel_id=arrival.hotel_id,
            channel=arrival.channel,
            key=arrival.envelope.key,
            kind=arrival.envelope.kind,
            account=arrival.envelope.account,
            lane=arrival.envelope.lane,
            body=arrival.envelope.body,
            trace_id=arrival.trace_id,
            state=LetterState.DEAD if arrival.error else LetterState.WAITING,
            error=arrival.error,
        )
        for arrival in arrivals
    ]
    return inbox.keep(session, letters) if letters else []


def hear(session: Session, hotel_id: int, incoming: Incoming) -> tuple[Conversation, Message | None]:
    """Writes what a guest sent into its conversation. The message is one to be answered; none where it was known, or
    changed an earlier one that need not be read again.
    """
    conversation = _known_conversation(session, hotel_id, incoming) or _begun(session, incoming)
    if conversation is None:
        guest = people.recognise(session, hotel_id, incoming.channel, incoming.sender)
        conversation = _conversation(session, hotel_id, guest.id, incoming)
    if incoming.kind in QUIET:
        opened = rewriting.change(session, conversation, incoming)
        tell_after_commit(session, hotel_id, kind="message", conversation=conversation.id)
        return conversation, opened
    message = _line(conversation, incoming, Direction.IN, Author.GUEST)
    if incoming.kind in SPOKEN:
        message.content["hearing"] = str(AWAITED if incoming.media is not None else Unheard.NOT_FETCHED)
    lane = people.chat_lane(conversation.id)
    heard = messages.hear(session, message, conversation.guest_id, lane)
    if heard is None:
        return conversation, None
    people.called(heard.guest, incoming.sender)
    if heard.was_unreachable:
        reach.is_back(session, hotel_id, conversation.id)
    for letter_id in heard.parked:  # the guest wrote: what waited for the window to open goes out now
        outgoing.send_again(session, letter_id)
    _fetch_media(session, conversation, message, incoming)
    _wait_for_its_words(session, conversation, message)
    wrote_at = min(incoming.at, message.at)
    if conversation.last_guest_at is None or wrote_at > conversation.last_guest_at:
        conversation.last_guest_at = wrote_at
    _is_last(conversation, message)
    conversation.unread += 1
    tell_after_commit(session, hotel_id, kind="message", conversation=conversation.id)
    return conversation, message


def overhear(session: Session, echo: Echo, hotel_id: int) -> None:
    """The hotel answered from its own telephone: noted, and the house keeps quiet for a while."""
    guest = people.recognise(session, hotel_id, echo.message.channel, echo.to)
    conversation = _conversation(session, hotel_id, guest.id, echo.message)
    if messages.by_provider_id(session, echo.message.id) is not None:
        return
    message = _line(conversation, echo.message, Direction.OUT, Author.PHONE)
    session.add(message)
    session.flush()
    _fetch_media(session, conversation, message, echo.message)
    _is_last(conversation, message)
    if conversation.owner != Owner.PHONE:
        people.note(session, conversation, EventKind.PHONE_ANSWERED)
    conversation.owner, conversation.owner_staff_id = Owner.PHONE, None
    conversation.waiting_since, conversation.unread = None, 0
    outbox.cancel(session, outbox.turn_key(conversation.id))
    answered(session, conversation)
    schedule_give_back(session, conversation, get_hotel(session, hotel_id).give_back_minutes)
    tell_after_commit(session, hotel_id, kind="message", conversation=conversation.id)


def learn_identity(session: Session, hotel_id: int, change: IdentityChange) -> None:
    guest = people.rename(session, hotel_id, change.channel, change.before, change.after)
    for conversation in conversations.all_of_guest(session, guest.id):
        people.note(session, conversation, EventKind.IDENTITY_CHANGED)
        tell_after_commit(session, hotel_id, kind="message", conversation=conversation.id)


def _known_conversation(session: Session, hotel_id: int, incoming: Incoming) -> Conversation | None:
    """Most people come back as they were: then one look is enough."""
    identifiers = identifiers_of(incoming.sender)
    return (
        conversations.met(session, hotel_id, incoming.channel, incoming.account, identifiers)
        if identifiers
        else None
    )


def _begun(session: Session, incoming: Incoming) -> Conversation | None:
    """Most of the others have never written before: then one statement makes all there is to make."""
    identifiers = identifiers_of(incoming.sender)
    if not identifiers:
        return None
    stranger = conversations.Stranger(
        incoming.sender.name or "",
        identifiers,
        incoming.channel,
        incoming.account,
        _written_at(incoming),
    )
    return conversations.begun(session, stranger, clock.now())


def _conversation(session: Session, hotel_id: int, guest_id: int, incoming: Incoming) -> Conversation:
    found = conversations.of_guest(session, guest_id, incoming.channel, incoming.account)
    if found is not None:
        return found
    made = Conversation(
        hotel_id=hotel_id,
        guest_id=guest_id,
        channel=incoming.channel,
        account=incoming.account,
        owner=Owner.HOUSE,
        state={},
        last_message_at=_written_at(incoming),
        last_text="",
        last_author=Author.GUEST,
        unread=0,
    )
    session.add(made)
    session.flush()
    return made


def _line(conversation: Conversation, incoming: Incoming, direction: Direction, author: Author) -> Message:
    return Message(
        hotel_id=conversation.hotel_id,
        conversation_id=conversation.id,
        direction=direction,
        author=author,
        kind=incoming.kind,
        text=storable(incoming.text),
        content=_content(incoming),
        reactions={},
        at=_written_at(incoming),
        stored_at=clock.now(),
        provider_id=incoming.id,
        quotes=incoming.quotes,
        trace_id=telemetry.current_trace(),
    )


def _content(incoming: Incoming) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if incoming.choice is not None:
        content["choice"] = storable(incoming.choice)
    if incoming.place is not None:
        content["place"] = asdict(incoming.place)
    if incoming.cards:
        content["cards"] = [asdict(card) for card in incoming.cards]
    if incoming.media is not None:
        content["media"] = asdict(incoming.media)
    if incoming.forwarded:
        content["forwarded"] = True
    if incoming.extra:
        content["extra"] = incoming.extra
    cleaned = without_nul(content)
    assert isinstance(cleaned, dict)
    return cleaned


def _written_at(incoming: Incoming) -> datetime:
    """Channels count whole seconds: the end of the second, or a quick answer would stand before its question.

    A telephone whose clock runs ahead must not pin its conversation to the top.
    """
    return min(incoming.at + _LESS_THAN_A_SECOND, clock.now())


def _is_last(conversation: Conversation, message: Message) -> None:
    """A message that comes late takes its place in the thread, not at the end of it."""
    if message.at >= conversation.last_message_at:
        conversation.last_message_at = message.at
        conversation.last_text = message.text[:200] or f"[{message.kind}]"
        conversation.last_author = message.author


def _wait_for_its_words(session: Session, conversation: Conversation, message: Message) -> None:
    """A voice note is answered when it has been listened to, or in any case after a while."""
    if message.content.get("hearing") != AWAITED:
        return
    key = listened_key(message.id)
    errands.write(
        session,
        conversation.hotel_id,
        Errand.TAKE_TURN,
        key,
        {"conversation": conversation.id},
        due_at=message.stored_at + PATIENCE,
    )


def _fetch_media(session: Session, conversation: Conversation, message: Message, incoming: Incoming) -> None:
    if incoming.kind not in MEDIA or incoming.media is None:
        return
    errands.write(
        session,
        conversation.hotel_id,
        Errand.FETCH_MEDIA,
        f"media:{message.id}",
        {
            "message": message.id,
            "channel": conversation.channel,
            "account": conversation.account,
            "media": asdict(incoming.media),
        },
    )
