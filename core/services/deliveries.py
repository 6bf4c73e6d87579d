"""How our messages fare: accepted, seen, refused, and what each refusal asks of us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind, Author, EventKind
from core.domain.errands import MAX_ATTEMPTS, Act, LetterState, Refusal, pair_pause, pause_before
from core.domain.messages import Channel, Delivery, StatusUpdate, moves_forward
from core.domain.outgoing import Template
from core.domain.ports import Receipt
from core.services import alerts, hotels, on_call, outgoing, reach, template_states, templates
from core.services.guests import note
from core.services.journey import writing
from core.services.reviews import returned
from core.store import conversations, guests, media, messages, outbox
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.messages import Message
from core.store.outbox import Claimed

_TRY_AGAIN = frozenset({Act.RETRY, Act.SLOW_NUMBER, Act.DELAY_GUEST, Act.RENEW_MEDIA})
_ABOUT_TEMPLATES = frozenset({Act.SWITCH_TEMPLATE, Act.OTHER_LANGUAGE})
_SLOW_SECONDS = 30.0
# Only staff write to somebody who is out of reach: what arrives ends that.
_ARRIVED = frozenset({Delivery.DELIVERED, Delivery.READ, Delivery.PLAYED})
# A crowded number is nobody's mistake: wait minutes rather than give the message up.
_CROWDED_ATTEMPTS = 14


def echo_of(letter_id: int, message_id: int) -> str:
    """The mark that travels with a message and comes back in all its statuses."""
    return f"{letter_id}.{message_id}"


def message_of(echo: str | None) -> int | None:
    parts = (echo or "").split(".")
    return int(parts[1]) if len(parts) == 2 and parts[1].isdigit() else None


def accepted(session: Session, hotel_id: int, taken: Sequence[tuple[Claimed, Receipt]]) -> None:
    """The channel took them. Their statuses may have come already; then they know better."""
    if not taken:
        return
    lines = messages.name_accepted(
        session, {letter.payload["message"]: receipt.message_id for letter, receipt in taken}
    )
    outbox.done(session, [letter.id for letter, _ in taken], clock.now())
    for letter, receipt in taken:
        address = letter.payload
        if receipt.recipient_phone and receipt.recipient_phone != address["phone"]:
            _respell(session, address, receipt.recipient_phone)
    for channel, account in {(letter.payload["channel"], letter.payload["account"]) for letter, _ in taken}:
        hotels.resume_channel(session, hotel_id, Channel(channel), account)
    for conversation_id in lines:
        tell_after_commit(session, hotel_id, kind="status", conversation=conversation_id)


def _respell(session: Session, address: dict[str, Any], spelling: str) -> None:
    conversation_id = address["conversation"]
    conversation = conversations.locked(session, conversation_id) if conversation_id else None
    if conversation is not None:
        guests.heard_as(session, conversation.guest_id, Channel(conversation.channel), spelling)


def mark_refused(session: Session, letter: Claimed, refusal: Refusal) -> None:
    """A blue tick is worth no second try; what the refusal says about the account still counts."""
    outbox.put_aside(session, letter.id, LetterState.CANCELLED, refusal.detail)
    if refusal.act is Act.PAUSE_HOTEL:
        _whole_account(session, letter.hotel_id, letter.payload, refusal)


def refused(session: Session, letter: Claimed, refusal: Refusal) -> None:
    """Does what the table of refusals says: wait, tell people, or stop."""
    _whole_account(session, letter.hotel_id, letter.payload, refusal)
    _note_template(session, letter, refusal)
    if refusal.act is Act.PAUSE_HOTEL:
        outbox.try_later(session, letter.id, clock.after(60), str(refusal.code))
        return
    if refusal.act is Act.RENEW_MEDIA:
        _forget_uploads(session, letter)
    patience = _CROWDED_ATTEMPTS if refusal.act is Act.SLOW_NUMBER else MAX_ATTEMPTS
    if refusal.act in _TRY_AGAIN and letter.attempts < patience:
        pause = pair_pause if refusal.act is Act.DELAY_GUEST else pause_before
        due_at = clock.after(clock.jittered(pause(letter.attempts)))
        outbox.try_later(session, letter.id, due_at, refusal.detail)
        return
    if refusal.act is Act.OTHER_LANGUAGE and _in_another_language(session, letter, refusal):
        return
    if letter.payload["message"] == on_call.NO_MESSAGE:
        on_call.refused(session, letter, refusal)
        return
    message = messages.locked(session, letter.payload["message"])
    if refusal.act is Act.USE_TEMPLATE:
        outbox.put_aside(session, letter.id, LetterState.PARKED, refusal.detail)
        _reopen(session, letter)
    else:
        outbox.put_aside(session, letter.id, LetterState.DEAD, refusal.detail)
    if message is not None:
        _failed(session, message, refusal)


def _note_template(session: Session, letter: Claimed, refusal: Refusal) -> None:
    content = letter.payload["content"]
    if content["kind"] == "template":
        named = {"name": content["name"], "language": content["language"]}
        address = {"channel": letter.payload["channel"], "account": letter.payload["account"], **named}
        template_states.refused(session, letter.hotel_id, address, refusal.code)


def _in_another_language(session: Session, letter: Claimed, refusal: Refusal) -> bool:
    """A template that does not exist in one language may in another: better that than silence."""
    content, tried = letter.payload["content"], letter.payload.get("tried", [])
    if content["kind"] != "template":
        return False
    language = templates.other_language(hotels.get(session, letter.hotel_id), content, tried)
    if language is None:
        return False
    drawn = {**content, "language": language}
    payload = {**letter.payload, "content": drawn, "tried": [*tried, content["language"]]}
    outbox.redraw(session, letter.id, payload, clock.now(), refusal.detail)
    message = messages.locked(session, letter.payload["message"])
    if message is not None:
        message.content = {**message.content, "language": language}
    return True


def apply(session: Session, updates: Sequence[tuple[StatusUpdate, Refusal | None]]) -> None:
    """Statuses of one hotel; sorted, so that two workers never wait for each other in a circle."""
    _hear_of_the_one_on_call(session, updates)
    ids = _message_ids(session, [update for update, _ in updates])
    lines = messages.all_locked(session, {found for found in ids if found is not None})
    for message_id, (update, refusal) in sorted(
        zip(ids, updates, strict=True), key=lambda item: item[0] or 0
    ):
        message = lines.get(message_id or 0)
        if message is None or _is_about_an_earlier_try(session, message, update):
            continue
        _settle_doubt(session, message, update)
        present = Delivery(message.delivery or Delivery.QUEUED)
        if moves_forward(present, update.state):
            message.delivery, message.delivery_at = update.state, update.at
            if message.author == Author.STAFF and update.state in _ARRIVED:
                reach.is_back(session, message.hotel_id, message.conversation_id)
            if update.state is Delivery.FAILED and refusal is not None:
                _whole_account(session, message.hotel_id, _address(session, message), refusal)
                _failed(session, message, refusal)
            tell_after_commit(session, message.hotel_id, kind="status", conversation=message.conversation_id)
        if update.category and update.billable:
            message.billed_as = update.category


def _hear_of_the_one_on_call(
    session: Session, updates: Sequence[tuple[StatusUpdate, Refusal | None]]
) -> None:
    for update, refusal in updates:
        letter_id, _, message_id = (update.echo or "").partition(".")
        if message_id == str(on_call.NO_MESSAGE) and letter_id.isdecimal() and len(letter_id) < 19:
            on_call.news(session, int(letter_id), update, refusal)


def _message_ids(session: Session, updates: Sequence[StatusUpdate]) -> list[int | None]:
    """Our own mark says at once which message is meant; without it the channel's name for it must do."""
    marked = [message_of(update.echo) for update in updates]
    nameless = {update.message_id for update, ours in zip(updates, marked, strict=True) if ours is None}
    named = messages.ids_by_provider_id(session, nameless) if nameless else {}
    return [
        named.get(update.message_id) if ours is None else ours
        for update, ours in zip(updates, marked, strict=True)
    ]


