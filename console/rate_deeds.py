"""Changing prices, seasons, rules, types and rooms. Each says what was seen of it, and why where money moves."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console import rate_shapes as shapes
from console.answers import Asked, Problem, writes
from console.deeds import token_of
from console.knowledge_shapes import texts_sent
from console.sent import HIGHEST, text, whole
from core.domain import policies as rules
from core.domain.access import Action, require
from core.services import policies, pricing, room_amenities, room_types, seasons
from core.services.pricing import Said
from core.services.room_amenities import Amenity
from core.services.room_types import Place
from core.services.written import reason_for


def _said(asked: Asked) -> Said:
    return Said(text(asked, "seen"), text(asked, "reason"))


@writes
def days(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_PRICES)
    selection, change = shapes.selection_sent(asked), shapes.change_sent(asked)
    return {"moved": pricing.apply(session, asked.actor, selection, change, _said(asked), token_of(asked))}


@writes
def days_back(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_PRICES)
    return {"moved": pricing.take_back(session, asked.actor, token_of(asked, "of"), token_of(asked))}


@writes
def usual(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_PRICES)
    wanted = shapes.usual_sent(asked)
    seasons.set_usual(session, asked.actor, asked.path["id"], wanted, _said(asked), token_of(asked))
    return {}


@writes
def season(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_PRICES)
    wanted, season_id = shapes.season_sent(asked), asked.path.get("id")
    made = seasons.write(session, asked.actor, wanted, _said(asked), token_of(asked), season_id)
    return {"id": made}


@writes
def remove_season(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_PRICES)
    seasons.remove(session, asked.actor, asked.path["id"], _said(asked), token_of(asked))
    return {}


@writes
def set_rules(session: Session, asked: Asked) -> dict[str, Any]:
    """Parts of the document; the rest stays. The document is checked as a whole."""
    require(asked.actor, Action.SET_PRICES)
    sent = asked.body.get("rules")
    if not isinstance(sent, dict):
        raise Problem("unreadable", 400)
    reason = reason_for(text(asked, "reason"), needed=True)
    document = rules.from_json({**rules.to_json(policies.of(session, asked.actor.hotel_id)), **sent})
    seen = whole(asked, "version", 0, HIGHEST)
    made = policies.change(session, asked.actor, document, seen, token_of(asked), reason)
    return {"version": made}


@writes
def add_type(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_ROOMS)
    made = room_types.add_type(
        session, asked.actor, text(asked, "slug"), _kind(asked), shapes.usual_sent(asked), token_of(asked)
    )
    return {"id": made}


@writes
def change_type(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_ROOMS)
    seen = text(asked, "seen")
    room_types.change_type(session, asked.actor, asked.path["id"], _kind(asked), seen, token_of(asked))
    return {}


@writes
def retire_type(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_ROOMS)
    room_types.retire_type(session, asked.actor, asked.path["id"], text(asked, "seen"), token_of(asked))
    return {}


@writes
def write_amenity(session: Session, asked: Asked) -> dict[str, Any]:
    """One of the hotel's own: what guests call it may be left to its names."""
    require(asked.actor, Action.SET_ROOMS)
    said = asked.body.get("words", [])
    if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
        raise Problem("unreadable", 400)
    words = tuple(" ".join(word.replace("\x00", "").split()) for word in said if word.strip())
    version = whole(asked, "version", 0, HIGHEST)
    amenity = Amenity(text(asked, "topic"), texts_sent(asked.body.get("names")), words, version)
    room_amenities.write(session, asked.actor, amenity, token_of(asked))
    return {}


@writes
def remove_amenity(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_ROOMS)
    version = whole(asked, "version", 1, HIGHEST)
    room_amenities.remove(session, asked.actor, text(asked, "topic"), version, token_of(asked))
    return {}


@writes
def add_room(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_ROOMS)
    return {"id": room_types.add_room(session, asked.actor, _place(asked), token_of(asked))}


@writes
def change_room(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_ROOMS)
    seen = text(asked, "seen")
    room_types.change_room(session, asked.actor, asked.path["id"], _place(asked), seen, token_of(asked))
    return {}


@writes
def retire_room(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_ROOMS)
    room_types.retire_room(session, asked.actor, asked.path["id"], text(asked, "seen"), token_of(asked))
    return {}


def _kind(asked: Asked) -> Any:
    names, descriptions = (texts_sent(asked.body.get(name)) for name in ("names", "descriptions"))
    return shapes.kind_sent(asked, names, descriptions)


def _place(asked: Asked) -> Place:
    type_id = whole(asked, "type", 1, HIGHEST)
    return Place(text(asked, "number"), type_id, text(asked, "floor"), whole(asked, "sort", 0, 10_000))
