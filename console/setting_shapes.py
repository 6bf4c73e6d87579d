"""How settings look as JSON: secrets never, only whether there is one."""

from __future__ import annotations

from typing import Any

from console.shapes import moment
from core.base.settings import settings
from core.services import mail
from core.services.phrases import form_of
from core.store.api_keys import ApiKey
from core.store.hotels import ChannelAccount, Hotel
from core.store.payments import PaymentAccount
from core.store.review_places import ReviewPlace
from core.store.templates import TemplateRow


def facts(hotel: Hotel) -> dict[str, Any]:
    return {
        "name": hotel.name,
        "address": hotel.address,
        "country": hotel.country,
        "timezone": hotel.timezone,
        "currency": hotel.currency,
        "language": hotel.language,
        "address_form": hotel.address_form or "",
        "form": form_of(hotel),
        "on_call_phone": hotel.on_call_phone or "",
        "promise_minutes": hotel.promise_minutes,
        "give_back_minutes": hotel.give_back_minutes,
    }


def channel(row: ChannelAccount, check: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "account": row.account,
        "display": row.display,
        "business": row.business or "",
        "paused": row.paused_reason,
        "check": check,
    }


def account(row: PaymentAccount | None, slug: str, check: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "collector": row.collector if row else "",
        "paused": row.paused_reason if row else None,
        "there": row is not None,
        "check": check if row else None,
        "hook": f"{settings().public_webhook_url}/mercadopago/{row.door if row else slug}",
    }


def google(row: ReviewPlace | None, check: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "there": row is not None,
        "place": row.place if row else "",
        "client": row.client if row else "",
        "stopped": row.stopped_by if row else None,
        "rests": moment(row.rests_until) if row else None,
        "fetched": moment(row.fetched_at) if row else None,
        "check": check if row else None,
    }


def template(row: TemplateRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "language": row.language,
        "state": row.state,
        "reason": row.reason,
        "category": row.category,
        "body": row.body,
    }


def key(row: ApiKey) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "scope": row.scope,
        "hint": row.hint,
        "origins": list(row.origins),
        "created": moment(row.created_at),
        "used": moment(row.last_used_at),
        "revoked": moment(row.revoked_at),
    }


def mail_line(check: dict[str, Any] | None) -> dict[str, Any]:
    """How letters to the staff go; who may read this may know the server's name, nobody its password."""
    config, way = settings(), mail.way()
    return {
        "way": str(way),
        "server": config.smtp_host,
        "sender": "" if way is mail.Way.NONE else config.mail_sender,
        "mailbox": f"http://127.0.0.1:{config.phone_port}/mail" if way is mail.Way.FOLDER else "",
        "check": check,
    }


def hook() -> dict[str, str]:
    """What is entered at Meta; the words to verify with are the installation's and stand in its `.env`."""
    return {"url": f"{settings().public_webhook_url}/webhooks/whatsapp"}
