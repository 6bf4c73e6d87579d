"""The outbox: one letter per key, heads of lanes per desk, and care with calls whose end nobody saw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from core.base import bell, clock
from core.domain.errands import Desk, Errand, LetterState
from core.domain.messages import Channel
from core.domain.ports import Envelope
from core.services import intake
from core.store import courtesies, doubts, outbox
from core.store.db import across_hotels, transaction
from core.store.outbox import Claimed, NewErrand, OutboxLetter
from tests.makers import CABANAS_NUMBER, POSADA_NUMBER, House


def errand(lane: str, kind: Errand = Errand.SEND_MESSAGE, **facts: Any) -> NewErrand:
    usual = {"payload": {"lane": lane}, "due_at": clock.now(), "trace_id": "trace"}
    return NewErrand(kind=kind, lane=lane, **{**usual, **facts})


def write(house: House, *letters: NewErrand) -> list[int]:
    with transaction(house.posada) as session:
        return [outbox.write(session, house.posada, letter) for letter in letters]


def claim(desk: Desk = Desk.RELAY, count: int = 50) -> list[Claimed]:
    with across_hotels() as session:
        return outbox.claim(session, desk, count)


def ids(letters: list[Claimed]) -> list[int]:
    return [letter.id for letter in letters]


def row(letter_id: int) -> OutboxLetter:
    with across_hotels() as session:
        return session.get_one(OutboxLetter, letter_id)


def leases_run_out() -> None:
    with across_hotels() as session:
        session.execute(text("UPDATE outbox SET leased_until = now() - interval '1 second'"))


def soon(**span: float) -> Any:
    return clock.now() + timedelta(**span)


def test_a_second_letter_under_a_key_moves_the_first(house: House) -> None:
    first = errand("turn:1", Errand.TAKE_TURN, key="turn:1", due_at=soon(minutes=1), payload={"n": 1})
    second = errand("turn:1", Errand.TAKE_TURN, key="turn:1", due_at=soon(minutes=5), payload={"n": 2})
    one, two = write(house, first, second)
    assert one == two
    assert (row(one).due_at, row(one).payload) == (second.due_at, {"n": 2})


def test_a_key_is_free_again_when_its_letter_is_done(house: House) -> None:
    [one] = write(house, errand("a", key="k"))
    with across_hotels() as session:
        outbox.done(session, [one], clock.now())
    assert write(house, errand("a", key="k")) != [one]


def test_the_same_key_in_two_hotels_is_two_letters(house: House) -> None:
    [ours] = write(house, errand("a", key="k"))
    with transaction(house.cabanas) as session:
        assert outbox.write(session, house.cabanas, errand("a", key="k")) != ours


def test_letters_without_a_key_do_not_meet(house: House) -> None:
    assert len(set(write(house, errand("a"), errand("a")))) == 2


def test_a_waiting_letter_that_was_taken_is_free_again_when_it_is_moved(house: House) -> None:
    """A thinker took the turn; meanwhile the guest wrote more, and the turn was put off."""
    write(house, errand("turn:1", Errand.TAKE_TURN, key="turn:1"))
    assert len(claim(Desk.THINK)) == 1
    [letter] = write(house, errand("turn:1", Errand.TAKE_TURN, key="turn:1"))
    assert row(letter).leased_until is None
    assert ids(claim(Desk.THINK)) == [letter]


def test_a_letter_under_way_keeps_its_lease_when_it_is_moved(house: House) -> None:
    write(house, errand("read:1", Errand.MARK_READ, key="read:1"))
    [letter] = claim(Desk.COURTESY)
    write(house, errand("read:1", Errand.MARK_READ, key="read:1", payload={"newer": True}))
    assert row(letter.id).state == LetterState.SENDING
    assert row(letter.id).leased_until is not None
    assert claim(Desk.COURTESY) == []


def test_each_desk_takes_its_own(house: House) -> None:
    send, turn, fetch = write(
        house, errand("a"), errand("b", Errand.TAKE_TURN), errand("c", Errand.FETCH_MEDIA)
    )
    assert ids(claim(Desk.RELAY)) == [send]
    assert ids(claim(Desk.THINK)) == [turn]
    assert ids(claim(Desk.SLOW)) == [fetch]


def test_the_relay_marks_a_call_as_begun_before_it_begins(house: House) -> None:
    send, turn = write(house, errand("a"), errand("b", Errand.TAKE_TURN))
    claim(Desk.RELAY)
    claim(Desk.THINK)
    assert row(send).state == LetterState.SENDING
    assert row(turn).state == LetterState.WAITING
    assert row(send).attempts == row(turn).attempts == 1


def test_only_the_head_of_a_lane_goes_out(house: House) -> None:
    one, _two, three = write(house, errand("chat:1"), errand("chat:1"), errand("chat:2"))
    assert ids(claim()) == [one, three]
    assert claim() == []


@pytest.mark.parametrize("state", [LetterState.SENDING, LetterState.DOUBTFUL, LetterState.WAITING])
def test_whatever_is_open_holds_its_lane_back(house: House, state: LetterState) -> None:
    one, _two = write(house, errand("chat:1"), errand("chat:1"))
    claim()
    with across_hotels() as session:
        letter = session.get_one(OutboxLetter, one)
        letter.state, letter.due_at = state, soon(hours=1)
    assert claim() == []


@pytest.mark.parametrize(
    "state", [LetterState.DONE, LetterState.CANCELLED, LetterState.DEAD, LetterState.PARKED]
)
def test_whatever_has_ended_lets_its_lane_go_on(house: House, state: LetterState) -> None:
    one, two = write(house, errand("chat:1"), errand("chat:1"))
    claim()
    with across_hotels() as session:
        outbox.put_aside(session, one, state, None)
    assert ids(claim()) == [two]


def test_a_letter_of_later_waits_for_its_time(house: House, stopped_clock: Any) -> None:
    [letter] = write(house, errand("a", due_at=soon(minutes=5)))
    assert claim() == []
    stopped_clock.passes(minutes=5)
    assert ids(claim()) == [letter]


def test_two_takers_at_once_never_take_the_same_letter(house: House) -> None:
    write(house, *(errand(f"lane {number}") for number in range(20)))
    with across_hotels() as one, across_hotels() as other:
        first = set(ids(outbox.claim(one, Desk.RELAY, 8)))
        second = set(ids(outbox.claim(other, Desk.RELAY, 50)))
    assert (len(first), len(second)) == (8, 12)
    assert not first & second


def test_a_thinker_that_died_loses_its_errand(house: House) -> None:
    [letter] = write(house, errand("a", Errand.TAKE_TURN))
    claim(Desk.THINK)
    assert claim(Desk.THINK) == []
    leases_run_out()
    assert ids(claim(Desk.THINK)) == [letter]


def test_a_call_whose_caller_died_is_not_simply_made_again(house: House) -> None:
    write(house, errand("a"))
    claim()
    leases_run_out()
    assert claim() == []


def test_a_call_whose_caller_died_awaits_its_echo_before_it_is_made_again(
    house: House, stopped_clock: Any
) -> None:
    send, mark = write(house, errand("a"), errand("b", Errand.MARK_READ))
    claim()
    claim(Desk.COURTESY)
    leases_run_out()
    with across_hotels() as session:
        assert set(doubts.doubt_the_lost(session)) == {send, mark}
    assert row(send).state == LetterState.DOUBTFUL
    assert row(mark).state == LetterState.CANCELLED, "a blue tick is worth no second try"
    assert row(send).due_at > row(send).written_at + timedelta(seconds=doubts.ECHO_SECONDS - 1)
    [again] = claim()
    assert (again.id, again.attempts) == (send, 2)


def test_a_call_still_under_way_is_not_doubted(house: House) -> None:
    [letter] = write(house, errand("a"))
    claim()
    with across_hotels() as session:
        outbox.renew(session, [letter])
        assert doubts.doubt_the_lost(session) == []


def test_renewing_keeps_a_long_call(house: House) -> None:
    [letter] = write(house, errand("a"))
    claim()
    leases_run_out()
    with across_hotels() as session:
        outbox.renew(session, [letter])
        assert doubts.doubt_the_lost(session) == []


def test_a_broken_line_leaves_doubt(house: House) -> None:
    [letter] = write(house, errand("a"))
    claim()
    with across_hotels() as session:
        doubts.doubt(session, letter)
    assert row(letter).state == LetterState.DOUBTFUL


def test_doubt_does_not_reopen_what_a_status_settled(house: House) -> None:
    """The status came back while the line was breaking: it was sent, whatever the line says."""
    [letter] = write(house, errand("a", key="message:1"))
    claim()
    with across_hotels() as session:
        outbox.settle(session, "message:1", clock.now())
        doubts.doubt(session, letter)
    assert row(letter).state == LetterState.DONE


@pytest.mark.parametrize("state", [LetterState.WAITING, LetterState.SENDING, LetterState.DOUBTFUL])
def test_an_echo_settles_an_open_letter(house: House, state: LetterState) -> None:
    [letter] = write(house, errand("a", key="message:1"))
    with across_hotels() as session:
        session.get_one(OutboxLetter, letter).state = state
    with across_hotels() as session:
        outbox.settle(session, "message:1", clock.now())
    assert row(letter).state == LetterState.DONE
    assert row(letter).done_at is not None


@pytest.mark.parametrize("state", [LetterState.DEAD, LetterState.CANCELLED, LetterState.PARKED])
def test_an_echo_does_not_wake_what_was_put_aside(house: House, state: LetterState) -> None:
    [letter] = write(house, errand("a", key="message:1"))
    with across_hotels() as session:
        outbox.put_aside(session, letter, state, "why")
        outbox.settle(session, "message:1", clock.now())
    assert row(letter).state == state


def test_a_letter_put_back_was_not_tried(house: House, stopped_clock: Any) -> None:
    [letter] = write(house, errand("a"))
    claim()
    with across_hotels() as session:
        outbox.put_back(session, letter, soon(seconds=9))
    found = row(letter)
    assert (found.state, found.attempts, found.leased_until) == (LetterState.WAITING, 0, None)
    assert found.due_at == soon(seconds=9)


def test_a_letter_settled_meanwhile_is_not_put_back(house: House) -> None:
    [letter] = write(house, errand("a", key="message:1"))
    claim()
    with across_hotels() as session:
        outbox.settle(session, "message:1", clock.now())
        outbox.put_back(session, letter, clock.now())
    assert row(letter).state == LetterState.DONE


def test_trying_later_does_not_wake_what_is_settled(house: House) -> None:
    [letter] = write(house, errand("a", key="message:1"))
    claim()
    with across_hotels() as session:
        outbox.settle(session, "message:1", clock.now())
        outbox.try_later(session, letter, clock.now(), "slow down")
    assert row(letter).state == LetterState.DONE


def test_a_read_mark_is_done_unless_the_guest_wrote_more_meanwhile(house: House) -> None:
    mark = errand("read:1", Errand.MARK_READ, key="read:1", payload={"message_id": "1"})
    write(house, mark)
    [first] = claim(Desk.COURTESY)
    write(house, errand("read:1", Errand.MARK_READ, key="read:1", payload={"message_id": "2"}))
    with across_hotels() as session:
        courtesies.marked(session, [first], clock.now())
    assert row(first.id).state == LetterState.WAITING
    [second] = claim(Desk.COURTESY)
    assert second.payload == {"message_id": "2"}
    with across_hotels() as session:
        courtesies.marked(session, [second], clock.now())
    assert row(second.id).state == LetterState.DONE


def test_courtesies_that_come_too_late_are_let_go_and_nothing_else_is(house: House) -> None:
    old, new = soon(seconds=-30), soon(seconds=-5)
    late, taken, fresh, reply = write(
        house,
        errand("read:1", Errand.MARK_READ, due_at=old, payload={"channel": "whatsapp"}),
        errand("read:2", Errand.MARK_READ, due_at=old, payload={"channel": "whatsapp"}),
        errand("read:3", Errand.MARK_READ, due_at=new, payload={"channel": "whatsapp"}),
        errand("chat:1", due_at=old),
    )
    with across_hotels() as session:
        session.get_one(OutboxLetter, taken).state = LetterState.SENDING
    with across_hotels() as session:
        assert courtesies.forgo(session, soon(seconds=-20)) == ["whatsapp"]
    states = [row(letter).state for letter in (late, taken, fresh, reply)]
    assert states == [LetterState.CANCELLED, LetterState.SENDING, LetterState.WAITING, LetterState.WAITING]


def test_cancelling_ends_what_waits_and_nothing_under_way(house: House) -> None:
    waiting, under_way = write(
        house, errand("a", Errand.GIVE_BACK, key="give_back:1"), errand("b", key="message:1")
    )
    claim()
    with transaction(house.posada) as session:
        outbox.cancel(session, "give_back:1")
        outbox.cancel(session, "message:1")
    assert row(waiting).state == LetterState.CANCELLED
    assert row(under_way).state == LetterState.SENDING


@pytest.mark.parametrize("state", [LetterState.DEAD, LetterState.PARKED])
def test_what_was_put_aside_can_be_tried_again(house: House, state: LetterState) -> None:
    [letter] = write(house, errand("a"))
    claim()
    with across_hotels() as session:
        outbox.put_aside(session, letter, state, "why")
        assert outbox.revive(session, letter, clock.now())
        assert not outbox.revive(session, letter, clock.now())
    [again] = claim()
    assert (again.id, again.attempts) == (letter, 1)


def test_the_bell_rings_after_the_commit_and_only_for_what_is_due(house: House) -> None:
    with transaction(house.posada) as session:
        outbox.write(session, house.posada, errand("a", Errand.TAKE_TURN, due_at=soon(minutes=1)))
    assert bell.queue(bell.THINK).count == 0
    with transaction(house.posada) as session:
        outbox.write(session, house.posada, errand("b", Errand.TAKE_TURN))
        assert bell.queue(bell.THINK).count == 0
    assert bell.queue(bell.THINK).count == 1


def test_nothing_rings_for_what_was_rolled_back(house: House) -> None:
    def write_and_fail() -> None:
        with transaction(house.posada) as session:
            outbox.write(session, house.posada, errand("b", Errand.TAKE_TURN))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert bell.queue(bell.THINK).count == 0


def test_while_news_of_calls_lies_unread_a_doubtful_call_is_not_made_again(house: House) -> None:
    """Its echo may be among them. A minute later it is made all the same: news may be stuck for other reasons."""
    [letter] = write(house, errand("chat:1"))
    claim()
    leases_run_out()
    with across_hotels() as session:
        assert doubts.doubt_the_lost(session) == [letter]
        status = Envelope("status-1", "status", POSADA_NUMBER, "status:1", b"{}")
        intake.keep(session, [intake.Kept(Channel.WHATSAPP, status, house.posada, "trace")])
    with clock.frozen(soon(seconds=doubts.ECHO_SECONDS + 1)):
        assert claim() == []
    with clock.frozen(soon(seconds=doubts.ECHO_SECONDS + 62)):
        assert ids(claim()) == [letter]


def test_another_hotels_unread_news_keeps_nobody_waiting(house: House) -> None:
    [letter] = write(house, errand("chat:1"))
    claim()
    leases_run_out()
    with across_hotels() as session:
        doubts.doubt_the_lost(session)
        status = Envelope("status-1", "status", CABANAS_NUMBER, "status:1", b"{}")
        intake.keep(session, [intake.Kept(Channel.WHATSAPP, status, house.cabanas, "trace")])
    with clock.frozen(soon(seconds=doubts.ECHO_SECONDS + 1)):
        assert ids(claim()) == [letter]
