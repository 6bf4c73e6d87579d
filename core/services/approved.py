"""Templates that staff send by hand when the channel's day is over: filled with what the hotel knows, shown before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.outgoing import Template
from core.domain.templates import LANGUAGES, LONGEST_BODY
from core.services import hotels, own_stays, templates, wording
from core.services.own_stays import Booking
from core.services.payments import purse
from core.store import conversations, guests
from core.store.conversations import Conversation
from core.store.hotels import Hotel

BY_HAND: Final = ("reopening", "balance_due", "day_before", "arrival", "checkout_day")


class NotApproved(Exception):
    """Nobody sends that one by hand, or the channel lets it go out in no language."""


class LeftAlone(Exception):
    """They asked not to be written to, or the hotel wants no more of them."""


class BlankLeft(Exception):
    """A word is missing, or there are more than the channel takes."""


@dataclass(frozen=True)
class Offered:
    """`words` are what the blanks would say, as far as the hotel knows."""

    name: str
    language: str
    body: str
    buttons: tuple[str, ...]
    words: dict[str, str]


def on_offer(session: Session, actor: Actor, conversation_id: int) -> list[Offered]:
    """Those that may go out to this guest now; what is about a stay only where there is one."""
    require(actor, Action.REPLY)
    conversation = conversations.one(session, conversation_id)
    if conversation is None:
        return []
    hotel, stay = hotels.get(session, actor.hotel_id), _stay(session, conversation)
    found = []
    for name in BY_HAND:
        spelling = templates.sendable(session, conversation, name, _spoken(session, conversation, hotel))
        if spelling is None or (stay is None and name != "reopening"):
            continue
        language, made = templates.language_of(spelling), templates.registry()[name]
        known = _known(session, hotel, stay, name, language)
        wording_of = made.wordings[language]
        words = {blank: known.get(blank, "") for blank in made.blanks}
        found.append(Offered(name, language, wording_of.body, wording_of.buttons, words))
    return found


def filled(
    session: Session, conversation: Conversation, name: str, language: str, said: Mapping[str, str]
) -> tuple[Template, str]:
    """The template as it goes out, and what the guest will read: in the language that was shown, or not at all."""
    if name not in BY_HAND or language not in LANGUAGES:
        raise NotApproved
    guest = guests.one(session, conversation.guest_id)
    if guest is None or guest.left_alone:
        raise LeftAlone
    made, stay = templates.registry()[name], _stay(session, conversation)
    if any(not said.get(blank, "").strip() for blank in made.blanks):
        raise BlankLeft
    if made.names_a_stay and stay is None:
        raise NotApproved
    payloads = made.tapped({"code": stay.code if stay else ""})
    template = templates.filled(session, conversation, name, language, said, payloads)
    if template is None or templates.language_of(template.language) != language:
        raise NotApproved
    read = made.read(language, template.words)
    if len(read) > LONGEST_BODY:
        raise BlankLeft
    return template, read


def _spoken(session: Session, conversation: Conversation, hotel: Hotel) -> str:
    guest = guests.one(session, conversation.guest_id)
    return conversation.language or (guest.language if guest else None) or hotel.language


def _stay(session: Session, conversation: Conversation) -> Booking | None:
    return next(iter(own_stays.current(session, conversation)), None)


def _known(session: Session, hotel: Hotel, stay: Booking | None, name: str, language: str) -> dict[str, str]:
    known = {"hotel": hotel.name}
    if stay is None:
        return known
    leaves = name in ("arrival", "checkout_day")
    at = (stay.late_until or hotel.check_out) if leaves else (stay.early_from or hotel.check_in)
    today = hotels.local_now(hotel).date()
    return known | {
        "code": stay.code,
        "dates": wording.dates(language, hotel.country, stay.nights, today),
        "day": wording.day(language, hotel.country, stay.check_in, today),
        "hour": wording.hour(language, hotel.country, at),
        "address": hotel.address or hotel.name,
        "amount": wording.money(language, hotel.country, purse(session, stay).balance),
    }
