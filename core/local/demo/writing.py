"""Reads a demo hotel's facts from its file and writes them down as a manager would."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from core.domain.knowledge import LANGUAGES, Answer, Fact, Per, Subject, checked
from core.local.demo.pictures import jpeg
from core.services import knowledge, photos
from core.services.photos import NewPhoto
from core.store.hotels import Hotel

_FOLDER = Path(__file__).parent
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def write_facts(session: Session, hotel: Hotel, name: str) -> None:
    knowledge.keep_all(session, hotel.id, [checked(fact) for fact in facts_of(name)])


def write_photos(session: Session, hotel: Hotel, name: str) -> None:
    """Drawn here and now: a demo hotel carries no files along."""
    shown = tomllib.loads((_FOLDER / f"{name}.photos.toml").read_text(encoding="utf-8"))
    album = []
    for one in shown["photo"]:
        captions = {language: one[language] for language in LANGUAGES if language in one}
        album.append(NewPhoto(one["of"], jpeg(one["scene"]), captions))
    photos.keep_all(session, hotel.id, album, "image/jpeg")


def facts_of(name: str) -> Iterator[Fact]:
    chapters = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    for subject, topics in chapters.items():
        for topic, said in topics.items():
            yield _fact(Subject(subject), topic, said)


def _fact(subject: Subject, topic: str, said: dict[str, Any]) -> Fact:
    return Fact(
        subject=subject,
        topic=topic,
        answer=Answer(said.get("answer", "told")),
        texts={language: said[language] for language in LANGUAGES if language in said},
        price=said.get("price"),
        per=Per(said["per"]) if "per" in said else None,
        words=tuple(said.get("words", ())),
        details=_details(subject, said),
    )


def _details(subject: Subject, said: dict[str, Any]) -> dict[str, Any]:
    if subject is Subject.HOURS:
        named = said.get("named", {})
        return {"week": _week(said), "spans": [], "holidays": said.get("holidays"), "named": named}
    named = {Subject.ROOM: ("names",), Subject.ROOM_AMENITY: ("names",)}
    names = {**named, Subject.WIFI: ("network", "password")}.get(subject, ())
    return {name: said[name] for name in names}


def _week(said: dict[str, Any]) -> list[list[str]]:
    """ "every", "mon-fri" or "sun", each with its shifts; days nobody names are closed."""
    week: list[list[str]] = [said.get("every", [])] * len(_DAYS)
    for days, shifts in said.items():
        first, _, last = days.partition("-")
        if first in _DAYS:
            for day in range(_DAYS.index(first), _DAYS.index(last or first) + 1):
                week[day] = shifts
    return week
