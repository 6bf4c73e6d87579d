"""Looking at a thing before it goes, and letting it go. Whoever sends takes the conversation, as with any reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.knowledge import Photo
from core.domain.messages import window_is_open
from core.domain.outgoing import Text
from core.domain.showing import Outcome
from core.domain.stays import Stay, Wish
from core.services import (
    bookings,
    confirmations,
    conversations,
    hotels,
    offers,
    outgoing,
    paying,
    payments,
    phrases,
    selling,
    showing,
    words,
)
from core.services.at_hand import house, offering, staying
from core.services.at_hand.things import (
    NAMES,
    Calendar,
    Made,
    Offer,
    Pass,
    PayLink,
    Photos,
    SeenOtherwise,
    Thing,
    WayHere,
)
from core.services.bookings import Terms
from core.services.confirmations import LetterVoice
from core.services.conversations import NoSuchConversation, WindowClosed
from core.services.offers import Offers
from core.services.payments.accounts import takes_payments
from core.services.written import written_down
from core.store import conversations as rows
from core.store import guests
from core.store.bookings import Booking
from core.store.conversations import Conversation


@dataclass(frozen=True)
class OnHand:
    """What there is to send to this guest now."""

    stays: Sequence[staying.GuestsStay]
    photos: Sequence[Photo]
    knows_the_way: bool
    last_wish: showing.QuoteShown | None


def _talk(session: Session, conversation_id: int) -> Conversation:
    found = rows.one(session, conversation_id)
    if found is None:
        raise NoSuchConversation
    return found


def on_hand(session: Session, actor: Actor, conversation_id: int) -> OnHand:
    require(actor, Action.REPLY)
    conversation = _talk(session, conversation_id)
    voice = _voice(session, conversation)
    asked = showing.open_in(session, conversation)
    return OnHand(
        stays=staying.stays(session, conversation, voice.language),
        photos=house.pictures(session, voice),
        knows_the_way=house.knows_the_way(session, voice),
        last_wish=asked[-1] if asked else None,
    )


def free(session: Session, actor: Actor, wish: Wish) -> Offers:
    """What this hotel could offer now, or what is near it."""
    require(actor, Action.REPLY)
    return offers.search(session, actor.hotel_id, wish)


def preview(session: Session, actor: Actor, conversation_id: int, thing: Thing) -> Made:
    """As the guest will get it; nothing is written."""
    _may(actor, thing)
    return _made(session, _talk(session, conversation_id), thing)


def send(session: Session, actor: Actor, conversation_id: int, thing: Thing, seen: str, token: str) -> None:
    """`seen` is the mark of what was on the screen: anything else is shown first."""
    _may(actor, thing)
    conversation = _mine_to_write(session, actor, conversation_id, token, NAMES[type(thing)])
    if conversation is None:
        return
    if isinstance(thing, PayLink):
        staying.take_turn(session, thing.booking_id)
    made = _made(session, conversation, thing)
    if made.mark != seen:
        raise SeenOtherwise
    conversations.take(session, actor, conversation)
    if isinstance(thing, Offer):
        made = offering.shown(session, conversation, _voice(session, conversation), thing)
    if isinstance(thing, PayLink):
        staying.ask_for_money(session, actor, conversation, thing.booking_id)
    for content in () if made.later else made.contents:
        outgoing.say(session, conversation, content, staff_id=actor.staff_id)


def hold(
    session: Session, actor: Actor, conversation_id: int, wanted: Offer, seen: str, token: str
) -> Booking | None:
    """The one type that was chosen, at the price that was seen; the guest is told, and how to pay."""
    require(actor, Action.BOOK)
    require(actor, Action.REPLY)
    conversation = _mine_to_write(session, actor, conversation_id, token, "hold")
    if conversation is None:
        return None
    voice = _voice(session, conversation)
    if offering.offer(session, voice, wanted).mark != seen or len(wanted.types) != 1:
        raise SeenOtherwise
    part = offering.chosen(session, voice, wanted)[0]
    row = showing.show(session, conversation, wanted.wish, (part,))
    terms = Terms(conversation_id=conversation.id, agreed=part.quotes)
    made = bookings.hold(session, actor, conversation.guest_id, part.wish, terms, token=f"{token}:hold")
    showing.close(row, Outcome.HELD)
    row.booking_id = made[0].id
    conversations.take(session, actor, conversation)
    _tell(session, actor, conversation, voice, made[0])
    return made[0]


def told_of_hold(session: Session, actor: Actor, conversation_id: int, wanted: Offer) -> tuple[Made, str]:
    """What would be held, and what the guest would read: only the code is not known yet."""
    require(actor, Action.BOOK)
    conversation = _talk(session, conversation_id)
    voice = _voice(session, conversation)
    made = offering.offer(session, voice, wanted)
    part = offering.chosen(session, voice, wanted)[0]
    if not part.deposit:
        return made, ""
    minutes = selling.hold_minutes(session, voice.hotel)
    until = words.hour(voice, clock.now() + timedelta(minutes=minutes))
    return made, _held(voice, words.rooms(voice, part), part.stay, "······", until)


def _held(voice: LetterVoice, rooms: str, stay: Stay, code: str, until: str) -> str:
    what = voice.say("booking.room_and_dates", rooms=rooms, dates=words.dates(voice, stay))
    return voice.say("booking.held", what=what, code=code, until=until)


def _tell(
    session: Session, actor: Actor, conversation: Conversation, voice: LetterVoice, booking: Booking
) -> None:
    """Where nothing is due the room is theirs at once; else they hear until when it is kept, and the link comes."""
    if not paying.due(session, booking):
        paying.confirm(session, booking)
        content = confirmations.confirmation(session, booking)
        outgoing.say(session, conversation, content, staff_id=actor.staff_id)
        return
    paying.remind(session, booking)
    until = words.hour(voice, booking.hold_until) if booking.hold_until else ""
    rooms = showing.rooms_of(session, booking, voice.language)
    stay = words.from_to(showing.together(session, booking.id))
    said = _held(voice, rooms, stay, booking.code, until)
    outgoing.say(session, conversation, Text(said), staff_id=actor.staff_id)
    if takes_payments(session) is not None:
        payments.ask(session, actor, booking)


def _may(actor: Actor, thing: Thing) -> None:
    require(actor, Action.REPLY)
    if isinstance(thing, PayLink):
        require(actor, Action.ASK_PAYMENT)


def _mine_to_write(
    session: Session, actor: Actor, conversation_id: int, token: str, what: str
) -> Conversation | None:
    """The conversation, held; nothing for a click that was acted on before."""
    conversation = conversations.locked(session, conversation_id)
    subject = f"conversation:{conversation_id}"
    if not written_down(session, actor, AuditTag.CONVERSATION_REPLIED, subject, token, thing=what):
        return None
    if not window_is_open(conversation.last_guest_at, clock.now()):
        raise WindowClosed
    return conversation


def _made(session: Session, conversation: Conversation, thing: Thing) -> Made:
    voice = _voice(session, conversation)
    match thing:
        case Offer():
            return offering.offer(session, voice, thing)
        case PayLink(booking_id):
            return staying.pay_link(session, conversation, voice, booking_id)
        case Pass(booking_id):
            return staying.boarding(session, conversation, booking_id)
        case Calendar(booking_id):
            return staying.calendar(session, conversation, voice, booking_id)
        case WayHere():
            return house.way_here(session, voice)
        case Photos(media):
            return house.photos(session, voice, media)


def _voice(session: Session, conversation: Conversation) -> LetterVoice:
    hotel = hotels.get(session, conversation.hotel_id)
    guest = guests.one(session, conversation.guest_id)
    spoken = conversation.language or (guest.language if guest else None) or hotel.language
    language = spoken if spoken in phrases.LANGUAGES else hotel.language
    return LetterVoice(hotel, language, phrases.of(session, hotel))
