"""A Posada with something in every table, for those who try to look over the wall."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Role
from core.domain.api_keys import NewKey, Scope
from core.domain.bookings import ChargeKind
from core.domain.conversations import AlertKind, EventKind, Reason
from core.domain.digest import DigestWay, Rhythm
from core.domain.knowledge import Answer, Fact, Subject
from core.domain.messages import Channel
from core.domain.money import Money
from core.domain.payments import Method, PaymentState, Snapshot
from core.domain.policies import Policies
from core.domain.ports import Envelope
from core.domain.rates import DayRule
from core.domain.refusals import WhyNot
from core.domain.reviews import Platform, Rules
from core.domain.speech import Transcript
from core.services import (
    alerts,
    aloud,
    api_answers,
    api_keys,
    bookings,
    conversations,
    guest_book,
    handovers,
    intake,
    invites,
    knowledge,
    labels,
    later,
    listening,
    media,
    payments,
    photos,
    phrases,
    policies,
    questions,
    saved_replies,
    showing,
    tasks,
    waitlist,
)
from core.services.aloud import Saying
from core.services.digest import receiving
from core.services.handovers import Case
from core.services.invites import Wanted
from core.services.payments import accounts
from core.services.photos import NewPhoto
from core.services.questions import Unanswered, Why
from core.services.reviews import answering, importing, places, stops
from core.services.reviews import rules as review_rules
from core.services.reviews.importing import Sent
from core.services.reviews.places import Entered
from core.services.saved_replies import Draft
from core.services.tasks import TaskKind
from core.store import hotels, rates, review_pace
from core.store import knowledge as facts
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import across_hotels, transaction
from core.store.guests import Guest
from core.store.messages import Message
from core.store.rates import SeasonRow
from core.store.review_requests import ReviewRequest
from core.store.staff import SignIn
from core.store.templates import TemplateRow
from tests.emptying import Kept
from tests.inventory import Inventory, furnish, in_days, today, wish
from tests.makers import POSADA_NUMBER, House, empty_house, forget_rings, fresh_house, heard, incoming

OUR_WORDS = "secreto de la posada"


def _a_stay(session: Session, house: House) -> tuple[Inventory, Booking]:
    """A room with a price, a season and a date of its own, held by somebody with a bill."""
    inn = furnish(session, house.posada)
    kind = inn.types["doble"]
    season = SeasonRow(name=OUR_WORDS, first=today(), last=in_days(90), multiplier=12_000, room_type_id=kind)
    session.add(season)
    rates.set_day(session, house.posada, kind, today(), DayRule(min_nights=1))
    policies.change(session, house.olga, Policies(), 0)
    [held] = bookings.hold(session, house.carla, inn.guest, wish(), bookings.Terms(notes=OUR_WORDS))
    bookings.confirm(session, house.carla, held.id)
    bookings.charge(session, house.carla, held.id, ChargeKind.MINIBAR, Money.of(5_000, "ARS"), OUR_WORDS)
    return inn, held


@dataclass(frozen=True)
class Treasure:
    """What the Posada has, by the ids somebody else might guess."""

    guest: int
    conversation: int
    message: int
    media: int
    hotel: int
    alert_key: str
    fact: int
    room: int
    room_type: int
    booking: int


def _picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (8, 8)).save(held, "PNG")
    return held.getvalue()


def _fact(session: Session, house: House) -> int:
    pool = Fact(Subject.AMENITY, "pool", Answer.YES, {"es": OUR_WORDS})
    for token in ("token-2", "token-3"):
        knowledge.write(session, house.diego, pool, token)
    photos.add(session, house.diego, NewPhoto("pool", _picture()), "token-4")
    row = facts.locked_fact(session, "amenity", "pool")
    assert row is not None
    return row.id


def _money(session: Session, house: House, held: Booking, picture: int) -> None:
    """Asked for, paid by link and in cash, sent back in part, doubted, with a receipt of a transfer."""
    hotel = hotels.hotel(session, house.posada)
    assert hotel is not None
    accounts.add_account(session, hotel, "440000001", OUR_WORDS, OUR_WORDS)
    request = payments.ask(session, house.carla, held)
    assert request is not None
    seen = Snapshot("9001", PaymentState.APPROVED, request.reference, request.amount, "ARS")
    payments.settle(session, house.posada, seen)
    payments.take_receipt(session, held, picture)
    payments.settle(session, house.posada, replace(seen, state=PaymentState.IN_MEDIATION))
    cash = payments.record_at_desk(session, house.carla, held.id, Method.CASH, Money.of(9, "ARS"), "token-5")
    assert cash is not None
    payments.refund(session, house.diego, cash.id, Money.of(1, "ARS"), OUR_WORDS, "token-6")


def _talk(session: Session, house: House, conversation: Conversation) -> None:
    """What the dialogue leaves behind: a person called, a task, the hotel's own words, a quote, a place in line."""
    handovers.begin(session, conversation, Reason.ASKED, Case(words=OUR_WORDS))
    tasks.open_for_guest(session, conversation, TaskKind.SERVICE, OUR_WORDS, "4")
    saved_replies.write(session, house.diego, Draft(OUR_WORDS[:40], {"es": OUR_WORDS}), "token-of-a-reply")
    phrases.override(session, house.diego, phrases.Line("es", "greeting.again", OUR_WORDS), token="token-7")
    [event] = session.scalars(select(Message).where(Message.kind == EventKind.PERSON_CALLED))
    event.why = {
        "lines": [line.id for line in session.scalars(select(Message).where(Message.direction == "in"))]
    }
    labels.correct(session, house.carla, event.id, ("human",), "token-of-a-label")
    later.write(session, house.carla, conversation.id, OUR_WORDS, clock.after(60), "token-of-later")
    session.add_all(Guest(hotel_id=house.posada, created_at=clock.now()) for _ in range(2))
    session.flush()
    twins = session.scalars(select(Guest.id).order_by(Guest.id.desc()).limit(2)).all()
    guest_book.merge(session, house.carla, twins[1], twins[0], "token-of-a-joining")
    showing.nothing(session, conversation, wish(), WhyNot.FULL)
    waitlist.join(session, conversation, wish())


