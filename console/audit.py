"""The book of who did what, as JSON and as a file to take home."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from console import files, words
from console.answers import Asked, Problem, reads
from console.book_words import Book, Names
from console.files import File
from console.room_plan import day_of
from console.shapes import moment
from core.base import clock
from core.domain.access import Action, require
from core.domain.bookings import as_code
from core.domain.conversations import AuditTag
from core.services import hotels, room_amenities
from core.store.views import audit as view
from core.store.views.audit import Line, Wanted

_LONGEST_NAME = 100


@reads
def page(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_AUDIT)
    lines, after = view.page(session, _wanted(session, asked), _number(asked, "before"))
    types = view.type_names(session)
    book = _book(session, asked, types)
    return {
        "now": clock.now().isoformat(),
        "lines": [_line(one, book) for one in lines],
        "after": after,
        "people": [{"id": number, "name": name} for number, name in view.people(session)],
        "tags": [str(tag) for tag in AuditTag],
        "types": types,
        "guest": view.guest_called(session, guest) if (guest := _number(asked, "guest")) else None,
    }


@reads
def table(session: Session, asked: Asked) -> File:
    require(asked.actor, Action.READ_AUDIT)
    lines, _ = view.page(session, _wanted(session, asked), None, view.MOST_ROWS)
    hotel = hotels.get(session, asked.actor.hotel_id)
    zone, said = ZoneInfo(hotel.timezone), words.group(asked.language, "audit")
    book = _book(session, asked, view.type_names(session))
    heads = [said[f"head_{name}"] for name in ("at", "who", "deed", "about", "details")]
    rows = [
        [
            one.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
            one.who or said["the_house"],
            said.get(f"tag_{one.tag.replace(':', '_')}", one.tag),
            one.code or one.subject,
            " · ".join(f"{label}: {value}" for label, value in book.told(one.tag, one.details)),
        ]
        for one in lines
    ]
    return files.table(said["file"], asked.language, heads, rows)


def _book(session: Session, asked: Asked, types: Mapping[int, Names]) -> Book:
    hotel = hotels.get(session, asked.actor.hotel_id)
    amenities = {one.topic: one.names for one in room_amenities.known(session, hotel.id)}
    return Book(asked.language, hotel, types, amenities)


def _wanted(session: Session, asked: Asked) -> Wanted:
    who, tag = asked.query.get("who", ""), asked.query.get("tag", "")
    if tag and tag not in set(AuditTag):
        raise Problem("unreadable", 400)
    zone = ZoneInfo(hotels.get(session, asked.actor.hotel_id).timezone)
    about = asked.query.get("code", "").replace("\x00", "").strip()[:_LONGEST_NAME]
    return Wanted(
        staff_id=_number(asked, "who") if who != "house" else None,
        house=who == "house",
        tag=tag,
        first=_midnight(asked.query.get("from"), zone, 0),
        last=_midnight(asked.query.get("to"), zone, 1),
        code=as_code(about) or "",
        guest_id=_number(asked, "guest"),
        guest="" if as_code(about) else about,
    )


def _midnight(written: str | None, zone: ZoneInfo, later: int) -> datetime | None:
    if not written:
        return None
    return datetime.combine(day_of(written) + timedelta(days=later), time(0), zone).astimezone(UTC)


def _number(asked: Asked, name: str) -> int | None:
    written = asked.query.get(name, "")
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 19):
        raise Problem("unreadable", 400)
    return int(written)


def _line(one: Line, book: Book) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": moment(one.at),
        "who": one.who,
        "tag": one.tag,
        "subject": one.subject,
        "code": one.code,
        "cells": one.details.get("cells") or [],
        "told": [{"label": label, "value": value} for label, value in book.told(one.tag, one.details)],
    }
