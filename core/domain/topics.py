"""What facts may be about: topics every house knows by name."""

from __future__ import annotations

from typing import Final

# Guests' words for these are known from the start; a hotel adds topics of its own with words of its own.
AMENITIES: Final = (
    "wifi", "pool", "heated_pool", "parking", "breakfast", "air_conditioning", "heating", "spa", "gym", "pets",
    "crib", "grill", "kitchen", "tv", "restaurant", "room_service", "laundry", "elevator", "accessible",
    "sea_view", "balcony", "bikes", "transfer", "safe", "hair_dryer", "towels", "beach", "smoking", "charger",
    "ev_charging", "iron", "luggage", "games",
)  # fmt: skip
# What a room itself may have. Those a hotel adds are facts of their own, with names and words.
ROOM_AMENITIES: Final = (
    "wifi", "air_conditioning", "heating", "fan", "tv", "private_bathroom", "bathtub", "hot_tub", "hair_dryer",
    "towels", "fridge", "kitchen", "microwave", "kettle", "desk", "safe", "iron", "balcony", "sea_view", "grill",
    "accessible",
)  # fmt: skip
POLICIES: Final = (
    "pets", "children", "smoking", "visitors", "cancelling", "deposit", "discounts", "quiet", "danger",
    "late_arrival",
)  # fmt: skip
PAYMENTS: Final = (
    "cash", "debit_card", "credit_card", "transfer", "mercado_pago", "pix", "foreign_money", "instalments",
    "from_abroad", "paying_discount",
)  # fmt: skip
DIRECTIONS: Final = ("airport", "bus", "train", "car", "boat")
SERVICES: Final = ("reception", "breakfast", "pool", "restaurant", "check_in", "check_out", "quiet")
