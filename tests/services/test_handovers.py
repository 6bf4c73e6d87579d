"""A promise is written down with its reason and its hour, kept by whoever comes, and called louder when it passes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import NotAllowed
from core.domain.conversations import AlertKind, EventKind, Owner, Reason
from core.domain.errands import Act, Errand, Refusal
from core.domain.messages import Sender
from core.services import conversations, deliveries, handovers, intake, owners
from core.services.handovers import Case, NoSuchHandover
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.handovers import Handover
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from tests.makers import ANA, House, StoppedClock, echo, heard, incoming

TIGRE = ZoneInfo("America/Argentina/Buenos_Aires")


@pytest.fixture
def ana(house: House, session: Session) -> Conversation:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    return conversation


def call(
    session: Session, conversation: Conversation, reason: Reason = Reason.ASKED, **facts: Any
) -> Handover:
    handovers.begin(session, conversation, reason, Case(**facts))
    session.flush()
    return session.scalars(select(Handover).order_by(Handover.id.desc())).first()  # type: ignore[return-value]


def alerts(session: Session) -> list[str]:
    return sorted(session.scalars(select(Alert.kind).where(Alert.closed_at.is_(None))))


def errands(session: Session, kind: Errand) -> list[OutboxLetter]:
    waiting = select(OutboxLetter).where(OutboxLetter.kind == kind, OutboxLetter.state == "waiting")
    return list(session.scalars(waiting.execution_options(populate_existing=True)))


def said(session: Session) -> list[str]:
    return list(session.scalars(select(Message.text).where(Message.author == "house").order_by(Message.id)))


def local(moment: datetime | None) -> time:
    assert moment is not None
    return moment.astimezone(TIGRE).time()


def test_a_promise_is_the_hotels_own_minutes_from_now(
    session: Session, hotel: Hotel, ana: Conversation
) -> None:
    hotel.promise_minutes = 20
    assert local(call(session, ana).promise_at) == time(15, 20)


def test_while_reception_is_closed_the_minutes_count_from_its_opening(
    session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    stopped_clock.passes(hours=8)  # 23:00
    handover = call(session, ana)
    assert local(handover.promise_at) == time(8, 30)
    assert handover.promise_at == clock.now() + timedelta(hours=9, minutes=30)


def test_danger_waits_for_no_opening(
    session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    stopped_clock.passes(hours=12)  # 03:00
    assert local(call(session, ana, Reason.URGENT).promise_at) == time(3, 10)


def test_what_was_understood_goes_with_it(session: Session, ana: Conversation) -> None:
    handover = call(
        session, ana, words="del 10 al 12", understood={"wish": "book"}, summary="Hacer una reserva"
    )
    assert (handover.words, handover.understood, handover.reason) == (
        "del 10 al 12",
        {"wish": "book"},
        "asked",
    )
    event = session.scalars(select(Message).where(Message.kind == EventKind.PERSON_CALLED)).one()
    assert event.content == {"reason": "asked", "summary": "Hacer una reserva"}


def test_called_again_it_is_one_handover_and_the_sooner_promise(session: Session, ana: Conversation) -> None:
    first = call(session, ana)
    before = first.promise_at
    again = call(session, ana, Reason.URGENT, words="hay fuego")
    session.refresh(again)
    assert again.id == first.id
    assert again.promise_at and before and again.promise_at < before
    assert (again.reason, again.words) == ("urgent", "hay fuego")
    assert len(errands(session, Errand.KEEP_PROMISE)) == 1


def test_to_another_machine_nothing_was_promised(session: Session, ana: Conversation) -> None:
    assert call(session, ana, Reason.ANOTHER_MACHINE).promise_at is None
    assert errands(session, Errand.KEEP_PROMISE) == []


@pytest.mark.parametrize("how", ["takes over", "replies", "telephone", "gives back"])
def test_whoever_comes_ends_it(
    house: House, session: Session, ana: Conversation, stopped_clock: StoppedClock, how: str
) -> None:
    handover = call(session, ana)
    if how == "takes over":
        conversations.take_over(session, house.carla, ana.id, "t1")
    elif how == "replies":
        conversations.reply(session, house.carla, ana.id, "Hola Ana", "t1")
    elif how == "telephone":
        intake.overhear(session, echo("Hola Ana", to=ANA), house.posada)
    else:
        conversations.give_back(session, house.carla, ana.id, "t1")
    session.flush()
    session.refresh(handover)
    assert handover.ended_at is not None
    assert (handover.answered_at is not None) == (how != "gives back")
    assert handover.answered_by == (house.carla.staff_id if how in ("takes over", "replies") else None)
    assert alerts(session) == []
    before = said(session)
    stopped_clock.passes(hours=2)
    handovers.keep_promise(session, handover.id)
    assert said(session) == before
    assert alerts(session) == []


def test_a_promise_that_passes_is_told_once_and_called_louder(
    session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    handover = call(session, ana)
    stopped_clock.passes(minutes=30)
    handovers.keep_promise(session, handover.id)
    handovers.keep_promise(session, handover.id)
    assert said(session) == [
        "Perdón por la espera: recepción todavía no pudo responderte. "
        "Les volví a avisar y tu mensaje sigue anotado."
    ]
    assert alerts(session) == ["person_needed", "promise_broken"]
    assert ana.owner == Owner.STAFF
    assert [letter.due_at - clock.now() for letter in errands(session, Errand.TAKE_BACK)] == [
        timedelta(minutes=180)
    ]


def test_an_errand_that_comes_too_soon_waits_for_the_hour(session: Session, ana: Conversation) -> None:
    handover = call(session, ana)
    handovers.keep_promise(session, handover.id)
    assert said(session) == []
    assert handover.broken_at is None
    assert [letter.due_at for letter in errands(session, Errand.KEEP_PROMISE)] == [handover.promise_at]


def made_silent(session: Session, hotel: Hotel, talk: Conversation, why: str) -> None:
    """Of three reasons that of time is the clock's to bring."""
    hotel.house_paused = why == "paused"
    if why == "opted out":
        session.get_one(Guest, talk.guest_id).opted_out_at = clock.now()


