"""What begins a bubble, "Sure!" and a hello, is said at its beginning alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.domain.outgoing import Buttons, Content, Menu, Text
from core.flows.courtesy import welcome
from core.flows.turn import Turn
from core.services.scenes import Scene

_BODIES: Final = (Text, Buttons, Menu)


def said_once(scene: Scene, turn: Turn) -> Turn:
    """Behind another sentence they are left out."""
    leads = scene.say("booking.which_days")
    hellos = tuple(welcome.hello(scene, key) for key in ("plain_named", "plain"))
    says = tuple(_without_another(one, leads, hellos) for one in turn.says)
    return turn if says == turn.says else replace(turn, says=says)


def _without_another(content: Content, leads: str, hellos: tuple[str, ...]) -> Content:
    if not isinstance(content, _BODIES) or "\n" not in content.body:
        return content
    first, *rest = content.body.split("\n\n")
    left = [_without_hello(part, hellos) for part in rest if part != leads]
    return content if left == rest else replace(content, body="\n\n".join([first, *left]))


def _without_hello(part: str, hellos: tuple[str, ...]) -> str:
    hello = next((one for one in hellos if part.startswith(f"{one} ")), "")
    return part.removeprefix(hello).lstrip()
