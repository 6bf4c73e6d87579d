"""Where a talk about a booking stands between two turns: small, plain, and read back with suspicion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Any, Final

from core.domain.bookings import as_code
from core.domain.memory import Asked
from core.domain.outgoing import Content
from core.flows.turn import Turn
from core.services.scenes import Scene

NAME: Final = "stay"


class Matter(StrEnum):
    """What the guest wants, by the name of the wish."""

    STATUS = "booking_status"
    LATE = "late_checkout"
    EARLY = "early_checkin"
    CANCEL = "cancel_booking"
    CHANGE = "modify_booking"
    PAY = "pay"
    REFUND = "refund"
    INVOICE = "invoice"


class Step(StrEnum):
    """What the house waits for."""

    CODE = "code"
    WHICH = "which"
    HOUR = "hour"
    CHANGES = "changes"
    YES = "yes"


@dataclass(frozen=True)
class Request:
    """The matter with what was said about it: an hour, or what is to be different about the stay."""

    matter: Matter
    hour: time | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """`yes` is the button that a typed "sí" stands for; `asked` counts how often the open question was put."""

    step: Step
    request: Request
    code: str | None = None
    yes: str | None = None
    asked: int = 1

    def to_json(self) -> dict[str, Any]:
        request = self.request
        kept: dict[str, Any] = {"step": str(self.step), "matter": str(request.matter)}
        kept |= {"hour": request.hour.isoformat("minutes") if request.hour else None}
        kept |= {"changes": dict(request.changes), "code": self.code, "yes": self.yes, "asked": self.asked}
        return {key: value for key, value in kept.items() if value}


def of(scene: Scene) -> Progress | None:
    """Nothing while no such talk is under way, or when what was kept makes no sense any more."""
    kept = scene.memory.data
    if (
        scene.memory.flow != NAME
        or kept.get("step") not in set(Step)
        or kept.get("matter") not in set(Matter)
    ):
        return None
    changes, asked = kept.get("changes"), kept.get("asked")
    return Progress(
        step=Step(kept["step"]),
        request=Request(
            Matter(kept["matter"]), hour_of(kept.get("hour")), changes if isinstance(changes, dict) else {}
        ),
        code=as_code(str(kept.get("code") or "")),
        yes=kept["yes"] if isinstance(kept.get("yes"), str) else None,
        asked=asked if isinstance(asked, int) and 0 < asked < 100 else 1,
    )


def hour_of(written: Any) -> time | None:
    try:
        return time.fromisoformat(written)
    except (TypeError, ValueError):
        return None


def going(scene: Scene, here: Progress, content: Content, asked: Asked, step: str) -> Turn:
    """A turn that leaves the talk under way."""
    return Turn(
        says=(content,),
        asked=asked,
        wish=str(here.request.matter),
        goes_on=here.to_json(),
        memory={"misses": 0, "greeted": True},
        step=step,
        facts=_facts(here.code),
    )


def told(content: Content, matter: Matter, step: str, code: str | None = None) -> Turn:
    """A turn that ends the talk."""
    memory = {"misses": 0, "greeted": True}
    return Turn(says=(content,), wish=str(matter), memory=memory, step=step, facts=_facts(code))


def _facts(code: str | None) -> tuple[str, ...]:
    return (f"booking:{code}",) if code else ()
