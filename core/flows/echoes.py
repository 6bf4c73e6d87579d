"""The same words twice in a row help nobody: the second time they come otherwise, the third time a person does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.conversations import Reason
from core.domain.outgoing import Buttons, Content, LinkButton, Menu, Option, Text
from core.flows.courtesy import welcome
from core.flows.person.handover import hand_over
from core.flows.turn import SILENCE, Turn
from core.services.scenes import Scene

_COURTESIES: Final = frozenset({"thanks", "bye"})
# The same words for another wish are no echo.
_ANEW: Final = frozenset(
    {"service_request", "took_receipt", "added", "knocked", "insisted", "noted", "danger", "received",
     "told_who_comes", "read_back", "sleeps_on_it"}
)  # fmt: skip
_MOST_BUTTONS: Final = 3
_LONGEST: Final = 900


def body_of(says: tuple[Content, ...]) -> str:
    """What of a turn is read, with what a list offers; nothing where there are only pins and pictures."""
    read = [one.body for one in says if isinstance(one, Text | Buttons | Menu | LinkButton)]
    lists = [one for one in says if isinstance(one, Menu)]
    return "\n".join([*read, *(row.title for one in lists for part in one.sections for row in part.options)])


def is_one(scene: Scene, turn: Turn) -> bool:
    """The very words that were said last."""
    return body_of(turn.says)[:_LONGEST] == scene.memory.said


def without_echo(scene: Scene, turn: Turn) -> Turn:
    """Whoever taps a button again gets what it gives; thanks for thanks need no second answer."""
    body = body_of(turn.says)
    if not body or turn.call_person is not None or scene.taps or body[:_LONGEST] != scene.memory.said:
        return turn
    if turn.step in _ANEW:
        return turn
    if turn.step in _COURTESIES:
        return replace(SILENCE, memory=turn.memory, step=turn.step)
    if scene.memory.echoes:
        # What was asked is still asked: an answer that comes while a person is awaited is heard as one.
        return replace(hand_over(scene, Reason.NOT_UNDERSTOOD, "said_it_before"), asked=turn.asked)
    return replace(
        turn, says=_otherwise(scene, turn.says), memory={**turn.memory, "echoes": 1, "said": body[:_LONGEST]}
    )


def without_reminder(scene: Scene, turn: Turn) -> Turn:
    """That only the payment is missing is said below an answer, and not below the next one again."""
    before = (scene.memory.said or "").rpartition("\n\n")[2]
    only = turn.says[0] if len(turn.says) == 1 else None
    if not isinstance(only, Text | Buttons) or not before or not _is_reminder(scene, before):
        return turn
    answer, _, last = only.body.rpartition("\n\n")
    if not answer or last != before:
        return turn
    kept = {"said": body_of(turn.says)[:_LONGEST], "echoes": turn.memory.get("echoes", 0)}
    return replace(turn, says=(replace(only, body=answer),), memory={**turn.memory, **kept})


def _is_reminder(scene: Scene, words: str) -> bool:
    blank = "\x00"
    parts = scene.say("booking.kept_until", code=blank, until=blank).split(blank)
    return re.fullmatch(r"[^\n]+".join(map(re.escape, parts)), words) is not None


def _otherwise(scene: Scene, says: tuple[Content, ...]) -> tuple[Content, ...]:
    """With a word before it, and the way to a person below it where there is room for that."""
    first = next(one for one in says if isinstance(one, Text | Buttons | Menu | LinkButton))
    body = f"{scene.say('echo.once')}\n\n{first.body}"
    person = Option(welcome.PERSON, scene.say("button.person"))
    changed: Content = replace(first, body=body)
    if isinstance(first, Text) and len(body) < _LONGEST:
        changed = Buttons(body, (person,))
    elif isinstance(first, Buttons) and len(first.options) < _MOST_BUTTONS and person not in first.options:
        changed = replace(first, body=body, options=(*first.options, person))
    return tuple(changed if one is first else one for one in says)


def noted(turn: Turn) -> dict[str, object]:
    """What memory keeps of a turn's words, so that the next one is not their echo."""
    body = body_of(turn.says)
    if not turn.says or "echoes" in turn.memory:
        return {}
    return {"said": body[:_LONGEST] or None, "echoes": 0}
