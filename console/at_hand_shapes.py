"""How what staff have at hand looks as JSON: lines as the thread draws them, and amounts in minor units."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console import qr
from core.domain.money import Money
from core.domain.outgoing import Content, File, LinkButton, kind_of, plain_words, to_json
from core.services.at_hand import Made, WouldHold
from core.services.at_hand.sending import OnHand
from core.services.at_hand.staying import GuestsStay
from core.services.offers import Alternative, Offers
from core.services.offers import Offer as FreeType
from core.services.showing import QuoteShown
from core.store import media, rooms


def on_hand(session: Session, found: OnHand) -> dict[str, Any]:
    types = {f"room:{kind.slug}": kind.names for kind in rooms.types(session)}
    return {
        "stays": [_stay(one) for one in found.stays],
        "photos": [
            {"media": photo.media, "of": photo.of, "captions": photo.captions} for photo in found.photos
        ],
        "types": types,
        "way_here": found.knows_the_way,
        "wish": _wish(found.last_wish) if found.last_wish is not None else None,
    }


def _stay(found: GuestsStay) -> dict[str, Any]:
    booking = found.booking
    return {
        "id": booking.id,
        "code": booking.code,
        "rooms": found.rooms,
        "check_in": booking.check_in.isoformat(),
        "check_out": booking.check_out.isoformat(),
        "status": booking.status,
        "due": _money(found.due),
        "why_no_link": found.why_no_link,
        "why_no_transfer": found.why_no_transfer,
        "why_no_pass": found.why_no_pass,
    }


def _wish(found: QuoteShown) -> dict[str, Any]:
    return {
        "check_in": found.check_in.isoformat(),
        "check_out": found.check_out.isoformat(),
        "adults": found.wish["adults"],
        "children": found.wish["children"],
        "rooms": found.wish["rooms"],
    }


def offers(found: Offers) -> dict[str, Any]:
    reason = found.reason
    return {
        "free": [_free(one) for one in found.offers],
        "why": {"error": reason.why.value, "facts": reason.facts} if reason is not None else None,
        "instead": [_instead(one) for one in found.alternatives if len(one.parts) == 1],
    }


def _free(one: FreeType) -> dict[str, Any]:
    return {
        "slug": one.room_type.slug,
        "names": one.room_type.names,
        "free": one.free,
        "total": _money(one.total),
        "deposit": _money(one.deposit),
        "nights": one.stay.length,
    }


def _instead(one: Alternative) -> dict[str, Any]:
    stay = one.stay
    dates = {"check_in": stay.check_in.isoformat(), "check_out": stay.check_out.isoformat()}
    return {"kind": one.kind.value, **dates, "rooms": len(one.parts[0].quotes), **_free(one.parts[0])}


def made(session: Session, found: Made) -> dict[str, Any]:
    lines = [_line(session, content) for content in found.contents]
    return {"lines": lines, "mark": found.mark, "later": found.later}


def _line(session: Session, content: Content) -> dict[str, Any]:
    """As a line of the thread, of which nothing is written yet."""
    picture = content.media if isinstance(content, File) else getattr(content, "header_media", None)
    row = media.one(session, picture) if picture is not None else None
    badge = isinstance(content, LinkButton) and content.badge is not None
    return {
        "direction": "out",
        "kind": content.form if isinstance(content, File) else kind_of(content),
        "text": plain_words(content),
        "content": to_json(content),
        "file": None
        if row is None
        else {"id": row.id, "mime": row.mime, "size": row.size, "name": row.filename},
        "qr": qr.drawn(content.url) if badge and isinstance(content, LinkButton) else None,
    }


def would_hold(found: WouldHold) -> dict[str, Any]:
    """The money is that of this look: it may have moved since the list was drawn."""
    part = found.part
    return {
        "mark": found.mark,
        "told": found.told,
        "total": _money(part.total),
        "deposit": _money(part.deposit),
    }


def _money(money: Money) -> dict[str, Any]:
    return {"amount": money.minor, "currency": money.currency}
