"""The two ends of a stay that hours can be added to, with the words and the verbs that belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from core.flows.stays.progress import Matter
from core.services import early_check_in, late_checkout
from core.services import extra_hours as offered
from core.services.own_stays import Booking
from core.services.scenes import Scene


@dataclass(frozen=True)
class Side:
    """One end of a stay."""

    matter: Matter
    verbs: Any

    @property
    def late(self) -> bool:
        return self.matter is Matter.LATE

    @property
    def stretch(self) -> offered.Side:
        return offered.LATE if self.late else offered.EARLY

    @property
    def word(self) -> str:
        return "late" if self.late else "early"

    def usual(self, scene: Scene) -> time:
        return scene.hotel.check_out if self.late else scene.hotel.check_in

    def agreed(self, booking: Booking) -> time | None:
        return booking.late_until if self.late else booking.early_from

    def reaches(self, hour: time, wanted: time) -> bool:
        """Whether an hour gives at most what is wanted."""
        return hour <= wanted if self.late else hour >= wanted

    def best(self, options: Sequence[offered.Option]) -> offered.Option | None:
        """The one that gives the most."""
        return (
            max(options, key=lambda one: one.hour, default=None)
            if self.late
            else min(options, key=lambda one: one.hour, default=None)
        )


_LATE = Side(Matter.LATE, late_checkout)
_EARLY = Side(Matter.EARLY, early_check_in)


def side_of(matter: Matter) -> Side:
    return _LATE if matter is Matter.LATE else _EARLY


def meant_hour(side: Side, scene: Scene, said: time | None) -> time | None:
    """ "At 2" is two in the afternoon where the morning makes no sense."""
    if said is None or said.hour >= 12:
        return said
    afternoon = said.replace(hour=said.hour + 12)
    if side.late:
        return afternoon if said <= side.usual(scene) and said.hour < 8 else said
    return afternoon if said.hour < 6 and afternoon < side.usual(scene) else said
