"""Two records joined by staff are told apart again: what was the other's goes back, what came since stays."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from core.domain.access import Actor, NotAllowed
from core.domain.conversations import AuditTag
from core.domain.messages import Sender
from core.services import conversations, guest_book
from core.services import joinings as verbs
from core.services.guest_book import Known
from core.store import guests, joinings, taking
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import across_hotels, transaction
from core.store.guests import Guest, GuestIdentifier
from core.store.messages import Message
from tests.makers import ANA, BRUNO, House, heard, incoming
from tests.moneyed import moneyed

_CARLOS = Sender(phone="5491155507777", bsuid="AR.77491208655302741918", name="Carlos Vega")
_DORA = Sender(phone="5491155508888", bsuid="AR.88491208655302741918", name="Dora Paz")


@pytest.fixture
def pair(house: House) -> tuple[int, int]:
    """Ana and Bruno, who have written, and who have stays."""
    moneyed(house)
    with transaction(house.posada) as session:
        talks = [
            heard(session, house.posada, incoming(words, sender=who))[0]
            for who, words in ((ANA, "hola"), (BRUNO, "oi"))
        ]
        ids = talks[0].guest_id, talks[1].guest_id
        session.get_one(Guest, ids[0]).tags = ["family"]
        session.get_one(Guest, ids[1]).tags, session.get_one(Guest, ids[1]).notes = ["vip"], "likes tea"
    return ids


def joined(house: House, pair: tuple[int, int], token: str = "join") -> int:
    with transaction(house.posada) as session:
        made = guest_book.merge(session, house.carla, *pair, token)
    assert made is not None
    return made


def part(house: House, joining: int, token: str = "part", by: Actor | None = None) -> int:
    with transaction(house.posada) as session:
        return verbs.part(session, by or house.carla, joining, token)


def state(house: House) -> dict[str, Any]:
    """Who has what, in every table that is about guests."""
    with transaction(house.posada) as session:
        people = session.scalars(select(Guest).order_by(Guest.id))
        return {
            "people": [(one.id, one.name, one.tags, one.notes, one.merged_into) for one in people],
            "identifiers": _pairs(session, GuestIdentifier.id, GuestIdentifier.guest_id),
            "bookings": _pairs(session, Booking.id, Booking.guest_id),
            "talks": _pairs(session, Conversation.id, Conversation.guest_id),
            "said": [
                (row.id, row.conversation_id)
                for row in session.scalars(
                    select(Message).where(Message.direction != "event").order_by(Message.id)
                )
            ],
        }


def _pairs(session: Any, *columns: Any) -> list[tuple[int, int]]:
    return [tuple(row) for row in session.execute(select(*columns).order_by(columns[0]))]


def lines_of(house: House) -> dict[int, tuple[str, Any]]:
    with transaction(house.posada) as session:
        return {one.id: (one.last_text, one.last_guest_at) for one in session.scalars(select(Conversation))}


def test_all_goes_back_to_who_had_it(house: House, pair: tuple[int, int]) -> None:
    before, lines = state(house), lines_of(house)
    joining = joined(house, pair)
    assert state(house) != before
    assert part(house, joining) == pair[1]
    assert state(house) == before
    for talk, (said, last) in lines_of(house).items():
        assert said == lines[talk][0]
        assert abs(last - lines[talk][1]) < timedelta(seconds=1)


def test_what_came_since_stays_with_the_one_who_was_kept(house: House, pair: tuple[int, int]) -> None:
    joining = joined(house, pair)
    with transaction(house.posada) as session:
        talk, line = heard(session, house.posada, incoming("después", sender=BRUNO))
        assert talk.guest_id == pair[0]
        assert line is not None
        since, kept_talk = line.id, talk.id
        known = Known("Ana P.", "es", ("couple",), "talked on Monday")
        guest_book.change(session, house.carla, pair[0], known, "changed-since")
    part(house, joining)
    with transaction(house.posada) as session:
        assert session.get_one(Message, since).conversation_id == kept_talk
        ana = session.get_one(Guest, pair[0])
        assert (ana.name, ana.tags, ana.notes) == ("Ana P.", ["couple"], "talked on Monday")
        assert session.get_one(Conversation, kept_talk).last_text == "después"
        talk, _ = heard(session, house.posada, incoming("y ahora", sender=BRUNO))
        assert talk.guest_id == pair[1]


def test_who_was_called_meanwhile_still_answers_where_they_were_called(
    house: House, pair: tuple[int, int]
) -> None:
    with transaction(house.posada) as session:
        talk = heard(session, house.posada, incoming("necesito ayuda", sender=BRUNO))[0]
        conversations.take_over(session, house.carla, talk.id, token="take")
    joining = joined(house, pair)
    part(house, joining)
    with transaction(house.posada) as session:
        owners = {one.guest_id: one.owner_staff_id for one in session.scalars(select(Conversation))}
    assert owners[pair[0]] == house.carla.staff_id


def test_a_double_click_acts_once_and_a_second_taking_back_is_refused(
    house: House, pair: tuple[int, int]
) -> None:
    joining = joined(house, pair)
    assert joined(house, pair) == joining
    assert part(house, joining) == part(house, joining) == pair[1]
    with pytest.raises(verbs.CannotPart):
        part(house, joining, "again")
    with across_hotels() as session:
        tags = list(session.scalars(select(AuditEntry.tag)))
    assert tags.count(AuditTag.GUESTS_PARTED) == 1


def test_many_at_once_part_them_once(house: House, pair: tuple[int, int]) -> None:
    joining = joined(house, pair)
    before, together = state(house), threading.Barrier(6)

    def run(number: int) -> str:
        together.wait()
        try:
            part(house, joining, f"part-{number}")
        except verbs.CannotPart:
            return "refused"
        return "done"

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(run, range(6))) == ["done", *["refused"] * 5]
    assert state(house) != before
    assert joined(house, (pair[1], pair[0]), "the other way") != joining


def test_two_who_join_the_same_two_in_both_directions_do_not_wait_for_each_other(
    house: House, pair: tuple[int, int]
) -> None:
    together = threading.Barrier(2)

    def run(order: tuple[int, int]) -> str:
        together.wait()
        try:
            joined(house, order, f"join-{order[0]}")
        except guest_book.NoSuchGuest:
            return "refused"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, (pair, (pair[1], pair[0])))) == ["done", "refused"]


def test_a_line_that_was_on_its_way_when_they_were_joined_goes_back_too(
    house: House, pair: tuple[int, int]
) -> None:
    with ThreadPoolExecutor(1) as pool, transaction(house.posada) as session:
        talk, line = heard(session, house.posada, incoming("voy en camino", sender=BRUNO))
        assert line is not None
        joining = pool.submit(joined, house, pair)
        until_somebody_waits(house, joining)
        session.commit()
        part(house, joining.result())
    with transaction(house.posada) as session:
        assert session.get_one(Message, line.id).conversation_id == talk.id


@pytest.mark.parametrize("is_parted", [True, False], ids=["parting", "joining"])
def test_a_turn_that_goes_on_to_a_booking_is_not_in_the_way_of_staff(
    house: House, pair: tuple[int, int], is_parted: bool
) -> None:
    """Whoever needs the conversation, their stay and the guest takes the conversation first, on both sides."""
    joining = joined(house, pair) if is_parted else 0
    with ThreadPoolExecutor(1) as pool, transaction(house.posada) as session:
        talk, _ = heard(session, house.posada, incoming("mi reserva", sender=BRUNO))
        doing = pool.submit(part, house, joining) if is_parted else pool.submit(joined, house, pair)
        until_somebody_waits(house, doing)
        for booking in session.scalars(select(Booking)):
            assert taking.locked(session, booking.id) is not None
        assert guests.locked(session, talk.guest_id) is not None
        session.commit()
        assert doing.result()


def until_somebody_waits(house: House, doing: Future[Any]) -> None:
    here = "JOIN pg_stat_activity USING (pid) WHERE datname = current_database()"
    waiting = 0
    while not waiting:
        assert not doing.done(), "whoever should have waited went ahead"
        with transaction(house.posada) as session:
            waiting = session.scalar(text(f"SELECT count(*) FROM pg_locks {here} AND NOT granted")) or 0


def test_who_was_erased_or_joined_on_is_not_parted(house: House, pair: tuple[int, int]) -> None:
    joining = joined(house, pair)
    with transaction(house.posada) as session:
        third = heard(session, house.posada, incoming("hi", sender=_CARLOS))[0].guest_id
    later = joined(house, (third, pair[0]), "onwards")
    with pytest.raises(verbs.CannotPart):
        part(house, joining)
    part(house, later, "back")
    assert part(house, joining, "and back") == pair[1]


def test_nothing_of_it_outlives_an_erasing(house: House, pair: tuple[int, int]) -> None:
    with transaction(house.posada) as session:
        third, fourth = (
            heard(session, house.posada, incoming("hi", sender=who))[0].guest_id for who in (_CARLOS, _DORA)
        )
    joining = joined(house, (third, fourth))
    with transaction(house.posada) as session:
        typed = guest_book.asked_name(session, session.get_one(Guest, third))
        guest_book.erase(session, house.olga, third, typed, "erase")
        assert joinings.one(session, joining) is None
    with pytest.raises(verbs.CannotPart):
        part(house, joining)


def test_only_who_cares_for_guests_and_only_of_this_hotel(house: House, pair: tuple[int, int]) -> None:
    joining = joined(house, pair)
    with pytest.raises(NotAllowed):
        part(house, joining, by=house.vera)
    with transaction(house.cabanas) as session, pytest.raises(verbs.CannotPart):
        verbs.part(session, house.elena, joining, "theirs")
