"""An offer by hand: the same words and buttons as the house's own, for the types that a person chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Buttons, Content, Menu, Section
from core.domain.quotes import to_json
from core.services import offer_words, offers, selling, showing, words
from core.services.at_hand.things import CannotSend, Made, Offer, Why, made
from core.services.confirmations import LetterVoice
from core.services.showing import Part
from core.services.words import Speaker
from core.store.conversations import Conversation

_MOST_ROWS: Final = 10


def offer(session: Session, voice: LetterVoice, wanted: Offer) -> Made:
    parts = chosen(session, voice, wanted)
    return _made(session, voice, wanted, parts, [0] * len(parts))


def shown(session: Session, conversation: Conversation, voice: LetterVoice, wanted: Offer) -> Made:
    """The same, kept word for word: from now on its buttons mean exactly this."""
    parts = chosen(session, voice, wanted)
    showing.open_anew(session, conversation)
    rows = [showing.show(session, conversation, wanted.wish, (part,)) for part in parts]
    return _made(session, voice, wanted, parts, [row.id for row in rows])


def chosen(session: Session, voice: LetterVoice, wanted: Offer) -> list[Part]:
    """Those of the chosen types that can be had now; all of them or none."""
    if not wanted.types:
        raise CannotSend(Why.NOTHING_CHOSEN)
    found = offers.search(session, voice.hotel, wanted.wish)
    parts = [Part(one.room_type, one.quotes) for one in found.offers if one.room_type.slug in wanted.types]
    if len(parts) < len(set(wanted.types)):
        raise CannotSend(Why.TAKEN_MEANWHILE if parts else Why.NOTHING_FREE)
    return parts[:_MOST_ROWS]


def promise(parts: Sequence[Part]) -> list[list[object]]:
    """All that a guest may hold the house to."""
    return [[part.room_type.slug, *(to_json(quote) for quote in part.quotes)] for part in parts]


def _made(
    session: Session, voice: LetterVoice, wanted: Offer, parts: Sequence[Part], ids: Sequence[int]
) -> Made:
    content = (
        _one(session, voice, parts[0], ids[0])
        if len(parts) == 1
        else _several(session, voice, wanted, parts, ids)
    )
    return made(content, promised=[voice.language, *promise(parts)])


def _one(session: Session, speaker: Speaker, part: Part, shown_id: int) -> Content:
    options = offer_words.take_or_change(speaker, shown_id)
    photo = selling.photo_of(session, speaker.hotel, part.room_type)
    return Buttons(offer_words.in_full(session, speaker, (part,)), options, header_media=photo)


def _several(
    session: Session, speaker: Speaker, wanted: Offer, parts: Sequence[Part], ids: Sequence[int]
) -> Content:
    rows = tuple(
        offer_words.pick(shown_id, words.rooms(speaker, part), offer_words.row(speaker, (part,)))
        for part, shown_id in zip(parts, ids, strict=True)
    )
    body = speaker.say(
        "booking.offers",
        dates=words.dates(speaker, wanted.wish.stay),
        nights=words.nights(speaker, wanted.wish.stay.length),
        people=words.people(speaker, wanted.wish.party),
        prices="\n".join(offer_words.price_line(speaker, (part,)) for part in parts),
        terms=offer_words.terms(session, speaker, [(part,) for part in parts]),
    )
    section = Section(speaker.say("booking.section"), rows)
    return Menu(body, speaker.say("button.offers"), (section,))
