"""Unhappy guests become somebody's case: taken, put right in words, the guest told, and minded when it is late."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from core.domain.access import NotAllowed
from core.domain.errands import Errand
from core.domain.opinions import Opinion, Sign, Topic
from core.domain.reviews import RequestState
from core.services.reviews import answering, cases
from core.services.reviews.answering import Trouble
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.review_requests import ReviewRequest
from core.store.reviews import Review, ReviewCase
from tests.inventory import Inventory, furnished
from tests.makers import House, StoppedClock, heard, incoming
from tests.reviewing import errands_due, has_stayed, request_of, said_to

NOTHING_SAID = Opinion({}, 0, 0, False)
DIRT = Opinion({Topic.CLEANLINESS: Sign.BAD}, 0, 2, True)


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


@pytest.fixture
def asked(house: House, inn: Inventory, stopped_clock: StoppedClock) -> int:
    """The id of a request the guest was sent and can answer."""
    booking = has_stayed(house, stopped_clock)
    stopped_clock.passes(hours=5)
    errands_due(house)
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("hola"))
    return request_of(house, booking).id


def rated(house: House, request_id: int, stars: int) -> None:
    with transaction(house.posada) as session:
        conversation = session.scalars(select(Conversation)).one()
        request = answering.awaited(session, conversation, request_id)
        assert request is not None
        answering.rate(session, conversation, request, stars)


def told(house: House, request_id: int, words: str, opinion: Opinion, *troubles: Trouble) -> None:
    with transaction(house.posada) as session:
        conversation = session.scalars(select(Conversation)).one()
        request = answering.awaited(session, conversation, request_id)
        assert request is not None
        answering.tell(session, conversation, request, words, opinion, list(troubles))


def the_case(house: House) -> ReviewCase:
    with transaction(house.posada) as session:
        return session.scalars(select(ReviewCase)).one()


def alerts(house: House) -> list[str]:
    with transaction(house.posada) as session:
        return sorted(session.scalars(select(Alert.kind).where(Alert.closed_at.is_(None))))


def test_the_last_number_said_is_the_rating_and_reminders_stop(
    house: House, asked: int, stopped_clock: StoppedClock
) -> None:
    rated(house, asked, 2)
    rated(house, asked, 5)
    before = len(said_to(house))
    stopped_clock.passes(days=30)
    errands_due(house)
    assert len(said_to(house)) == before
    with transaction(house.posada) as session:
        assert session.scalars(select(Review)).one().stars == 5
        assert session.scalars(select(ReviewRequest)).one().state == RequestState.ANSWERED


def test_words_said_twice_are_one_review_and_more_trouble_one_case(house: House, asked: int) -> None:
    rated(house, asked, 1)
    told(house, asked, "estaba sucio", DIRT, Trouble.COMPLAINT)
    told(house, asked, "muy sucio", DIRT)
    with transaction(house.posada) as session:
        review = session.scalars(select(Review)).one()
        assert review.words == "estaba sucio\nmuy sucio"
        assert review.topics == {"cleanliness": "bad"}
    assert the_case(house).reasons == ["complaint", "few_stars", "strong_words"]
    assert alerts(house) == ["review_bad"]


def test_five_stars_with_alarming_words_are_looked_at(house: House, asked: int) -> None:
    rated(house, asked, 5)
    told(house, asked, "había chinches", DIRT)
    assert the_case(house).reasons == ["against_the_stars", "strong_words"]


def test_a_case_is_taken_and_put_right_once_and_the_guest_hears_of_it(house: House, asked: int) -> None:
    rated(house, asked, 1)
    case = the_case(house).id
    before = len(said_to(house))
    with transaction(house.posada) as session:
        cases.take(session, house.carla, case, "token-of-the-first")
    assert alerts(house) == []
    for _ in range(2):
        with transaction(house.posada) as session:
            cases.resolve(
                session, house.carla, case, "Se limpió", "token-of-the-click", to_guest="¡Perdón, Ana!"
            )
    assert [line.text for line in said_to(house)][before:] == ["¡Perdón, Ana!"]
    found = the_case(house)
    assert (found.owner_id, found.resolved_by) == (house.carla.staff_id, house.carla.staff_id)
    assert found.followed_up_at is not None
    with transaction(house.posada) as session, pytest.raises(cases.AlreadyResolved):
        cases.resolve(session, house.diego, case, "Otra cosa", "token-of-another")


def test_a_case_is_resolved_in_words_and_by_who_may(house: House, asked: int) -> None:
    rated(house, asked, 1)
    case = the_case(house).id
    with transaction(house.posada) as session:
        with pytest.raises(cases.NothingSaid):
            cases.resolve(session, house.carla, case, "  ", "token-of-the-click")
        with pytest.raises(NotAllowed):
            cases.resolve(session, house.vera, case, "Listo", "token-of-the-click")
    with transaction(house.cabanas) as session, pytest.raises(cases.NoSuchCase):
        cases.resolve(session, house.elena, case, "Listo", "token-of-the-click")


def test_who_cannot_be_written_to_is_not_written_to(
    house: House, asked: int, stopped_clock: StoppedClock
) -> None:
    rated(house, asked, 1)
    stopped_clock.passes(days=2)
    with transaction(house.posada) as session, pytest.raises(cases.CannotFollowUp):
        cases.resolve(session, house.carla, the_case(house).id, "Listo", "token-of-it", to_guest="Hola")
    assert the_case(house).resolved_at is None


def test_a_case_nobody_took_by_its_deadline_calls_louder(
    house: House, asked: int, stopped_clock: StoppedClock
) -> None:
    rated(house, asked, 1)
    stopped_clock.passes(hours=25)
    assert Errand.MIND_CASE in errands_due(house)
    assert alerts(house) == ["review_bad", "review_case_late"]


def test_new_trouble_after_it_was_put_right_opens_it_again(house: House, asked: int) -> None:
    rated(house, asked, 2)
    with transaction(house.posada) as session:
        cases.resolve(session, house.carla, the_case(house).id, "Se habló", "token-of-the-click")
    told(house, asked, "y me robaron", DIRT)
    assert the_case(house).resolved_at is None


def test_an_answer_long_after_belongs_to_no_request(
    house: House, asked: int, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        session.execute(update(ReviewRequest).values(asked_at=stopped_clock.now))
    stopped_clock.passes(days=121)
    with transaction(house.posada) as session:
        conversation = session.scalars(select(Conversation)).one()
        assert answering.awaited(session, conversation) is None
        assert answering.awaited(session, conversation, asked) is None


def test_stars_taken_back_before_anybody_took_the_case_on_leave_no_case(house: House, asked: int) -> None:
    rated(house, asked, 2)
    rated(house, asked, 4)
    with transaction(house.posada) as session:
        assert session.scalars(select(ReviewCase)).all() == []
        open_alerts = session.scalars(select(Alert).where(Alert.closed_at.is_(None))).all()
        assert [alert.kind for alert in open_alerts] == []
    rated(house, asked, 1)
    assert the_case(house).reasons == ["few_stars"]


def test_what_was_told_beside_the_stars_keeps_the_case(house: House, asked: int) -> None:
    rated(house, asked, 2)
    told(house, asked, "un asco el baño", DIRT, Trouble.COMPLAINT)
    rated(house, asked, 4)
    assert "few_stars" not in the_case(house).reasons
    assert "complaint" in the_case(house).reasons


def test_a_case_that_somebody_has_taken_on_is_theirs_to_close(house: House, asked: int) -> None:
    rated(house, asked, 2)
    with transaction(house.posada) as session:
        cases.take(session, house.carla, the_case(house).id, "mine")
    rated(house, asked, 5)
    assert the_case(house).reasons == ["few_stars"]
