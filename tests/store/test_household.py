"""What is due, who is alive, chores once per period, and forgetting in small bites."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from core.base import clock
from core.domain.errands import Desk, Errand, LetterState
from core.domain.messages import Channel
from core.store import duties, inbox, outbox, retention
from core.store.db import Leadership, across_hotels, transaction
from core.store.inbox import InboxLetter, NewLetter
from core.store.outbox import NewErrand, OutboxLetter
from core.store.staff import SignIn
from tests.local.launching import until
from tests.makers import House
from worker import chores

pytestmark = pytest.mark.usefixtures("house")


def came(*keys: str) -> list[int]:
    letters = [NewLetter(1, "whatsapp", key, "message", "1", key, b"{}", "trace") for key in keys]
    with across_hotels() as session:
        return inbox.keep(session, letters)


def wanted(house: House, kind: Errand, **facts: Any) -> int:
    usual = {"payload": {}, "due_at": clock.now(), "trace_id": "trace"}
    with transaction(house.posada) as session:
        return outbox.write(session, house.posada, NewErrand(kind=kind, lane=kind, **{**usual, **facts}))


def due() -> dict[str, int]:
    with across_hotels() as session:
        return {box.box: box.count for box in duties.due(session)}


def test_an_idle_house_has_nothing_due() -> None:
    assert due() == {}


def test_what_is_due_is_counted_by_desk(house: House) -> None:
    came("a", "b")
    wanted(house, Errand.SEND_MESSAGE)
    wanted(house, Errand.TAKE_TURN)
    wanted(house, Errand.GIVE_BACK, due_at=clock.now() + timedelta(hours=1))
    assert due() == {"inbox": 2, "relay": 1, "think": 1}


def test_what_somebody_has_in_hand_is_not_due(house: House) -> None:
    came("a")
    wanted(house, Errand.SEND_MESSAGE)
    with across_hotels() as session:
        inbox.claim(session, 5, statuses=False)
        outbox.claim(session, Desk.RELAY, 5)
    assert due() == {}


def test_a_ring_for_what_is_due_names_one_of_the_letters(house: House) -> None:
    ids = came("a", "b")
    with across_hotels() as session:
        [box] = duties.due(session)
    assert box.letter_id in ids
    assert box.oldest_seconds < 30


def test_dead_letters_are_counted_by_box(house: House) -> None:
    [letter] = came("a")
    errand = wanted(house, Errand.SEND_MESSAGE)
    with across_hotels() as session:
        inbox.bury(session, letter, "poison")
        outbox.put_aside(session, errand, "dead", "poison")  # type: ignore[arg-type]
        assert duties.dead_counts(session) == {"inbox": 1, "outbox": 1}


def test_a_process_that_beats_is_alive_and_one_that_stopped_is_forgotten() -> None:
    with across_hotels() as session:
        duties.beat(session, "tick:1", 1)
        duties.beat(session, "relay:2", 2)
        duties.beat(session, "relay:2", 2)
    with across_hotels() as session:
        session.execute(text("UPDATE heartbeats SET seen_at = now() - interval '5 minutes' WHERE pid = 1"))
        ages = duties.seconds_since_beats(session)
        assert ages["tick:1"] > 290
        assert ages["relay:2"] < 10
        duties.forget_beats(session, 60)
        assert set(duties.seconds_since_beats(session)) == {"relay:2"}


def test_a_chore_of_a_period_is_taken_once_however_many_want_it() -> None:
    def take(period: str) -> bool:
        with across_hotels() as session:
            return duties.take_chore(session, "tidy", period)

    assert [take("monday"), take("monday"), take("tuesday")] == [True, False, True]


def test_a_chore_that_failed_is_not_taken() -> None:
    with across_hotels() as session:
        assert duties.take_chore(session, "tidy", "monday")
        session.rollback()
    with across_hotels() as session:
        assert duties.take_chore(session, "tidy", "monday")


def count(table: type) -> int:
    with across_hotels() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_letters_are_forgotten_only_when_done_and_old(house: House) -> None:
    old, recent, _waiting, dead = came("old", "recent", "waiting", "dead")
    with across_hotels() as session:
        inbox.done(session, [old], clock.now() - timedelta(days=10))
        inbox.done(session, [recent], clock.now() - timedelta(days=8))
        inbox.bury(session, dead, "poison")
    errand = wanted(house, Errand.SEND_MESSAGE)
    with across_hotels() as session:
        outbox.done(session, [errand], clock.now() - timedelta(days=10))
    with across_hotels() as session:
        assert retention.letters(session, clock.now() - chores.KEEP_LETTERS) == 2
    assert (count(InboxLetter), count(OutboxLetter)) == (3, 0)


def test_what_was_for_no_hotel_of_ours_is_kept_for_a_look_and_then_forgotten() -> None:
    stray = inbox.NewLetter(None, "whatsapp", "stray", "message", "404", "lane", b"{}", "t", LetterState.DEAD)
    with across_hotels() as session:
        inbox.keep(session, [stray])
        assert retention.letters(session, clock.now() - chores.KEEP_LETTERS) == 0
        assert retention.letters(session, clock.now() + timedelta(days=1)) == 1


def test_a_cancelled_letter_is_forgotten_too(house: House) -> None:
    """Read marks and turns are cancelled all the time; they must not stay for ever."""
    wanted(house, Errand.GIVE_BACK, key="give_back:1")
    with transaction(house.posada) as session:
        outbox.cancel(session, "give_back:1")
    with across_hotels() as session:
        assert retention.letters(session, clock.now() + timedelta(days=1)) == 1


def test_the_chores_do_their_work_once_an_hour_and_once_a_day(house: House, stopped_clock: Any) -> None:
    [old] = came("old")
    with across_hotels() as session:
        inbox.done(session, [old], clock.now() - timedelta(days=10))
        for name, ends in (("old", timedelta(days=-40)), ("recent", timedelta(days=-10))):
            session.add(
                SignIn(
                    fingerprint=name,
                    staff_id=house.carla.staff_id,
                    hotel_id=house.posada,
                    started_at=clock.now(),
                    seen_at=clock.now(),
                    ends_at=clock.now() + ends,
                )
            )
    chores.forget_old_letters()
    chores.forget_old_sign_ins()
    assert (count(InboxLetter), count(SignIn)) == (0, 1)
    [again] = came("again")
    with across_hotels() as session:
        inbox.done(session, [again], clock.now() - timedelta(days=10))
    chores.forget_old_letters()
    assert count(InboxLetter) == 1
    stopped_clock.passes(hours=1)
    chores.forget_old_letters()
    assert count(InboxLetter) == 0


def test_one_process_leads_until_its_connection_ends() -> None:
    first, second = Leadership(), Leadership()
    assert first.held()
    assert not second.held()
    assert first.held()
    first.drop()
    until(second.held)  # the server learns of a closed connection when it comes to it
    second.drop()


def test_channels_say_whether_they_are_paused(house: House) -> None:
    with across_hotels() as session:
        assert {channel for _, channel, _ in duties.channels(session)} == {Channel.WHATSAPP}
        assert not any(paused for _, _, paused in duties.channels(session))
