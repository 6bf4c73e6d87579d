"""Reviews: requests, answers, links, clicks and cases; and what staff call a guest."""

from pathlib import Path

from alembic import op

from core.store.migrations.guards import bind_to_hotel

revision = "0012"
down_revision = "0011"

_TABLES = ("review_rules", "review_links", "review_requests", "review_clicks", "reviews", "review_cases")


def upgrade() -> None:
    op.execute(Path(__file__).with_suffix(".sql").read_text())
    for table in _TABLES:
        bind_to_hotel(table)
