"""Looking at a thing before it goes, and letting it go. Whoever sends takes the conversation, as with any reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.knowledge import Photo
from core.domain.stays import Wish
from core.services import (
    conversations,
    offers,
    outgoing,
    showing,
)
from core.services.at_hand import house, offering, staying
from core.services.at_hand.talks import mine_to_write, talk, voice_of
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
    Transfer,
    WayHere,
)
from core.services.offers import Offers
from core.store.conversations import Conversation


@dataclass(frozen=True)
class OnHand:
    """What there is to send to this guest now."""

    stays: Sequence[staying.GuestsStay]
    photos: Sequence[Photo]
    knows_the_way: bool
    last_wish: showing.QuoteShown | None


def on_hand(session: Session, actor: Actor, conversation_id: int) -> OnHand:
    require(actor, Action.REPLY)
    conversation = talk(session, conversation_id)
    voice = voice_of(session, conversation)
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
    return _made(session, talk(session, conversation_id), thing)


def send(session: Session, actor: Actor, conversation_id: int, thing: Thing, seen: str, token: str) -> None:
    """`seen` is the mark of what was on the screen: anything else is shown first."""
    _may(actor, thing)
    conversation = mine_to_write(session, actor, conversation_id, token, NAMES[type(thing)])
    if conversation is None:
        return
    if isinstance(thing, PayLink | Transfer):
        staying.take_turn(session, thing.booking_id)
    if isinstance(thing, Offer):
        made = offering.shown(session, conversation, voice_of(session, conversation), thing)
    else:
        made = _made(session, conversation, thing)
    if made.mark != seen:
        raise SeenOtherwise
    conversations.take(session, actor, conversation)
    if isinstance(thing, PayLink):
        staying.ask_for_money(session, actor, conversation, thing.booking_id)
    for content in () if made.later else made.contents:
        outgoing.say(session, conversation, content, staff_id=actor.staff_id)


def _may(actor: Actor, thing: Thing) -> None:
    require(actor, Action.REPLY)
    if isinstance(thing, PayLink | Transfer):
        require(actor, Action.ASK_PAYMENT)


def _made(session: Session, conversation: Conversation, thing: Thing) -> Made:
    voice = voice_of(session, conversation)
    match thing:
        case Offer():
            return offering.offer(session, voice, thing)
        case PayLink(booking_id):
            return staying.pay_link(session, conversation, voice, booking_id)
        case Transfer(booking_id):
            return staying.transfer(session, conversation, voice, booking_id)
        case Pass(booking_id):
            return staying.boarding(session, conversation, booking_id)
        case Calendar(booking_id):
            return staying.calendar(session, conversation, voice, booking_id)
        case WayHere():
            return house.way_here(session, voice)
        case Photos(media):
            return house.photos(session, voice, media)
