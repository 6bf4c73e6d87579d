"""Hears what a guest answers to "how was it?": a number, words, both, late, twice, or something else altogether."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.memory import About
from core.flows.flow import Flow, Tap
from core.flows.hearing import PLAIN
from core.flows.reviews import stars, words
from core.flows.reviews.words import MORE, NAME, STARS_ASKED
from core.flows.turn import Turn
from core.flows.understand import Understanding, temper
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.opinion import opinion
from core.services.reviews import answering, rules
from core.services.reviews.answering import ReviewRequest, Trouble
from core.services.scenes import Scene

_NOTHING: Final = re.compile(
    r"(?i)\W*(?:no+|nada|nop|ninguna?|nothing|nope|nah|none|n[aã]o|nada m[aá]s|todo bien|all good|tudo certo"
    r"|tudo bem|as[ií] est[aá] bien|that'?s (?:all|it)|s[oó] isso)[\s,]*(?:gracias|thanks|thank you|obrigad[oa])?\W*"
)
_ELSEWHERE: Final = frozenset(PLAIN) | {
    "ask_availability", "ask_price", "book", "late_checkout", "early_checkin", "booking_status",
    "cancel_booking", "modify_booking", "lost_found", "invoice", "refund", "service_booking",
}  # fmt: skip
_COURTESIES: Final = frozenset({"thanks", "bye", "greet", "yes"})
_SURE: Final = 0.6


class Reviews(Flow):
    name = NAME
    wishes = frozenset({"review_answer"})
    hears_anger = True

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        going = scene.memory.data if scene.memory.flow == NAME else {}
        if meant.names & FOR_RECALL:
            _keep_the_alarm(session, scene, meant, going)
            return None
        number = stars.alone(meant.text) or meant.stars
        request = answering.awaited(session, scene.conversation, _id(going.get("request")))
        if request is None or (not going and number is None):
            return None
        stage = str(going.get("stage", STARS_ASKED))
        if stage == STARS_ASKED or _asks_for_stars(scene) or scene.earlier_words is not None:
            if number is not None:
                return _rated(session, scene, request, number)
            if (among := stars.among_words(meant.text, asked=True)) is not None:
                return _rated_in_words(session, scene, request, meant, among)
        passes = _is_for_another(meant) or (stage == MORE and meant.names <= _COURTESIES)
        if passes and not _is_opinion(scene, meant):
            return None
        return _told(session, scene, request, meant, stage)

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        """Stars of their own accord, from somebody who has left: they are not asked any more."""
        if meant.names & FOR_RECALL or scene.memory.flow == NAME or not stars.are_named(meant.text):
            return None
        request = answering.volunteered(session, scene.conversation)
        if request is None:
            return None
        if (number := stars.alone(meant.text)) is not None:
            return _rated(session, scene, request, number)
        among = stars.among_words(meant.text, asked=False)
        return None if among is None else _rated_in_words(session, scene, request, meant, among)

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        request = answering.awaited(session, scene.conversation, _id(tap.rest[0] if tap.rest else None))
        if request is None:
            return None
        if tap.action == "rate" and len(tap.rest) > 1 and tap.rest[1] in {"1", "2", "3", "4", "5"}:
            return _rated(session, scene, request, int(tap.rest[1]))
        return _thanked(session, scene, request) if tap.action == "done" else None


def _keep_the_alarm(session: Session, scene: Scene, meant: Understanding, going: dict[str, Any]) -> None:
    """Danger and the wish for a person go first; what was told with danger is kept all the same."""
    request = answering.awaited(session, scene.conversation, _id(going.get("request"))) if going else None
    if request is not None and "urgent_help" in meant.names:
        said = opinion(meant.text, scene.language, request.stars)
        answering.tell(session, scene.conversation, request, meant.text, said, [Trouble.URGENT])


def _asks_for_stars(scene: Scene) -> bool:
    return scene.memory.asked is not None and scene.memory.asked.about is About.RATING


def _rated(session: Session, scene: Scene, request: ReviewRequest, number: int) -> Turn:
    """The same number tapped again is no new answer, and is not asked about again."""
    told_before = request.stars is not None and scene.memory.flow != NAME
    answering.rate(session, scene.conversation, request, number)
    return words.noted(scene, request.id) if told_before else words.better(scene, request.id, number)


def _rated_in_words(
    session: Session, scene: Scene, request: ReviewRequest, meant: Understanding, number: int
) -> Turn:
    """Stars and their why in one breath: nothing is left to ask."""
    answering.rate(session, scene.conversation, request, number)
    _keep_words(session, scene, request, meant)
    return _thanked(session, scene, request)


def _told(
    session: Session, scene: Scene, request: ReviewRequest, meant: Understanding, stage: str
) -> Turn | None:
    if _NOTHING.fullmatch(meant.text):
        return _thanked(session, scene, request) if stage != MORE else None
    _keep_words(session, scene, request, meant)
    if request.stars is None:
        return words.which_star(scene, request.id)
    return words.noted(scene, request.id) if stage == MORE else _thanked(session, scene, request)


def _keep_words(session: Session, scene: Scene, request: ReviewRequest, meant: Understanding) -> None:
    troubles = [Trouble.COMPLAINT] if "complaint" in meant.names or temper.mood(meant.text) else []
    said = opinion(meant.text, scene.language, request.stars)
    if scene.earlier_words is not None:
        answering.unsay(session, request, scene.earlier_words)
    answering.tell(session, scene.conversation, request, meant.text, said, troubles)


def _thanked(session: Session, scene: Scene, request: ReviewRequest) -> Turn:
    links = rules.links_for(session, request, answering.source_of(session, request))
    return words.thanks(scene, request.id, links, unhappy=answering.is_unhappy(session, request))


def _is_opinion(scene: Scene, meant: Understanding) -> bool:
    """Praise or blame of something, whatever else was heard in it."""
    return "?" not in meant.text and bool(opinion(meant.text, scene.language, None).topics)


def _is_for_another(meant: Understanding) -> bool:
    """A question or a wish of its own, surely meant."""
    others = [guess for guess in meant.intents if guess.name in _ELSEWHERE]
    asks = "?" in meant.text or len(others) == len(meant.intents)
    return bool(others) and meant.answer and asks and max(guess.confidence for guess in others) >= _SURE


def _id(written: object) -> int | None:
    text = str(written)
    return int(text) if text.isdecimal() and len(text) < 16 else None