def _is_about_an_earlier_try(session: Session, message: Message, update: StatusUpdate) -> bool:
    """Staff had a failed message sent again: late news of the first try must not pass for news of the second."""
    if message.provider_id is not None or message_of(update.echo) is None:
        return False
    open_letter = outbox.open_under(session, f"message:{message.id}")
    return open_letter is not None and update.echo != echo_of(open_letter, message.id)


def _settle_doubt(session: Session, message: Message, update: StatusUpdate) -> None:
    """A status is the proof that the call went through, whatever became of the process that made it."""
    if message.provider_id == update.message_id:
        return  # written down, and its letter with it
    if message.provider_id is None:
        message.provider_id = update.message_id
    else:
        message.content = {**message.content, "sent_twice": True}
    outbox.settle(session, f"message:{message.id}", clock.now())


def _address(session: Session, message: Message) -> dict[str, Any]:
    conversation = conversations.locked(session, message.conversation_id)
    if conversation is None:
        return {}
    return {
        "channel": conversation.channel,
        "account": conversation.account,
        "conversation": conversation.id,
        "content": message.content,
    }


def _whole_account(session: Session, hotel_id: int, address: dict[str, Any], refusal: Refusal) -> None:
    """Some refusals are about the number or the account, not about this message."""
    channel, account = Channel(str(address["channel"])), str(address["account"])
    facts = {"code": refusal.code, "detail": refusal.detail}
    match refusal.act:
        case Act.PAUSE_HOTEL:
            hotels.pause_channel(session, hotel_id, channel, account, f"{refusal.code}: {refusal.detail}")
        case Act.SLOW_NUMBER:
            hotels.slow_channel(session, channel, account, _SLOW_SECONDS)
        case Act.STOP_CAMPAIGNS:
            alerts.raise_alert(session, hotel_id, AlertKind.CHANNEL_SLOW, f"spam:{account}", facts=facts)
        case Act.SWITCH_TEMPLATE if returned.is_question(address.get("content")):
            pass  # which stops all questions, and is told as that
        case Act.SWITCH_TEMPLATE | Act.OTHER_LANGUAGE:
            key = f"template:{refusal.code}"
            alerts.raise_alert(session, hotel_id, AlertKind.TEMPLATE_TROUBLE, key, facts=facts)
        case Act.OPT_OUT:
            _opt_out(session, address)
        case _:
            pass


