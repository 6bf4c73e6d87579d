"""How our messages fare: whatever the channel answers, in whatever order, the thread says the truth."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind, EventKind
from core.domain.errands import MAX_ATTEMPTS, Act, Desk, Errand, Refusal
from core.domain.messages import Channel, Delivery, StatusUpdate, Trouble
from core.domain.outgoing import Buttons, Option, Text
from core.domain.ports import Receipt
from core.services import conversations as desk
from core.services import deliveries, hotels, media, outgoing
from core.store import doubts, outbox
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import across_hotels
from core.store.guests import Guest
from core.store.hotels import ChannelAccount, Hotel
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from tests.makers import ANA, POSADA_NUMBER, House, StoppedClock, heard, incoming


@pytest.fixture
def ana(house: House, session: Session) -> Conversation:
    return heard(session, house.posada, incoming("hola"))[0]


@pytest.fixture
def ours(session: Session, ana: Conversation) -> Message:
    return outgoing.say(session, ana, Text("¡Hola, Ana!"))


def letter_of(session: Session, message: Message) -> OutboxLetter:
    session.flush()
    session.expire_all()
    key = f"message:{message.id}"
    found = select(OutboxLetter).where(OutboxLetter.key == key).order_by(OutboxLetter.id.desc()).limit(1)
    return session.scalars(found).one()


def sending(session: Session, message: Message, attempts: int = 1) -> Claimed:
    """The relay has the letter in hand."""
    letter = letter_of(session, message)
    letter.state, letter.attempts = "sending", attempts
    session.flush()
    return Claimed(
        letter.id, letter.hotel_id, Errand.SEND_MESSAGE, letter.lane, letter.payload, attempts, "trace"
    )


def accept(session: Session, house: House, message: Message, name: str = "wamid.1", **facts: Any) -> None:
    deliveries.accepted(session, house.posada, [(sending(session, message), Receipt(name, **facts))])
    session.flush()
    session.expire_all()


def refuse(session: Session, message: Message, act: Act, code: int = 1, attempts: int = 1) -> OutboxLetter:
    deliveries.refused(session, sending(session, message, attempts), Refusal(act, code, "because"))
    return letter_of(session, message)


def status(state: Delivery, name: str = "wamid.1", **facts: Any) -> StatusUpdate:
    return StatusUpdate(name, Channel.WHATSAPP, POSADA_NUMBER, state, clock.now(), **facts)


def tell(session: Session, update: StatusUpdate, act: Act | None = None) -> None:
    trouble = update.troubles[0] if update.troubles else None
    refusal = Refusal(act, trouble.code, trouble.title) if act and trouble else None
    deliveries.apply(session, [(update, refusal)])
    session.flush()
    session.expire_all()


def failure(code: int, **facts: Any) -> StatusUpdate:
    return status(Delivery.FAILED, troubles=(Trouble(code, "no"),), **facts)


def mark(session: Session, message: Message) -> str:
    return deliveries.echo_of(letter_of(session, message).id, message.id)


def alerts(session: Session) -> list[str]:
    return list(session.scalars(select(Alert.kind).where(Alert.closed_at.is_(None)).order_by(Alert.id)))


def number(session: Session) -> ChannelAccount:
    return session.scalars(select(ChannelAccount)).one()


def test_a_message_climbs_from_tick_to_tick(house: House, session: Session, ours: Message) -> None:
    assert ours.delivery == Delivery.QUEUED
    accept(session, house, ours)
    assert letter_of(session, ours).state == "done"
    for state in (Delivery.SENT, Delivery.DELIVERED, Delivery.READ):
        tell(session, status(state))
        assert ours.delivery == state


def test_statuses_that_come_late_or_twice_change_nothing(
    house: House, session: Session, ours: Message
) -> None:
    accept(session, house, ours)
    for state in (Delivery.READ, Delivery.DELIVERED, Delivery.SENT, Delivery.READ):
        tell(session, status(state))
    assert ours.delivery == Delivery.READ


def test_a_status_that_comes_before_the_call_returned_finds_its_message_by_the_mark(
    house: House, session: Session, ours: Message
) -> None:
    letter = sending(session, ours)
    tell(session, status(Delivery.DELIVERED, echo=mark(session, ours)))
    assert (ours.delivery, ours.provider_id) == (Delivery.DELIVERED, "wamid.1")
    assert letter_of(session, ours).state == "done"
    deliveries.accepted(session, house.posada, [(letter, Receipt("wamid.1"))])
    session.flush()
    session.expire_all()
    assert (ours.delivery, ours.provider_id) == (Delivery.DELIVERED, "wamid.1")


def test_a_status_settles_a_call_whose_caller_died(house: House, session: Session, ours: Message) -> None:
    """The echo is what we waited for: nothing is sent a second time."""
    letter = sending(session, ours)
    doubts.doubt(session, letter.id)
    tell(session, status(Delivery.SENT, echo=mark(session, ours)))
    assert letter_of(session, ours).state == "done"
    with across_hotels() as other:
        assert outbox.claim(other, Desk.RELAY, 10) == []


def test_a_message_that_went_out_twice_is_marked_as_such(
    house: House, session: Session, ours: Message
) -> None:
    echo = mark(session, ours)
    accept(session, house, ours, "wamid.2")
    tell(session, status(Delivery.SENT, "wamid.1", echo=echo))
    assert ours.content["sent_twice"] is True
    assert ours.provider_id == "wamid.2"


@pytest.mark.parametrize("echo", ["", "nonsense", "1.2.3", "7.x", "booking-9"])
def test_a_mark_that_is_not_ours_is_no_mark(house: House, session: Session, ours: Message, echo: str) -> None:
    accept(session, house, ours)
    tell(session, status(Delivery.SENT, echo=echo))
    assert ours.delivery == Delivery.SENT


def test_a_status_of_nothing_we_know_is_let_go(session: Session, ours: Message) -> None:
    tell(session, status(Delivery.SENT, "wamid.unknown"))
    tell(session, status(Delivery.SENT, echo="1.999999"))
    assert ours.delivery == Delivery.QUEUED


def test_what_the_channel_charges_is_noted_only_when_it_does(
    house: House, session: Session, ours: Message
) -> None:
    accept(session, house, ours)
    tell(session, status(Delivery.SENT, category="service", billable=False))
    assert ours.billed_as is None
    tell(session, status(Delivery.DELIVERED, category="utility", billable=True))
    assert ours.billed_as == "utility"


def test_the_channels_spelling_of_a_telephone_is_kept(
    house: House, session: Session, ana: Conversation
) -> None:
    first = outgoing.say(session, ana, Text("uno"))
    accept(session, house, first, recipient_phone="541155501234")
    second = outgoing.say(session, ana, Text("dos"))
    assert letter_of(session, second).payload["phone"] == "541155501234"
    assert ANA.phone == "5491155501234"


def test_news_of_a_first_try_is_not_news_of_the_second(house: House, session: Session, ours: Message) -> None:
    """Carla sends a failed message again; a late status of the first try must not end the second unsent."""
    first = mark(session, ours)
    accept(session, house, ours)
    tell(session, failure(131026, echo=first), Act.TELL_STAFF)
    desk.retry(session, house.carla, ours.id, "r1")
    tell(session, status(Delivery.SENT, echo=first))
    assert (letter_of(session, ours).state, ours.delivery) == ("waiting", Delivery.QUEUED)
    second = mark(session, ours)
    tell(session, status(Delivery.DELIVERED, "wamid.2", echo=second))
    assert (letter_of(session, ours).state, ours.delivery, ours.provider_id) == (
        "done",
        Delivery.DELIVERED,
        "wamid.2",
    )


# What each refusal asks of us: the state of the letter, of the line, and who is called.
AGAIN = ("waiting", Delivery.QUEUED, [])
DEAD = ("dead", Delivery.FAILED, [AlertKind.NOT_DELIVERED])
ASKED: dict[Act, tuple[str, Delivery, list[AlertKind]]] = {
    Act.RETRY: AGAIN,
    Act.SLOW_NUMBER: AGAIN,
    Act.DELAY_GUEST: AGAIN,
    Act.RENEW_MEDIA: AGAIN,
    Act.STOP_CAMPAIGNS: ("dead", Delivery.FAILED, [AlertKind.CHANNEL_SLOW, AlertKind.NOT_DELIVERED]),
    Act.USE_TEMPLATE: ("parked", Delivery.FAILED, [AlertKind.NOT_DELIVERED]),
    Act.TELL_STAFF: DEAD,
    Act.UNREACHABLE: ("dead", Delivery.FAILED, [AlertKind.UNREACHABLE]),
    Act.DROP_QUIETLY: ("dead", Delivery.FAILED, []),
    Act.OPT_OUT: DEAD,
    Act.OUR_BUG: DEAD,
    Act.OTHER_LANGUAGE: ("dead", Delivery.FAILED, [AlertKind.TEMPLATE_TROUBLE, AlertKind.NOT_DELIVERED]),
    Act.SWITCH_TEMPLATE: ("dead", Delivery.FAILED, [AlertKind.TEMPLATE_TROUBLE, AlertKind.NOT_DELIVERED]),
    Act.DROP_AND_ALERT: DEAD,
    Act.PAUSE_HOTEL: ("waiting", Delivery.QUEUED, [AlertKind.CHANNEL_PAUSED]),
    Act.VERIFY_GUEST: DEAD,
}


def test_every_act_is_tried_here() -> None:
    assert set(ASKED) == set(Act)


@pytest.mark.parametrize("act", Act)
def test_a_refused_call_does_what_the_table_says(session: Session, ours: Message, act: Act) -> None:
    state, delivery, called = ASKED[act]
    letter = refuse(session, ours, act)
    assert (letter.state, ours.delivery, alerts(session)) == (state, delivery, called)
    if delivery is Delivery.FAILED:
        assert (ours.trouble_code, ours.trouble) == (1, "because")


@pytest.mark.parametrize("act", Act)
def test_a_failed_status_marks_the_line_whatever_the_act(
    house: House, session: Session, ours: Message, act: Act
) -> None:
    accept(session, house, ours)
    tell(session, failure(77), act)
    assert (ours.delivery, ours.trouble_code) == (Delivery.FAILED, 77)
    silent = act in (Act.DROP_QUIETLY, Act.UNREACHABLE)
    expected = {*ASKED[act][2], AlertKind.NOT_DELIVERED} - ({AlertKind.NOT_DELIVERED} if silent else set())
    assert set(alerts(session)) == expected


@pytest.mark.parametrize("act", [Act.RETRY, Act.DELAY_GUEST, Act.RENEW_MEDIA])
def test_what_is_tried_again_is_given_up_in_the_end(session: Session, ours: Message, act: Act) -> None:
    assert refuse(session, ours, act, attempts=MAX_ATTEMPTS - 1).state == "waiting"
    assert refuse(session, ours, act, attempts=MAX_ATTEMPTS).state == "dead"
    assert alerts(session) == [AlertKind.NOT_DELIVERED]


def test_a_crowded_number_is_waited_for_longer(session: Session, ours: Message) -> None:
    assert refuse(session, ours, Act.SLOW_NUMBER, attempts=MAX_ATTEMPTS + 3).state == "waiting"
    assert refuse(session, ours, Act.SLOW_NUMBER, attempts=50).state == "dead"


@pytest.mark.parametrize(
    ("act", "attempt", "seconds"), [(Act.RETRY, 1, 1), (Act.RETRY, 4, 8), (Act.DELAY_GUEST, 2, 16)]
)
def test_each_pause_is_longer_and_none_is_exact(
    session: Session, ours: Message, act: Act, attempt: int, seconds: float
) -> None:
    pause = (refuse(session, ours, act, attempts=attempt).due_at - clock.now()).total_seconds()
    assert seconds * 0.8 <= pause <= seconds * 1.2


def test_a_number_asked_to_slow_down_is_slow_for_half_a_minute(session: Session, ours: Message) -> None:
    refuse(session, ours, Act.SLOW_NUMBER)
    assert number(session).slow_until == clock.now() + timedelta(seconds=30)


def test_a_paused_account_keeps_its_letters_and_calls_people_once(
    house: House, session: Session, ana: Conversation
) -> None:
    said = [outgoing.say(session, ana, Text(words)) for words in ("uno", "dos", "tres")]
    for message in said:
        assert refuse(session, message, Act.PAUSE_HOTEL, 190, attempts=20).state == "waiting"
    assert number(session).paused_reason == "190: because"
    assert alerts(session) == [AlertKind.CHANNEL_PAUSED]


def test_the_first_message_that_goes_through_ends_the_pause(
    house: House, session: Session, ours: Message
) -> None:
    refuse(session, ours, Act.PAUSE_HOTEL, 190)
    accept(session, house, ours)
    assert (number(session).paused_reason, number(session).paused_at) == (None, None)
    assert alerts(session) == []


def test_a_secret_that_cannot_be_opened_counts_as_paused(house: House, session: Session) -> None:
    number(session).token_locked = "locked-with-another-key"
    session.flush()
    account = hotels.open_accounts(session)["whatsapp", POSADA_NUMBER]
    assert "SECRET_KEY" in str(account.paused_reason)


def test_a_guest_who_stopped_us_at_the_channel_has_opted_out_here_too(
    session: Session, ana: Conversation, ours: Message
) -> None:
    refuse(session, ours, Act.OPT_OUT, 131050)
    assert session.get_one(Guest, ana.guest_id).opted_out_at is not None
    events = session.scalars(select(Message.kind).where(Message.direction == "event")).all()
    assert events == [EventKind.OPTED_OUT]


def test_several_failures_in_one_conversation_call_people_once(session: Session, ana: Conversation) -> None:
    for words in ("uno", "dos"):
        refuse(session, outgoing.say(session, ana, Text(words)), Act.TELL_STAFF, 131026)
    assert alerts(session) == [AlertKind.NOT_DELIVERED]


def test_a_file_the_channel_forgot_is_uploaded_anew(
    house: House, session: Session, ana: Conversation
) -> None:
    file = media.keep(session, house.posada, b"menu", "image/jpeg", "menu.jpg")
    media.remember_upload(session, house.posada, file, POSADA_NUMBER, "file-1")
    message = outgoing.say(session, ana, Buttons("elegí", (Option("a", "A"),), header_media=file))
    refuse(session, message, Act.RENEW_MEDIA, 131053)
    assert media.uploaded(session, file, POSADA_NUMBER) is None


def with_template(session: Session) -> None:
    session.scalars(select(Hotel)).one().reopening_template = {"name": "seguimos", "language": "es_AR"}
    session.flush()


def templates(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).where(Message.kind == "template")))


def test_a_closed_window_is_knocked_at_with_a_template_once(session: Session, ana: Conversation) -> None:
    with_template(session)
    for words in ("uno", "dos"):
        refuse(session, outgoing.say(session, ana, Text(words)), Act.USE_TEMPLATE, 131047)
    [template] = templates(session)
    assert template.content["name"] == "seguimos"
    assert letter_of(session, template).state == "waiting"


def test_a_hotel_without_a_template_does_not_knock(session: Session, ours: Message) -> None:
    refuse(session, ours, Act.USE_TEMPLATE, 131047)
    assert templates(session) == []


def test_a_refused_template_does_not_ask_for_another(session: Session, ours: Message) -> None:
    with_template(session)
    refuse(session, ours, Act.USE_TEMPLATE, 131047)
    [template] = templates(session)
    refuse(session, template, Act.USE_TEMPLATE, 131047)
    assert len(templates(session)) == 1


def test_after_the_guest_wrote_again_a_closed_window_is_knocked_at_anew(
    house: House, session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    with_template(session)
    refuse(session, outgoing.say(session, ana, Text("uno")), Act.USE_TEMPLATE, 131047)
    stopped_clock.passes(hours=1)
    heard(session, house.posada, incoming("sigo acá"))
    refuse(session, outgoing.say(session, ana, Text("dos")), Act.USE_TEMPLATE, 131047)
    assert len(templates(session)) == 2


def test_a_refused_read_mark_is_worth_no_second_try(session: Session, ana: Conversation) -> None:
    line = heard(session, ana.hotel_id, incoming("otra"))[1]
    outgoing.mark_read(session, ana, line, typing=True)
    row = session.scalars(select(OutboxLetter).where(OutboxLetter.key == f"read:{ana.id}")).one()
    letter = Claimed(row.id, row.hotel_id, Errand.MARK_READ, row.lane, row.payload, 1, "trace")
    deliveries.mark_refused(session, letter, Refusal(Act.RETRY, 1))
    session.refresh(row)
    assert (row.state, alerts(session)) == ("cancelled", [])


def test_a_read_mark_refused_for_the_whole_account_pauses_it(session: Session, ana: Conversation) -> None:
    line = heard(session, ana.hotel_id, incoming("otra"))[1]
    outgoing.mark_read(session, ana, line, typing=True)
    row = session.scalars(select(OutboxLetter).where(OutboxLetter.key == f"read:{ana.id}")).one()
    letter = Claimed(row.id, row.hotel_id, Errand.MARK_READ, row.lane, row.payload, 1, "trace")
    deliveries.mark_refused(session, letter, Refusal(Act.PAUSE_HOTEL, 190, "expired"))
    assert number(session).paused_reason == "190: expired"
