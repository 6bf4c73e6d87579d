"""The wall between hotels, attacked from the Cabañas: whatever they try, nothing of the Posada's is seen or changed."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Table, bindparam, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session, aliased

from core.store.conversations import Conversation
from core.store.db import (
    APP_ROLE,
    Base,
    HotelRow,
    OtherHotelsRow,
    UnscopedQuery,
    across_hotels,
    engine,
    transaction,
)
from core.store.guests import Guest, GuestIdentifier
from core.store.messages import Message
from core.store.tables import metadata
from tests.makers import House
from tests.store.conftest import Treasure

OF_A_HOTEL = sorted(table.name for table in metadata.sorted_tables if "hotel_id" in table.c)
BOUND_OTHERWISE = {"hotels", "staff"}
OF_THE_HOUSE = {"heartbeats", "chore_runs"}
MAPPED = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}

pytestmark = pytest.mark.usefixtures("treasure")


def count(session: Session, table: str, condition: str = "true", **facts: Any) -> int:
    return int(session.scalar(text(f"SELECT count(*) FROM {table} WHERE {condition}"), facts) or 0)


def rows_of_posada(house: House) -> dict[str, list[tuple[Any, ...]]]:
    with transaction(house.posada) as session:
        return {
            name: sorted(map(tuple, session.execute(text(f"SELECT * FROM {name}"))), key=repr)
            for name in [*OF_A_HOTEL, *BOUND_OTHERWISE]
        }


@pytest.fixture
def unharmed(house: House, treasure: Treasure) -> Any:
    """Whatever the test does, every row of the Posada is afterwards as it was."""
    before = rows_of_posada(house)
    yield
    assert rows_of_posada(house) == before


def test_every_table_has_something_worth_stealing(house: House) -> None:
    with transaction(house.posada) as session:
        assert {name for name in OF_A_HOTEL if count(session, name) == 0} == set()


def test_every_table_is_either_a_hotels_or_known_to_be_everybodys() -> None:
    others = {table.name for table in metadata.sorted_tables} - set(OF_A_HOTEL)
    assert others == BOUND_OTHERWISE | OF_THE_HOUSE


def test_every_class_with_a_hotel_is_marked_as_a_hotels() -> None:
    assert {name for name in OF_A_HOTEL if not issubclass(MAPPED[name], HotelRow)} == set()


@pytest.mark.parametrize("table", [*OF_A_HOTEL, *sorted(BOUND_OTHERWISE)])
def test_postgres_itself_guards_the_table(house: House, table: str) -> None:
    with across_hotels() as session:
        guarded = session.execute(
            text("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = :table"),
            {"table": table},
        ).one()
        rules = session.execute(
            text("SELECT cmd, roles, qual, with_check FROM pg_policies WHERE tablename = :table"),
            {"table": table},
        ).all()
    assert tuple(guarded) == (True, True)
    assert len(rules) == 1, "a second permissive rule would widen the first"
    [(cmd, roles, qual, with_check)] = rules
    assert (cmd, roles) == ("ALL", [APP_ROLE])
    assert qual == with_check
    assert "conserje.hotel" in qual


def test_the_app_runs_as_a_role_that_the_guard_binds(house: House) -> None:
    with transaction(house.posada) as session:
        assert session.scalar(text("SELECT current_user")) == APP_ROLE
        facts = session.execute(
            text(
                "SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole FROM pg_roles WHERE rolname = :role"
            ),
            {"role": APP_ROLE},
        ).one()
        owned = session.scalar(
            text(
                "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = :role)"
            ),
            {"role": APP_ROLE},
        )
    assert tuple(facts) == (False, False, False, False)
    assert owned == 0


@pytest.mark.parametrize("table", OF_A_HOTEL)
def test_raw_sql_sees_nothing_of_the_neighbours(house: House, table: str) -> None:
    with transaction(house.cabanas) as session:
        assert count(session, table, "hotel_id = :posada", posada=house.posada) == 0
        assert count(session, table, "hotel_id IS DISTINCT FROM :cabanas", cabanas=house.cabanas) == 0


def test_raw_sql_sees_one_hotel_and_its_own_people(house: House) -> None:
    with transaction(house.cabanas) as session:
        assert session.scalars(text("SELECT name FROM hotels")).all() == ["Cabañas Aguamarina"]
        assert session.scalars(text("SELECT name FROM staff")).all() == ["Elena Prado"]


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("table", [*OF_A_HOTEL, *sorted(BOUND_OTHERWISE)])
def test_raw_sql_changes_and_deletes_nothing_of_the_neighbours(house: House, table: str) -> None:
    column = metadata.tables[table].primary_key.columns.values()[0].name
    with transaction(house.cabanas) as session:
        mine = count(session, table)
        touched = session.execute(text(f"UPDATE {table} SET {column} = {column} RETURNING 1")).all()
        assert len(touched) == mine
    # Their own rows may hold each other; reaching anybody else's would show in what is left.
    with suppress(IntegrityError), transaction(house.cabanas) as session:
        gone = session.execute(text(f"DELETE FROM {table} RETURNING 1")).all()
        assert len(gone) == mine


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("table", OF_A_HOTEL)
def test_a_row_in_the_neighbours_name_is_refused(house: House, table: str) -> None:
    with across_hotels() as session:
        condition = text("hotel_id = :posada").bindparams(bindparam("posada", house.posada))
        row = dict(session.execute(select(metadata.tables[table]).where(condition).limit(1)).mappings().one())
    stolen = _with_a_name_of_its_own(metadata.tables[table], row)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction(house.cabanas) as session:
        session.execute(insert(metadata.tables[table]).values(stolen))


def _with_a_name_of_its_own(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in row.items()
        if not (key == "id" and table.primary_key.columns.get("id") is not None)
        and table.c[key].computed is None
    }


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("table", ["channels", "memberships"])
def test_ones_own_row_cannot_be_pushed_over_the_wall(house: House, table: str) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction(house.cabanas) as session:
        session.execute(text(f"UPDATE {table} SET hotel_id = :posada"), {"posada": house.posada})


@pytest.mark.parametrize("table", [*OF_A_HOTEL, *sorted(BOUND_OTHERWISE)])
def test_a_connection_that_chose_no_hotel_sees_nothing(house: House, table: str) -> None:
    with engine().connect() as connection:
        assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0


@pytest.mark.parametrize("choice", ["", "0", "-1", "99999999"])
def test_a_hotel_that_is_not_there_has_nothing(house: House, choice: str) -> None:
    with engine().connect() as connection:
        connection.execute(text("SELECT set_config('conserje.hotel', :choice, true)"), {"choice": choice})
        assert connection.scalar(text("SELECT count(*) FROM messages")) == 0


@pytest.mark.parametrize("choice", ["1 OR true", "ALL", "all ", "{1}"])
def test_a_choice_that_is_no_hotel_is_an_error_and_no_way_in(house: House, choice: str) -> None:
    with engine().connect() as connection:
        connection.execute(text("SELECT set_config('conserje.hotel', :choice, true)"), {"choice": choice})
        with pytest.raises(DBAPIError, match="invalid input syntax"):
            connection.scalar(text("SELECT count(*) FROM messages"))


@pytest.mark.parametrize("choice", ["all", "1; DROP TABLE guests", ""])
def test_a_transaction_takes_numbers_only(house: House, choice: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"), transaction(choice):  # type: ignore[arg-type]
        pass


def test_the_choice_of_a_hotel_ends_with_its_transaction(house: House) -> None:
    """Connections are reused: the next one must not inherit what the last one was allowed."""
    for _ in range(6):
        with transaction(house.posada) as session:
            assert count(session, "messages") > 0
    with across_hotels() as session:
        assert count(session, "messages") > 0
    for _ in range(6):
        with engine().connect() as connection:
            assert not connection.scalar(text("SELECT current_setting('conserje.hotel', true)"))
            assert connection.scalar(text("SELECT count(*) FROM messages")) == 0


def test_the_choice_ends_with_a_failed_transaction_too(house: House) -> None:
    with pytest.raises(ZeroDivisionError), transaction(house.posada):
        raise ZeroDivisionError
    with engine().connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM messages")) == 0


def test_shedding_the_apps_role_uncovers_nothing(house: House) -> None:
    """Even the owner of the tables, as which the connection logged in, is bound by the guard."""
    with transaction(house.cabanas) as session:
        session.execute(text("RESET ROLE"))
        assert session.scalar(text("SELECT current_user")) != APP_ROLE
        assert count(session, "messages") == count(session, "guests") == 0
        assert count(session, "hotels") == 1
        session.execute(text(f"SET ROLE {APP_ROLE}"))


@pytest.mark.parametrize(
    "deed",
    [
        "TRUNCATE guests",
        "DROP TABLE alerts",
        "CREATE TABLE loot (x int)",
        "DROP POLICY of_one_hotel ON guests",
    ],
)
def test_the_app_may_neither_empty_nor_alter_tables(house: House, deed: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction(house.cabanas) as session,
    ):
        session.execute(text(deed))


def test_an_error_tells_nothing_of_rows_behind_the_wall(house: House, treasure: Treasure) -> None:
    """A condition that fails on one row would betray it, were it asked before the guard."""
    with transaction(house.cabanas) as session:
        question = text("SELECT count(*) FROM guests WHERE 1 / (id - :guest) > 5")
        assert session.scalar(question, {"guest": treasure.guest}) == 0


@pytest.mark.parametrize("table", sorted({*MAPPED} - OF_THE_HOUSE))
def test_the_orm_sees_only_its_own_hotel(house: House, table: str) -> None:
    mapped = MAPPED[table]
    with transaction(house.cabanas) as session:
        for row in session.scalars(select(mapped)):
            assert getattr(row, "hotel_id", house.cabanas) == house.cabanas
            if table == "hotels":
                assert row.id == house.cabanas
            if table == "staff":
                assert row.id == house.elena.staff_id


def test_the_orm_alone_holds_the_line_where_postgres_would_let_it_pass(
    house: House, treasure: Treasure
) -> None:
    """The first wall without the second: the session says Cabañas, the connection may see all."""
    with transaction(house.cabanas) as session:
        session.execute(text("SELECT set_config('conserje.hotel', 'all', true)"))
        assert count(session, "messages") > 0
        other = aliased(Message)
        assert session.scalars(select(Message)).all() == []
        assert session.scalars(select(other)).all() == []
        assert session.scalar(select(func.count()).select_from(Guest)) == 0
        joined = (
            select(Guest.name)
            .join(Conversation, Conversation.guest_id == Guest.id)
            .join(Message, Message.conversation_id == Conversation.id)
        )
        assert session.execute(joined).all() == []
        nested = select(Guest.id).where(Guest.id.in_(select(GuestIdentifier.guest_id)))
        assert session.scalars(nested).all() == []
        assert session.get(Guest, treasure.guest) is None
        assert session.execute(update(Guest).values(name="x").returning(Guest.id)).all() == []
        assert session.execute(delete(GuestIdentifier).returning(GuestIdentifier.id)).all() == []


def test_an_outer_join_brings_nothing_of_the_neighbours(house: House, treasure: Treasure) -> None:
    with transaction(house.cabanas) as session:
        session.execute(text("SELECT set_config('conserje.hotel', 'all', true)"))
        joined = (
            select(Message.text)
            .select_from(Conversation)
            .outerjoin(Message, Message.conversation_id == treasure.conversation)
        )
        assert [words for (words,) in session.execute(joined) if words] == []


@pytest.mark.usefixtures("unharmed")
def test_guessed_ids_open_nothing(house: House, treasure: Treasure) -> None:
    with transaction(house.cabanas) as session:
        assert session.get(Guest, treasure.guest) is None
        assert session.get(Message, treasure.message) is None
        renamed = update(Guest).where(Guest.id == treasure.guest).values(name="stolen").returning(Guest.id)
        assert session.execute(renamed).all() == []
        gone = delete(Message).where(Message.id == treasure.message).returning(Message.id)
        assert session.execute(gone).all() == []


def test_a_new_row_gets_the_hotel_of_its_transaction(house: House) -> None:
    with transaction(house.cabanas) as session:
        guest = Guest(name="Bruno", created_at=func.now())
        session.add(guest)
        session.flush()
        assert guest.hotel_id == house.cabanas


@pytest.mark.usefixtures("unharmed")
def test_a_new_row_of_another_hotel_is_refused_before_postgres_hears_of_it(house: House) -> None:
    with pytest.raises(OtherHotelsRow, match="Guest"), transaction(house.cabanas) as session:
        session.add(Guest(hotel_id=house.posada, name="Bruno", created_at=func.now()))


@pytest.mark.usefixtures("unharmed")
def test_a_row_given_away_after_it_was_written_is_refused(house: House) -> None:
    with transaction(house.cabanas) as session:
        guest = Guest(name="Bruno", created_at=func.now())
        session.add(guest)
        session.flush()
        guest.hotel_id = house.posada
        with pytest.raises(ProgrammingError, match="row-level security"):
            session.flush()
        session.rollback()


def test_a_session_that_chose_no_hotel_may_not_even_ask(house: House) -> None:
    with Session(engine()) as session:
        for question in (select(Guest), select(Guest.name), update(Guest).values(name=""), delete(Guest)):
            with pytest.raises(UnscopedQuery):
                session.execute(question)
        with pytest.raises(UnscopedQuery):
            session.get(Guest, 1)


def test_a_session_that_chose_no_hotel_gets_nothing_by_raw_sql_either(house: House) -> None:
    with Session(engine()) as session:
        with pytest.raises(UnscopedQuery):
            session.execute(text("SELECT count(*) FROM guests"))
        assert session.connection().scalar(text("SELECT count(*) FROM guests")) == 0


def test_the_one_named_escape_sees_both_hotels_and_what_is_nobodys(house: House) -> None:
    with across_hotels() as session:
        assert count(session, "hotels") == 2
        assert count(session, "inbox", "hotel_id IS NULL") == 1
    with transaction(house.posada) as session:
        assert count(session, "inbox", "hotel_id IS NULL") == 0