def _opt_out(session: Session, address: dict[str, Any]) -> None:
    conversation_id = address.get("conversation")
    conversation = conversations.locked(session, conversation_id) if conversation_id else None
    if conversation is None:
        return
    guest = guests.one(session, conversation.guest_id)
    if guest is not None and guest.opted_out_at is None:
        guest.opted_out_at = clock.now()
        note(session, conversation, EventKind.OPTED_OUT)


def _failed(session: Session, message: Message, refusal: Refusal) -> None:
    message.delivery, message.delivery_at = Delivery.FAILED, clock.now()
    message.trouble_code, message.trouble = refusal.code, refusal.detail[:500]
    will_be_asked_again = returned.did_not_go(session, message, refusal)
    if refusal.act in _ABOUT_TEMPLATES:
        for mark in (message.why or {}).get("facts", []):
            writing.did_not_go(session, mark)
    if refusal.act is Act.UNREACHABLE:
        reach.is_out_of_reach(session, message, refusal)
    elif refusal.act is not Act.DROP_QUIETLY and not will_be_asked_again:
        alerts.raise_alert(
            session,
            message.hotel_id,
            AlertKind.NOT_DELIVERED,
            f"failed:{message.conversation_id}",
            conversation_id=message.conversation_id,
            facts={"code": refusal.code, "detail": refusal.detail[:200]},
        )
    tell_after_commit(session, message.hotel_id, kind="status", conversation=message.conversation_id)


def _forget_uploads(session: Session, letter: Claimed) -> None:
    content = letter.payload["content"]
    message = messages.locked(session, letter.payload["message"])
    drawn = message.media_id if message is not None else None
    for media_id in {content.get("media"), content.get("header_media"), drawn}:
        if media_id is not None:
            media.forget_upload(session, media_id, letter.payload["account"])


def _reopen(session: Session, letter: Claimed) -> None:
    """The window is closed: if the hotel has an approved template for it, it asks the guest to write."""
    conversation = conversations.locked(session, letter.payload["conversation"])
    if conversation is None or letter.payload["content"]["kind"] == "template":
        return
    template = _reopening(session, conversation)
    if template is None:
        return
    asked_at = conversation.state.get("reopening_asked_for")
    if asked_at != str(conversation.last_guest_at):
        conversation.state = {**conversation.state, "reopening_asked_for": str(conversation.last_guest_at)}
        outgoing.say(session, conversation, template)


def _reopening(session: Session, conversation: Conversation) -> Template | None:
    """The one the hotel has chosen, else the house's own where the channel has approved it."""
    hotel = hotels.get(session, conversation.hotel_id)
    if hotel.reopening_template is not None:
        return Template(hotel.reopening_template["name"], hotel.reopening_template["language"])
    if not templates.are_known(session, conversation):
        return None
    spoken = conversation.language or hotel.language
    return templates.filled(session, conversation, "reopening", spoken, {"hotel": hotel.name})
