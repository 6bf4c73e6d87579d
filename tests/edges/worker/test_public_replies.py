"""A public reply corrected while the first is on its way: the last words win, and the screen says what is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.base.settings import settings
from core.domain.errands import Desk, Errand
from core.domain.public_reviews import ReplyState, Wrong
from core.services.reviews import incoming, places, publishing
from core.store import outbox
from core.store.db import across_hotels, transaction
from core.store.outbox import Claimed
from core.store.reviews import Review
from tests.edges.worker.conftest import all_rows, leases_run_out, letters
from tests.edges.worker.test_public_reviews import ENTERED
from tests.google_profile import PLACE, GoogleProfile, failure, open_profile, review
from tests.makers import House, StoppedClock
from worker import chores, public_reviews, slow


@pytest.fixture
def profile(
    house: House, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[GoogleProfile]:
    """Connected, with one review that was read."""
    with open_profile() as opened:
        monkeypatch.setattr(settings(), "google_reviews_url", opened.url)
        monkeypatch.setattr(settings(), "google_oauth_url", opened.url)
        with transaction(house.posada) as session:
            places.connect(session, house.olga, ENTERED, "token-of-connecting")
        opened.reviews = [review(1)]
        fetched(stopped_clock)
        yield opened


def fetched(the_clock: StoppedClock, hours: float = 1) -> None:
    the_clock.passes(hours=hours)
    chores.fetch_reviews()
    slow.work_errands(1)


def one() -> Review:
    [only] = all_rows(Review)
    return only


def press(house: House, words: str) -> None:
    with transaction(house.posada) as session:
        publishing.send(session, house.carla, one().id, words, f"token-of-pressing-{words}")


def claimed() -> list[Claimed]:
    """What another worker of the slow desk would take now."""
    with across_hotels() as session:
        return outbox.claim(session, Desk.SLOW, 10, 60.0)


def public(profile: GoogleProfile) -> str:
    return str(profile.reviews[0]["reviewReply"]["comment"])


def all_is_said(profile: GoogleProfile) -> None:
    assert (one().reply, one().reply_state) == (public(profile), ReplyState.SENT)
    assert {letter.state for letter in letters(Errand.PUBLISH_REPLY)} <= {"done", "cancelled"}


def test_corrected_while_the_first_is_on_its_way_the_second_waits_for_it(
    house: House, profile: GoogleProfile
) -> None:
    taken: list[list[Claimed]] = []
    profile.while_replying.append(lambda: (press(house, "Mil gracias"), taken.append(claimed()))[0])
    press(house, "Gracias")
    slow.work_errands(1)
    assert taken == [[]], "two under way at once could arrive in the other order"
    assert [words for _, words in profile.replied] == ["Gracias", "Mil gracias"]
    assert public(profile) == "Mil gracias"
    all_is_said(profile)


def test_corrected_before_it_leaves_only_the_last_words_go(house: House, profile: GoogleProfile) -> None:
    press(house, "Gracias")
    press(house, "Mil gracias")
    slow.work_errands(1)
    assert [words for _, words in profile.replied] == ["Mil gracias"]
    all_is_said(profile)


def test_whoever_takes_it_back_to_the_first_words_has_them_there(
    house: House, profile: GoogleProfile
) -> None:
    profile.while_replying.append(lambda: press(house, "Mil gracias"))
    press(house, "Gracias")
    slow.work_errands(1)
    press(house, "Gracias a ustedes")
    slow.work_errands(1)
    assert public(profile) == "Gracias a ustedes"
    all_is_said(profile)


def test_a_worker_that_dies_after_the_first_arrived_leaves_the_last_words(
    house: House, profile: GoogleProfile
) -> None:
    press(house, "Gracias")
    [letter] = claimed()
    with transaction(house.posada) as session:
        sent = publishing.outgoing(session, letter.payload["review"])
    assert sent is not None
    profile.reviews[0]["reviewReply"] = {"comment": sent.words, "updateTime": "2026-11-20T10:00:00Z"}
    press(house, "Mil gracias")
    slow.work_errands(1)
    assert profile.replied == [], "the dead one's letter is still held"
    leases_run_out()
    slow.work_errands(1)
    assert public(profile) == "Mil gracias"
    all_is_said(profile)


def test_a_worker_that_was_away_for_so_long_that_another_took_over_does_not_have_the_last_word(
    house: House, profile: GoogleProfile
) -> None:
    """The first call arrives after the second: its worker hung, and its letter was taken over meanwhile."""

    def others_go_on() -> None:
        press(house, "Mil gracias")
        leases_run_out()
        slow.work_errands(1)
        assert public(profile) == "Mil gracias"

    profile.while_replying.append(others_go_on)
    press(house, "Gracias")
    [letter] = claimed()
    public_reviews.publish(letter)
    assert public(profile) == "Gracias", "it came last"
    assert one().reply_state == ReplyState.SENDING, "the screen does not say that all is well"
    slow.work_errands(1)
    assert public(profile) == "Mil gracias"
    all_is_said(profile)


def test_a_first_that_fails_says_nothing_about_the_second(
    house: House, profile: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    profile.fails.append(failure(400, "INVALID_ARGUMENT"))
    press(house, "Gracias")
    [letter] = claimed()
    press(house, "Mil gracias")
    public_reviews.publish(letter)
    assert (one().reply, one().reply_state) == ("Mil gracias", ReplyState.SENDING)
    stopped_clock.passes(minutes=2)
    slow.work_errands(1)
    assert public(profile) == "Mil gracias"
    all_is_said(profile)


def test_pressed_again_while_the_platform_rests_the_last_words_go_as_soon_as_it_is_back(
    house: House, profile: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    profile.fails.append(failure(503, "UNAVAILABLE"))
    press(house, "Gracias")
    slow.work_errands(1)
    press(house, "Mil gracias")
    stopped_clock.passes(minutes=5)
    slow.work_errands(1)
    assert [words for _, words in profile.replied] == ["Mil gracias"]
    all_is_said(profile)


def test_whoever_notes_that_they_replied_by_hand_calls_all_of_it_back(
    house: House, profile: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    press(house, "Gracias")
    press(house, "Mil gracias")
    with transaction(house.posada) as session:
        incoming.reply(session, house.carla, one().id, "Se lo dije en persona", "token-of-the-note")
    slow.work_errands(1)
    assert profile.replied == []
    assert (one().reply, one().reply_state) == ("Se lo dije en persona", None)


def test_a_page_asked_for_before_the_reply_went_does_not_undo_it(
    house: House, profile: GoogleProfile, stopped_clock: StoppedClock
) -> None:
    """By Google's clock, which is not ours, the reply may be older than the page."""
    before = profile.page({})
    stopped_clock.passes(hours=1)
    chores.fetch_reviews()
    [fetching] = claimed()
    stopped_clock.passes(seconds=1)
    press(house, "Gracias")
    slow.work_errands(1)
    stopped_clock.passes(seconds=-1)
    profile.fails.append(before)
    public_reviews.fetch(fetching)
    assert (one().reply, one().reply_state) == ("Gracias", ReplyState.SENT)


def test_that_a_review_is_gone_is_told_by_the_last_letter(house: House, profile: GoogleProfile) -> None:
    press(house, "Gracias")
    press(house, "Mil gracias")
    profile.reviews = [review(2)]
    slow.work_errands(1)
    assert profile.calls.count(f"PUT /v4/{PLACE}/reviews/{one().key}/reply") == 2
    assert (one().reply, one().reply_state) == ("Mil gracias", ReplyState.FAILED)
    assert one().reply_problem == Wrong.REVIEW_GONE
