"""What a guest has written anew after it was answered: heard again, unless it means what it meant before."""

from __future__ import annotations

from core.flows.heard import hearing
from core.flows.reviews.words import NAME as REVIEWS
from core.flows.understand import Understanding
from core.services.scenes import Scene


def changes_nothing(scene: Scene) -> bool:
    """A slip of the pen that was mended. Of a review the words themselves are what is kept."""
    earlier = scene.earlier_words
    if earlier is None or scene.memory.flow == REVIEWS:
        return False
    then, now = (hearing.hear_words(scene, words) for words in (earlier, scene.words))
    return _sense_of(then) == _sense_of(now)


def _sense_of(meant: Understanding) -> tuple[object, ...]:
    stay, entities = meant.stay, meant.entities.as_dict()
    days = stay.check_in, stay.check_out, stay.nights, stay.candidates, stay.period
    return meant.names, days, entities, meant.agrees, meant.option, meant.stars
