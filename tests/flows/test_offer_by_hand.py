"""An offer that staff sent: its buttons do what they say, and all else stays with the person who sent it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.conversations import Owner
from core.domain.knowledge import Answer, Fact, Subject
from core.domain.messages import Kind, MediaRef, Sender
from core.flows import engine
from core.services import at_hand, conversations, knowledge
from core.services.at_hand import Offer
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.rates import RatePlan
from tests.inventory import Inventory, furnished, wish
from tests.makers import ANA, House, StoppedClock, heard, incoming, tap

Offers = Callable[..., list[str]]
Taps = Callable[..., list[Message]]


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


@pytest.fixture
def session(house: House, inn: Inventory) -> Iterator[Session]:
    with transaction(house.posada) as session:
        fact = Fact(Subject.PAYMENT, "transfer", Answer.YES, {"es": "Alias POSADA.CEIBO"})
        knowledge.keep(session, house.posada, fact)
        heard(session, house.posada, incoming("hola, ¿hay lugar?"))
        yield session


@pytest.fixture
def offer(house: House, session: Session) -> Offers:
    """Carla sends one; what comes back are the ids of its buttons or rows."""

    def sends(*types: str) -> list[str]:
        talk, thing = only(session).id, Offer(wish(room_type=None), types)
        mark = at_hand.preview(session, house.carla, talk, thing).mark
        at_hand.send(session, house.carla, talk, thing, mark, f"offer {types}")
        session.flush()
        return choices(_said(session)[-1])

    return sends


@pytest.fixture
def taps(house: House, session: Session) -> Taps:
    """A guest taps something, or says it, and hears what the house answers."""

    def done(choice: str = "", words: str = "", **facts: Any) -> list[Message]:
        before = _said(session)
        message = tap(choice, **facts) if choice else incoming(words, **facts)
        conversation, _ = heard(session, house.posada, message)
        engine.answer(session, conversation)
        session.flush()
        return [message for message in _said(session) if message not in before]

    return done


def only(session: Session) -> Conversation:
    return session.scalars(select(Conversation)).one()


def _said(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).where(Message.direction == "out").order_by(Message.id)))


def choices(message: Message) -> list[str]:
    content = message.content
    options = content["options"] if "options" in content else content["sections"][0]["options"]
    return [one["id"] for one in options]


def is_carlas(session: Session, house: House) -> bool:
    talk = only(session)
    return (talk.owner, talk.owner_staff_id) == (Owner.STAFF, house.carla.staff_id)


def test_from_the_list_to_the_hold_the_buttons_work_and_staff_keep_the_conversation(
    session: Session, house: House, offer: Offers, taps: Taps
) -> None:
    [double, _] = offer("doble", "triple")
    [restated] = taps(double)
    assert (restated.author, restated.kind) == ("house", "buttons")
    assert "Doble" in restated.text
    [take, _, _] = choices(restated)
    [kept] = taps(take)
    booking = session.scalars(select(Booking)).one()
    assert booking.status == "held"
    assert booking.code in kept.text
    assert "POSADA.CEIBO" in kept.text
    assert is_carlas(session, house)
    assert only(session).unread == 2


def test_the_receipt_stops_the_clock_of_the_hold(
    session: Session, house: House, offer: Offers, taps: Taps
) -> None:
    [take, _] = offer("doble")
    assert taps(words="esta es mi familia", kind=Kind.IMAGE, media=MediaRef("family")) == []
    taps(take)
    [told] = taps(kind=Kind.IMAGE, media=MediaRef("receipt"))
    assert told.text.startswith("Recibí el comprobante")
    assert session.scalars(select(Booking)).one().hold_until is None
    assert is_carlas(session, house)


def test_a_second_tap_holds_nothing_twice(session: Session, offer: Offers, taps: Taps) -> None:
    [take, _] = offer("doble")
    first, second = taps(take), taps(take)
    assert len(session.scalars(select(Booking)).all()) == 1
    assert first and second


def test_a_guest_without_a_name_is_not_asked_for_it_where_the_house_would_not_hear_it(
    session: Session, offer: Offers, taps: Taps
) -> None:
    [take, _] = offer("doble")
    taps(take, sender=Sender(phone=ANA.phone, bsuid=ANA.bsuid, name="☀️ luz"))
    assert session.scalars(select(Booking)).one().status == "held"


def test_a_price_that_moved_is_said_before_anything_is_held(
    session: Session, house: House, inn: Inventory, offer: Offers, taps: Taps
) -> None:
    [take, _] = offer("doble")
    session.get_one(RatePlan, (house.posada, inn.types["doble"])).base += 1_000_00
    session.flush()
    [told] = taps(take)
    assert "202.000" in told.text
    assert session.scalars(select(Booking)).all() == []


def test_what_to_change_is_asked_by_buttons_and_the_words_are_for_the_person(
    session: Session, house: House, offer: Offers, taps: Taps
) -> None:
    [_, change] = offer("doble")
    [asked] = taps(change)
    [dates, people, leave] = choices(asked)
    assert taps(people)[0].text.startswith("¿Cuántas personas son?")
    assert len(taps(dates)) == 1
    assert taps(words="del 20 al 22") == []
    assert len(taps(leave)) == 1
    assert is_carlas(session, house)


def test_where_nobody_takes_money_by_chat_reception_says_how_and_nobody_else_is_called(
    session: Session, house: House, offer: Offers, taps: Taps
) -> None:
    knowledge.keep(session, house.posada, Fact(Subject.PAYMENT, "transfer", Answer.NO, {}))
    [take, _] = offer("doble")
    [kept] = taps(take)
    assert kept.text.endswith("Recepción te dice cómo pagarla.")
    assert is_carlas(session, house)


@pytest.mark.parametrize(
    "choice",
    ["v1:menu:times", "v1:menu:location", "v1:menu:person", "v1:booking:release", "v1:booking:keep", "v0:x"],
)
def test_every_other_button_stays_with_the_person(offer: Offers, taps: Taps, choice: str) -> None:
    offer("doble")
    assert taps(choice) == []


@pytest.mark.parametrize("words", ["sí, la reservo", "Reservar", "¿a qué hora es el check in?"])
def test_words_stay_with_the_person(session: Session, offer: Offers, taps: Taps, words: str) -> None:
    offer("doble")
    assert taps(words=words) == []
    assert session.scalars(select(Booking)).all() == []
    assert only(session).unread == 1


def test_a_paused_house_is_silent_even_to_an_offers_button(
    session: Session, house: House, offer: Offers, taps: Taps
) -> None:
    [take, change] = offer("doble")
    session.get_one(Hotel, house.posada).house_paused = True
    assert taps(take) == taps(change) == []
    assert only(session).unread == 2


def test_given_back_to_the_house_the_offer_still_stands(
    session: Session, house: House, offer: Offers, taps: Taps
) -> None:
    [take, _] = offer("doble")
    conversations.give_back(session, house.carla, only(session).id, "back")
    assert len(taps(take)) == 1
    assert session.scalars(select(Booking)).one().status == "held"
