"""What our buttons and rows carry, so that a tap long after means what it meant when it was shown."""

from __future__ import annotations

from dataclasses import dataclass

_VERSION = "v1"


@dataclass(frozen=True)
class Tap:
    """A button or row of ours that was tapped, or typed: `v1:<flow>:<action>[:<more>...]`."""

    flow: str
    action: str
    rest: tuple[str, ...] = ()


def tap_id(flow: str, action: str, *rest: str) -> str:
    return ":".join((_VERSION, flow, action, *rest))


def read_tap(choice: str) -> Tap | None:
    """Nothing for buttons of other releases: they are answered as words nobody understood."""
    parts = choice.split(":")
    if len(parts) < 3 or parts[0] != _VERSION:
        return None
    return Tap(parts[1], parts[2], tuple(parts[3:]))
