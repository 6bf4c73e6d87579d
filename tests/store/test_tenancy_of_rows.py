"""Forged ids are refused by the database itself, and screens of one hotel show nothing of another's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.identities import identifiers_of
from core.domain.messages import Channel, Delivery, StatusUpdate
from core.services import conversations as desk_work
from core.services import deliveries, scenes
from core.services import media as files
from core.services.conversations import NoSuchConversation
from core.store import (
    alerts,
    conversations,
    guests,
    hotels,
    inbox,
    media,
    messages,
    questions,
    swift,
)
from core.store import knowledge as facts
from core.store.alerts import Alert
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.conversations import Conversation
from core.store.db import across_hotels, transaction
from core.store.guests import Guest, GuestIdentifier
from core.store.knowledge import FactVersion, PhotoRow
from core.store.media import MediaUpload
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from core.store.questions import OpenQuestion
from core.store.rates import RatePlan
from core.store.rooms import Room
from core.store.shown import QuoteShown
from core.store.views import desk, thread
from core.store.views import inbox as inbox_view
from core.store.waitlist import WaitlistEntry
from tests.inventory import at, furnished, in_days
from tests.makers import ANA, CABANAS_NUMBER, POSADA_NUMBER, House, heard, incoming
from tests.store.conftest import OUR_WORDS, Treasure


def line(conversation: int, **facts: Any) -> Message:
    now = clock.now()
    return Message(
        conversation_id=conversation,
        direction="in",
        author="guest",
        kind="text",
        content={},
        reactions={},
        at=now,
        stored_at=now,
        **facts,
    )


def talk(guest: int) -> Conversation:
    return Conversation(
        guest_id=guest, channel="whatsapp", account=CABANAS_NUMBER, state={}, last_message_at=clock.now()
    )


def a_stay(theirs: Treasure, **facts: Any) -> Booking:
    """A block in a room of the forger's own, but for what is forged."""
    days, hours = Range(in_days(1), in_days(2)), Range(at(1, 14), at(2, 11))
    with across_hotels() as session:
        own = session.scalars(select(Room).where(Room.number == "doble-1", Room.id != theirs.room)).one()
    made = {
        "room_id": own.id,
        "room_type_id": own.room_type_id,
        "code": "FRGRY2",
        "status": "blocked",
        "block_reason": "other",
        "stay": days,
        "occupied": hours,
        "adults": 0,
        "children": [],
        "cots": 0,
        "total": 0,
        "deposit": 0,
        "currency": "ARS",
        "source": "desk",
        "notes": "",
        "version": 1,
        "created_at": clock.now(),
        "changed_at": clock.now(),
    }
    return Booking(**{**made, **facts})


def a_quote(conversation: int, guest: int) -> QuoteShown:
    return QuoteShown(
        conversation_id=conversation,
        guest_id=guest,
        kind="wish",
        check_in=in_days(1),
        check_out=in_days(2),
        wish={},
        parts=[],
        shown_at=clock.now(),
        expires_at=clock.now(),
        outcome="open",
    )


def a_place(conversation: int, guest: int, **facts: Any) -> WaitlistEntry:
    return WaitlistEntry(
        conversation_id=conversation,
        guest_id=guest,
        check_in=in_days(1),
        check_out=in_days(2),
        adults=2,
        children=[],
        rooms=1,
        state="waiting",
        joined_at=clock.now(),
        **facts,
    )