@pytest.mark.parametrize("silent", ["paused", "opted out", "window closed"])
def test_where_the_house_may_not_speak_only_people_hear_of_it(
    session: Session, hotel: Hotel, ana: Conversation, stopped_clock: StoppedClock, silent: str
) -> None:
    handover = call(session, ana)
    made_silent(session, hotel, ana, silent)
    stopped_clock.passes(hours=25 if silent == "window closed" else 1)
    handovers.keep_promise(session, handover.id)
    assert said(session) == []
    assert "promise_broken" in alerts(session)


def test_nobody_ever_came_and_the_house_answers_again(
    session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    handover = call(session, ana)
    stopped_clock.passes(minutes=30)
    handovers.keep_promise(session, handover.id)
    stopped_clock.passes(minutes=180)
    handovers.take_back(session, handover.id)
    session.flush()
    session.refresh(handover)
    assert (ana.owner, ana.waiting_since) == (Owner.HOUSE, None)
    assert handover.ended_at is not None
    assert handover.answered_at is None
    assert alerts(session) == ["person_needed", "promise_broken"]
    assert session.scalars(select(Message).where(Message.kind == EventKind.NOBODY_CAME)).one()


def test_the_guest_is_told_that_the_house_goes_on_and_the_telephone_rings_again(
    session: Session, hotel: Hotel, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    hotel.on_call_phone = "5491150009999"
    handover = call(session, ana, words="quiero hablar con una persona")
    stopped_clock.passes(minutes=30)
    handovers.keep_promise(session, handover.id)
    [first] = errands(session, Errand.ALERT_STAFF)
    first.state = "done"
    stopped_clock.passes(minutes=180)
    handovers.take_back(session, handover.id)
    handovers.take_back(session, handover.id)
    [_, told] = said(session)
    assert told.startswith("Recepción no pudo escribirte todavía")
    [second] = errands(session, Errand.ALERT_STAFF)
    assert second.payload["content"]["words"][-1] == "quiero hablar con una persona"


@pytest.mark.parametrize("silent", ["paused", "opted out", "window closed"])
def test_the_house_takes_back_without_a_word_where_it_may_not_speak(
    session: Session, hotel: Hotel, ana: Conversation, stopped_clock: StoppedClock, silent: str
) -> None:
    handover = call(session, ana)
    made_silent(session, hotel, ana, silent)
    stopped_clock.passes(hours=25 if silent == "window closed" else 4)
    handovers.take_back(session, handover.id)
    assert said(session) == []
    assert ana.owner == Owner.HOUSE


def test_who_came_at_the_last_moment_keeps_the_conversation(
    house: House, session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    handover = call(session, ana)
    stopped_clock.passes(minutes=30)
    handovers.keep_promise(session, handover.id)
    conversations.take_over(session, house.carla, ana.id, "t1")
    session.flush()
    handovers.take_back(session, handover.id)
    assert ana.owner_staff_id == house.carla.staff_id


def test_an_errand_for_a_handover_that_is_gone_does_nothing(session: Session, ana: Conversation) -> None:
    handovers.keep_promise(session, 1)
    handovers.take_back(session, 1)
    assert alerts(session) == []


def test_danger_reaches_the_telephone_on_call_by_template(
    session: Session, hotel: Hotel, ana: Conversation
) -> None:
    hotel.on_call_phone = "5491150009999"
    call(session, ana, Reason.URGENT, words="hay\nfuego     en la cocina")
    [letter] = errands(session, Errand.ALERT_STAFF)
    assert letter.payload["phone"] == "5491150009999"
    assert letter.payload["content"]["name"] == "staff_alert"
    assert letter.payload["content"]["words"] == ["Posada del Ceibo", "Ana Pereyra", "hay fuego en la cocina"]
    assert alerts(session) == ["urgent"]


def test_a_telephone_that_wrote_today_is_told_in_free_words(
    house: House, session: Session, hotel: Hotel, ana: Conversation
) -> None:
    heard(session, house.posada, incoming("hola", sender=Sender(phone="541150009999", name="Marta")))
    hotel.on_call_phone = "5491150009999"
    call(session, ana, Reason.URGENT, words="hay fuego")
    [letter] = errands(session, Errand.ALERT_STAFF)
    assert letter.payload["content"]["kind"] == "text"
    assert letter.payload["content"]["body"].endswith("Escribió: hay fuego")


def test_without_a_telephone_on_call_the_alert_says_so(session: Session, ana: Conversation) -> None:
    call(session, ana, Reason.URGENT, words="hay fuego")
    assert errands(session, Errand.ALERT_STAFF) == []
    assert session.scalars(select(Alert)).one().facts["on_call"] == "missing"


def test_the_same_danger_said_five_times_is_told_once(
    session: Session, hotel: Hotel, ana: Conversation
) -> None:
    hotel.on_call_phone = "5491150009999"
    for _ in range(5):
        handovers.raise_urgent(session, ana, "hay fuego")
    assert len(session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "alert_staff")).all()) == 1


def test_a_telephone_on_call_that_cannot_be_reached_is_an_alert(
    session: Session, hotel: Hotel, ana: Conversation
) -> None:
    hotel.on_call_phone = "5491150009999"
    call(session, ana, Reason.URGENT, words="hay fuego")
    [row] = errands(session, Errand.ALERT_STAFF)
    letter = Claimed(row.id, row.hotel_id, Errand.ALERT_STAFF, row.lane, row.payload, 1, "")
    deliveries.refused(session, letter, Refusal(Act.TELL_STAFF, 131026, "not on WhatsApp"))
    assert alerts(session) == [AlertKind.ON_CALL_NOT_REACHED, AlertKind.URGENT]
    assert session.get_one(OutboxLetter, row.id).state == "dead"


def test_staff_say_what_the_guest_really_wanted(house: House, session: Session, ana: Conversation) -> None:
    handover = call(session, ana)
    handovers.label(session, house.carla, handover.id, " late_checkout ", "t1")
    handovers.label(session, house.diego, handover.id, "something else", "t1")
    assert (handover.label, handover.labelled_by) == ("late_checkout", house.carla.staff_id)
    with pytest.raises(NotAllowed):
        handovers.label(session, house.vera, handover.id, "book", "t2")
    with pytest.raises(NoSuchHandover):
        handovers.label(session, house.carla, 1, "book", "t3")


def test_two_guests_who_are_one_keep_one_open_handover(house: House, session: Session) -> None:
    by_phone, _ = heard(session, house.posada, incoming("hola", sender=Sender(phone=ANA.phone)))
    by_id, _ = heard(session, house.posada, incoming("hola", sender=Sender(bsuid=ANA.bsuid)))
    handover = call(session, by_id, words="ayuda con la reserva")
    heard(session, house.posada, incoming("soy la misma", sender=ANA))
    session.flush()
    session.refresh(handover)
    assert handover.conversation_id == by_phone.id
    assert by_phone.owner == Owner.STAFF
    owners.answered(session, by_phone)
    session.refresh(handover)
    assert handover.ended_at is not None


def test_another_hotel_never_sees_them(house: House, session: Session, ana: Conversation) -> None:
    handover_id = call(session, ana).id
    session.commit()
    with transaction(house.cabanas) as theirs:
        assert theirs.scalars(select(Handover)).all() == []
        with pytest.raises(NoSuchHandover):
            handovers.label(theirs, house.elena, handover_id, "mine", "t1")