def _a_template(house: House) -> TemplateRow:
    return TemplateRow(
        hotel_id=house.posada,
        business="209876543210001",
        name="day_before",
        language="es",
        state="APPROVED",
        category="UTILITY",
        body=OUR_WORDS,
        changed_at=clock.now(),
    )


def _a_website(session: Session, house: House) -> None:
    """A key of the API, and an answer that is remembered for it."""
    made = api_keys.create(session, house.olga, NewKey(OUR_WORDS, Scope.HOLD))
    assert made is not None
    holder = api_keys.recognised(session, made.secret)
    assert holder is not None
    answer = api_answers.Answer("question", 200, "application/json", OUR_WORDS)
    api_answers.remember(session, holder, "token-of-ours", answer)


def _a_review(session: Session, house: House, conversation: Conversation, held: Booking) -> None:
    """Asked for, rated badly, its case, its link and that it was opened."""
    now = clock.now()
    review_rules.change(session, house.diego, Rules(), 0, "token-of-the-rules")
    review_rules.set_links(
        session,
        house.diego,
        [(Platform.GOOGLE, "https://g.example")],
        review_rules.mark_of_links(session),
        "token-of-links",
    )
    request = ReviewRequest(
        hotel_id=house.posada, booking_id=held.id, stay_key=held.code, guest_id=conversation.guest_id,
        conversation_id=conversation.id, state="sent", left_at=now, due_at=now, asked_at=now, reminded=0,
    )  # fmt: skip
    session.add(request)
    session.flush()
    answering.rate(session, conversation, request, 1)
    stops.halt(session, house.carla, "token-of-the-halt")
    receiving.set_rhythm(session, house.diego, Rhythm(hour=8), "token-of-the-hour")
    by_phone = receiving.Wanted(DigestWay.WHATSAPP, "+54 9 11 5550 1234", agreed=True)
    receiving.want(session, house.olga, by_phone, "token-of-the-digest")
    review_pace.locked(session, house.posada, now)
    review_rules.follow(session, request.id, Platform.GOOGLE)
    entered = Entered(
        "1018/5550", "4711-posada.example", OUR_WORDS.replace(" ", "-"), OUR_WORDS.replace(" ", "-")
    )
    places.connect(session, house.olga, entered, "token-of-a-place")
    importing.take(
        session,
        house.carla,
        Sent(b"date,rating,text\n2026-01-02,5,Ours\n", Platform.GOOGLE),
        "token-of-a-file",
    )


