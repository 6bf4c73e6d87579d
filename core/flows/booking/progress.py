"""Where a booking dialogue stands between two turns: small, plain, and read back with suspicion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from core.services.scenes import Scene

NAME: Final = "booking"


class Step(StrEnum):
    """What the house waits for."""

    DATES = "dates"
    NIGHTS = "nights"
    PEOPLE = "people"
    AGES = "ages"
    CHILDREN = "children"
    CHOICE = "choice"
    YES = "yes"
    CHANGE = "change"
    NAME = "name"
    PAY = "pay"
    GIVE_UP = "give_up"


# What is missing of a wish.
ASKING: Final = frozenset({Step.DATES, Step.NIGHTS, Step.PEOPLE, Step.AGES})
# A room with its price is before their eyes.
WITH_A_PRICE: Final = frozenset({Step.CHOICE, Step.YES, Step.NAME})


@dataclass(frozen=True)
class Progress:
    """`shown` is the quote being talked about, `booking` the hold; `apart` are the people of each of several rooms.

    `which` are the buttons of dates that were offered, `asked` counts how often the open question was put, and
    `earlier` how often those before it were that wait for an answer as well: days and ages may be in doubt by turns.
    `way` is how the guest said to pay what is awaited. `ordered`: they took one of several, and the house put which.
    """

    step: Step
    shown: int | None = None
    booking: int | None = None
    apart: tuple[int, ...] = ()
    which: tuple[str, ...] = ()
    asked: int = 1
    earlier: tuple[tuple[Step, int], ...] = ()
    way: str | None = None
    ordered: bool = False

    def times(self, step: Step) -> int:
        """How often this was asked since the wish took shape."""
        return self.asked if self.step is step else dict(self.earlier).get(step, 0)

    @property
    def put(self) -> tuple[tuple[Step, int], ...]:
        """Every question so far, for the step that comes next."""
        if self.step not in ASKING:
            return ()
        return tuple({**dict(self.earlier), self.step: self.asked}.items())

    def to_json(self) -> dict[str, Any]:
        kept: dict[str, Any] = {
            "step": str(self.step),
            "shown": self.shown,
            "booking": self.booking,
            "way": self.way,
            "ordered": self.ordered,
        }
        kept |= {"apart": list(self.apart), "which": list(self.which), "asked": self.asked}
        kept |= {"earlier": [[str(step), times] for step, times in self.earlier]}
        return {key: value for key, value in kept.items() if value}


def of(scene: Scene) -> Progress | None:
    """Nothing while the dialogue is not under way, or when what was kept makes no sense any more."""
    if scene.memory.flow != NAME:
        return None
    kept = scene.memory.data
    if kept.get("step") not in set(Step):
        return None
    return Progress(
        step=Step(kept["step"]),
        shown=_number(kept.get("shown")),
        booking=_number(kept.get("booking")),
        apart=tuple(one for one in map(_number, _several(kept.get("apart"))) if one),
        which=tuple(one for one in _several(kept.get("which")) if isinstance(one, str))[:3],
        asked=_number(kept.get("asked")) or 1,
        earlier=tuple(_counted(_several(kept.get("earlier")))),
        way=way if isinstance(way := kept.get("way"), str) else None,
        ordered=kept.get("ordered") is True,
    )


def awaiting_money(
    scene: Scene, booking: int, apart: tuple[int, ...] = (), way: str | None = None
) -> Progress:
    """A hold and its money; how the guest said to pay it is known until they say otherwise."""
    before = of(scene)
    return Progress(Step.PAY, booking=booking, apart=apart, way=way or (before.way if before else None))


def any_way(scene: Scene) -> Scene:
    """Whoever would pay otherwise, or at the hotel, is asked how."""
    kept = {name: value for name, value in scene.memory.data.items() if name != "way"}
    return replace(scene, memory=replace(scene.memory, data=kept))


def _counted(kept: list[Any]) -> Iterator[tuple[Step, int]]:
    for one in kept:
        if isinstance(one, list) and len(one) == 2 and one[0] in set(ASKING) and (times := _number(one[1])):
            yield Step(one[0]), times


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
