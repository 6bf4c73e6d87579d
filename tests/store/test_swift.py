"""Statements past the ORM: the same rows, the same errors, the same wall."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from core.domain.access import House as TheHouse
from core.domain.identities import identifiers_of
from core.domain.messages import Channel, Sender
from core.domain.refusals import Refused, WhyNot
from core.services import bookings, scenes
from core.store import conversations, guests, messages, newest, swift
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import APP_ROLE, UnscopedQuery, across_hotels, engine, is_store_away, transaction, undone
from core.store.guests import Guest
from core.store.hotels import Hotel
from tests.inventory import Inventory, furnished, wish
from tests.makers import ANA, BRUNO, POSADA_NUMBER, House, heard, incoming


@pytest.fixture
def known(house: House) -> Conversation:
    with transaction(house.posada) as session:
        return heard(session, house.posada, incoming("hola"))[0]


def met(session: Session, sender: Sender) -> Conversation | None:
    identifiers = identifiers_of(sender)
    return conversations.met(session, swift.hotel(session), Channel.WHATSAPP, POSADA_NUMBER, identifiers)


def test_who_comes_back_unchanged_is_met_at_one_look(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session:
        found = met(session, ANA)
        assert found is not None
        assert found.id == known.id
        assert found is conversations.locked(session, known.id), "and it is the session's own row"


@pytest.mark.parametrize(
    "sender",
    [
        BRUNO,
        Sender(phone=ANA.phone, bsuid="AR.another"),
        Sender(phone=ANA.phone, bsuid=ANA.bsuid, username="ana"),
        Sender(phone="541155501234", bsuid=ANA.bsuid),
    ],
    ids=["a stranger", "another id", "something new", "another spelling"],
)
def test_who_comes_with_anything_else_is_recognised_the_long_way(
    house: House, known: Conversation, sender: Sender
) -> None:
    with transaction(house.posada) as session:
        assert met(session, sender) is None


def test_a_changed_row_is_written_at_the_end_with_all_that_changed(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session:
        conversation = conversations.locked(session, known.id)
        assert conversation is not None
        [line] = messages.unanswered(session, known.id)
        guest = guests.one(session, known.guest_id)
        assert guest is not None
        conversation.state, conversation.unread = {"greeted": True}, 0
        line.handled_at, guest.language = line.at, "pt"
    with transaction(house.posada) as session:
        again = session.get_one(Conversation, known.id)
        assert (again.state, again.unread) == ({"greeted": True}, 0)
        assert messages.unanswered(session, known.id) == []
        assert session.get_one(Guest, known.guest_id).language == "pt"


def test_a_line_that_is_alone_is_known_until_it_is_dealt_with(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session:
        conversation, second = heard(session, house.posada, incoming("y?"))
        first, again = messages.unanswered(session, conversation.id)
        assert again is second, "the one before it is open still"
        first.handled_at = second.handled_at = second.at
    with transaction(house.posada) as session:
        conversation, third = heard(session, house.posada, incoming("bueno"))
        assert messages.unanswered(session, conversation.id) == [third]
        third.handled_at = third.at
        assert messages.unanswered(session, conversation.id) == []


def test_what_was_only_tried_out_is_known_to_nobody(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session:
        with undone(session):
            heard(session, house.posada, incoming("solo una prueba"))
        assert [line.text for line in messages.unanswered(session, known.id)] == ["hola"]


def test_a_turn_that_waits_is_known_from_the_line_that_came(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("y?"))
        assert not newest.turn_may_wait(session, known.id)
        scenes.postpone_turn(session, known, 5)
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("y?"))
        assert newest.turn_may_wait(session, known.id)
        assert newest.turn_may_wait(session, known.id + 1), "of others nothing is known"


def test_what_was_set_to_what_it_was_is_not_written(house: House, known: Conversation) -> None:
    def version() -> Any:
        with across_hotels() as session:
            return session.scalar(text("SELECT xmin::text FROM conversations"))

    before = version()
    with transaction(house.posada) as session:
        session.get_one(Conversation, known.id).unread = known.unread
    assert version() == before


def test_what_a_savepoint_changed_stays_the_sessions_own(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session, session.no_autoflush:
        conversation = session.get_one(Conversation, known.id)
        with session.begin_nested():
            conversation.unread = 8
        session.refresh(conversation)
        assert conversation.unread == 8
        conversation.state = {"greeted": True}
    with transaction(house.posada) as session:
        again = session.get_one(Conversation, known.id)
        assert (again.unread, again.state) == (8, {"greeted": True})


def test_changes_beside_new_rows_are_written_too(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session:
        session.get_one(Conversation, known.id).unread = 7
        session.add(Guest(name="Nueva", created_at=known.last_message_at))
    with transaction(house.posada) as session:
        assert session.get_one(Conversation, known.id).unread == 7


def test_a_hotel_is_changed_as_ever(house: House) -> None:
    """Hotels carry no hotel: their changes are the ORM's."""
    with transaction(house.posada) as session:
        session.get_one(Hotel, house.posada).house_paused = True
    with transaction(house.posada) as session:
        assert session.get_one(Hotel, house.posada).house_paused


