"""What a guest sends becomes a line in its place; edits, deletions and reactions change the line they are about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind, EventKind, Owner
from core.domain.messages import Card, Channel, ChannelNotice, Kind, MediaRef, Place
from core.domain.outgoing import Text
from core.services import intake, media, notices, outgoing
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.media import Media
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from core.store.views import thread
from tests.makers import BRUNO, POSADA_NUMBER, House, echo, heard, incoming


@pytest.fixture
def session(house: House) -> Any:
    with transaction(house.posada) as session:
        yield session


def lines(session: Session, conversation: Conversation) -> list[str]:
    found, _more = thread.lines(session, conversation.id)
    return [line.message.text for line in found]


def only(session: Session, key: str) -> OutboxLetter:
    return session.scalars(select(OutboxLetter).where(OutboxLetter.key == key)).one()


def test_a_message_opens_a_conversation_and_the_window(house: House, session: Session) -> None:
    first = incoming("hola")
    conversation, line = heard(session, house.posada, first)
    assert (line.direction, line.author, line.text) == ("in", "guest", "hola")
    assert (conversation.owner, conversation.unread, conversation.last_text) == (Owner.HOUSE, 1, "hola")
    assert conversation.last_guest_at == first.at


def test_the_same_message_twice_is_one_line(house: House, session: Session) -> None:
    message = incoming("hola")
    conversation, _ = heard(session, house.posada, message)
    same, again = intake.hear(session, house.posada, message)
    assert again is None
    assert same is conversation
    assert (lines(session, conversation), conversation.unread) == (["hola"], 1)


def test_a_late_message_takes_its_place_in_the_thread_and_not_at_the_end(
    house: House, session: Session
) -> None:
    newest = incoming("segundo")
    conversation, _ = heard(session, house.posada, newest)
    heard(session, house.posada, incoming("primero", at=clock.now() - timedelta(minutes=5)))
    assert lines(session, conversation) == ["primero", "segundo"]
    assert conversation.last_text == "segundo"
    assert conversation.last_guest_at == newest.at
    assert conversation.unread == 2


def test_a_quick_answer_stands_after_its_question_though_channels_count_whole_seconds(
    house: House, session: Session
) -> None:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    asked = outgoing.say(session, conversation, Text("¿para cuántos?"))
    stamp = asked.at.replace(microsecond=0)
    _, answered = heard(session, house.posada, incoming("2", at=stamp))
    assert answered is not None
    assert answered.at > asked.at
    assert lines(session, conversation) == ["hola", "¿para cuántos?", "2"]


def test_a_telephone_whose_clock_runs_ahead_does_not_pin_its_conversation_to_the_top(
    house: House, session: Session
) -> None:
    conversation, line = heard(session, house.posada, incoming("hola", at=clock.now() + timedelta(days=300)))
    assert line.at <= clock.now()
    assert conversation.last_message_at <= clock.now()


def test_two_guests_have_two_conversations(house: House, session: Session) -> None:
    ana, _ = heard(session, house.posada, incoming("hola"))
    bruno, _ = heard(session, house.posada, incoming("oi", sender=BRUNO))
    assert ana.id != bruno.id


def test_an_edited_message_says_what_it_says_now_and_remembers_what_it_said(
    house: House, session: Session
) -> None:
    _, line = heard(session, house.posada, incoming("para 2"))
    for words in ("para 3", "para 4"):
        edit = incoming(words, kind=Kind.EDIT, target=line.provider_id)
        assert intake.hear(session, house.posada, edit)[1] is None
    assert (line.text, line.content["before"]) == ("para 4", "para 2")
    assert line.edited_at is not None


def test_a_deleted_message_is_marked_and_kept_for_staff(house: House, session: Session) -> None:
    _, line = heard(session, house.posada, incoming("me arrepentí"))
    intake.hear(session, house.posada, incoming(kind=Kind.DELETION, target=line.provider_id))
    assert line.deleted_at is not None


def test_a_reaction_stays_on_its_line_until_it_is_taken_back(house: House, session: Session) -> None:
    conversation, line = heard(session, house.posada, incoming("hola"))
    intake.hear(session, house.posada, incoming("👍", kind=Kind.REACTION, target=line.provider_id))
    assert line.reactions == {"guest": "👍"}
    intake.hear(session, house.posada, incoming("", kind=Kind.REACTION, target=line.provider_id))
    assert line.reactions == {}
    assert lines(session, conversation) == ["hola"]


@pytest.mark.parametrize("kind", [Kind.REACTION, Kind.EDIT, Kind.DELETION])
def test_a_change_to_a_message_nobody_knows_changes_nothing(
    house: House, session: Session, kind: Kind
) -> None:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    intake.hear(session, house.posada, incoming("x", kind=kind, target="wamid.unknown"))
    assert lines(session, conversation) == ["hola"]


def test_a_guest_cannot_edit_or_delete_what_we_said(house: House, session: Session) -> None:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    intake.overhear(session, echo("son 100 pesos", id="wamid.ours"), house.posada)
    for kind in (Kind.EDIT, Kind.DELETION):
        intake.hear(session, house.posada, incoming("son 10 pesos", kind=kind, target="wamid.ours"))
    ours = session.scalars(select(Message).where(Message.provider_id == "wamid.ours")).one()
    assert (ours.text, ours.deleted_at) == ("son 100 pesos", None)
    assert conversation.owner == Owner.PHONE


@pytest.mark.parametrize("words", ["a\x00b", "half \ud83d pair", "\x00"])
def test_characters_that_postgres_refuses_do_not_cost_the_message(
    house: House, session: Session, words: str
) -> None:
    _, line = heard(session, house.posada, incoming(words, extra={"raw": {words: [words]}}, choice=words))
    session.refresh(line)
    assert "\x00" not in line.text


def test_everything_beside_the_words_is_kept(house: House, session: Session) -> None:
    _, line = heard(
        session,
        house.posada,
        incoming(
            kind=Kind.LOCATION,
            place=Place(-34.4, -58.5, "Muelle"),
            cards=(Card("Bruno", ("551187654321",)),),
            forwarded=True,
            extra={"referral": {"source_id": "advert"}},
            quotes="wamid.earlier",
        ),
    )
    session.refresh(line)
    assert line.content["place"]["name"] == "Muelle"
    assert line.content["cards"] == [{"name": "Bruno", "phones": ["551187654321"]}]
    assert (line.content["forwarded"], line.quotes) == (True, "wamid.earlier")
    assert line.content["extra"] == {"referral": {"source_id": "advert"}}


def test_a_file_is_fetched_by_an_errand_of_its_own(house: House, session: Session) -> None:
    photo = MediaRef("media-1", "image/jpeg", "abc")
    conversation, line = heard(session, house.posada, incoming("", kind=Kind.IMAGE, media=photo))
    letter = only(session, f"media:{line.id}")
    assert (letter.desk, letter.payload["media"]["id"]) == ("slow", "media-1")
    assert letter.lane != f"chat:{conversation.id}", "a slow download must not hold the reply back"
    assert conversation.last_text == "[image]"


def test_the_same_file_sent_twice_is_stored_once(house: House, session: Session) -> None:
    once = media.keep(session, house.posada, b"bytes", "image/jpeg", "a.jpg")
    assert media.keep(session, house.posada, b"bytes", "image/jpeg", "b.jpg") == once
    assert media.keep(session, house.posada, b"other", "image/jpeg", None) != once
    assert len(session.scalars(select(Media.id)).all()) == 2


def test_a_file_that_is_lost_is_told_to_staff_in_its_place(house: House, session: Session) -> None:
    conversation, line = heard(
        session, house.posada, incoming("", kind=Kind.IMAGE, media=MediaRef("media-1"))
    )
    media.lost(session, line.id, "too large")
    [alert] = session.scalars(select(Alert))
    assert (line.trouble, alert.kind, alert.conversation_id) == (
        "too large",
        AlertKind.MEDIA_LOST,
        conversation.id,
    )


def test_an_answer_from_the_hotels_own_telephone_silences_the_house(house: House, session: Session) -> None:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    said = echo("Hola Ana, soy Marta")
    intake.overhear(session, said, house.posada)
    assert (conversation.owner, conversation.unread) == (Owner.PHONE, 0)
    assert conversation.give_back_at is not None
    assert only(session, f"give_back:{conversation.id}").due_at == conversation.give_back_at
    line = session.scalars(select(Message).where(Message.provider_id == said.message.id)).one()
    assert (line.direction, line.author) == ("out", "phone")
    assert session.scalars(select(Message.kind).where(Message.direction == "event")).all() == [
        EventKind.PHONE_ANSWERED
    ]


def test_several_answers_from_the_telephone_are_noted_once_and_each_extends_the_silence(
    house: House, session: Session, stopped_clock: Any
) -> None:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    intake.overhear(session, echo("uno"), house.posada)
    stopped_clock.passes(minutes=10)
    intake.overhear(session, echo("dos"), house.posada)
    assert conversation.give_back_at == clock.now() + timedelta(minutes=30)
    events = session.scalars(select(Message.kind).where(Message.direction == "event")).all()
    assert events == [EventKind.PHONE_ANSWERED]


def test_an_echo_of_what_we_sent_ourselves_silences_nobody(house: House, session: Session) -> None:
    """The channel may echo our own messages too: they are known by their name."""
    conversation, _ = heard(session, house.posada, incoming("hola"))
    first = echo("uno", id="wamid.same")
    intake.overhear(session, first, house.posada)
    conversation.owner = Owner.HOUSE
    intake.overhear(session, first, house.posada)
    assert conversation.owner == Owner.HOUSE


def test_the_hotel_may_write_first_from_its_telephone(house: House, session: Session) -> None:
    intake.overhear(session, echo("Hola Bruno, tu reserva está lista", to=BRUNO), house.posada)
    [conversation] = session.scalars(select(Conversation))
    assert (conversation.owner, conversation.last_guest_at) == (Owner.PHONE, None)


def parked(session: Session, house: House, conversation: Conversation) -> OutboxLetter:
    from core.domain.errands import LetterState
    from core.domain.outgoing import Text
    from core.services import outgoing
    from core.store import outbox

    message = outgoing.say(session, conversation, Text("ya tenemos su reserva"))
    letter = only(session, f"message:{message.id}")
    outbox.put_aside(session, letter.id, LetterState.PARKED, "window")
    message.delivery, message.trouble_code = "failed", 131047
    session.flush()
    session.flush()
    session.expire_all()
    return letter


def test_what_waited_for_the_window_goes_out_when_the_guest_writes(house: House, session: Session) -> None:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    letter = parked(session, house, conversation)
    heard(session, house.posada, incoming("¿novedades?"))
    session.flush()
    session.expire_all()
    line = session.get_one(Message, letter.payload["message"])
    assert (letter.state, letter.attempts) == ("waiting", 0)
    assert (line.delivery, line.trouble_code, line.trouble) == ("queued", None, None)


def test_another_guests_words_release_nothing(house: House, session: Session) -> None:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    letter = parked(session, house, conversation)
    heard(session, house.posada, incoming("oi", sender=BRUNO))
    session.flush()
    session.expire_all()
    assert letter.state == "parked"


@pytest.mark.parametrize(
    ("topic", "kind"),
    [
        ("account_update", AlertKind.ACCOUNT_NEWS),
        ("phone_number_quality_update", AlertKind.REVIEWS_STOPPED),
        ("user_preferences", None),
    ],
)
def test_news_of_the_account_call_people_when_they_matter(
    house: House, session: Session, topic: str, kind: AlertKind | None
) -> None:
    notice = ChannelNotice(
        "n-1", Channel.WHATSAPP, POSADA_NUMBER, topic, {"event": "FLAGGED", "deep": {"a": 1}}
    )
    notices.note(session, house.posada, notice)
    notices.note(session, house.posada, notice)
    alerts = session.scalars(select(Alert)).all()
    assert [alert.kind for alert in alerts] == ([kind] if kind else [])
