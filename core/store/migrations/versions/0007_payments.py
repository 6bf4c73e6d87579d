"""Payments: accounts, what was asked for, what came, what went back, receipts and cases."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0007"
down_revision = "0006"

OF_A_HOTEL = ("payment_accounts", "payment_requests", "payments", "refunds", "receipts", "payment_cases")


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in OF_A_HOTEL:
        bind_to_hotel(table)
