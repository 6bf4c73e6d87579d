"""Guests who are to be asked come all day long: each is asked once, within the hours and the pace, latecomers too."""

from __future__ import annotations

import threading
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from core.base import clock
from core.domain.errands import Errand
from core.domain.review_pace import FASTEST
from core.domain.reviews import Rules, Unasked
from core.services.reviews import asking, rules
from core.store.db import transaction
from core.store.hotels import ChannelAccount
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from core.store.review_requests import ReviewRequest
from tests.inventory import TIGRE, at, furnished
from tests.makers import House, StoppedClock
from tests.reviewing import errands_due, has_stayed, someone_left
from worker import errands


class Season:
    """A hotel on its own clock to which guests come who have left and wait to be asked."""

    def __init__(self, house: House, the_clock: StoppedClock) -> None:
        self.house, self.clock, self.number = house, the_clock, 0
        furnished(house.posada)
        booking = has_stayed(house, the_clock)
        with transaction(house.posada) as session:
            session.execute(update(ChannelAccount).values(messaging_limit="UNLIMITED"))
            self.like = session.scalars(
                select(ReviewRequest).where(ReviewRequest.booking_id == booking)
            ).one()
            session.execute(update(OutboxLetter).values(state="cancelled"))

    def rules(self, **decided: Any) -> None:
        with transaction(self.house.posada) as session:
            seen, wanted = rules.version(session), Rules(reminders=(), **decided)
            rules.change(session, self.house.diego, wanted, seen, f"token-of-rules-{seen}")

    def come(self, many: int) -> list[int]:
        """At this moment; answers their requests."""
        with transaction(self.house.posada) as session:
            first, self.number = self.number + 1, self.number + many
            return [
                someone_left(session, self.like, number, clock.now())
                for number in range(first, self.number + 1)
            ]

    def goes_on_until(self, moment: datetime) -> None:
        """From one letter to the next, each at its own moment."""
        while True:
            errands_due(self.house)
            due_at = self.next_due()
            if due_at is None or due_at >= moment:
                break
            self.clock.set(due_at)
        self.clock.set(moment)

    def next_due(self) -> datetime | None:
        with transaction(self.house.posada) as session:
            waiting = (OutboxLetter.kind == Errand.ASK_REVIEW, OutboxLetter.state == "waiting")
            found = session.scalar(select(func.min(OutboxLetter.due_at)).where(*waiting))
            # The relay is not part of this: what was written has gone.
            session.execute(update(OutboxLetter).where(OutboxLetter.desk == "bulk").values(state="done"))
            return found

    def asked(self, requests: list[int]) -> list[datetime]:
        with transaction(self.house.posada) as session:
            rows = select(ReviewRequest.asked_at).where(ReviewRequest.id.in_(requests))
            return sorted(moment for moment in session.scalars(rows) if moment is not None)

    def places(self, requests: list[int]) -> list[datetime]:
        with transaction(self.house.posada) as session:
            keys = [f"review:{request}" for request in requests]
            due = select(OutboxLetter.due_at).where(
                OutboxLetter.key.in_(keys), OutboxLetter.state == "waiting"
            )
            return sorted(session.scalars(due))

    def twice(self) -> list[Any]:
        with transaction(self.house.posada) as session:
            lines = select(Message.conversation_id).where(Message.kind == "template")
            return list(session.scalars(lines.group_by(Message.conversation_id).having(func.count() > 1)))


@pytest.fixture
def season(house: House, stopped_clock: StoppedClock) -> Season:
    return Season(house, stopped_clock)


def well_spaced(moments: list[datetime]) -> bool:
    return all(later - sooner >= FASTEST for sooner, later in pairwise(moments))


def test_latecomers_move_those_who_have_a_place_closer_and_all_are_asked_the_same_day(season: Season) -> None:
    season.rules(closes=time(14, 4))
    season.clock.set(at(0, 14))
    early = season.come(4)
    season.goes_on_until(at(0, 14, 0, 10))
    late = season.come(26)
    season.goes_on_until(at(0, 14, 0, 12))
    due = season.places(early + late)
    assert len(due) + len(season.asked(early + late)) == 30
    assert due[-1] < at(0, 14, 4)
    season.goes_on_until(at(0, 14, 4))
    moments = season.asked(early + late)
    assert len(moments) == 30
    assert well_spaced(moments)
    assert season.twice() == []


def test_the_screen_says_when_somebody_will_be_asked_also_after_they_were_moved(season: Season) -> None:
    season.rules(closes=time(14, 4))
    season.clock.set(at(0, 14))
    early = season.come(4)
    errands_due(season.house)
    season.come(30)
    errands_due(season.house)
    with transaction(season.house.posada) as session:
        rows = select(ReviewRequest.due_at).where(
            ReviewRequest.id.in_(early), ReviewRequest.asked_at.is_(None)
        )
        assert sorted(session.scalars(rows)) == season.places(early)


