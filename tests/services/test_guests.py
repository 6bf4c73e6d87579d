"""One guest behind all spellings and ids; two records become one; a name on the channel may move on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.base import clock
from core.domain.conversations import AlertKind, AuditTag, EventKind, Owner, Reason
from core.domain.identities import IdentifierKind
from core.domain.messages import Channel, IdentityChange, Sender
from core.services import alerts, conversations, guests, intake, owners
from core.store import guests as rows
from core.store.alerts import Alert, AuditEntry
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest, GuestIdentifier
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.makers import ANA, BRUNO, CABANAS_NUMBER, POSADA_NUMBER, House, heard, incoming


def guest_of(session: Any, house: House, sender: Sender) -> int:
    return guests.recognise(session, house.posada, Channel.WHATSAPP, sender).id


@pytest.mark.parametrize(
    "spellings",
    [
        ("5491155501234", "541155501234"),
        ("5511987654321", "551187654321"),
        ("5215512345678", "525512345678"),
        ("59895123456", "+598 95 123 456"),
    ],
    ids=["Argentina", "Brazil", "Mexico", "Uruguay"],
)
def test_all_spellings_of_a_telephone_are_one_guest(house: House, spellings: tuple[str, str]) -> None:
    with transaction(house.posada) as session:
        found = {guest_of(session, house, Sender(phone=phone)) for phone in (*spellings, *spellings)}
        assert len(found) == 1
        assert len(rows.identifiers(session, found.pop())) == 1


def test_two_people_are_two_guests(house: House) -> None:
    with transaction(house.posada) as session:
        assert guest_of(session, house, ANA) != guest_of(session, house, BRUNO)


def test_an_id_that_comes_later_joins_the_guest_known_by_telephone(house: House) -> None:
    with transaction(house.posada) as session:
        by_phone = guest_of(session, house, Sender(phone=ANA.phone))
        assert guest_of(session, house, ANA) == by_phone
        assert guest_of(session, house, Sender(bsuid=ANA.bsuid)) == by_phone


def test_a_guest_without_a_telephone_is_a_guest_like_any_other(house: House) -> None:
    with transaction(house.posada) as session:
        one = guest_of(session, house, Sender(bsuid="UY.1", username="marina", name="Marina"))
        assert guest_of(session, house, Sender(bsuid="UY.1")) == one
        assert rows.addresses(session, one, Channel.WHATSAPP) == (None, "UY.1")


def test_the_channels_last_spelling_is_the_address(house: House, stopped_clock: Any) -> None:
    with transaction(house.posada) as session:
        guest = guest_of(session, house, Sender(phone="541155501234"))
        stopped_clock.passes(minutes=1)
        guest_of(session, house, Sender(phone="5491155501234"))
        assert rows.addresses(session, guest, Channel.WHATSAPP) == ("5491155501234", None)


def test_a_username_that_moved_on_leads_to_its_new_owner(house: House) -> None:
    """Ana gave up her name, Bruno took it: he must not land in her conversation."""
    with transaction(house.posada) as session:
        ana = guest_of(session, house, replace(ANA, username="delta.fan"))
        bruno = guest_of(session, house, replace(BRUNO, username="delta.fan"))
        assert bruno != ana
    with transaction(house.posada) as session:
        assert guest_of(session, house, Sender(username="Delta.Fan")) == bruno
        assert {row.kind for row in rows.identifiers(session, ana)} == {"bsuid", "phone"}


def test_a_username_alone_is_better_than_nothing(house: House) -> None:
    with transaction(house.posada) as session:
        ana = guest_of(session, house, replace(ANA, username="ana.p"))
        assert guest_of(session, house, Sender(username="ANA.P")) == ana


def test_an_arrival_from_nobody_is_refused(house: House) -> None:
    with transaction(house.posada) as session, pytest.raises(guests.Nobody):
        guests.recognise(session, house.posada, Channel.WHATSAPP, Sender(name="Ana"))


def test_a_guest_is_called_as_they_call_themselves_now(house: House) -> None:
    with transaction(house.posada) as session:
        guest = guest_of(session, house, ANA)
        guest_of(session, house, replace(ANA, name="Anita"))
        guest_of(session, house, replace(ANA, name=None))
        assert session.get_one(Guest, guest).name == "Anita"


PHONE_ONLY, ID_ONLY = Sender(phone=ANA.phone, name="Ana"), Sender(bsuid=ANA.bsuid, name="Ana")


def two_records(session: Any, house: House) -> tuple[Conversation, Conversation]:
    """Ana wrote once with her telephone and once without; nobody knows yet that she is one person."""
    older, _ = heard(session, house.posada, incoming("con teléfono", sender=PHONE_ONLY))
    younger, _ = heard(session, house.posada, incoming("sin teléfono", sender=ID_ONLY))
    assert older.id != younger.id
    return older, younger


def test_two_records_that_turn_out_to_be_one_person_become_one(house: House) -> None:
    with transaction(house.posada) as session:
        older, younger = two_records(session, house)
        conversations.reply(session, house.carla, younger.id, "hola Ana", "t1")
        both, _ = heard(session, house.posada, incoming("soy yo", sender=ANA))
        assert both.id == older.id
        said = session.scalars(select(Message).where(Message.direction != "event").order_by(Message.id)).all()
        assert [(line.text, line.conversation_id) for line in said] == [
            ("con teléfono", older.id),
            ("sin teléfono", older.id),
            ("hola Ana", older.id),
            ("soy yo", older.id),
        ]
        letters = session.scalars(select(OutboxLetter.lane).where(OutboxLetter.kind == "send_message")).all()
        assert set(letters) == {f"chat:{older.id}"}
        assert both.unread == 2  # hers since Carla answered: one from before in the older record, one now
        assert {row.guest_id for row in session.scalars(select(GuestIdentifier))} == {older.guest_id}
        merged = session.get_one(Guest, younger.guest_id)
        assert merged.merged_into == older.guest_id


def test_a_merger_is_shown_in_the_thread_and_written_down(house: House) -> None:
    with transaction(house.posada) as session:
        older, _ = two_records(session, house)
        heard(session, house.posada, incoming("soy yo", sender=ANA))
        events = session.scalars(select(Message.kind).where(Message.conversation_id == older.id)).all()
        assert EventKind.GUESTS_MERGED in events
        assert session.scalars(select(AuditEntry.tag)).all() == [AuditTag.GUESTS_MERGED]


def test_a_member_of_staff_who_was_answering_goes_on_after_the_merger(house: House) -> None:
    """Otherwise the house would break into Carla's conversation."""
    with transaction(house.posada) as session:
        older, younger = two_records(session, house)
        conversations.take_over(session, house.carla, younger.id, "t1")
        heard(session, house.posada, incoming("soy yo", sender=ANA))
        assert (older.owner, older.owner_staff_id) == (Owner.STAFF, house.carla.staff_id)
        back = session.scalars(select(OutboxLetter).where(OutboxLetter.key == f"give_back:{older.id}")).one()
        assert abs(back.due_at - (clock.now() + timedelta(minutes=30))) < timedelta(minutes=1)
        assert older.give_back_at == back.due_at


