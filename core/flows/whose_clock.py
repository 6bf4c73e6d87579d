"""Whose hours they are is said to a telephone from abroad once in a reply, beside the first of them."""

from __future__ import annotations

from dataclasses import replace

from core.domain.outgoing import BUBBLES, Content
from core.flows.turn import Turn
from core.services import words
from core.services.scenes import Scene


def said_once(scene: Scene, turn: Turn) -> Turn:
    bodies = [one.body for one in turn.says if isinstance(one, BUBBLES)]
    if not any("(" in body for body in bodies):
        return turn
    mark, told, says = words.mark_of_our_clock(scene), False, list[Content]()
    for one in turn.says:
        if isinstance(one, BUBBLES) and mark in one.body:
            first, _, rest = one.body.partition(mark)
            says.append(replace(one, body=f"{first}{'' if told else mark}{rest.replace(mark, '')}"))
            told = True
        else:
            says.append(one)
    return replace(turn, says=tuple(says)) if told else turn
