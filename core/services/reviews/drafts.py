"""A reply to a public review, suggested in the hotel's words: staff read it, change it, copy it. Nothing sends it."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.opinions import Sign, Topic
from core.domain.reviews import UNHAPPY
from core.services import hotels, phrases
from core.services.phrases import Voice
from core.services.reviews.incoming import NoSuchReview
from core.store import reviews as rows
from core.store.reviews import Review

_MOST: Final = 2
# Nobody enjoys the noise: what is praised there is that there was none, and words for it would be guessed.
_NEVER_ENJOYED: Final = frozenset({Topic.NOISE, Topic.PRICE, Topic.TEMPERATURE})


def draft(session: Session, actor: Actor, review_id: int) -> str:
    """Thanks by name, what they praised, what they blamed, and a word of farewell, in the review's language."""
    require(actor, Action.CARE_FOR_REVIEWS)
    review = rows.seen(session, review_id)
    if review is None:
        raise NoSuchReview
    hotel = hotels.get(session, actor.hotel_id)
    return written(phrases.of(session, hotel), review, hotel.name, review.language or hotel.language)


def written(voice: Voice, review: Review, house: str, language: str) -> str:
    name = (review.author.split() or [""])[0]
    praised = [topic for topic in _topics(review, Sign.GOOD) if topic not in _NEVER_ENJOYED]
    blamed = _topics(review, Sign.BAD) + _topics(review, Sign.MIXED)
    unhappy = review.stars is not None and review.stars <= UNHAPPY

    def say(key: str, **facts: str) -> str:
        return voice.say(language, key, **facts)

    def listed(topics: list[Topic]) -> str:
        names = [say(f"reply.topic_{topic}") for topic in topics[:_MOST]]
        return names[0] if len(names) == 1 else say("reply.and", one=names[0], other=names[1])

    parts = [say("reply.hello", name=name) if name else say("reply.hello_nameless")]
    if praised:
        parts.append(say("reply.glad", what=listed(praised)))
    elif not unhappy and not blamed:
        parts.append(say("reply.happy", hotel=house))
    if blamed:
        parts.append(say("reply.sorry", what=listed(blamed)))
    elif unhappy:
        parts.append(say("reply.sorry_all"))
    parts.append(say("reply.close_sorry" if unhappy or blamed else "reply.close", hotel=house))
    return " ".join(parts)


def _topics(review: Review, sign: Sign) -> list[Topic]:
    found = (review.topics or {}).items()
    return [Topic(topic) for topic, said in found if said == sign and topic in set(Topic)]
