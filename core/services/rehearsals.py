"""A guest who is not there, for trying out what the house would say. Whoever calls takes all of it back afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final
from uuid import uuid4

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.journey import JourneyLetter
from core.domain.messages import Channel, Incoming, Kind, Sender
from core.domain.money import Money
from core.domain.refusals import Refused
from core.domain.stays import Wish
from core.services import bookings, intake, offers, scenes
from core.services.bookings import Terms
from core.services.journey.planning import due_of, plan_of
from core.services.journey.writing import Due
from core.services.phrases import Voice
from core.services.scenes import Conversation, Message, Scene
from core.services.showing import Booking
from core.store import conversations, hotels, messages
from core.store.journey import JourneyRow

_NO_NUMBER = "0"
# An example stays two nights, as soon as that can be had: most hotels have room within the first days asked for.
_DAYS_AHEAD: Final = (3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 180, 270)
_NIGHTS: Final = timedelta(days=2)


@dataclass(frozen=True)
class NotingVoice(Voice):
    """Speaks as the hotel does, and remembers by which phrases, with what each of them said."""

    noted: dict[str, str] = field(default_factory=dict)

    def say(self, language: str, key: str, **values: str) -> str:
        said = super().say(language, key, **values)
        self.noted[key] = said
        return said


def hears(session: Session, hotel_id: int, words: str, sender: Sender) -> Conversation | None:
    """The words become a line of a conversation, exactly as those of a guest do; nothing where they are no words."""
    incoming = Incoming(
        id=f"rehearsal.{uuid4().hex}",
        channel=Channel.WHATSAPP,
        account=_number(session),
        sender=sender,
        at=clock.now(),
        kind=Kind.TEXT,
        text=words,
    )
    conversation, line = intake.hear(session, hotel_id, incoming)
    return conversations.locked(session, conversation.id) if line is not None else None


def stranger(session: Session, hotel_id: int) -> Sender:
    """Somebody no hotel has met, from the hotel's own country: money and hours are told as to most of its guests."""
    country = session.get_one(hotels.Hotel, hotel_id).country.upper()
    return Sender(bsuid=f"{country}.{uuid4().int % 10**20:020}")


def scene_in(session: Session, hotel_id: int, language: str) -> Scene:
    """The house about to speak to somebody in that language."""
    conversation = hears(session, hotel_id, "…", stranger(session, hotel_id))
    assert conversation is not None
    scene = scenes.look(session, conversation)
    assert scene is not None
    return replace(scene, language=language)


def said_since(session: Session, conversation: Conversation, last_id: int) -> Sequence[Message]:
    """What the house has said after that line, the oldest first."""
    return [line for line in messages.of_house(session, conversation.id) if line.id > last_id]


def _number(session: Session) -> str:
    found = hotels.all_channel_accounts(session)
    return found[0].account if found else _NO_NUMBER


def held_stay(session: Session, scene: Scene) -> Booking | None:
    """A stay of this hotel that nobody has: a room that is really free, held at its real price for who is not there."""
    hotel, today = scene.hotel, scene.local_now.date()
    for days in _DAYS_AHEAD:
        check_in = today + timedelta(days=days)
        found = offers.search(session, hotel, Wish(check_in, check_in + _NIGHTS, adults=2)).offers
        for offer in found:
            wish = Wish(check_in, check_in + _NIGHTS, adults=2, room_type=offer.room_type.slug)
            terms = Terms(conversation_id=scene.conversation.id)
            try:
                return bookings.hold(session, House(hotel.id), scene.guest.id, wish, terms)[0]
            except Refused:
                continue
    return None


def letter_due(session: Session, scene: Scene, booking: Booking, letter: JourneyLetter) -> Due:
    """The letter at its own hour, for a stay whose deposit is paid."""
    bookings.confirm(session, House(scene.hotel.id), booking.id)
    owing = booking.total - booking.deposit
    if letter is JourneyLetter.BALANCE_DUE and not owing:
        owing = booking.total
    plan = replace(plan_of(session, booking), now=booking.starts_at)
    plan = replace(plan, now=due_of(plan, letter))
    row = JourneyRow(letter=letter)
    return Due(letter, booking, scene.conversation, Money(owing, booking.currency), plan, row)


def noting(scene: Scene) -> tuple[Scene, NotingVoice]:
    voice = NotingVoice(scene.voice.form, scene.voice.own)
    return replace(scene, voice=voice), voice
