"""The names of everything a guest may want, and which of them are alike in what a mistake costs."""

from __future__ import annotations

from typing import Final

LABELS: Final = (
    "greet", "thanks", "bye", "yes", "no", "inform", "ask_availability", "ask_price", "book",
    "confirm_booking", "cancel_booking", "modify_booking", "booking_status", "late_checkout",
    "early_checkin", "ask_location", "ask_hours", "ask_photos", "ask_room", "ask_amenity", "ask_policy",
    "ask_payment", "pay", "invoice", "refund", "lost_found", "help", "service_request",
    "service_booking", "complaint", "urgent_help", "human", "review_answer", "opt_out", "opt_in",
    "bot_question", "out_of_scope",
)  # fmt: skip

# Said in passing beside something else: they never come before it.
COURTESIES: Final = frozenset({"greet", "thanks", "bye"})
# Mean something alone or against a question; beside a wish they only lead up to it.
ANSWERS: Final = frozenset({"yes", "no", "inform"})
# What changes a room booking or money: never taken boldly.
TOUCH_BOOKING: Final = frozenset({"book", "confirm_booking", "cancel_booking", "modify_booking"})
CAREFUL: Final = TOUCH_BOOKING | {"pay", "refund", "late_checkout", "early_checkin", "invoice"}
# Better heard once too often than once too seldom.
FOR_RECALL: Final = frozenset({"urgent_help", "human", "opt_out"})
