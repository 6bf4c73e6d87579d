"""Who names something the hotel has written down asks about it, however faintly the rest was heard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.domain.knowledge import Subject
from core.flows.facts import finer, matters, sights, spoken_of
from core.flows.facts.terms import ROOM_WISHES
from core.flows.heard.hearing import PLAIN
from core.flows.understand import Guess, Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import CAREFUL, COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_BOOKING: Final = "booking"
_SURE: Final = 0.8
_SIGHTED: Final = 0.5
_LOUD: Final = 0.4
_HINT: Final = 0.3
# What telling of oneself sounds like.
_OF_COMING: Final = (
    COURTESIES | ROOM_WISHES | {"ask_room", "ask_policy", "help", "out_of_scope", "review_answer"}
)
_MOST_WORDS: Final = 14
# Bags that are left before the check-in or after the check-out: the hours are those of the bags.
_OF_BAGS: Final = frozenset({"early_checkin", "late_checkout", "service_request"})
_OTHERS: Final = CAREFUL | {"complaint", "service_request", "lost_found", "review_answer"}
_TO_HAVE: Final = frozenset({"book", "confirm_booking", "modify_booking"})
# Named in passing by whoever talks of themselves.
_IN_PASSING: Final = frozenset({"children", "visitors", "quiet", "cancelling"})
_GOING: Final = re.compile(
    r"\b(?:ir|voy|vamos|vas|van|lleg\w*|viaj\w*|get|go|going|come|coming|reach|cheg\w*|vou|irei)\b"
)


def about_what_is_known(scene: Scene, meant: Understanding) -> Understanding:
    """Only where nothing else was heard aloud, in few words, and no stay is told."""
    others = _OTHERS - _OF_BAGS if "luggage" in matters.amenities(meant.text, scene.knowledge) else _OTHERS
    loud = any(guess.name in others and guess.confidence >= _LOUD for guess in meant.intents)
    if loud or meant.stay or meant.names & FOR_RECALL or len(meant.text.split()) > _MOST_WORDS:
        return meant
    wishes = dict.fromkeys(_wishes(scene, meant.text))
    if not wishes:
        return meant
    return replace(meant, intents=tuple(Guess(wish, _SURE) for wish in wishes), right=_SURE, answer=True)


def names_what_is_known(scene: Scene, sentence: str) -> bool:
    """In few words, so that it is what the sentence is about."""
    return len(sentence.split()) <= _MOST_WORDS and any(True for _ in _wishes(scene, sentence))


def about_who_comes(scene: Scene, meant: Understanding) -> Understanding:
    """Who tells a front desk of people, and says nothing else that is understood, would like to come with them."""
    said = meant.entities
    told = said.adults or said.people or said.children or said.child_ages
    likely = {guess.name for guess in (*meant.intents, *meant.rivals) if guess.confidence >= _HINT}
    if not told or scene.memory.flow is not None or meant.names & FOR_RECALL or likely - _OF_COMING:
        return meant
    return meant.heard_as("ask_availability", _SURE)


def about_a_sight(scene: Scene, meant: Understanding) -> Understanding:
    """ "I'd like one with a view", said to what is offered, asks which of it has one."""
    said = meant.entities
    others = meant.names & (_OTHERS - _TO_HAVE | FOR_RECALL) or meant.stay or said.people or said.adults
    if scene.memory.flow != _BOOKING or others or not sights.named(meant.text):
        return meant
    kept = tuple(guess for guess in meant.intents if guess.name in PLAIN and guess.confidence >= _SIGHTED)
    asks = () if "ask_room" in {guess.name for guess in kept} else (Guess("ask_room", _SURE),)
    return replace(meant, intents=(*kept, *asks), right=_SURE, answer=True)


def _wishes(scene: Scene, text: str) -> Iterator[str]:
    known = scene.knowledge
    more = finer.asked(text)
    yield from (one.wish for one in more)
    only_sounds_so = frozenset().union(*(one.not_meant for one in more))
    for topic in matters.amenities(text, known):
        if topic not in only_sounds_so and (
            known.fact(Subject.AMENITY, topic) or known.fact(Subject.POLICY, topic)
        ):
            yield "ask_amenity"
    if asks(text) and spoken_of.facts(scene, text):
        yield "ask_amenity"
    for topic in matters.named("policy", text):
        if topic not in _IN_PASSING and known.fact(Subject.POLICY, topic):
            yield "ask_policy"
    for topic in matters.paying(text):
        if known.fact(Subject.PAYMENT, topic):
            yield "ask_payment"
    for topic in matters.named("direction", text):
        if _GOING.search(normalise(text)) and known.fact(Subject.DIRECTION, topic):
            yield "ask_location"
