"""What staff do: each verb asks the role, acts once per click, and leaves its trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Actor, NotAllowed
from core.domain.conversations import AuditTag, EventKind, Owner, Reason
from core.services import alerts as calls
from core.services import conversations as desk
from core.services import owners, scenes
from core.services.conversations import Empty, NoSuchConversation, TooLong, WindowClosed
from core.store.alerts import Alert, AuditEntry
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.makers import House, StoppedClock, heard, incoming


@pytest.fixture
def session(house: House, stopped_clock: StoppedClock) -> Any:
    with transaction(house.posada) as session:
        yield session


@pytest.fixture
def ana(house: House, session: Session) -> Conversation:
    """Ana's conversation: she wrote, and her turn is about to be taken."""
    conversation, line = heard(session, house.posada, incoming("hola"))
    scenes.plan_turn(session, conversation, line, 2.5)
    return conversation


def audit(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEntry.tag).order_by(AuditEntry.id)))


def events(session: Session) -> list[str]:
    return list(
        session.scalars(select(Message.kind).where(Message.direction == "event").order_by(Message.id))
    )


def letter(session: Session, key: str) -> OutboxLetter | None:
    session.flush()
    session.expire_all()
    return session.scalars(
        select(OutboxLetter).where(OutboxLetter.key == key).order_by(OutboxLetter.id.desc())
    ).first()


