"""Hears what a guest answers to "how was it?": a number, words, both, late, twice, or something else altogether."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import About
from core.domain.reviews import Unasked
from core.flows.flow import Flow, Shared, Tap
from core.flows.person.handover import hand_over
from core.flows.reviews import beside, refusing, stars, words
from core.flows.reviews.stars import Stars, When
from core.flows.reviews.words import MORE, NAME, STARS_ASKED
from core.flows.turn import SILENCE, Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.alarms import temper
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.opinion import opinion
from core.flows.understand.text import normalise
from core.services.reviews import answering, asking, rules
from core.services.reviews.answering import ReviewRequest, Trouble
from core.services.scenes import Scene

_NO_MORE: Final = (
    r"(?:no+|nada|nop|ninguna?|nothing|nope|nah|none|n[aã]o|nada m[aá]s|todo bien|all good|tudo certo|tudo bem"
    r"|as[ií] est[aá] bien|(?:eso|that'?s|s[oó]|isso) (?:es )?(?:all|it|todo|isso|tudo|nom[aá]s)|ya (?:est[aá]|fue))"
)
_NOTHING: Final = re.compile(
    rf"(?i)\W*{_NO_MORE}(?:[\s,.!]+(?:{_NO_MORE}|(?:muchas |mil )?gracias|(?:many )?thanks|thank you"
    r"|(?:muito )?obrigad[oa]))*\W*"
)
_COURTESIES: Final = frozenset({"thanks", "bye", "greet", "yes"})
_OF_A_STAY: Final = frozenset({"review_answer", "complaint", "greet", "thanks", "bye"})
# Neither praise nor blame of a whole stay.
_SO_SO: Final = re.compile(
    r"\b(?:mas o menos|mais ou menos|so[ -]so|regular|meh|ni fu ni fa|not (?:so )?great|ok)\b"
)
# Words nobody understands still belong to an answer that is this young.
_YOUNG: Final = timedelta(hours=24)


class Reviews(Flow):
    name = NAME
    wishes = frozenset({"review_answer"})
    hears_anger = True

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        going = scene.memory.data if scene.memory.flow == NAME else {}
        if meant.names & FOR_RECALL:
            _keep_the_alarm(session, scene, meant, going)
            return None
        request = answering.awaited(session, scene.conversation, _id(going.get("request")))
        if request is None:
            return _of_nobody_asked(scene, meant) if not going else None
        stage = str(going.get("stage", STARS_ASKED))
        given = stars.given(meant.text, scene.language, _when(scene, request, stage))
        if given is not None:
            return _given(session, scene, request, meant, given, stage)
        if not going:
            return None
        if _open_for_stars(scene, request, stage):
            return _told_instead_of_stars(session, scene, request, meant, stage)
        if request.reason == Unasked.DECLINED and refusing.is_refusal(meant.text):
            return replace(SILENCE, goes_on=going)  # they were told that it is all right
        if _passes(scene, request, meant, stage) and not _is_opinion(scene, meant):
            return None
        return _told(session, scene, request, meant, stage)

    def shares(self, session: Session, scene: Scene, meant: Understanding) -> Shared | None:
        """ "4, and I left a charger": the stars count, and whoever finds chargers hears of it too."""
        if meant.names & FOR_RECALL:
            return None
        request = answering.awaited(session, scene.conversation, _id(scene.memory.data.get("request")))
        if request is None:
            return None
        stage = str(scene.memory.data.get("stage", STARS_ASKED))
        given = stars.given(meant.text, scene.language, _when(scene, request, stage))
        if given is None:
            judges = _open_for_stars(scene, request, stage) and _judges(scene, meant)
            rest = meant if judges and beside.is_for_another(meant) else None
        else:
            rest = beside.wish_beside(scene, given) if given.number is not None else None
        if rest is None:
            return None
        if given is not None and given.number is not None:
            answering.rate(session, scene.conversation, request, given.number)
        _keep_words(session, scene, request, meant)
        thanks = _thanked(session, scene, request)
        return Shared(Answer("review_answer", words.body_of(thanks)), rest, thanks.goes_on or {})

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        """Stars of their own accord, from somebody who has left: they are not asked any more."""
        if meant.names & FOR_RECALL or scene.memory.flow == NAME or not stars.are_named(meant.text):
            return None
        request = answering.volunteered(session, scene.conversation)
        if request is None:
            return None
        given = stars.given(meant.text, scene.language, When.UNASKED)
        return None if given is None else _given(session, scene, request, meant, given, STARS_ASKED)

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        request = answering.awaited(session, scene.conversation, _id(tap.rest[0] if tap.rest else None))
        if request is None:
            return None
        if tap.action == "rate" and len(tap.rest) > 1 and tap.rest[1] in {"1", "2", "3", "4", "5"}:
            stage = scene.memory.data.get("stage") if scene.memory.flow == NAME else None
            thanked = stage == MORE and not _asks_for_stars(scene)
            return _rated(session, scene, request, int(tap.rest[1]), thanked=thanked)
        return _thanked(session, scene, request, told=False) if tap.action == "done" else None


def _of_nobody_asked(scene: Scene, meant: Understanding) -> Turn | None:
    """From whom no stay is known, such as the other guest of a room: blame is for people to hear."""
    if "?" in meant.text or not meant.names <= _OF_A_STAY:
        return None
    said = opinion(meant.text, scene.language, None)
    if not said.is_strong and said.blame <= said.praise:
        return None
    return hand_over(scene, Reason.COMPLAINT, "told_unasked")


def _when(scene: Scene, request: ReviewRequest, stage: str) -> When:
    """An answer written anew is read as it was when it was asked for."""
    asked = stage == STARS_ASKED or _asks_for_stars(scene) or scene.earlier_words is not None
    return When.ASKED if asked or request.stars is None else When.GIVEN


def _keep_the_alarm(session: Session, scene: Scene, meant: Understanding, going: dict[str, Any]) -> None:
    """Danger and the wish for a person go first; what was told with danger is kept all the same."""
    request = answering.awaited(session, scene.conversation, _id(going.get("request"))) if going else None
    if request is None or "urgent_help" not in meant.names:
        return
    when = _when(scene, request, str(going.get("stage", STARS_ASKED)))
    given = stars.given(meant.text, scene.language, when)
    if given is not None and given.number is not None:
        answering.rate(session, scene.conversation, request, given.number)
    said = opinion(meant.text, scene.language, request.stars)
    answering.tell(session, scene.conversation, request, meant.text, said, [Trouble.URGENT])


def _asks_for_stars(scene: Scene) -> bool:
    return scene.memory.asked is not None and scene.memory.asked.about is About.RATING


def _open_for_stars(scene: Scene, request: ReviewRequest, stage: str) -> bool:
    return request.stars is None and (stage == STARS_ASKED or _asks_for_stars(scene))


def _given(
    session: Session, scene: Scene, request: ReviewRequest, meant: Understanding, given: Stars, stage: str
) -> Turn:
    """With their why in one breath nothing is left to ask; between two numbers the guest says which."""
    thanked = stage == MORE and not _asks_for_stars(scene)
    if given.number is None:
        if given.says_more:
            _keep_words(session, scene, request, meant)
        return words.between(scene, request.id, given, "" if given.says_more else meant.text)
    if not given.says_more:
        return _rated(session, scene, request, given.number, thanked=thanked)
    answering.rate(session, scene.conversation, request, given.number)
    _keep_words(session, scene, request, meant)
    if thanked and not answering.is_unhappy(session, request):
        return words.noted(scene, request.id)
    return _thanked(session, scene, request)


def _rated(
    session: Session, scene: Scene, request: ReviewRequest, number: int, *, thanked: bool = False
) -> Turn:
    """The same number tapped again is no new answer; whoever said why before is not asked why."""
    told_before = request.stars is not None and scene.memory.flow != NAME
    answering.rate(session, scene.conversation, request, number)
    if told_before:
        return words.noted(scene, request.id)
    if not answering.told_why(session, request):
        return words.better(scene, request.id, number)
    return words.noted(scene, request.id) if thanked else _thanked(session, scene, request)


def _told_instead_of_stars(
    session: Session, scene: Scene, request: ReviewRequest, meant: Understanding, stage: str
) -> Turn | None:
    """Words count, and stars are asked for once more; after that everybody has said what they wanted to say."""
    if stage == STARS_ASKED and refusing.is_for_later(meant.text):
        return words.closed(scene, request.id, "review.later", STARS_ASKED)
    if not answering.has_words(session, request) and refusing.is_refusal(meant.text):
        asking.decline(session, request)
        return words.closed(scene, request.id, "review.declined", MORE)
    asks_else = beside.is_for_another(meant) and not _is_opinion(scene, meant)
    if asks_else or ("?" in meant.text and not _judges(scene, meant)):
        return None
    polite = meant.names <= _COURTESIES and stars.small_talk(meant.text)
    if stage == STARS_ASKED and polite and meant.names & {"thanks", "bye", "greet"}:
        return None
    told = not polite and not (stage == MORE and _NOTHING.fullmatch(meant.text))
    if told or stage == STARS_ASKED:
        _keep_words(session, scene, request, _with_the_number(scene, meant))
    if stage != STARS_ASKED:
        return _thanked(session, scene, request, told=told)
    return words.which_star(scene, request.id, unhappy=answering.is_unhappy(session, request))


def _with_the_number(scene: Scene, meant: Understanding) -> Understanding:
    """Whoever does not say which of two stars it is keeps the number they did say."""
    said = str(scene.memory.data.get("said") or "")
    return replace(meant, text=f"{said}\n{meant.text}") if said else meant


def _tells_nothing(meant: Understanding) -> bool:
    """No more to say, thanks, or only an excuse for the number before."""
    if _NOTHING.fullmatch(meant.text):
        return True
    polite = bool(meant.names & {"thanks", "bye"}) or stars.takes_back(meant.text)
    return polite and stars.small_talk(meant.text)


def _passes(scene: Scene, request: ReviewRequest, meant: Understanding, stage: str) -> bool:
    if beside.is_for_another(meant):
        return True
    if stage != MORE:
        return False
    if meant.stay and not meant.names & {"complaint", "review_answer"} and not _judges(scene, meant):
        return True  # days are of another stay
    if not meant.names:
        young = request.answered_at is not None and scene.now - request.answered_at < _YOUNG
        return "?" in meant.text or not young
    return meant.names <= _COURTESIES


def _told(
    session: Session, scene: Scene, request: ReviewRequest, meant: Understanding, stage: str
) -> Turn | None:
    if _tells_nothing(meant):
        return _thanked(session, scene, request, told=False) if stage != MORE else None
    _keep_words(session, scene, request, meant)
    return words.noted(scene, request.id) if stage == MORE else _thanked(session, scene, request)


def _keep_words(session: Session, scene: Scene, request: ReviewRequest, meant: Understanding) -> None:
    """ "Horrible todo" without any stars blames the whole stay, whoever heard a complaint in it or not."""
    told = stars.without_excuses(meant.text) if stars.takes_back(meant.text) else meant.text
    said = opinion(told, scene.language, request.stars)
    all_bad = request.stars is None and said.blame and not said.praise and not said.topics
    all_bad = all_bad and _SO_SO.search(normalise(meant.text)) is None
    complains = all_bad or "complaint" in meant.names or temper.mood(meant.text) is not None
    if scene.earlier_words is not None:
        answering.unsay(session, request, scene.earlier_words)
    troubles = [Trouble.COMPLAINT] if complains else []
    answering.tell(session, scene.conversation, request, meant.text, said, troubles)


def _thanked(session: Session, scene: Scene, request: ReviewRequest, *, told: bool = True) -> Turn:
    """Nobody is thanked for telling what they did not tell."""
    links = rules.links_for(session, request, answering.source_of(session, request))
    unhappy = answering.is_unhappy(session, request)
    told = told or answering.has_words(session, request)
    return words.thanks(scene, request.id, links, unhappy=unhappy, told=told)


def _judges(scene: Scene, meant: Understanding) -> bool:
    """Praise or blame, of whatever it may be."""
    said = opinion(meant.text, scene.language, None)
    return bool(said.praise or said.blame or said.is_strong)


def _is_opinion(scene: Scene, meant: Understanding) -> bool:
    """Praise or blame of something, whatever else was heard in it."""
    return "?" not in meant.text and bool(opinion(meant.text, scene.language, None).topics)


def _id(written: object) -> int | None:
    text = str(written)
    return int(text) if text.isdecimal() and len(text) < 16 else None
