"""Reviews are read where they stand and answered there, against a strict stand-in: once, and never by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.base.settings import settings
from core.domain.errands import Errand
from core.domain.public_reviews import ReplyState, Wrong
from core.domain.reviews import Platform
from core.services.reviews import importing, incoming, places, publishing
from core.services.reviews.importing import Sent
from core.services.reviews.places import Entered
from core.store.db import transaction
from core.store.review_places import ReviewPlace
from core.store.reviews import Review
from tests.edges.worker.conftest import alerts, all_rows, letters
from tests.google_profile import CLIENT, PLACE, SECRET, TOKEN, GoogleProfile, failure, open_profile, review
from tests.makers import House, StoppedClock
from worker import chores, slow

ENTERED = Entered("1018/5550", CLIENT, SECRET, TOKEN)
LINES = (
    "date,rating,text,name\n"
    '2026-10-02,5,"(Translated by Google) Nice\n\n(Original)\nMuy lindo",Persona 1\n'
    "2026-10-03,2,Mucho ruido,Persona 2\n"
)


@pytest.fixture
def profile(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleProfile]:
    with open_profile() as opened:
        monkeypatch.setattr(settings(), "google_reviews_url", opened.url)
        monkeypatch.setattr(settings(), "google_oauth_url", opened.url)
        yield opened


@pytest.fixture
def connected(house: House, profile: GoogleProfile, stopped_clock: StoppedClock) -> GoogleProfile:
    with transaction(house.posada) as session:
        places.connect(session, house.olga, ENTERED, "token-of-connecting")
    return profile


def work() -> None:
    slow.work_errands(1)


def fetched(the_clock: StoppedClock, **later: float) -> None:
    the_clock.passes(**(later or {"hours": 1}))
    chores.fetch_reviews()
    work()


def kept() -> list[Review]:
    return sorted(all_rows(Review), key=lambda one: one.key)


def place() -> ReviewPlace:
    [only] = all_rows(ReviewPlace)
    return only


def send(house: House, review_id: int, words: str, token: str) -> None:
    with transaction(house.posada) as session:
        publishing.send(session, house.carla, review_id, words, token)


def test_all_are_read_once_and_the_same_hour_twice_brings_nothing(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(number, words=f"Número {number}") for number in range(120)]
    fetched(stopped_clock)
    assert len(kept()) == 120
    pages = connected.calls.count(f"GET /v4/{PLACE}/reviews")
    assert pages == 3
    chores.fetch_reviews()
    work()
    assert connected.calls.count(f"GET /v4/{PLACE}/reviews") == pages, "this hour is done"
    fetched(stopped_clock)
    assert connected.calls.count(f"GET /v4/{PLACE}/reviews") == pages + 1, "nothing new: one page is enough"
    assert len(kept()) == 120
    assert letters(Errand.READ_REVIEWS), "what they say is read"


def test_lines_of_an_export_are_not_doubled_whichever_comes_first(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(1), review(2, "TWO", "Mucho ruido"), review(3, "FOUR", "Bien")]
    sent = Sent(LINES.encode(), Platform.GOOGLE, "reviews.csv")
    with transaction(house.posada) as session:
        done = importing.take(session, house.carla, sent, "token-of-the-file")
        assert done.new == 2
    fetched(stopped_clock)
    assert sorted(one.key for one in kept()) == sorted(one["reviewId"] for one in connected.reviews)
    with transaction(house.posada) as session:
        again = importing.take(
            session, house.carla, Sent(LINES.encode() + b"\n", Platform.GOOGLE), "token-again"
        )
        assert (again.new, again.known) == (0, 2)
        assert importing.undo(session, house.carla, done.id, "token-of-undoing") == 0, "they stand at Google"


def test_two_who_say_nothing_and_have_no_name_are_two(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    nobody = {"displayName": "A Google user", "isAnonymous": True}
    connected.reviews = [review(1, words="", reviewer=nobody), review(29, words="", reviewer=nobody)]
    fetched(stopped_clock)
    assert [one.author for one in kept()] == ["", ""]


def test_what_is_edited_or_taken_down_or_answered_there_is_followed(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(number, words=f"Número {number}") for number in range(3)]
    fetched(stopped_clock)
    connected.reviews[2] |= {"comment": "Peor", "starRating": "ONE", "updateTime": "2026-11-20T10:00:00Z"}
    connected.reviews[1] |= {"reviewReply": {"comment": "Gracias", "updateTime": "2026-11-20T10:00:00Z"}}
    del connected.reviews[0]
    fetched(stopped_clock)
    gone, answered, edited = kept()
    assert (edited.words, edited.stars, edited.topics) == ("Peor", 1, None)
    assert edited.edited_at is not None
    assert (answered.reply, answered.reply_state, answered.replied_by) == ("Gracias", ReplyState.SENT, None)
    assert gone.gone_at is None, "only who looks at everything can say so"
    fetched(stopped_clock, days=1)
    assert [one.gone_at is not None for one in kept()] == [True, False, False]
    connected.reviews.insert(0, review(0, words="Número 0"))
    fetched(stopped_clock, days=1)
    assert all(one.gone_at is None for one in kept())


def nothing() -> None:
    """The first page is shown as it is."""


def test_a_review_edited_in_the_middle_of_a_walk_is_not_called_gone(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    """It moves to the first page, which was looked at before, and another is met on two pages."""
    connected.reviews = [review(number, words=f"Número {number}") for number in range(120)]
    fetched(stopped_clock)
    last = min(connected.reviews, key=lambda one: str(one["updateTime"]))
    connected.before_pages.extend((nothing, lambda: last.update(updateTime="2026-11-25T10:00:00Z")))
    fetched(stopped_clock, days=1)
    assert all(one.gone_at is None for one in kept())
    before = place().walked_at
    fetched(stopped_clock)
    assert place().walked_at != before, "all of it is looked through again the hour after"
    assert all(one.gone_at is None for one in kept())


def test_one_taken_down_in_the_middle_of_a_walk_does_not_take_another_along(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    """Those behind it move up, and the first of them to a page that was looked at before."""
    connected.reviews = [review(number, words=f"Número {number}") for number in range(120)]
    fetched(stopped_clock)
    first = max(connected.reviews, key=lambda one: str(one["updateTime"]))
    connected.before_pages.extend((nothing, lambda: connected.reviews.remove(first)))
    fetched(stopped_clock, days=1)
    assert all(one.gone_at is None for one in kept())
    fetched(stopped_clock)
    assert [one.key for one in kept() if one.gone_at is not None] == [first["reviewId"]]


@pytest.mark.parametrize(
    "answer",
    [
        {"reviews": [review(0)], "totalReviewCount": 2},
        {"reviews": [review(0)], "totalReviewCount": 0},
        {"reviews": [review(0)]},
        {"reviews": [review(0), {"reviewId": "AbF-without-a-date"}], "totalReviewCount": 2},
        {"totalReviewCount": 0},
        {},
    ],
    ids=["fewer", "none counted", "not counted", "unreadable", "none", "empty"],
)
def test_nothing_is_called_gone_when_not_all_was_seen(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock, answer: dict[str, Any]
) -> None:
    connected.reviews = [review(number) for number in range(2)]
    fetched(stopped_clock)
    connected.fails.append((200, answer))
    fetched(stopped_clock, days=1)
    assert [one.gone_at for one in kept()] == [None, None]


def test_a_walk_that_breaks_off_says_nothing_and_the_next_one_does(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(number, words=f"Número {number}") for number in range(120)]
    fetched(stopped_clock)
    gone = connected.reviews.pop()
    connected.before_pages.extend((nothing, lambda: connected.fails.append(failure(503, "UNAVAILABLE"))))
    fetched(stopped_clock, days=1)
    fetched(stopped_clock)
    fetched(stopped_clock)
    assert [one.key for one in kept() if one.gone_at is not None] == [gone["reviewId"]]


def test_only_what_a_person_sends_is_said_there_and_a_click_twice_once(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(1)]
    fetched(stopped_clock)
    [one] = kept()
    assert connected.replied == []
    for _ in range(2):
        send(house, one.id, "¡Gracias!", "token-of-one-click")
    assert kept()[0].reply_state == ReplyState.SENDING
    work()
    assert connected.replied == [(one.key, "¡Gracias!")]
    assert kept()[0].reply_state == ReplyState.SENT
    send(house, one.id, "¡Mil gracias!", "token-of-a-second-thought")
    work()
    assert connected.replied[-1] == (one.key, "¡Mil gracias!")
    del connected.reviews[0]["reviewReply"]
    fetched(stopped_clock)
    assert (kept()[0].reply, kept()[0].reply_state) == ("", None), "somebody took it down there"


def test_a_reply_that_breaks_off_is_sent_again_and_a_hopeless_one_is_shown(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(1), review(2)]
    fetched(stopped_clock)
    first, second = kept()
    connected.fails.append(failure(503, "UNAVAILABLE"))
    send(house, first.id, "Gracias", "token-of-the-first")
    work()
    assert kept()[0].reply_state == ReplyState.SENDING
    assert place().rests_until is not None
    stopped_clock.passes(minutes=5)
    work()
    assert kept()[0].reply_state == ReplyState.SENT
    assert place().rests_until is None
    connected.reviews = connected.reviews[:1]
    send(house, second.id, "Gracias", "token-of-the-second")
    work()
    assert (kept()[1].reply_state, kept()[1].reply_problem) == (ReplyState.FAILED, Wrong.REVIEW_GONE)
    assert kept()[1].reply == "Gracias", "the words are not lost"
    with pytest.raises(publishing.CannotPublish):
        send(house, second.id, "Gracias", "token-of-the-third")


def test_a_reply_never_ends_in_silence_when_the_platform_stays_away(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(1)]
    fetched(stopped_clock)
    send(house, kept()[0].id, "Gracias", "token-of-the-click")
    for _ in range(12):
        connected.fails.append(failure(503, "UNAVAILABLE"))
    for _ in range(12):
        work()
        stopped_clock.passes(hours=7)
    assert (kept()[0].reply_state, kept()[0].reply_problem) == (ReplyState.FAILED, Wrong.AWAY)
    assert {letter.state for letter in letters(Errand.PUBLISH_REPLY)} == {"done"}


def test_a_platform_that_is_away_is_left_alone_and_one_that_shuts_is_told_once(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.fails.extend(failure(500, "INTERNAL") for _ in range(8))
    for _ in range(8):
        fetched(stopped_clock)
    assert place().failures < 8, "it was not asked every hour"
    assert alerts() == []
    stopped_clock.passes(days=1)
    connected.fails.clear()
    connected.refuses_token = (400, {"error": "invalid_grant"})
    for _ in range(3):
        fetched(stopped_clock)
    assert place().stopped_by == Wrong.TOKEN
    assert alerts() == ["reviews_closed"]
    asked = len(connected.calls)
    fetched(stopped_clock)
    assert len(connected.calls) == asked, "a stopped place is not asked"
    connected.refuses_token = None
    with transaction(house.posada) as session:
        places.connect(session, house.olga, ENTERED, "token-of-mending")
    connected.reviews = [review(1)]
    fetched(stopped_clock)
    assert (len(kept()), alerts()) == (1, [])


def test_trying_says_what_is_wrong_and_reads_at_once_when_nothing_is(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(1)]
    for number, (fails, why) in enumerate(
        ((failure(403, "PERMISSION_DENIED"), "not_ours"), (failure(503, "UNAVAILABLE"), "away"), (None, None))
    ):
        if fails is not None:
            connected.fails.append(fails)
        with transaction(house.posada) as session:
            places.ask_to_check(session, house.olga, f"token-of-trying-{number}")
        work()
        with transaction(house.posada) as session:
            told = places.last_check(session)
            assert told is not None
            assert (told["why"], told["ok"]) == (why, why is None)
        stopped_clock.passes(minutes=1)
    assert (len(kept()), place().stopped_by) == (1, None)


def test_another_hotel_has_its_own_place_and_sees_nothing_of_this_one(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(1)]
    fetched(stopped_clock)
    with transaction(house.cabanas) as session:
        assert places.last_check(session) is None
        with pytest.raises(incoming.NoSuchReview):
            publishing.send(session, house.elena, kept()[0].id, "Gracias", "token-of-elena")
    assert {one.hotel_id for one in kept()} == {house.posada}


def test_secrets_are_locked_and_travel_in_no_letter(house: House, connected: GoogleProfile) -> None:
    with transaction(house.posada) as session:
        places.ask_to_check(session, house.olga, "token-of-the-trying")
    work()
    row = place()
    stored = f"{row.secret_locked} {row.token_locked} {[letter.payload for letter in letters(Errand.CHECK_REVIEWS)]}"
    assert not any(secret in stored for secret in (SECRET, TOKEN))


def test_who_leaves_keeps_the_reviews_and_asks_no_more(
    house: House, connected: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    connected.reviews = [review(1)]
    fetched(stopped_clock)
    send(house, kept()[0].id, "Gracias", "token-of-the-click")
    with transaction(house.posada) as session:
        places.leave(session, house.olga, "token-of-leaving")
    asked = len(connected.calls)
    stopped_clock.passes(hours=30)
    fetched(stopped_clock)
    assert len(connected.calls) == asked
    assert [(one.words, one.reply_state) for one in kept()] == [("Muy lindo", ReplyState.FAILED)]
