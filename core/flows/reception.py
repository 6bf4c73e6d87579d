"""Wishes that only people serve: rooms, prices, bookings and money go to reception, with what was understood."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.flow import Flow
from core.flows.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene


class Reception(Flow):
    name = "reception"
    wishes = frozenset(
        {
            "ask_availability", "ask_price", "book", "modify_booking", "cancel_booking", "confirm_booking",
            "booking_status", "late_checkout", "early_checkin", "pay", "refund", "invoice", "inform",
        }
    )  # fmt: skip

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        if meant.names == {"inform"} and not meant.stay.complete:
            return None  # dates and nothing else are a wish for a room; a lone number is not
        return hand_over(scene, Reason.BOOKING)
