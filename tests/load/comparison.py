"""What acknowledging costs elsewhere: a bare Flask route, and the usual way of keeping a delivery.

Both run under the receiver's own gunicorn configuration. The second checks the same signature with the same code
and inserts the same single row into the same table, one transaction per request, straight through the driver's
pool: no queue, no parsing of the envelope, nothing of ours above it.
"""

from __future__ import annotations

import hashlib

from flask import Flask, Response, request
from psycopg_pool import ConnectionPool

from core.adapters.channels import whatsapp
from core.base.settings import settings

_INSERT = """
    INSERT INTO inbox (hotel_id, channel, key, kind, account, lane, body, trace_id, state, attempts,
                       due_at, received_at)
    VALUES (1, 'whatsapp', %s, 'message', '109876543210001', %s, %s, 'bench', 'done', 0, now(), now())
    ON CONFLICT (key) DO NOTHING
"""


def create_app() -> Flask:
    app = Flask("comparison")
    secrets = settings().app_secrets
    pool = ConnectionPool(
        _plain(settings().database_url), min_size=8, max_size=8, open=False, configure=_all_hotels
    )

    @app.post("/bare")
    def bare() -> Response:
        return Response(status=200)

    @app.post("/insert")
    def insert() -> Response:
        raw = request.get_data(cache=False)
        if not whatsapp.signature_is_good(raw, request.headers.get("X-Hub-Signature-256"), secrets):
            return Response(status=401)
        pool.open()
        key = hashlib.sha256(raw).hexdigest()
        with pool.connection() as connection:
            connection.execute(_INSERT, (key, key, raw))
        return Response(status=200)

    return app


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def _all_hotels(connection: object) -> None:
    """The wall between hotels is satisfied once per connection, not once per request."""
    connection.execute("SET conserje.hotel = 'all'")  # type: ignore[attr-defined]
    connection.commit()  # type: ignore[attr-defined]


app = create_app()
