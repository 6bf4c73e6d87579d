"""Who cannot be reached is not written to blindly; a template in a missing language goes out in another."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind, Author
from core.domain.errands import Act, Errand, Refusal
from core.domain.messages import Channel, Delivery, StatusUpdate
from core.domain.outgoing import Template, Text
from core.services import conversations as desk
from core.services import deliveries, outgoing, templates
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from tests.makers import BRUNO, POSADA_NUMBER, House, heard, incoming


@pytest.fixture
def session(house: House) -> Any:
    with transaction(house.posada) as session:
        yield session


@pytest.fixture
def ana(house: House, session: Session) -> Conversation:
    return heard(session, house.posada, incoming("hola"))[0]


def letter_of(session: Session, message: Message) -> OutboxLetter:
    session.flush()
    session.expire_all()
    key = f"message:{message.id}"
    found = select(OutboxLetter).where(OutboxLetter.key == key).order_by(OutboxLetter.id.desc()).limit(1)
    return session.scalars(found).one()


def refuse(session: Session, message: Message, act: Act, code: int) -> None:
    """The relay had the letter in hand and the channel said no."""
    letter = letter_of(session, message)
    letter.state, letter.attempts = "sending", 1
    session.flush()
    claimed = Claimed(
        letter.id, letter.hotel_id, Errand.SEND_MESSAGE, letter.lane, letter.payload, 1, "trace"
    )
    deliveries.refused(session, claimed, Refusal(act, code, "no"))


def arrives(session: Session, message: Message) -> None:
    update = StatusUpdate(
        message_id=f"wamid.{message.id}",
        channel=Channel.WHATSAPP,
        account=POSADA_NUMBER,
        state=Delivery.DELIVERED,
        at=clock.now(),
        echo=deliveries.echo_of(letter_of(session, message).id, message.id),
    )
    deliveries.apply(session, [(update, None)])
    session.flush()


def alerts(session: Session) -> list[str]:
    session.flush()
    return list(session.scalars(select(Alert.kind).where(Alert.closed_at.is_(None))))


def unreachable(session: Session, ana: Conversation) -> Message:
    message = outgoing.say(session, ana, Text("uno"))
    refuse(session, message, Act.UNREACHABLE, 131026)
    return message


def test_staff_see_that_a_guest_cannot_be_reached(session: Session, ana: Conversation) -> None:
    message = unreachable(session, ana)
    assert alerts(session) == [AlertKind.UNREACHABLE]
    assert (message.delivery, message.trouble_code) == (Delivery.FAILED, 131026)
    assert letter_of(session, message).state == "dead"


def test_a_status_that_says_so_counts_as_much_as_a_refusal(session: Session, ana: Conversation) -> None:
    message = outgoing.say(session, ana, Text("uno"))
    failed = StatusUpdate("wamid.1", Channel.WHATSAPP, POSADA_NUMBER, Delivery.FAILED, clock.now(),
                          echo=deliveries.echo_of(letter_of(session, message).id, message.id))  # fmt: skip
    deliveries.apply(session, [(failed, Refusal(Act.UNREACHABLE, 131026, "undeliverable"))])
    assert alerts(session) == [AlertKind.UNREACHABLE]


def test_what_the_house_says_next_is_written_and_not_tried(session: Session, ana: Conversation) -> None:
    unreachable(session, ana)
    later = outgoing.say(session, ana, Text("dos"))
    letter = letter_of(session, later)
    assert (letter.state, "not tried" in str(letter.error)) == ("parked", True)
    assert (later.delivery, "not tried" in str(later.trouble)) == (Delivery.FAILED, True)
    assert alerts(session) == [AlertKind.UNREACHABLE]


def test_other_guests_are_written_to_as_ever(house: House, session: Session, ana: Conversation) -> None:
    unreachable(session, ana)
    bruno, _ = heard(session, house.posada, incoming("oi", sender=BRUNO))
    assert letter_of(session, outgoing.say(session, bruno, Text("dos"))).state == "waiting"


def test_a_word_of_the_guest_ends_it_and_what_waited_goes_out(
    house: House, session: Session, ana: Conversation
) -> None:
    unreachable(session, ana)
    later = outgoing.say(session, ana, Text("dos"))
    heard(session, house.posada, incoming("acá estoy"))
    assert alerts(session) == []
    assert (letter_of(session, later).state, later.delivery) == ("waiting", Delivery.QUEUED)
    assert letter_of(session, outgoing.say(session, ana, Text("tres"))).state == "waiting"


def test_staff_may_try_and_what_arrives_ends_it(house: House, session: Session, ana: Conversation) -> None:
    unreachable(session, ana)
    tried = desk.reply(session, house.carla, ana.id, "¿me leés?", "token-1")
    assert tried.author == Author.STAFF
    assert letter_of(session, tried).state == "waiting"
    arrives(session, tried)
    assert AlertKind.UNREACHABLE not in alerts(session)


def test_closing_the_alert_lets_the_house_try_again(
    house: House, session: Session, ana: Conversation
) -> None:
    unreachable(session, ana)
    alert = session.scalars(select(Alert)).one()
    desk.close_alert(session, house.carla, alert.id, "token-1")
    assert letter_of(session, outgoing.say(session, ana, Text("dos"))).state == "waiting"


def template(session: Session, ana: Conversation, language: str = "es_AR") -> Message:
    return outgoing.say(session, ana, Template("seguimos", language, words=("Ana",)))


def test_a_template_that_is_missing_in_one_language_goes_out_in_another(
    session: Session, ana: Conversation
) -> None:
    message = template(session, ana)
    refuse(session, message, Act.OTHER_LANGUAGE, 132001)
    letter = letter_of(session, message)
    assert (letter.state, letter.payload["content"]["language"]) == ("waiting", "es")
    assert letter.payload["content"]["words"] == ["Ana"], "the words stay"
    assert letter.due_at <= clock.now()
    assert message.content["language"] == "es", "staff see what went out"
    assert message.delivery == Delivery.QUEUED
    assert alerts(session) == [AlertKind.TEMPLATE_TROUBLE], "and that a translation is missing"


def test_every_language_is_tried_once_and_then_people_are_told(session: Session, ana: Conversation) -> None:
    message = template(session, ana, "pt_BR")
    tried = []
    for _ in range(20):
        letter = letter_of(session, message)
        if letter.state == "dead":
            break
        tried.append(letter.payload["content"]["language"])
        refuse(session, message, Act.OTHER_LANGUAGE, 132001)
    assert len(tried) == len(set(tried))
    assert tried[:3] == ["pt_BR", "pt_PT", "es"], "its own language first, then the hotel's"
    assert {"en", "en_US"} <= set(tried)
    assert message.delivery == Delivery.FAILED
    assert AlertKind.NOT_DELIVERED in alerts(session)


def test_the_language_a_hotel_has_registered_comes_before_its_own() -> None:
    hotel = Hotel(language="es", reopening_template={"name": "seguimos", "language": "en_GB"})
    asked = {"name": "seguimos", "language": "pt_PT"}
    assert templates.other_language(hotel, asked, ["pt_BR"]) == "en_GB"
    assert templates.other_language(hotel, {**asked, "name": "other"}, ["pt_BR"]) == "es"


def test_what_is_no_template_has_no_other_language(session: Session, ana: Conversation) -> None:
    message = outgoing.say(session, ana, Text("hola"))
    refuse(session, message, Act.OTHER_LANGUAGE, 132001)
    assert letter_of(session, message).state == "dead"