def test_a_row_that_went_away_meanwhile_is_not_changed_in_silence(house: House, known: Conversation) -> None:
    def change_what_is_gone() -> None:
        with transaction(house.posada) as session:
            guest = Guest(name="Breve", created_at=known.last_message_at)
            session.add(guest)
            session.flush()
            session.execute(text("DELETE FROM guests WHERE id = :id"), {"id": guest.id})
            guest.name = "Nadie"

    with pytest.raises(StaleDataError):
        change_what_is_gone()


def test_a_row_added_before_is_there_for_the_statement(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session, session.no_autoflush:
        session.add(Guest(name="Nueva", created_at=known.last_message_at))
        assert swift.run(session, "SELECT count(*) FROM guests WHERE name = 'Nueva'", {}) == [(1,)]


def test_no_statement_runs_without_a_hotel(house: House) -> None:
    with Session(engine()) as session, pytest.raises(UnscopedQuery):
        swift.run(session, "SELECT 1", {})


def test_an_error_is_the_engines_own_and_carries_no_words(house: House, known: Conversation) -> None:
    def write_it_twice() -> None:
        with transaction(house.posada) as session:
            twin = {"id": known.guest_id, "hotel": house.posada, "name": "secreta"}
            swift.run(
                session, "INSERT INTO guests (id, hotel_id, name) VALUES (%(id)s, %(hotel)s, %(name)s)", twin
            )

    with pytest.raises(IntegrityError) as caught:
        write_it_twice()
    assert "secreta" not in str(caught.value)
    assert not is_store_away(caught.value)


def test_a_line_that_breaks_in_the_middle_means_the_store_is_away_and_the_next_try_is_fine(
    house: House,
) -> None:
    def break_the_line() -> None:
        with transaction(house.posada) as session:
            swift.run(session, "SET LOCAL ROLE NONE", {})
            swift.run(session, "SELECT pg_terminate_backend(pg_backend_pid())", {})

    with pytest.raises(DBAPIError) as caught:
        break_the_line()
    assert is_store_away(caught.value)
    with transaction(house.posada) as session:
        assert swift.run(session, "SELECT 1", {}) == [(1,)]


def test_who_writes_is_looked_up_and_not_searched_for(house: House, known: Conversation) -> None:
    with transaction(house.posada) as session:
        session.execute(text(_CROWD), {"hotel": house.posada, "account": POSADA_NUMBER})
        for statement in ("SET LOCAL ROLE NONE", "ANALYZE conversations", f"SET LOCAL ROLE {APP_ROLE}"):
            session.execute(text(statement))
        values = {
            "hotel": house.posada,
            "channel": "whatsapp",
            "account": POSADA_NUMBER,
            "kinds": ["phone"],
            "keys": ["541155501234"],
        }
        plan = "\n".join(row[0] for row in swift.run(session, "EXPLAIN " + conversations._MET, values))
    assert re.search(r"Index Scan (?:using|on) conversations_hotel_id_guest_id_channel_account_key\b", plan)
    assert re.search(r"Index Cond: .*\bguest_id = ", plan)


_CROWD = """
    WITH people AS (INSERT INTO guests (hotel_id, name, created_at)
        SELECT :hotel, 'Guest ' || n, now() FROM generate_series(1, 500) AS n RETURNING id)
    INSERT INTO conversations (hotel_id, guest_id, channel, account, owner, state, last_message_at, last_text,
                               last_author, unread)
    SELECT :hotel, id, 'whatsapp', :account, 'house', '{}', now(), 'hola', 'guest', 0 FROM people
"""


def test_what_was_written_apart_and_taken_back_is_forgotten_and_what_came_before_is_kept(
    house: House,
) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        guest = session.get_one(Guest, inn.guest)
        guest.name = "Before"
        made: list[Booking] = []
        with pytest.raises(Refused):
            _held_in_vain(session, house, inn, made)
        assert session.get(Booking, made[0].id) is None
        assert guest.name == "Before"
        [again] = bookings.hold(session, TheHouse(house.posada), inn.guest, wish())
    with transaction(house.posada) as session:
        assert session.get_one(Guest, inn.guest).name == "Before"
        assert session.get_one(Booking, again.id).code == again.code
        assert session.get(Booking, made[0].id) is None


def _held_in_vain(session: Session, house: House, inn: Inventory, made: list[Booking]) -> None:
    with swift.apart(session):
        made += bookings.hold(session, TheHouse(house.posada), inn.guest, wish())
        assert session.get(Booking, made[0].id) is made[0]
        raise Refused(WhyNot.BUSY)


def test_a_statement_that_fails_apart_leaves_the_transaction_good(house: House) -> None:
    with transaction(house.posada) as session:
        swift.run(session, "SET LOCAL application_name = 'kept'", {})
        with pytest.raises(DBAPIError):
            _failed_apart(session)
        assert swift.run(session, "SELECT current_setting('application_name')", {}) == [("kept",)]


def _failed_apart(session: Session) -> None:
    with swift.apart(session):
        swift.run(session, "SET LOCAL application_name = 'lost'", {})
        swift.run(session, "SELECT 1 / 0", {})


def test_a_savepoint_without_its_transaction_is_told_of_like_every_other_error(house: House) -> None:
    with pytest.raises(DBAPIError, match="SAVEPOINT can only be used in transaction blocks"):
        _ended_too_soon(house)


def _ended_too_soon(house: House) -> None:
    with transaction(house.posada) as session:
        swift.run(session, "COMMIT", {})
        with swift.apart(session):
            pytest.fail("there was nothing to keep apart from")
