"""That a room takes no dog is said once in a bubble: on its card, or as the rule of whoever asks, and not in both."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.outgoing import BUBBLES, Content
from core.flows.turn import Turn
from core.services.scenes import Scene

_BLANK: Final = "\x00"


def of_each_room(scene: Scene, turn: Turn) -> Turn:
    bodies = [one.body for one in turn.says if isinstance(one, BUBBLES)]
    opens, *parts = scene.say("booking.takes_no_pet", rooms=_BLANK).split(_BLANK)
    if not parts or not any((opens, *parts)) or not any(opens in body for body in bodies):
        return turn
    named = [r"(?P<rooms>[^\n]+?)", *[r"(?P=rooms)"] * (len(parts) - 1)]
    card = "".join(f"{room}{re.escape(words)}" for room, words in zip(named, parts, strict=True))
    on_its_card = re.compile(re.escape(opens) + card)
    says = tuple(_once(scene, one, on_its_card) for one in turn.says)
    return turn if says == turn.says else replace(turn, says=says)


def _once(scene: Scene, content: Content, on_its_card: re.Pattern[str]) -> Content:
    if not isinstance(content, BUBBLES) or (warned := on_its_card.search(content.body)) is None:
        return content
    again = scene.say("room.not_meant", rooms=warned["rooms"])
    return replace(content, body=content.body.replace(f" {again}", "").replace(again, ""))