def test_who_finds_the_day_full_has_a_place_tomorrow_and_is_fetched_back_when_there_is_room(
    season: Season,
) -> None:
    season.rules(closes=time(14, 0, 4))
    season.clock.set(at(0, 14))
    crowd = season.come(60)
    errands_due(season.house)
    due = season.places(crowd)
    tomorrow = [moment for moment in due if moment >= at(0, 14, 0, 4)]
    assert 20 < len(tomorrow) < 40
    assert min(tomorrow) >= at(1, 10)
    with transaction(season.house.posada) as session:
        for request in crowd[1:45]:
            asking.skip(session, season.house.carla, request, Unasked.BY_STAFF, f"token-of-skip-{request}")
    one_more = season.come(1)
    season.goes_on_until(at(0, 14, 0, 4))
    assert len(season.asked(crowd + one_more)) == 60 - 44 + 1


def test_a_night_without_workers_ends_one_after_the_other_and_not_with_everybody_at_once(
    season: Season,
) -> None:
    season.clock.set(at(0, 14))
    crowd = season.come(30)
    errands_due(season.house)
    season.clock.set(at(0, 15))
    errands_due(season.house)
    assert len(season.asked(crowd)) == 2, "one now, the others behind"
    tomorrow = at(1, 10)
    season.clock.set(at(0, 23))
    errands_due(season.house)
    season.goes_on_until(at(1, 12))
    moments = season.asked(crowd)
    assert len(moments) == 30
    assert moments[2] == tomorrow
    assert well_spaced(moments)


def test_two_who_look_at_once_give_no_place_twice(season: Season) -> None:
    season.rules(closes=time(14, 1))
    season.clock.set(at(0, 14))
    crowd = season.come(40)
    with transaction(season.house.posada) as session:
        rows = session.scalars(select(OutboxLetter).where(OutboxLetter.key.like("review:%")))
        claimed = [
            Claimed(row.id, row.hotel_id, Errand(row.kind), row.lane, row.payload, row.attempts, row.trace_id)
            for row in rows
            if row.payload["request"] in crowd
        ]
    lined_up = threading.Barrier(4)

    def look(letters: list[Claimed]) -> None:
        lined_up.wait()
        for letter in letters:
            errands.run(letter)

    thinkers = [threading.Thread(target=look, args=(claimed[number::4],)) for number in range(4)]
    for thinker in thinkers:
        thinker.start()
    for thinker in thinkers:
        thinker.join()
    due = season.places(crowd)
    asked = season.asked(crowd)
    assert len(due) + len(asked) == 40
    assert len(set(due)) == len(due)
    season.goes_on_until(at(0, 14, 1))
    assert len(season.asked(crowd)) == 40
    assert season.twice() == []


def test_staff_who_ask_all_of_them_by_hand_just_then_wait_for_nobody_for_ever(season: Season) -> None:
    season.clock.set(at(0, 14))
    crowd = season.come(12)
    troubles: list[Exception] = []

    def press(number: int) -> None:
        try:
            with transaction(season.house.posada) as session:
                order = crowd if number % 2 else crowd[::-1]
                asking.send_now(session, season.house.carla, order, f"token-of-batch-{number}")
        except Exception as trouble:
            troubles.append(trouble)

    people = [threading.Thread(target=press, args=(number,)) for number in range(4)]
    people.append(threading.Thread(target=errands_due, args=(season.house,)))
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert troubles == []
    season.goes_on_until(at(0, 15))
    assert len(season.asked(crowd)) == 12


# Looking for the smallest example would ask some thousand guests more.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
waves = st.lists(st.tuples(st.integers(0, 150), st.integers(1, 8)), min_size=1, max_size=6)


@pytest.mark.timeout(180)
@given(arriving=waves, sleeps=st.one_of(st.none(), st.tuples(st.integers(0, 60), st.integers(1, 60))))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=_PHASES)
def test_in_whatever_waves_they_come_each_is_asked_once_within_hours_and_pace(
    season: Season, arriving: list[tuple[int, int]], sleeps: tuple[int, int] | None
) -> None:
    """A hundred and fifty seconds of arrivals, in three minutes of hours; perhaps nobody works for a while."""
    day = clock.now().astimezone(TIGRE).date() + timedelta(days=1)
    opens = datetime.combine(day, time(14), TIGRE)
    closes = opens + timedelta(minutes=3)
    season.rules(opens=time(14), closes=time(14, 3))
    season.clock.set(opens)
    asleep = range(0)
    if sleeps is not None:
        asleep = range(sleeps[0], sleeps[0] + sleeps[1])
    crowd: list[int] = []
    for second, many in sorted(arriving):
        if second not in asleep:
            season.goes_on_until(opens + timedelta(seconds=second))
        else:
            season.clock.set(opens + timedelta(seconds=second))
        crowd += season.come(many)
    season.goes_on_until(closes)
    moments = season.asked(crowd)
    assert len(moments) == len(crowd), "there was room for all of them"
    assert all(opens <= moment < closes for moment in moments)
    assert well_spaced(moments)
    assert season.twice() == []
