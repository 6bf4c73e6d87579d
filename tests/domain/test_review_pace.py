"""A line of guests who wait to be asked: behind each other, closer together when the hours would not do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.review_pace import FASTEST, SLOWEST, Line, course, gap

OPENS = datetime(2026, 12, 1, 13, tzinfo=UTC)


@dataclass
class Queue:
    """What the books do with the answers: places kept, people moved, counted."""

    closing: datetime
    free_at: datetime = OPENS
    places: list[datetime] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    left_over: int = 0

    def comes(self, now: datetime) -> None:
        gone = [place for place in self.places if place <= now]
        ahead = self.places[len(gone) :]
        self.free_at = max([self.free_at, *(place + FASTEST for place in gone[-1:])])
        line = Line(1, len(ahead), *(ahead[:1] + ahead[-1:]))
        way = course(line, self.free_at, now, self.closing)
        if way.anew is not None:
            self.moved.append(len(ahead))
            self.places = gone + [way.anew + way.step * number for number in range(len(ahead))]
        if way.start >= self.closing:
            self.left_over += 1
            return
        self.places.append(way.start)
        self.free_at = now + way.step if way.start <= now else min(self.free_at, now + way.step)


def test_whoever_comes_to_an_empty_line_is_asked_now_and_the_next_a_minute_later() -> None:
    queue = Queue(OPENS + timedelta(hours=10))
    for _ in range(3):
        queue.comes(OPENS)
    assert queue.places == [OPENS, OPENS + SLOWEST, OPENS + SLOWEST * 2]


def test_a_place_kept_for_a_line_that_is_gone_keeps_nobody_waiting() -> None:
    """All who stood there were stopped, or said stop: the next need not stand behind nobody."""
    way = course(Line(without=5), OPENS + timedelta(hours=9), OPENS, OPENS + timedelta(hours=10))
    assert way.start == OPENS + SLOWEST


def test_a_thousand_who_come_one_by_one_all_fit_and_are_seldom_moved() -> None:
    queue = Queue(OPENS + timedelta(seconds=250))
    for number in range(1000):
        queue.comes(OPENS + timedelta(milliseconds=60) * number)
    assert queue.left_over == 0
    assert queue.places == sorted(queue.places)
    assert max(queue.places) < queue.closing
    assert len(queue.moved) < 60
    assert sum(queue.moved) < 12 * 1000, "a dozen moves a guest, however many there are"


def test_with_no_room_left_nobody_is_moved_in_vain() -> None:
    queue = Queue(OPENS + timedelta(seconds=60))
    for _ in range(1000):
        queue.comes(OPENS)
    assert queue.left_over > 0
    assert len(queue.places) >= 0.9 * 60 / FASTEST.total_seconds(), "as many as there is room for"
    assert len(queue.moved) < 60


arrivals = st.lists(st.tuples(st.integers(0, 590), st.integers(1, 30)), min_size=1, max_size=12)


@settings(deadline=None)
@given(crowds=arrivals)
def test_in_whatever_waves_they_come_none_is_late_none_too_soon_and_none_steps_back(
    crowds: list[tuple[int, int]],
) -> None:
    queue = Queue(OPENS + timedelta(seconds=600))
    for second, many in sorted(crowds):
        for _ in range(many):
            now = OPENS + timedelta(seconds=second)
            before = [place for place in queue.places if place > now]
            queue.comes(now)
            assert not before or next(place for place in queue.places if place > now) <= before[0]
    assert all(later - sooner >= FASTEST for sooner, later in pairwise(queue.places))
    assert all(OPENS <= place < queue.closing for place in queue.places)
    in_time = [(second, many) for second, many in crowds if second < 300]
    if in_time == crowds:
        assert queue.left_over == 0, "1,200 find room in five minutes at the pace"


def test_the_gap_is_never_below_the_pace_nor_longer_than_a_minute() -> None:
    for people in (0, 1, 10, 100_000):
        assert FASTEST <= gap(people, OPENS, OPENS + timedelta(hours=10)) <= SLOWEST
    assert gap(3, OPENS, OPENS - timedelta(hours=1)) == FASTEST
