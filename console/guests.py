"""Guests, as JSON: looked up, one with all that is known, what joining two would move, and all of it to take home."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from console.answers import Asked, Problem, reads, writes
from console.deeds import token_of
from console.files import File
from console.sent import HIGHEST, text, whole, yes
from console.shapes import moment
from core.base import clock
from core.domain.access import Action, require
from core.domain.sheets import sheet
from core.services import guest_book, hotels, joinings
from core.services.guest_book import TAGS, Known
from core.store import staff
from core.store.views import guests
from core.store.views.guests import GuestLine


@reads
def found(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_GUESTS)
    tag = asked.query.get("tag", "")
    if tag and tag != "blocked" and tag not in TAGS:
        raise Problem("unreadable", 400)
    words = asked.query.get("q", "").replace("\x00", "")[:100]
    lines, more = guests.search(session, words, tag, _currency(session, asked))
    return {"now": clock.now().isoformat(), "rows": [_line(line) for line in lines], "more": more}


@reads
def profile(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_GUESTS)
    seen = guests.profile(session, asked.path["id"], _currency(session, asked))
    if seen is None:
        raise Problem("no_such_guest", 404)
    guest = seen.guest
    return {
        "now": clock.now().isoformat(),
        **_line(seen.line),
        "notes": guest.notes,
        "blocked_at": moment(guest.blocked_at),
        "opted_out": moment(guest.opted_out_at),
        "since": moment(guest.created_at),
        "typed": guest_book.asked_name(session, guest),
        "identifiers": [{"channel": one.channel, "kind": one.kind, "value": one.value} for one in seen.identifiers],
        "conversations": seen.conversations,
        "joinings": _joinings(session, guest.id),
        "belongs": guests.belongings(session, guest.id),
        "timeline": [
            {"kind": one.kind, "at": moment(one.at), "what": one.what, "code": one.code, "amount": one.amount,
             "currency": one.currency, "conversation": one.conversation_id}
            for one in seen.timeline
        ],
    }  # fmt: skip


@reads
def export(session: Session, asked: Asked) -> File:
    """A zip with one JSON of everything and a table of each kind."""
    guest = guest_book.exported(session, asked.actor, asked.path["id"])
    papers = guests.papers(session, guest.id)
    who = {
        "name": guest.name,
        "language": guest.language,
        "tags": guest.tags,
        "notes": guest.notes,
        "since": guest.created_at,
        "opted_out": guest.opted_out_at,
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        whole_of_it = json.dumps({"guest": who, **papers}, ensure_ascii=False, indent=2, default=_plain)
        made.writestr("guest.json", whole_of_it.encode("utf-8", "replace"))
        for name, rows in papers.items():
            if rows:
                made.writestr(
                    f"{name}.csv", sheet(asked.language, list(rows[0]), [list(row.values()) for row in rows])
                )
    return File(f"guest-{guest.id}.zip", "application/zip", held.getvalue())


@writes
def change(session: Session, asked: Asked) -> dict[str, Any]:
    tags = asked.body.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) and tag in TAGS for tag in tags):
        raise Problem("unreadable", 400)
    known = Known(text(asked, "name"), text(asked, "language") or None, tuple(tags), text(asked, "notes"))
    guest_book.change(session, asked.actor, asked.path["id"], known, token_of(asked))
    return {}


@writes
def block(session: Session, asked: Asked) -> dict[str, Any]:
    guest_book.block(session, asked.actor, asked.path["id"], text(asked, "reason"), token_of(asked))
    return {}


@writes
def unblock(session: Session, asked: Asked) -> dict[str, Any]:
    guest_book.unblock(session, asked.actor, asked.path["id"], token_of(asked))
    return {}


@writes
def consent(session: Session, asked: Asked) -> dict[str, Any]:
    may_write = yes(asked, "may_write")
    guest_book.consent(session, asked.actor, asked.path["id"], token_of(asked), may_write=may_write)
    return {}


@writes
def merge(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.CARE_FOR_GUESTS)
    other = whole(asked, "other", 1, HIGHEST)
    return {"joining": guest_book.merge(session, asked.actor, asked.path["id"], other, token_of(asked))}


@writes
def part(session: Session, asked: Asked) -> dict[str, Any]:
    return {"guest": joinings.part(session, asked.actor, asked.path["joining"], token_of(asked))}


@writes
def erase(session: Session, asked: Asked) -> dict[str, Any]:
    guest_book.erase(session, asked.actor, asked.path["id"], text(asked, "typed"), token_of(asked))
    return {}


def _joinings(session: Session, guest_id: int) -> list[dict[str, Any]]:
    open_ones = joinings.open_of(session, guest_id)
    names = staff.names(session, {one.staff_id for one in open_ones})
    return [
        {
            "id": one.id,
            "name": one.name,
            "at": moment(one.at),
            "by": names.get(one.staff_id),
            "back": one.goes_back,
        }
        for one in open_ones
    ]


def _line(found: GuestLine) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "language": found.language,
        "tags": sorted(found.tags),
        "blocked": found.blocked,
        "phone": found.phone,
        "stays": found.stays,
        "spent": found.spent,
        "last": found.last.isoformat() if found.last else None,
        "seen": moment(found.seen),
    }


def _currency(session: Session, asked: Asked) -> str:
    return hotels.get(session, asked.actor.hotel_id).currency


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
