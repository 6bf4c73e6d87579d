"""Inventory, prices, rules, bookings, charges."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0003"
down_revision = "0002"

OF_A_HOTEL = ("room_types", "rooms", "rate_plans", "seasons", "rate_days", "policies", "bookings", "charges")


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in OF_A_HOTEL:
        bind_to_hotel(table)
