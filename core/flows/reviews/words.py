"""What the house says when it asks how a stay was, and when it was told."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Content, Menu, Option, Section, Text
from core.domain.reviews import STARS, UNHAPPY, Platform
from core.flows.flow import tap_id
from core.flows.reviews.stars import Stars
from core.flows.turn import Turn
from core.services import templates
from core.services.reviews import asking
from core.services.reviews.asking import Due
from core.services.scenes import Scene

NAME: Final = "reviews"
TEMPLATE: Final = asking.TEMPLATE
STARS_ASKED, WORDS_ASKED, MORE = "stars", "words", "more"
_PLATFORM_NAMES: Final = {
    Platform.GOOGLE: "Google",
    Platform.TRIPADVISOR: "Tripadvisor",
    Platform.BOOKING: "Booking.com",
    Platform.AIRBNB: "Airbnb",
    Platform.EXPEDIA: "Expedia",
    Platform.FACEBOOK: "Facebook",
}


def question(session: Session, scene: Scene, due: Due) -> Turn | None:
    """In the words for this kind of guest; as an approved template where the channel takes nothing else."""
    request = due.request.id
    options = _stars(scene, request)
    content: Content | None
    if scene.window_is_open:
        opening = f"review.open_{due.segment}" if due.reminder == 0 else "review.again"
        body = "\n\n".join(
            (scene.say(opening, hotel=scene.hotel.name), scene.say(f"review.ask_{due.variant}"))
        )
        content = Menu(body, scene.say("review.choose"), (Section("", options),))
    else:
        payloads = tuple(option.id for option in options)
        facts = {"hotel": scene.hotel.name}
        content = templates.filled(session, scene.conversation, TEMPLATE, scene.language, facts, payloads)
    if content is None:
        return None
    step = "asked" if due.reminder == 0 else "reminded"
    return replace(
        _turn(request, STARS_ASKED, step, content, Asked.among(options, About.RATING)),
        by=NAME,
        memory={},
        unhurried=True,
    )


def _turn(request_id: int, stage: str, step: str, content: Content, asked: Asked | None = None) -> Turn:
    return Turn(
        says=(content,),
        asked=asked,
        goes_on={"request": request_id, "stage": stage},
        memory={"misses": 0},
        flow=NAME,
        step=step,
        facts=(f"review:{request_id}",),
    )


def _stars(scene: Scene, request_id: int) -> tuple[Option, ...]:
    return tuple(
        Option(tap_id(NAME, "rate", str(request_id), str(stars)), scene.say(f"review.star_{stars}"))
        for stars in reversed(STARS)
    )


def better(scene: Scene, request_id: int, stars: int) -> Turn:
    """The second and last question."""
    key = (
        "review.better_sorry"
        if stars <= UNHAPPY
        else "review.better"
        if stars < max(STARS)
        else "review.best"
    )
    options = (Option(tap_id(NAME, "done", str(request_id)), scene.say("button.nothing_else")),)
    content = Buttons(scene.say(key), options)
    return _turn(request_id, WORDS_ASKED, "rated", content, Asked.among(options, About.OTHER))


def which_star(scene: Scene, request_id: int, *, unhappy: bool) -> Turn:
    """Words came where stars were asked: they count, and the number is asked for once more."""
    options = _stars(scene, request_id)
    body = scene.say("review.and_stars_sorry" if unhappy else "review.and_stars")
    content = Menu(body, scene.say("review.choose"), (Section("", options),))
    return _turn(request_id, MORE, "told", content, Asked.among(options, About.RATING))


def between(scene: Scene, request_id: int, given: Stars, said: str) -> Turn:
    """Three and a half, or nine of ten: no number of ours, so the guest says which of two it is."""
    options = tuple(
        one for one in _stars(scene, request_id) if int(one.id.rsplit(":", 1)[1]) in (given.low, given.high)
    )
    body = scene.say("review.between", low=str(given.low), high=str(given.high))
    turn = _turn(request_id, MORE, "between", Buttons(body, options), Asked.among(options, About.RATING))
    return replace(turn, goes_on={**(turn.goes_on or {}), "said": said})


def thanks(
    scene: Scene, request_id: int, links: list[tuple[Platform, str]], *, unhappy: bool, told: bool = True
) -> Turn:
    """The same links for everybody, whatever they said."""
    sorry = "review.thanks_sorry" if told else "review.thanks_quiet_sorry"
    if (scene.memory.said or "").startswith(scene.say("review.and_stars_sorry")):
        sorry = "review.thanks_more_sorry"  # that people know was told a moment ago
    parts = [scene.say(sorry if unhappy else "review.thanks")]
    named = [f"{_PLATFORM_NAMES.get(platform, scene.hotel.name)}: {url}" for platform, url in links]
    if named:
        parts.append("\n".join([scene.say("review.public"), *named]))
    return _turn(request_id, MORE, "thanked", Text("\n\n".join(parts)))


def body_of(turn: Turn) -> str:
    return "\n\n".join(one.body for one in turn.says if isinstance(one, Text))


def noted(scene: Scene, request_id: int) -> Turn:
    """Not the same two words to every line that still comes."""
    once = scene.say("review.noted")
    again = scene.memory.said == once
    return _turn(request_id, MORE, "told_more", Text(scene.say("review.noted_too") if again else once))


def closed(scene: Scene, request_id: int, key: str, stage: str) -> Turn:
    """Nothing is asked any more; what comes of its own accord still counts."""
    return _turn(request_id, stage, "closed", Text(scene.say(key)))
