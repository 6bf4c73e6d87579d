"""Mercado Pago's door: verify, keep, ring, 200. What is kept is only what may be asked about."""

from __future__ import annotations

import json
import logging
import threading
import time
from dataclasses import replace

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from core.adapters.payments import reader
from core.base import bell, telemetry
from core.base.settings import Settings
from core.domain.payments import Hint, Provider, Strictness
from core.domain.ports import Envelope
from core.services import intake
from core.services.payments import accounts, hints
from core.services.payments.accounts import Door
from core.store.db import across_hotels, is_store_away

log = logging.getLogger(__name__)
AUTH = {"told": "signature, or nothing but a number is believed"}
LARGEST_BODY = 64 * 1024
_PER_MINUTE = 30
_DOOR_SECONDS = 10.0


class _Sieve:
    """Of what nobody signed, so much a minute for each door; each payment once a minute."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, int], int] = {}
        self._lock = threading.Lock()

    def lets_through(self, door: str, minute: int) -> bool:
        with self._lock:
            if len(self._taken) > 1000:
                self._taken = {key: count for key, count in self._taken.items() if key[1] == minute}
            count = self._taken.get((door, minute), 0) + 1
            self._taken[door, minute] = count
        return count <= _PER_MINUTE


class _Doors:
    """The hotels' doors, remembered for a few seconds each; unknown ones too, or strangers would keep us reading."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Door | None]] = {}

    def find(self, name: str) -> Door | None:
        found = self._known.get(name)
        if found is not None and time.monotonic() - found[0] < _DOOR_SECONDS:
            return found[1]
        with across_hotels() as session:
            door = accounts.door(session, Provider.MERCADOPAGO, name)
        if len(self._known) > 1000:
            self._known.clear()
        self._known[name] = (time.monotonic(), door)
        return door


def routes(config: Settings, ringer: bell.Ringer) -> Blueprint:
    blueprint = Blueprint("mercadopago", __name__)
    gateway, sieve, doors = reader(Provider.MERCADOPAGO), _Sieve(), _Doors()
    seconds = telemetry.ACK_SECONDS.labels(Provider.MERCADOPAGO)

    def counted(outcome: str) -> None:
        telemetry.WEBHOOKS.labels(Provider.MERCADOPAGO, outcome).inc()

    @blueprint.post("/mercadopago/<name>")
    def told(name: str) -> ResponseReturnValue:
        began = time.perf_counter()
        raw = request.get_data(cache=False)
        query, headers = (
            request.args.to_dict(),
            {key.lower(): value for key, value in request.headers.items()},
        )
        try:
            door = doors.find(name[:100])
            if door is None or len(raw) > LARGEST_BODY:
                counted("forged")
                return {"error": "Not Found"}, 404
            verified = gateway.signature_is_good(query, headers, door.secrets)
            if not verified and door.mode is Strictness.STRICT:
                counted("forged")
                return {"error": "Unauthorized"}, 401
            hint = gateway.read_notification(query, raw)
            if hint is not None and not verified:
                hint = _only_the_number(hint, int(time.time() // 60))
                if hint is not None and not sieve.lets_through(name, int(time.time() // 60)):
                    counted("too_many")
                    return {"error": "Too Many Requests"}, 429
            if hint is not None:
                _keep(door, hint, verified, ringer)
        except SQLAlchemyError as problem:
            if not is_store_away(problem):
                raise
            counted("store_away")
            return {"error": "Service Unavailable"}, 503
        counted("kept")
        seconds.observe(time.perf_counter() - began)
        return Response(status=200)

    return blueprint


def _only_the_number(hint: Hint, minute: int) -> Hint | None:
    """Of what nobody signed only the number of a payment is kept: to ask about it does no harm. Its key is ours."""
    if hint.payment_id is None:
        return None
    return replace(hint, key=f"unsigned:{hint.payment_id}:{minute}", subject=hint.payment_id, detail="")


def _keep(door: Door, hint: Hint, verified: bool, ringer: bell.Ringer) -> None:
    envelope = Envelope(
        key=f"mercadopago:{door.hotel_id}:{hint.key}",
        kind="payment",
        account=door.collector,
        lane=f"mercadopago:{door.hotel_id}:{hint.payment_id or hint.subject}",
        body=json.dumps(hints.to_json(hint, verified)).encode(),
    )
    kept = intake.Kept(Provider.MERCADOPAGO, envelope, door.hotel_id, telemetry.new_trace())
    with across_hotels() as session:
        new = intake.keep(session, [kept])
    for letter_id in new:
        ringer.ring(bell.INBOX, letter_id)
