"""Google's reviews through the strict stand-in: pages, stars, translations, replies, and every way of saying no."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from core.adapters.reviews import Addresses, open_port
from core.domain.ports import ReviewPort
from core.domain.public_reviews import Declined, PlaceKey, ReplyState, ReviewPage, Wrong, original_of, rest
from core.domain.reviews import Platform
from tests.google_profile import CLIENT, PLACE, SECRET, TOKEN, GoogleProfile, failure, open_profile, review

KEY = PlaceKey(Platform.GOOGLE, PLACE, CLIENT, SECRET, TOKEN)


@pytest.fixture
def profile() -> Iterator[GoogleProfile]:
    with open_profile() as opened:
        yield opened


def asked(
    profile: GoogleProfile, work: Callable[[ReviewPort, str], Awaitable[Any]], key: PlaceKey = KEY
) -> Any:
    async def run() -> Any:
        port = open_port(Platform.GOOGLE, Addresses(profile.url, profile.url))
        try:
            return await work(port, await port.enter(key))
        finally:
            await port.close()

    return asyncio.run(run())


def page(profile: GoogleProfile, mark: str = "", key: PlaceKey = KEY) -> ReviewPage:
    found: ReviewPage = asked(profile, lambda port, access: port.page(key, access, mark), key)
    return found


def no(profile: GoogleProfile, key: PlaceKey = KEY) -> Declined:
    with pytest.raises(Declined) as caught:
        page(profile, key=key)
    return caught.value


def test_pages_follow_one_another_to_the_last(profile: GoogleProfile) -> None:
    profile.reviews = [review(number) for number in range(120)]
    seen, mark = set(), ""
    for last in (False, False, True):
        found = page(profile, mark)
        seen |= {one.key for one in found.reviews}
        mark = found.mark
        assert (not mark) is last
        assert found.total == 120
    assert len(seen) == 120


def test_a_review_is_read_as_it_was_written(profile: GoogleProfile) -> None:
    translated = "(Translated by Google) Hard bed\n\n(Original)\nCama dura"
    profile.reviews = [
        review(1, "TWO", translated, reviewReply={"comment": "Perdón", "updateTime": "2026-10-03T10:00:00Z"}),
        review(
            2, "STAR_RATING_UNSPECIFIED", "", reviewer={"displayName": "A Google user", "isAnonymous": True}
        ),
    ]
    anonymous, ours = page(profile).reviews
    assert (ours.author, ours.stars, ours.words) == ("Persona 1", 2, "Cama dura")
    assert ours.written_at == datetime(2026, 10, 2, 12, 0, 0, 123456, UTC)
    assert ours.reply is not None
    assert (ours.reply.words, ours.reply.state) == ("Perdón", ReplyState.SENT)
    assert (anonymous.author, anonymous.stars, anonymous.words) == ("", None, "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("(Translated by Google) Nice\n\n(Original)\nLindo", "Lindo"),
        ("Lindo\n\n(Translated by Google)\nNice", "Lindo"),
        ("Lindo (de verdad)", "Lindo (de verdad)"),
        ("  ", ""),
    ],
)
def test_what_the_guest_wrote_is_told_from_its_translation(written: str, meant: str) -> None:
    assert original_of(written) == meant


def test_a_place_without_reviews_is_no_trouble(profile: GoogleProfile) -> None:
    assert page(profile) == ReviewPage(())


def test_one_odd_review_spoils_no_other(profile: GoogleProfile) -> None:
    profile.fails.append((200, {"reviews": [None, {"reviewId": "../x"}, review(3), {"reviewId": 7}]}))
    found = page(profile)
    assert ([one.stars for one in found.reviews], found.unreadable) == ([5], 3)


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (failure(401, "UNAUTHENTICATED"), Wrong.TOKEN),
        (failure(403, "PERMISSION_DENIED"), Wrong.NOT_OURS),
        (failure(403, "PERMISSION_DENIED", reason="SERVICE_DISABLED"), Wrong.SWITCHED_OFF),
        (failure(404, "NOT_FOUND"), Wrong.PLACE),
        (failure(429, "RESOURCE_EXHAUSTED"), Wrong.BUSY),
        (failure(429, "RESOURCE_EXHAUSTED", metadata={"quota_limit_value": "0"}), Wrong.NO_QUOTA),
        (failure(503, "UNAVAILABLE"), Wrong.AWAY),
        ((502, b"<html>Bad gateway</html>"), Wrong.AWAY),
        ((200, b"\xff not json"), Wrong.AWAY),
        ((403, b"[]"), Wrong.NOT_OURS),
        (failure(400, "INVALID_ARGUMENT"), Wrong.OTHER),
    ],
)
def test_every_no_is_told_apart(profile: GoogleProfile, answer: tuple[int, Any], wrong: Wrong) -> None:
    profile.fails.append(answer)
    assert no(profile).wrong is wrong


def test_a_busy_platform_says_how_long(profile: GoogleProfile) -> None:
    profile.fails.append(failure(429, "RESOURCE_EXHAUSTED"))
    profile.retry_after = "120"
    assert no(profile).seconds == 120.0


def test_whose_key_does_not_open_is_told_which_part_of_it(profile: GoogleProfile) -> None:
    assert no(profile, replace(KEY, token="1//old")).wrong is Wrong.TOKEN
    assert no(profile, replace(KEY, secret="GOCSPX-other")).wrong is Wrong.CLIENT
    assert no(profile, replace(KEY, place="accounts/../../x")).wrong is Wrong.PLACE
    profile.refuses_token = (500, {"error": "internal_failure"})
    assert no(profile).wrong is Wrong.AWAY


def test_no_secret_stands_in_what_is_said_of_a_failure(profile: GoogleProfile) -> None:
    told = str(no(profile, replace(KEY, token="1//old")))
    assert not any(secret in told for secret in (SECRET, "1//old", TOKEN))


def test_nobody_there_is_away() -> None:
    with open_profile() as closed:
        gone = closed
    assert no(gone).wrong is Wrong.AWAY


def test_a_reply_is_put_and_put_again(profile: GoogleProfile) -> None:
    profile.reviews = [review(1)]
    key = profile.reviews[0]["reviewId"]
    for words in ("¡Gracias!", "¡Mil gracias!"):
        told = asked(profile, lambda port, access, said=words: port.reply(KEY, access, key, said))
        assert (told.words, told.state) == (words, ReplyState.SENT)
    profile.reply_state = "PENDING"
    told = asked(profile, lambda port, access: port.reply(KEY, access, key, "Otra"))
    assert told.state is ReplyState.IN_REVIEW
    assert len(profile.replied) == 3


def test_a_reply_to_what_was_taken_down_or_too_long_never_arrives(profile: GoogleProfile) -> None:
    for key, words, wrong in (
        ("AbFvOq9999_x-Y", "Gracias", Wrong.REVIEW_GONE),
        ("a/../b", "Gracias", Wrong.OTHER),
        ("AbFvOq9999_x-Y", "ñ" * 2049, Wrong.OTHER),
    ):
        with pytest.raises(Declined) as caught:
            asked(profile, lambda port, access, to=key, said=words: port.reply(KEY, access, to, said))
        assert caught.value.wrong is wrong
    assert profile.replied == []


def test_a_platform_that_fails_is_left_alone_longer_each_time_and_never_for_ever() -> None:
    waits = [rest(failures).total_seconds() for failures in range(12)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (60.0, 6 * 3600.0)
    assert rest(0, 7200.0).total_seconds() == 7200.0
    assert rest(0, 1e9).total_seconds() == 24 * 3600.0
