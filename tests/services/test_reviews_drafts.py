"""Replies suggested for public reviews: in the review's language, of what it praised and blamed, promising nothing."""

from __future__ import annotations

import pytest

from core.domain.access import NotAllowed
from core.domain.opinions import Sign, Topic
from core.services.phrases import LANGUAGES, Voice
from core.services.reviews import drafts
from core.services.reviews.drafts import written
from core.services.reviews.incoming import NoSuchReview
from core.store.db import transaction
from core.store.reviews import Review
from tests.makers import House
from tests.reviewed import reviewed


def review(stars: int | None, author: str = "Marta Paz", **topics: Sign) -> Review:
    said = {name: str(sign) for name, sign in topics.items()}
    return Review(stars=stars, author=author, topics=said, language="es")


def test_praise_and_blame_are_answered_by_name() -> None:
    words = written(Voice(), review(3, breakfast=Sign.GOOD, wifi=Sign.BAD, noise=Sign.MIXED), "Posada", "es")
    assert words.startswith("¡Hola, Marta!")
    assert "disfrutado el desayuno" in words
    assert "sobre el wifi y el ruido" in words
    assert "escribinos" in words


def test_who_said_little_is_thanked_as_their_stars_deserve() -> None:
    assert "la hayas pasado bien en Posada" in written(Voice(), review(5), "Posada", "es")
    sorry = written(Voice(), review(1, author=""), "Posada", "es")
    assert "no haya sido lo que esperabas" in sorry
    assert sorry.startswith("¡Hola! ")
    assert "disfrutado el ruido" not in written(Voice(), review(5, noise=Sign.GOOD), "Posada", "es")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stars", [None, 1, 3, 5])
@pytest.mark.parametrize("sign", [Sign.GOOD, Sign.BAD])
def test_every_language_has_words_for_every_topic(language: str, stars: int | None, sign: Sign) -> None:
    for topic in Topic:
        words = written(Voice(), review(stars, **{str(topic): sign}), "Posada", language)
        assert "{" not in words
        assert len(words) < 1000


def test_a_draft_is_for_whoever_cares_for_reviews_and_changes_nothing(house: House) -> None:
    reviewed(house)
    with transaction(house.posada) as session:
        found = session.query(Review).filter_by(platform="google").one()
        assert "Marta" in drafts.draft(session, house.carla, found.id)
        assert (found.reply, found.replied_at) == ("", None)
        with pytest.raises(NotAllowed):
            drafts.draft(session, house.vera, found.id)
    with transaction(house.cabanas) as session, pytest.raises(NoSuchReview):
        drafts.draft(session, house.elena, found.id)
