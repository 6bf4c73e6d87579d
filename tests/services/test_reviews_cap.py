"""A guest who comes often is asked as seldom as the hotel has decided, whatever their stays and however many wait."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from core.base import clock
from core.domain.reviews import TOO_LATE, Unasked
from core.services.reviews import asking
from core.store.db import transaction
from core.store.review_requests import ReviewRequest
from tests.makers import House, StoppedClock
from tests.reviewing import someone_left
from tests.services.test_reviews_pace import Season


@pytest.fixture
def season(house: House, stopped_clock: StoppedClock) -> Season:
    return Season(house, stopped_clock)


@pytest.mark.timeout(180)
@given(gaps=st.lists(st.integers(0, 60), min_size=2, max_size=8), cap=st.integers(1, 120))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
def test_nobody_is_asked_more_often_than_the_cap(season: Season, gaps: list[int], cap: int) -> None:
    """Between any two questions to one guest lie at least so many days; who is not asked, is not for that reason."""
    season.clock.passes(days=800)  # whoever was asked in the example before is forgotten
    season.rules(cap_days=cap)
    stays = []
    for gap in gaps:
        season.goes_on_until(clock.now() + timedelta(days=gap))
        stays += leaves_again(season)
    season.goes_on_until(clock.now() + TOO_LATE + timedelta(days=1))
    moments = season.asked(stays)
    assert moments, "the first is"
    assert all(later - sooner >= timedelta(days=cap) for sooner, later in pairwise(moments))
    with transaction(season.house.posada) as session:
        unasked = select(ReviewRequest.reason).where(
            ReviewRequest.id.in_(stays), ReviewRequest.asked_at.is_(None)
        )
        assert set(session.scalars(unasked)) <= {Unasked.ASKED_LATELY}


def leaves_again(season: Season) -> list[int]:
    """The same guest as ever, whose next question falls due four hours from now."""
    with transaction(season.house.posada) as session:
        season.number += 1
        request_id = someone_left(session, season.like, season.number, clock.now())
        whose = {"guest_id": season.like.guest_id, "conversation_id": season.like.conversation_id}
        session.execute(update(ReviewRequest).where(ReviewRequest.id == request_id).values(**whose))
        request = session.get_one(ReviewRequest, request_id, populate_existing=True)
        asking.put_off(session, request, clock.after(4 * 3600))
        return [request_id]
