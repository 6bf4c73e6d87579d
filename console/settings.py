"""The settings' screen: what the hotel says of itself, how it is connected, its letters and its keys."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console import setting_shapes as shapes
from console.answers import Asked, Problem, reads, tells_once, writes
from console.deeds import token_of
from console.sent import one_of, text, whole, yes
from core.base import clock
from core.domain import journey as letters
from core.domain.access import Action, require
from core.domain.api_keys import NewKey, Scope
from core.domain.journey import JourneyLetter
from core.domain.payments import Provider
from core.domain.reviews import Platform
from core.services import account_check, api_keys, hotels, mail, setup, template_states
from core.services.journey import minding
from core.services.reviews import places
from core.services.reviews.places import Entered
from core.services.setup import Account, Facts, Number
from core.store import api_keys as key_rows
from core.store import hotels as rows
from core.store import payments, review_places, templates


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_HOTEL)
    hotel = hotels.get(session, asked.actor.hotel_id)
    channel = next(iter(rows.all_channel_accounts(session)), None)
    business = channel.business if channel else None
    may_keys = asked.actor.may(Action.MANAGE_API_KEYS)
    return {
        "now": clock.now().isoformat(),
        "facts": shapes.facts(hotel),
        "channel": shapes.channel(channel, setup.last_check(session, channel.id)) if channel else None,
        "templates": [shapes.template(row) for row in templates.of_account(session, business)]
        if business
        else [],
        "outdated": template_states.outdated(session, business) if business else [],
        "account": shapes.account(
            payments.account(session, Provider.MERCADOPAGO), hotel.slug, account_check.last(session)
        ),
        "mail": shapes.mail_line(mail.last_check(session)),
        "google": shapes.google(review_places.of(session, Platform.GOOGLE), places.last_check(session)),
        "letters": letters.to_json(_letters(hotel.journey)),
        "keys": [shapes.key(row) for row in key_rows.of_hotel(session)] if may_keys else [],
        "hook": shapes.hook(),
    }


@writes
def set_facts(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_HOTEL)
    wanted = Facts(
        name=text(asked, "name"),
        language=text(asked, "language"),
        address_form=text(asked, "address_form"),
        on_call_phone=text(asked, "on_call_phone"),
        promise_minutes=whole(asked, "promise_minutes", 0, 10_000),
        give_back_minutes=whole(asked, "give_back_minutes", 0, 10_000),
    )
    setup.set_facts(session, asked.actor, wanted, token_of(asked))
    return {}


@writes
def set_number(session: Session, asked: Asked) -> dict[str, Any]:
    """Asked at once whether it is right: the answer comes by the worker."""
    wanted = Number(*(text(asked, name).strip() for name in ("account", "display", "business", "secret")))
    token = token_of(asked)
    number = setup.set_number(session, asked.actor, wanted, token)
    setup.ask_to_check(session, asked.actor, number, False, f"{token[:50]}-check")
    return {}


@writes
def check(session: Session, asked: Asked) -> dict[str, Any]:
    setup.ask_to_check(session, asked.actor, asked.path["id"], yes(asked, "submit"), token_of(asked))
    return {}


@writes
def set_account(session: Session, asked: Asked) -> dict[str, Any]:
    """As with the number: whether the token opens that very account is asked at once."""
    wanted = Account(*(text(asked, name).strip() for name in ("collector", "access", "hook_secret")))
    token = token_of(asked)
    setup.set_account(session, asked.actor, wanted, token)
    account_check.ask(session, asked.actor, f"{token[:50]}-check")
    return {}


@writes
def check_account(session: Session, asked: Asked) -> dict[str, Any]:
    account_check.ask(session, asked.actor, token_of(asked))
    return {}


@writes
def check_mail(session: Session, asked: Asked) -> dict[str, Any]:
    mail.ask_to_check(session, asked.actor, token_of(asked))
    return {}


@writes
def set_google(session: Session, asked: Asked) -> dict[str, Any]:
    """Tried at once, as the others are; when it opens, its reviews are read."""
    names = ("place", "client", "client_secret", "refresh")
    token = token_of(asked)
    places.connect(session, asked.actor, Entered(*(text(asked, name).strip() for name in names)), token)
    places.ask_to_check(session, asked.actor, f"{token[:50]}-check")
    return {}


@writes
def check_google(session: Session, asked: Asked) -> dict[str, Any]:
    places.ask_to_check(session, asked.actor, token_of(asked))
    return {}


@writes
def leave_google(session: Session, asked: Asked) -> dict[str, Any]:
    places.leave(session, asked.actor, token_of(asked))
    return {}


@writes
def set_letters(session: Session, asked: Asked) -> dict[str, Any]:
    """Which of them go out, and how long before a hold ends its guest is told; their hours stay as they are."""
    require(asked.actor, Action.SET_LETTERS)
    hotel = hotels.get(session, asked.actor.hotel_id)
    document = letters.to_json(_letters(hotel.journey))
    on = asked.body.get("on")
    if not isinstance(on, list):
        raise Problem("unreadable", 400)
    for name in [*(str(one) for one in JourneyLetter), letters.HOLD_REMINDER]:
        document[name]["on"] = name in on
    document[letters.HOLD_REMINDER]["minutes"] = whole(asked, letters.HOLD_REMINDER, 1, 720)
    minding.set_rules(session, asked.actor, letters.from_json(document), token_of(asked))
    return {}


@tells_once
def create_key(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.MANAGE_API_KEYS)
    origins = tuple(part for part in text(asked, "origins").split() if part)
    wanted = NewKey(text(asked, "name"), one_of(Scope, asked, "scope"), origins)
    made = api_keys.create(session, asked.actor, wanted, token_of(asked))
    return {"secret": made.secret if made is not None else None}


@writes
def revoke_key(session: Session, asked: Asked) -> dict[str, Any]:
    api_keys.revoke(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


def _letters(kept: dict[str, Any]) -> letters.Journey:
    return letters.from_json(kept) if kept else letters.Journey()