Verb = Callable[[Session, Actor, Conversation], object]
VERBS: dict[str, Verb] = {
    "reply": lambda s, a, c: desk.reply(s, a, c.id, "hola", "t"),
    "take over": lambda s, a, c: desk.take_over(s, a, c.id, "t"),
    "give back": lambda s, a, c: desk.give_back(s, a, c.id, "t"),
    "note": lambda s, a, c: desk.write_note(s, a, c.id, "ojo", "t"),
    "retry": lambda s, a, c: desk.retry(s, a, 1, "t"),
    "revive": lambda s, a, c: desk.revive(s, a, "outbox", 1, "t"),
    "close an alert": lambda s, a, c: desk.close_alert(s, a, 1, "t"),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_vera_may_look_and_nothing_else(
    house: House, session: Session, ana: Conversation, verb: Verb
) -> None:
    with pytest.raises(NotAllowed):
        verb(session, house.vera, ana)
    assert audit(session) == []


@pytest.mark.parametrize("name", ["carla", "diego", "olga"])
def test_everybody_else_may_answer(house: House, session: Session, ana: Conversation, name: str) -> None:
    actor = getattr(house, name)
    desk.reply(session, actor, ana.id, "hola Ana", "t")
    assert (ana.owner, ana.owner_staff_id) == (Owner.STAFF, actor.staff_id)


def test_vera_looking_leaves_no_blue_ticks(house: House, session: Session, ana: Conversation) -> None:
    letter_before = letter(session, f"read:{ana.id}")
    desk.seen(session, house.vera, ana.id)
    assert ana.unread == 1
    assert letter(session, f"read:{ana.id}") is letter_before


def test_carla_looking_leaves_nothing_unread_and_blue_ticks(
    house: House, session: Session, ana: Conversation
) -> None:
    desk.seen(session, house.carla, ana.id)
    session.flush()
    session.expire_all()
    assert ana.unread == 0
    mark = letter(session, f"read:{ana.id}")
    assert mark is not None
    assert mark.payload["typing"] is False


def test_a_reply_takes_the_conversation_and_goes_out(
    house: House, session: Session, ana: Conversation
) -> None:
    message = desk.reply(session, house.carla, ana.id, "  Hola Ana, soy Carla  ", "t1")
    assert (message.text, message.author, message.staff_id) == (
        "Hola Ana, soy Carla",
        "staff",
        house.carla.staff_id,
    )
    assert letter(session, f"message:{message.id}") is not None
    assert (ana.owner, ana.unread, ana.waiting_since) == (Owner.STAFF, 0, None)
    assert events(session) == [EventKind.TOOK_OVER]
    assert audit(session) == [AuditTag.CONVERSATION_REPLIED]


def test_a_click_that_arrives_twice_writes_once(house: House, session: Session, ana: Conversation) -> None:
    first = desk.reply(session, house.carla, ana.id, "hola", "t1")
    session.flush()
    assert desk.reply(session, house.carla, ana.id, "hola", "t1").id == first.id
    desk.reply(session, house.carla, ana.id, "hola", "t2")
    said = session.scalars(select(Message).where(Message.direction == "out")).all()
    assert len(said) == 2


def test_a_note_that_arrives_twice_is_written_once(house: House, session: Session, ana: Conversation) -> None:
    first = desk.write_note(session, house.carla, ana.id, "prefiere planta baja", "n1")
    assert desk.write_note(session, house.carla, ana.id, "prefiere planta baja", "n1").id == first.id


def test_a_note_reaches_no_guest_and_takes_nothing_over(
    house: House, session: Session, ana: Conversation
) -> None:
    note = desk.write_note(session, house.carla, ana.id, "paga en efectivo", "n1")
    assert letter(session, f"message:{note.id}") is None
    assert ana.owner == Owner.HOUSE
    assert ana.last_text == "hola"


def test_taking_over_cancels_the_turn_the_house_was_about_to_take(
    house: House, session: Session, ana: Conversation
) -> None:
    turn = letter(session, f"turn:{ana.id}")
    assert turn is not None
    desk.take_over(session, house.carla, ana.id, "t1")
    session.flush()
    session.expire_all()
    assert turn.state == "cancelled"
    assert scenes.look(session, ana) is None, "what Carla saw is not answered by the house again"


def test_taking_over_answers_the_call_for_a_person(house: House, session: Session, ana: Conversation) -> None:
    owners.call_person(session, ana, Reason.ASKED)
    desk.take_over(session, house.carla, ana.id, "t1")
    session.flush()
    session.expire_all()
    [alert] = session.scalars(select(Alert))
    assert (alert.closed_by, ana.waiting_since) == (house.carla.staff_id, None)


def test_diego_may_take_what_carla_has(house: House, session: Session, ana: Conversation) -> None:
    desk.take_over(session, house.carla, ana.id, "t1")
    desk.take_over(session, house.diego, ana.id, "t2")
    assert ana.owner_staff_id == house.diego.staff_id
    assert events(session) == [EventKind.TOOK_OVER] * 2


def test_answering_again_notes_no_second_taking(house: House, session: Session, ana: Conversation) -> None:
    for token in ("t1", "t2", "t3"):
        desk.reply(session, house.carla, ana.id, "hola", token)
    assert events(session) == [EventKind.TOOK_OVER]


def test_given_back_the_house_answers_the_next_message(
    house: House, session: Session, ana: Conversation
) -> None:
    desk.take_over(session, house.carla, ana.id, "t1")
    heard(session, house.posada, incoming("gracias!"))
    desk.give_back(session, house.carla, ana.id, "t2")
    assert (ana.owner, ana.owner_staff_id, ana.give_back_at) == (Owner.HOUSE, None, None)
    assert scenes.look(session, ana) is None
    assert events(session)[-1] == EventKind.GAVE_BACK
    back = letter(session, f"give_back:{ana.id}")
    assert back is not None
    assert back.state == "cancelled"


def test_giving_back_what_the_house_has_changes_nothing(
    house: House, session: Session, ana: Conversation
) -> None:
    desk.give_back(session, house.carla, ana.id, "t1")
    assert events(session) == []


def test_after_a_quiet_time_the_house_takes_back(
    house: House, session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    desk.take_over(session, house.carla, ana.id, "t1")
    stopped_clock.passes(minutes=29)
    desk.give_back_when_quiet(session, ana.id)
    assert ana.owner == Owner.STAFF
    desk.reply(session, house.carla, ana.id, "un momento", "t2")
    stopped_clock.passes(minutes=29)
    desk.give_back_when_quiet(session, ana.id)
    assert ana.owner == Owner.STAFF, "a word from Carla starts the quiet time anew"
    stopped_clock.passes(minutes=1)
    desk.give_back_when_quiet(session, ana.id)
    assert ana.owner == Owner.HOUSE
    assert events(session)[-1] == EventKind.GAVE_BACK_QUIET


def test_outside_the_window_nothing_is_written_and_nothing_changes(
    house: House, session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    stopped_clock.passes(hours=24)
    with pytest.raises(WindowClosed):
        desk.reply(session, house.carla, ana.id, "hola?", "t1")
    assert ana.owner == Owner.HOUSE
    assert session.scalars(select(Message).where(Message.direction == "out")).all() == []


@pytest.mark.parametrize(
    ("words", "problem"), [("", Empty), ("  \n\t ", Empty), ("\x00", Empty), ("x" * 4097, TooLong)]
)
def test_words_no_channel_would_take_are_refused(
    house: House, session: Session, ana: Conversation, words: str, problem: type[Exception]
) -> None:
    for verb in (desk.reply, desk.write_note):
        with pytest.raises(problem):
            verb(session, house.carla, ana.id, words, "t1")
    assert audit(session) == []


def test_the_longest_words_a_channel_takes_go_out(house: House, session: Session, ana: Conversation) -> None:
    assert len(desk.reply(session, house.carla, ana.id, "x" * 4096, "t1").text) == 4096


def test_a_conversation_that_is_not_there_is_told_as_such(house: House, session: Session) -> None:
    for verb in (desk.take_over, desk.give_back):
        with pytest.raises(NoSuchConversation):
            verb(session, house.carla, 999, "t1")


def failed(session: Session, house: House, conversation: Conversation) -> Message:
    message = desk.reply(session, house.carla, conversation.id, "hola", "t0")
    first = letter(session, f"message:{message.id}")
    assert first is not None
    first.state = "dead"
    message.delivery, message.trouble_code, message.provider_id = "failed", 131026, "wamid.first"
    session.flush()
    return message


def test_a_failed_message_is_sent_again_as_the_same_line(
    house: House, session: Session, ana: Conversation
) -> None:
    message = failed(session, house, ana)
    desk.retry(session, house.carla, message.id, "r1")
    desk.retry(session, house.carla, message.id, "r1")
    session.flush()
    assert (message.delivery, message.trouble_code, message.provider_id) == ("queued", None, None)
    letters = session.scalars(select(OutboxLetter).where(OutboxLetter.key == f"message:{message.id}")).all()
    assert sorted(one.state for one in letters) == ["cancelled", "waiting"]
    assert session.scalars(select(Message).where(Message.direction == "out")).all() == [message]


def test_a_message_that_did_not_fail_is_not_sent_again(
    house: House, session: Session, ana: Conversation
) -> None:
    message = desk.reply(session, house.carla, ana.id, "hola", "t0")
    desk.retry(session, house.carla, message.id, "r1")
    assert audit(session) == [AuditTag.CONVERSATION_REPLIED]


def test_a_failed_message_is_not_sent_again_outside_the_window(
    house: House, session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    message = failed(session, house, ana)
    stopped_clock.passes(days=2)
    with pytest.raises(WindowClosed):
        desk.retry(session, house.carla, message.id, "r1")


def test_a_dead_letter_tried_again_takes_its_line_along(
    house: House, session: Session, ana: Conversation
) -> None:
    message = failed(session, house, ana)
    dead = letter(session, f"message:{message.id}")
    assert dead is not None
    desk.revive(session, house.diego, "outbox", dead.id, "v1")
    session.flush()
    session.expire_all()
    assert (dead.state, message.delivery) == ("waiting", "queued")
    assert audit(session)[-1] == AuditTag.LETTER_REVIVED


def test_an_alert_is_raised_once_while_it_is_open(house: House, session: Session, ana: Conversation) -> None:
    for _ in range(3):
        owners.call_person(session, ana, Reason.ASKED)
    assert len(session.scalars(select(Alert)).all()) == 1
    assert events(session) == [EventKind.PERSON_CALLED]


def test_a_closed_alert_may_be_raised_anew(house: House, session: Session, ana: Conversation) -> None:
    for _ in range(2):
        owners.call_person(session, ana, Reason.ASKED)
        calls.close_alert(session, house.posada, f"person:{ana.id}")
    assert len(session.scalars(select(Alert)).all()) == 2


def test_carla_closes_an_alert_once_and_it_is_written_down(
    house: House, session: Session, ana: Conversation
) -> None:
    owners.call_person(session, ana, Reason.ASKED)
    alert = session.scalars(select(Alert)).one()
    for _ in range(2):
        desk.close_alert(session, house.carla, alert.id, "c1")
    session.flush()
    session.expire_all()
    assert alert.closed_by == house.carla.staff_id
    assert audit(session) == [AuditTag.ALERT_CLOSED]


def test_a_call_keeps_the_time_since_when_the_guest_waits(
    house: House, session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    began = clock.now()
    owners.call_person(session, ana, Reason.ASKED)
    stopped_clock.passes(minutes=5)
    owners.call_person(session, ana, Reason.URGENT)
    assert (ana.waiting_since, ana.handover_reason) == (began, Reason.URGENT)
    assert clock.now() - began == timedelta(minutes=5)