def _keys(inn: Inventory, held: Booking) -> tuple[int, int, int]:
    return inn.rooms["doble-1"], inn.types["doble"], held.id


def _a_house_with_treasure() -> tuple[House, Treasure]:
    house = fresh_house()
    return house, _treasure_of(house)


_rich = Kept(_a_house_with_treasure)


@pytest.fixture
def _rich_house(_open_house: None) -> tuple[House, Treasure]:
    """Laid out once for all who only look, or whose every attack is refused."""
    forget_rings()
    return _rich.as_made()


@pytest.fixture
def house(_open_house: None, request: pytest.FixtureRequest) -> House:
    """The house that the treasure lies in, where a test asks for one."""
    if "treasure" in request.fixturenames:
        found: tuple[House, Treasure] = request.getfixturevalue("_rich_house")
        return found[0]
    return empty_house()


@pytest.fixture
def treasure(_rich_house: tuple[House, Treasure]) -> Treasure:
    return _rich_house[1]


def _treasure_of(house: House) -> Treasure:
    with transaction(house.posada) as session:
        conversation, message = heard(session, house.posada, incoming(OUR_WORDS))
        conversations.reply(session, house.carla, conversation.id, OUR_WORDS, "token-1")
        file = media.keep(session, house.posada, b"our bytes", "image/jpeg", "secreto.jpg")
        media.attach(session, message.id, file)
        media.remember_upload(session, house.posada, file, POSADA_NUMBER, "file-9")
        listening.remember(session, house.posada, "sha", "small", Transcript(OUR_WORDS, "es", 2.0, 0.9))
        aloud.record(session, house.posada, Saying(OUR_WORDS, "es"), "a voice", b"our voice")
        key = f"person:{conversation.id}"
        alerts.raise_alert(
            session, house.posada, AlertKind.PERSON_NEEDED, key, conversation_id=conversation.id
        )
        questions.note(session, conversation, Unanswered(Why.UNKNOWN, "es", OUR_WORDS))
        _talk(session, house, conversation)
        inn, held = _a_stay(session, house)
        _money(session, house, held, file)
        _a_review(session, house, conversation, held)
        now = clock.now()
        session.add(_a_template(house))
        session.add(
            SignIn(
                fingerprint="carla's",
                staff_id=house.carla.staff_id,
                hotel_id=house.posada,
                started_at=now,
                seen_at=now,
                ends_at=now + timedelta(hours=8),
            )
        )
        _a_website(session, house)
        invites.make(session, house.olga, Wanted("nina@posada.test", OUR_WORDS, Role.VIEWER), "token-invite")
        found = Treasure(
            conversation.guest_id,
            conversation.id,
            message.id,
            file,
            house.posada,
            key,
            _fact(session, house),
            *_keys(inn, held),
        )
    with across_hotels() as session:
        envelope = Envelope("wamid.ours", "message", POSADA_NUMBER, "lane-1", OUR_WORDS.encode())
        lost = Envelope("wamid.nobodys", "message", "000", "lane-2", OUR_WORDS.encode())
        kept = [
            intake.Kept(Channel.WHATSAPP, envelope, house.posada, "trace"),
            intake.Kept(Channel.WHATSAPP, lost, None, "trace"),
        ]
        intake.keep(session, kept)
    return found
