"""All that is held is let go at once: "both", "cancel everything". Asked before, as it is of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking.asking import going
from core.flows.booking.hold import giving_up, kept
from core.flows.booking.progress import NAME, awaiting_money
from core.flows.booking.wanted import remembered, says_anything
from core.flows.flow import read_tap, tap_id
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom
from core.services import paying as money
from core.services.scenes import Scene
from core.services.showing import Booking

ACTION: Final = "hold"
ALL: Final = "all"
_YES: Final = tap_id(NAME, ACTION, ALL)
_ALL: Final = Seldom(
    r"\b(?:las dos|los dos|las 2|los 2|d?as duas|d?os dois|d?as 2|d?os 2|ambas|ambos|both|todo|todas|todos|tudo"
    r"|everything|all of (?:it|them)|them all)\b"
)


def is_said(text: str) -> bool:
    return _ALL.search(normalise(text)) is not None


def ask(session: Session, scene: Scene, holds: Sequence[Booking]) -> Turn:
    options = (
        Option(tap_id(NAME, ACTION, ALL, *(str(one.id) for one in holds)), scene.say("button.release_all")),
        Option(tap_id(NAME, "keep"), scene.say("button.keep_all")),
    )
    lines = "\n".join(kept.line(session, scene, one) for one in holds)
    question = f"{scene.say('booking.holds', holds=lines)}\n\n{scene.say('booking.ask_release_all')}"
    asked = Asked.among(options, About.YES_OR_NO)
    facts = tuple(f"booking:{one.code}" for one in holds)
    at, wanted = awaiting_money(scene, holds[-1].id), remembered(scene, None)
    return going(at, wanted, Buttons(question, options), asked, "asked_to_release_all", facts)


def agreed(scene: Scene, meant: Understanding) -> bool:
    if not _put(scene) or "?" in meant.text:
        return False
    alone = _ALL.pattern.fullmatch(normalise(meant.text).strip(" .!")) is not None
    return alone or (meant.agrees is True and not says_anything(meant))


def those_asked_of(scene: Scene) -> tuple[str, ...]:
    tap = read_tap(_put(scene))
    return tap.rest[1:] if tap is not None else ()


def _put(scene: Scene) -> str:
    asked = scene.memory.asked
    return next((one for one in (asked.options if asked is not None else ()) if one.startswith(_YES)), "")


def done(session: Session, scene: Scene, numbers: Sequence[str]) -> Turn | None:
    """One after the other, and nothing held since; where money may have come for one people write about it."""
    held = money.open_holds(session, scene.conversation)
    holds = [one for one in held if str(one.id) in numbers]
    turns = [giving_up.give_up(session, scene, one) for one in holds]
    called = [turn for turn in turns if turn.call_person is not None]
    if not turns:
        return None
    told = called or turns[-1:]
    texts = [one.body for turn in told for one in turn.says if isinstance(one, Text)]
    said = scene.say("booking.released_all") if not called else "\n\n".join(texts)
    return replace(told[-1], says=(Text(said),))
