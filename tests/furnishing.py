"""A hotel of the tests that knows about itself what the demo Posada knows, its photos as small as they can be."""

from __future__ import annotations

import io
import tomllib
from functools import cache
from pathlib import Path

from PIL import Image
from sqlalchemy.orm import Session

from core.domain.knowledge import LANGUAGES, Fact, Subject, checked
from core.local.demo.writing import facts_of
from core.services import knowledge, photos
from core.services.photos import NewPhoto

_DEMO = Path(__file__).parents[1] / "core" / "local" / "demo"


def furnish(session: Session, hotel_id: int, name: str = "posada") -> None:
    knowledge.keep_all(session, hotel_id, _facts(name))
    photos.keep_all(session, hotel_id, _photos(name), "image/png")


@cache
def _facts(name: str) -> tuple[Fact, ...]:
    return tuple(checked(fact) for fact in facts_of(name))


@cache
def _photos(name: str) -> tuple[NewPhoto, ...]:
    shown = tomllib.loads((_DEMO / f"{name}.photos.toml").read_text("utf-8"))["photo"]
    captions = [{language: one[language] for language in LANGUAGES} for one in shown]
    return tuple(NewPhoto(one["of"], speck(n), captions[n]) for n, one in enumerate(shown))


def forget(session: Session, hotel_id: int, language: str, subject: str, topic: str) -> None:
    """One text is not written in one language any more."""
    known = knowledge.of(session, hotel_id).fact(Subject(subject), topic)
    assert known is not None, f"the hotel never knew of {topic}"
    texts = {spoken: words for spoken, words in known.texts.items() if spoken != language}
    knowledge.keep(session, hotel_id, checked(type(known)(**{**vars(known), "texts": texts, "version": 0})))


@cache
def speck(shade: int) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (2, 2), (shade, 90, 90)).save(held, "PNG")
    return held.getvalue()
