"""Row-level security for new tables: the second wall between hotels."""

from __future__ import annotations

from alembic import op

from core.store.db import ALL_HOTELS, APP_ROLE

_SCOPE = "(SELECT current_setting('conserje.hotel', true))"


def bind_to_hotel(table: str, column: str = "hotel_id") -> None:
    """The app sees and writes only rows of the hotel its transaction chose; with none chosen, nothing."""
    rule = f"{column} = (SELECT nullif(nullif(current_setting('conserje.hotel', true), ''), '{ALL_HOTELS}')::bigint)"
    _guard(table, rule)


def bind_to_membership(table: str) -> None:
    """People are seen where they work. `memberships` is under its own guard, so this sees one hotel's only."""
    _guard(table, f"EXISTS (SELECT 1 FROM memberships WHERE staff_id = {table}.id)")


def open_to_the_house(table: str) -> None:
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE}")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")


def _guard(table: str, rule: str) -> None:
    rule = f"{_SCOPE} = '{ALL_HOTELS}' OR {rule}"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY of_one_hotel ON {table} TO {APP_ROLE} USING ({rule}) WITH CHECK ({rule})")
    open_to_the_house(table)