def test_a_person_who_was_promised_stays_promised_after_the_merger(house: House) -> None:
    with transaction(house.posada) as session:
        older, younger = two_records(session, house)
        owners.call_person(session, younger, Reason.ASKED)
        since = younger.waiting_since
        heard(session, house.posada, incoming("soy yo", sender=ANA))
        assert (older.owner, older.waiting_since) == (Owner.STAFF, since)
        assert (younger.owner, younger.waiting_since) == (Owner.HOUSE, None)
        [alert] = session.scalars(select(Alert).where(Alert.closed_at.is_(None)))
        assert (alert.conversation_id, alert.key) == (older.id, f"person:{older.id}")
        conversations.take_over(session, house.carla, older.id, "t2")
        assert session.scalars(select(Alert).where(Alert.closed_at.is_(None))).all() == []


def test_of_two_equal_alerts_one_is_enough_after_the_merger(house: House) -> None:
    with transaction(house.posada) as session:
        older, younger = two_records(session, house)
        for conversation in (older, younger):
            owners.call_person(session, conversation, Reason.ASKED)
        heard(session, house.posada, incoming("soy yo", sender=ANA))
        assert [a.key for a in session.scalars(select(Alert).where(Alert.closed_at.is_(None)))] == [
            f"person:{older.id}"
        ]