Forgery = Callable[[Treasure, int, int], Any]
FORGERIES: dict[str, Forgery] = {
    "a conversation with their guest": lambda t, _g, _c: talk(t.guest),
    "a line in their conversation": lambda t, _g, _c: line(t.conversation),
    "a line that shows their file": lambda t, _g, c: line(c, media_id=t.media),
    "an alert about their conversation": lambda t, _g, _c: Alert(
        kind="person_needed", key="k", conversation_id=t.conversation, facts={}, raised_at=clock.now()
    ),
    "an identifier that leads to their guest": lambda t, _g, _c: GuestIdentifier(
        guest_id=t.guest, channel="whatsapp", kind="phone", key="1", value="1", seen_at=clock.now()
    ),
    "a guest merged into theirs": lambda t, _g, _c: Guest(
        name="", created_at=clock.now(), merged_into=t.guest
    ),
    "a stay in their room": lambda t, _g, _c: a_stay(t, room_id=t.room),
    "a stay that says their type was sold": lambda t, _g, _c: a_stay(t, room_type_id=t.room_type),
    "a stay of their guest": lambda t, _g, _c: a_stay(t, guest_id=t.guest),
    "a stay talked about in their conversation": lambda t, _g, _c: a_stay(t, conversation_id=t.conversation),
    "a line on their bill": lambda t, _g, _c: Charge(
        booking_id=t.booking, kind="minibar", amount=1, currency="ARS", note="", at=clock.now()
    ),
    "a price of their type": lambda t, _g, _c: RatePlan(
        room_type_id=t.room_type, currency="ARS", base=1, included=1, extra_guest=1
    ),
    "a quote shown in their conversation": lambda t, g, _c: a_quote(t.conversation, g),
    "a quote shown to their guest": lambda t, _g, c: a_quote(c, t.guest),
    "a place in the line that holds their room": lambda t, g, c: a_place(c, g, booking_id=t.booking),
    "a place in the line for their guest": lambda t, _g, c: a_place(c, t.guest),
    "an upload of their file": lambda t, _g, _c: MediaUpload(
        media_id=t.media, account=CABANAS_NUMBER, channel_media_id="x", expires_at=clock.now()
    ),
    "a photo that is their file": lambda t, _g, _c: PhotoRow(
        shows="pool", media_id=t.media, place=1, captions={}
    ),
    "an earlier version of their fact": lambda t, _g, _c: FactVersion(
        fact_id=t.fact, version=1, content={}, changed_at=clock.now()
    ),
    "a question from their conversation": lambda t, _g, _c: OpenQuestion(
        key="k", why="unknown", language="es", words="?", conversation_id=t.conversation, asked_at=clock.now()
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_id_is_refused_by_the_database(house: House, treasure: Treasure, forgery: Forgery) -> None:
    furnished(house.cabanas)
    with transaction(house.cabanas) as session:
        mine, _ = heard(session, house.cabanas, incoming("hola", account=CABANAS_NUMBER))
        session.add(forgery(treasure, mine.guest_id, mine.id))
        with pytest.raises(IntegrityError, match="violates foreign key"):
            session.flush()
        session.rollback()


def test_the_same_guest_in_two_hotels_is_two_guests(house: House, treasure: Treasure) -> None:
    """Ana writes to both; neither learns that she knows the other."""
    with transaction(house.cabanas) as session:
        conversation, _ = heard(session, house.cabanas, incoming("hola", sender=ANA, account=CABANAS_NUMBER))
        assert conversation.guest_id != treasure.guest
        assert len(guests.identifiers(session, conversation.guest_id)) == 2
    with transaction(house.posada) as session:
        assert len(guests.identifiers(session, treasure.guest)) == 2


Question = Callable[[Session, Treasure], Any]
SCREENS: dict[str, Question] = {
    "the list": lambda s, _t: inbox_view.page(s, inbox_view.Wanted(inbox_view.Filter.ALL, 1))[0],
    "those who wait": lambda s, _t: inbox_view.page(s, inbox_view.Wanted(inbox_view.Filter.WAITING, 1))[0],
    "a search by words": lambda s, _t: inbox_view.page(
        s, inbox_view.Wanted(inbox_view.Filter.ALL, 1, words=OUR_WORDS)
    )[0],
    "a search by telephone": lambda s, _t: inbox_view.page(
        s, inbox_view.Wanted(inbox_view.Filter.ALL, 1, words="5550")
    )[0],
    "the counts": lambda s, _t: sum(vars(inbox_view.counts(s)).values()),
    "the head of a thread": lambda s, t: thread.head(s, t.conversation),
    "the lines of a thread": lambda s, t: thread.lines(s, t.conversation)[0],
    "a file": lambda s, t: thread.attachment(s, t.media),
    "the bytes of a file": lambda s, t: thread.attachment_bytes(s, t.media),
    "the alerts": lambda s, _t: desk.open_alerts(s),
    "letters in trouble": lambda s, _t: desk.troubled_letters(s),
}


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_a_screen_of_the_neighbours_is_empty(house: House, treasure: Treasure, screen: Question) -> None:
    with transaction(house.cabanas) as session:
        assert not screen(session, treasure)


@pytest.mark.parametrize("name", ["the list", "a search by telephone", "the bytes of a file", "the alerts"])
def test_the_same_screen_of_ones_own_is_not(house: House, treasure: Treasure, name: str) -> None:
    with transaction(house.posada) as session:
        assert SCREENS[name](session, treasure)


LOOKUPS: dict[str, Question] = {
    "a conversation": lambda s, t: conversations.locked(s, t.conversation),
    "a guest's conversations": lambda s, t: conversations.all_of_guest(s, t.guest),
    "a message": lambda s, t: messages.locked(s, t.message),
    "a message by its name": lambda s, _t: messages.by_provider_id(s, "wamid.ours"),
    "what is unanswered": lambda s, t: messages.unanswered(s, t.conversation),
    "a guest": lambda s, t: guests.one(s, t.guest),
    "a guest's addresses": lambda s, t: any(guests.addresses(s, t.guest, Channel.WHATSAPP)),
    "a file": lambda s, t: media.one(s, t.media),
    "an upload": lambda s, t: files.uploaded(s, t.media, POSADA_NUMBER),
    "a number": lambda s, _t: hotels.channel_account(s, Channel.WHATSAPP, POSADA_NUMBER),
    "the alerts": lambda s, _t: alerts.open_alerts(s),
    "a conversation by who writes": lambda s, _t: conversations.met(
        s, swift.hotel(s), Channel.WHATSAPP, POSADA_NUMBER, identifiers_of(ANA)
    ),
    "what can be claimed": lambda s, _t: [letter for letter in inbox.claim(s, 50, statuses=False)],
    "what the hotel knows": lambda s, t: facts.facts(s, t.hotel),
    "its photos": lambda s, t: facts.photos(s, t.hotel),
    "the mark of it": lambda s, t: facts.mark(s, t.hotel),
    "a fact": lambda s, _t: facts.locked_fact(s, "amenity", "pool"),
    "what nobody could answer": lambda s, _t: questions.open_ones(s),
    "a scene": lambda s, t: scenes.messages.newest_from_guest(s, t.conversation),
}


@pytest.mark.parametrize("lookup", LOOKUPS.values(), ids=LOOKUPS)
def test_a_query_of_the_store_finds_nothing_of_the_neighbours(
    house: House, treasure: Treasure, lookup: Question
) -> None:
    with transaction(house.cabanas) as session:
        assert not lookup(session, treasure)


def letter_of_posada(house: House) -> int:
    with transaction(house.posada) as session:
        return int(session.query(OutboxLetter.id).filter(OutboxLetter.kind == "send_message").scalar())


Deed = Callable[[Session, House, Treasure], object]
DEEDS: dict[str, Deed] = {
    "answering": lambda s, h, t: desk_work.reply(s, h.elena, t.conversation, "hola", "t"),
    "taking over": lambda s, h, t: desk_work.take_over(s, h.elena, t.conversation, "t"),
    "giving back": lambda s, h, t: desk_work.give_back(s, h.elena, t.conversation, "t"),
    "noting": lambda s, h, t: desk_work.write_note(s, h.elena, t.conversation, "x", "t"),
    "sending again": lambda s, h, t: desk_work.retry(s, h.elena, t.message, "t"),
    "reviving a letter that came": lambda s, h, _t: desk_work.revive(s, h.elena, "inbox", 1, "t"),
    "closing an alert": lambda s, h, t: desk_work.close_alert(s, h.elena, _alert_of(h), "t"),
}


def _alert_of(house: House) -> int:
    with transaction(house.posada) as session:
        return alerts.open_alerts(session)[0].id


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_elena_can_do_nothing_in_the_posadas_conversation(
    house: House, treasure: Treasure, deed: Deed
) -> None:
    with transaction(house.cabanas) as session:
        with pytest.raises(NoSuchConversation):
            deed(session, house, treasure)
        session.rollback()


def test_elena_cannot_revive_the_posadas_letter(house: House, treasure: Treasure) -> None:
    letter = letter_of_posada(house)
    with transaction(house.posada) as session:
        session.get_one(OutboxLetter, letter).state = "dead"
    with transaction(house.cabanas) as session:
        with pytest.raises(NoSuchConversation):
            desk_work.revive(session, house.elena, "outbox", letter, "t")
        session.rollback()
    with transaction(house.posada) as session:
        assert session.get_one(OutboxLetter, letter).state == "dead"


def test_a_token_used_in_one_hotel_is_fresh_in_another(house: House, treasure: Treasure) -> None:
    with transaction(house.cabanas) as session:
        mine, _ = heard(session, house.cabanas, incoming("hola", account=CABANAS_NUMBER))
        said = desk_work.reply(session, house.elena, mine.id, "hola", "token-1")
        assert said.text == "hola"


def test_a_status_with_a_forged_mark_moves_nothing_of_the_neighbours(
    house: House, treasure: Treasure
) -> None:
    """Elena's number reports about a message of the Posada: the mark names it, the wall hides it."""
    with transaction(house.posada) as session:
        ours = session.query(Message).filter(Message.direction == "out").one()
    forged = StatusUpdate(
        message_id="wamid.forged",
        channel=Channel.WHATSAPP,
        account=CABANAS_NUMBER,
        state=Delivery.READ,
        at=clock.now(),
        echo=deliveries.echo_of(1, ours.id),
    )
    with transaction(house.cabanas) as session:
        deliveries.apply(session, [(forged, None)])
    with across_hotels() as session:
        assert session.get_one(Message, ours.id).delivery == Delivery.QUEUED
