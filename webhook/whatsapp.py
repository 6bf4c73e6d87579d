"""WhatsApp's door: verify the raw bytes, keep, ring, 200."""

from __future__ import annotations

import logging
import time

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from core.adapters.channels import whatsapp
from core.base import telemetry
from core.base.settings import Settings
from core.domain.messages import Channel
from webhook.keeper import CannotKeep, Keeper

log = logging.getLogger(__name__)
PATH = "/webhooks/whatsapp"
AUTH = {"subscribe": "verify token", "deliver": "signature"}


def routes(config: Settings, keeper: Keeper) -> Blueprint:
    blueprint = Blueprint("whatsapp", __name__)
    secrets = config.app_secrets
    verify_token = config.whatsapp_verify_token.get_secret_value()
    seconds = telemetry.ACK_SECONDS.labels(Channel.WHATSAPP)
    counts = {
        outcome: telemetry.WEBHOOKS.labels(Channel.WHATSAPP, outcome)
        for outcome in ("kept", "forged", "store_away")
    }

    @blueprint.get(PATH)
    def subscribe() -> ResponseReturnValue:
        asked = request.args
        challenge = whatsapp.answer_subscription(
            asked.get("hub.mode"), asked.get("hub.verify_token"), asked.get("hub.challenge"), verify_token
        )
        if challenge is None:
            return {"error": "Forbidden"}, 403
        return Response(challenge, mimetype="text/plain")

    @blueprint.post(PATH)
    def deliver() -> ResponseReturnValue:
        began = time.perf_counter()
        raw = request.get_data(cache=False)
        if not whatsapp.signature_is_good(raw, request.headers.get("X-Hub-Signature-256"), secrets):
            counts["forged"].inc()
            return {"error": "Unauthorized"}, 401
        trace = telemetry.new_trace()
        try:
            keeper.keep(Channel.WHATSAPP, whatsapp.split(raw), trace)
        except CannotKeep as problem:
            counts["store_away"].inc()
            log.warning("webhook.store_away", extra={"trace": trace, "reason": str(problem)})
            return {"error": "Service Unavailable"}, 503
        counts["kept"].inc()
        seconds.observe(time.perf_counter() - began)
        return Response(status=200)

    return blueprint