def test_what_an_alert_is_named_after_is_renamed_only_when_it_is_the_conversation(house: House) -> None:
    with transaction(house.posada) as session:
        older, younger = two_records(session, house)
        for kind, key in ((AlertKind.REPLY_WITHHELD, "later"), (AlertKind.PERSON_NEEDED, "person")):
            alerts.raise_alert(session, house.posada, kind, f"{key}:{younger.id}", conversation_id=younger.id)
        heard(session, house.posada, incoming("soy yo", sender=ANA))
        found = {
            a.key: a.conversation_id for a in session.scalars(select(Alert).where(Alert.closed_at.is_(None)))
        }
        assert found == {f"later:{younger.id}": older.id, f"person:{older.id}": older.id}


def test_who_said_stop_once_has_said_it_for_both_records(house: House) -> None:
    with transaction(house.posada) as session:
        older, younger = two_records(session, house)
        session.get_one(Guest, younger.guest_id).opted_out_at = clock.now()
        heard(session, house.posada, incoming("soy yo", sender=ANA))
        assert session.get_one(Guest, older.guest_id).opted_out_at is not None


def test_a_merger_moves_conversations_on_other_numbers_along(house: House) -> None:
    with transaction(house.posada) as session:
        older, _ = heard(session, house.posada, incoming("uno", sender=PHONE_ONLY))
        elsewhere, _ = heard(session, house.posada, incoming("dos", sender=ID_ONLY, account=CABANAS_NUMBER))
        heard(session, house.posada, incoming("tres", sender=ANA))
        assert elsewhere.guest_id == older.guest_id
        assert (
            session.scalars(select(Message.conversation_id).where(Message.text == "dos")).one()
            == elsewhere.id
        )


def change(before: Sender, after: Sender) -> IdentityChange:
    return IdentityChange("id-1", Channel.WHATSAPP, POSADA_NUMBER, before, after, clock.now())


def test_a_guest_who_changed_their_number_is_the_same_guest(house: House) -> None:
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola", sender=PHONE_ONLY))
        new = Sender(phone="59895777888")
        intake.learn_identity(session, house.posada, change(PHONE_ONLY, new))
        again, _ = heard(session, house.posada, incoming("con el número nuevo", sender=new))
        assert again.id == conversation.id
        assert rows.addresses(session, conversation.guest_id, Channel.WHATSAPP)[0] == "59895777888"
        kinds = session.scalars(select(Message.kind).where(Message.direction == "event")).all()
        assert kinds == [EventKind.IDENTITY_CHANGED]


def test_a_change_to_ids_that_somebody_had_joins_the_two(house: House) -> None:
    with transaction(house.posada) as session:
        two_records(session, house)
        intake.learn_identity(session, house.posada, change(PHONE_ONLY, ID_ONLY))
        assert len(session.scalars(select(Guest).where(Guest.merged_into.is_(None))).all()) == 1


def test_a_change_of_somebody_we_never_met_makes_a_guest_and_nothing_else(house: House) -> None:
    with transaction(house.posada) as session:
        intake.learn_identity(session, house.posada, change(PHONE_ONLY, ANA))
        [guest] = session.scalars(select(Guest))
        assert {row.kind for row in rows.identifiers(session, guest.id)} == {
            IdentifierKind.BSUID,
            IdentifierKind.PHONE,
        }
        assert session.scalars(select(Conversation)).all() == []
