"""The inbox keeps what came, once; hands out heads of lanes; and lends a letter to one taker at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import LetterState
from core.store import inbox
from core.store.db import across_hotels
from core.store.inbox import Claimed, InboxLetter, NewLetter


def letter(key: str, *, hotel: int | None = 1, lane: str | None = None, kind: str = "message") -> NewLetter:
    return NewLetter(
        hotel_id=hotel,
        channel="whatsapp",
        key=key,
        kind=kind,
        account="1",
        lane=lane or key,
        body=key.encode(),
        trace_id="trace",
    )


def kept(*letters: NewLetter) -> list[int]:
    with across_hotels() as session:
        return inbox.keep(session, letters)


def claimed(count: int = 50, *, statuses: bool = False) -> list[bytes]:
    with across_hotels() as session:
        return [found.body for found in inbox.claim(session, count, statuses=statuses)]


def end(session: Session, body: bytes) -> None:
    inbox.done(session, [row(session, body).id], clock.now())


def row(session: Session, body: bytes) -> InboxLetter:
    return session.query(InboxLetter).filter(InboxLetter.body == body).one()


def leases_run_out() -> None:
    with across_hotels() as session:
        session.execute(text("UPDATE inbox SET leased_until = now() - interval '1 second'"))


pytestmark = pytest.mark.usefixtures("house")


def test_a_letter_is_kept_byte_for_byte() -> None:
    body = bytes(range(256)) * 4
    with across_hotels() as session:
        [letter_id] = inbox.keep(
            session, [NewLetter(None, "whatsapp", "k", "message", None, "l", body, "trace")]
        )
        assert session.get_one(InboxLetter, letter_id).body == body


def test_a_letter_that_comes_again_is_not_new() -> None:
    assert len(kept(letter("a"), letter("b"))) == 2
    assert len(kept(letter("a"), letter("b"), letter("c"))) == 1
    assert kept(letter("a")) == []


def test_a_letter_that_comes_twice_in_one_batch_is_kept_once() -> None:
    assert len(kept(letter("a"), letter("a"), letter("b"), letter("a"))) == 2


def test_a_letter_that_comes_again_after_it_was_dealt_with_stays_dealt_with() -> None:
    kept(letter("a"))
    with across_hotels() as session:
        end(session, b"a")
    assert kept(letter("a")) == []
    assert claimed() == []


def test_two_writers_with_the_same_letters_neither_wait_in_a_circle_nor_keep_twice() -> None:
    with across_hotels() as one:
        inbox.keep(one, [letter("a"), letter("b")])
        one.commit()
    with across_hotels() as other:
        assert len(inbox.keep(other, [letter("b"), letter("c"), letter("a")])) == 1


def test_nothing_is_kept_of_a_batch_that_was_not_committed() -> None:
    with across_hotels() as session:
        inbox.keep(session, [letter("a")])
        session.rollback()
    assert len(kept(letter("a"))) == 1


def test_only_the_head_of_a_lane_is_handed_out() -> None:
    kept(letter("1", lane="ana"), letter("2", lane="ana"), letter("3", lane="ana"), letter("x", lane="bruno"))
    assert claimed() == [b"1", b"x"]
    assert claimed() == []


def test_the_next_of_a_lane_comes_when_the_first_is_done() -> None:
    kept(letter("1", lane="ana"))
    kept(letter("2", lane="ana"))
    for body in (b"1", b"2"):
        assert claimed() == [body]
        with across_hotels() as session:
            end(session, body)


def test_a_letter_put_off_holds_its_lane_back() -> None:
    """Otherwise the guest's second sentence would be read before the first."""
    kept(letter("1", lane="ana"))
    kept(letter("2", lane="ana"))
    assert claimed() == [b"1"]
    with across_hotels() as session:
        inbox.try_later(session, row(session, b"1").id, clock.now() + timedelta(hours=1), "not now")
    assert claimed() == []


def test_a_dead_letter_lets_its_lane_go_on() -> None:
    kept(letter("1", lane="ana"))
    kept(letter("2", lane="ana"))
    claimed()
    with across_hotels() as session:
        inbox.bury(session, row(session, b"1").id, "poison")
    assert claimed() == [b"2"]


def test_a_taker_that_died_loses_its_letter_when_the_lease_runs_out() -> None:
    kept(letter("1"))
    assert claimed() == [b"1"]
    assert claimed() == []
    leases_run_out()
    with across_hotels() as session:
        [again] = inbox.claim(session, 10, statuses=False)
        assert (again.body, again.attempts) == (b"1", 2)


def test_two_takers_at_once_never_take_the_same_letter() -> None:
    kept(*(letter(f"{number:02}") for number in range(20)))
    with across_hotels() as one, across_hotels() as other:
        first = {found.id for found in inbox.claim(one, 8, statuses=False)}
        second = {found.id for found in inbox.claim(other, 50, statuses=False)}
    assert (len(first), len(second)) == (8, 12)
    assert not first & second


def test_two_takers_at_once_never_take_two_letters_of_one_lane() -> None:
    kept(letter("1", lane="ana"))
    kept(letter("2", lane="ana"))
    with across_hotels() as one, across_hotels() as other:
        assert len(inbox.claim(one, 8, statuses=False)) == 1
        assert inbox.claim(other, 8, statuses=False) == []


def test_statuses_are_handed_out_apart_and_many_at_once() -> None:
    kept(*(letter(f"s{number}", lane="st", kind="status") for number in range(5)), letter("m"))
    assert claimed(statuses=True) == [b"s0", b"s1", b"s2", b"s3", b"s4"]
    assert claimed() == [b"m"]


def test_what_came_first_is_handed_out_first() -> None:
    for key in ("c", "a", "b"):
        kept(letter(key))
    assert claimed(2) == [b"c", b"a"]


def test_a_letter_for_nobody_is_kept_and_never_handed_out() -> None:
    with across_hotels() as session:
        lost = letter("x", hotel=None)
        inbox.keep(session, [NewLetter(**{**vars(lost), "state": LetterState.DEAD, "error": "no hotel"})])
    assert claimed() == []


def test_a_letter_is_done_by_one_of_those_who_try() -> None:
    ids = kept(letter("a"), letter("b"))
    with across_hotels() as session:
        inbox.done(session, ids[:1], clock.now())
    with across_hotels() as session:
        assert inbox.done(session, ids, clock.now()) == {ids[1]}


def test_a_letter_done_forgets_its_lease_and_its_error() -> None:
    kept(letter("a"))
    claimed()
    with across_hotels() as session:
        inbox.try_later(session, row(session, b"a").id, clock.now(), "first try failed")
    claimed()
    with across_hotels() as session:
        end(session, b"a")
    with across_hotels() as session:
        found = row(session, b"a")
        assert (found.state, found.leased_until, found.error) == ("done", None, None)
        assert found.done_at is not None


def test_trying_later_does_not_wake_what_is_done() -> None:
    kept(letter("a"))
    with across_hotels() as session:
        end(session, b"a")
        inbox.try_later(session, row(session, b"a").id, clock.now(), "late")
    with across_hotels() as session:
        assert row(session, b"a").state == "done"


def test_a_dead_letter_revived_begins_anew() -> None:
    kept(letter("a"))
    claimed()
    with across_hotels() as session:
        inbox.bury(session, row(session, b"a").id, "poison")
        assert inbox.revive(session, row(session, b"a").id, clock.now())
        assert not inbox.revive(session, row(session, b"a").id, clock.now())
    with across_hotels() as session:
        found: list[Claimed] = inbox.claim(session, 5, statuses=False)
        assert [(one.body, one.attempts) for one in found] == [(b"a", 1)]
