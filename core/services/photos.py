"""Photos of rooms and places of the hotel: kept once, in the hotel's order, with a caption in each language."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PIL import Image, UnidentifiedImageError
from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.knowledge import LONGEST_CAPTION, WrongFact, check_slug, checked_texts
from core.services import media
from core.services.knowledge import record
from core.store import knowledge as store
from core.store.db import tell_after_commit
from core.store.knowledge import PhotoRow

LARGEST = 5 * 1024 * 1024  # what the channel takes for a picture
MOST_PIXELS = 50_000_000
MOST_OF_ONE = 12
_MIME = {"JPEG": "image/jpeg", "PNG": "image/png"}


class NoSuchPhoto(Exception):
    pass


@dataclass(frozen=True)
class NewPhoto:
    """`of` is `room:<type>` or a place such as `pool`."""

    of: str
    data: bytes
    captions: Mapping[str, str] = field(default_factory=dict)


def add(session: Session, actor: Actor, photo: NewPhoto, token: str) -> int | None:
    """Nothing comes back when the same click arrived before."""
    require(actor, Action.EDIT_KNOWLEDGE)
    mime = decoded_kind(photo.data)
    of, captions = _checked_of(photo.of), checked_texts(photo.captions, LONGEST_CAPTION)
    if not record(session, actor, AuditTag.PHOTO_ADDED, f"photo:{of}", token):
        return None
    return keep(session, actor.hotel_id, NewPhoto(of, photo.data, captions), mime)


def keep(session: Session, hotel_id: int, photo: NewPhoto, mime: str) -> int:
    """Puts a checked photo at the end of its row; the same picture twice is one photo."""
    [kept] = keep_all(session, hotel_id, [photo], mime)
    return kept


def keep_all(session: Session, hotel_id: int, album: Sequence[NewPhoto], mime: str) -> list[int]:
    """Many at once, each at the end of its row as it then stands, as when a hotel opens."""
    store.touch(session, hotel_id)
    there: dict[str, list[PhotoRow]] = {photo.of: [] for photo in album}
    for row in store.photos_showing(session, *there):
        there[row.shows].append(row)
    files = media.keep_all(session, hotel_id, [photo.data for photo in album], mime)
    kept = [
        _placed(there[photo.of], media_id, photo, hotel_id)
        for photo, media_id in zip(album, files, strict=True)
    ]
    session.add_all(kept)
    session.flush()
    tell_after_commit(session, hotel_id, kind="knowledge")
    return [row.id for row in kept]


def _placed(there: list[PhotoRow], media_id: int, photo: NewPhoto, hotel_id: int) -> PhotoRow:
    if (same := next((row for row in there if row.media_id == media_id), None)) is not None:
        same.captions = dict(photo.captions)
        return same
    if len(there) >= MOST_OF_ONE:
        raise WrongFact(
            f"{MOST_OF_ONE} photos of {photo.of} are enough: take one away first",
            "enough_photos",
            most=MOST_OF_ONE,
        )
    place = max((row.place for row in there), default=0) + 1
    row = PhotoRow(
        hotel_id=hotel_id, shows=photo.of, media_id=media_id, place=place, captions=dict(photo.captions)
    )
    there.append(row)
    return row


def caption(session: Session, actor: Actor, photo_id: int, captions: Mapping[str, str], token: str) -> None:
    require(actor, Action.EDIT_KNOWLEDGE)
    kept = checked_texts(captions, LONGEST_CAPTION)
    row = _existing(session, photo_id)
    if record(session, actor, AuditTag.PHOTO_CHANGED, f"photo:{photo_id}", token, {"before": row.captions}):
        store.touch(session, actor.hotel_id)
        row.captions = kept
        tell_after_commit(session, actor.hotel_id, kind="knowledge")


def arrange(session: Session, actor: Actor, of: str, order: Sequence[int], token: str) -> None:
    """The order in which guests see them; it names each photo once."""
    require(actor, Action.EDIT_KNOWLEDGE)
    rows = {row.id: row for row in store.photos_showing(session, of)}
    if sorted(order) != sorted(rows):
        raise WrongFact(f"the order must name each photo of {of} once")
    if record(session, actor, AuditTag.PHOTO_CHANGED, f"photo:{of}", token):
        store.touch(session, actor.hotel_id)
        for place, photo_id in enumerate(order, start=1):
            rows[photo_id].place = place
        tell_after_commit(session, actor.hotel_id, kind="knowledge")


def remove(session: Session, actor: Actor, photo_id: int, token: str) -> None:
    """The file stays in the media store: threads in which it was sent still show it."""
    require(actor, Action.EDIT_KNOWLEDGE)
    row = store.photo(session, photo_id)
    if not record(session, actor, AuditTag.PHOTO_REMOVED, f"photo:{photo_id}", token):
        return
    if row is None:
        raise NoSuchPhoto(str(photo_id))
    store.touch(session, actor.hotel_id)
    session.delete(row)
    session.flush()
    tell_after_commit(session, actor.hotel_id, kind="knowledge")


def picture_kind(data: bytes) -> str:
    """Looks at the head of the file only: a picture that unfolds into gigabytes is refused unopened."""
    if len(data) > LARGEST:
        raise WrongFact(
            f"a picture may have {LARGEST // 1024 // 1024} MB, this one has {len(data)} bytes",
            "picture_too_large",
            most=LARGEST // 1024 // 1024,
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=list(_MIME)) as picture:
                size, mode, kind = picture.size, picture.mode, picture.format or ""
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, Warning):
        raise WrongFact("only JPEG and PNG pictures can be sent", "not_a_picture") from None
    if size[0] * size[1] > MOST_PIXELS or mode not in ("RGB", "RGBA", "L", "P"):
        raise WrongFact("the channel takes no picture of that size or kind of colours", "odd_picture")
    return _MIME[kind]


def decoded_kind(data: bytes) -> str:
    """Draws the picture to its end, small where its kind can be: half a file, or one with a false head, fails."""
    mime = picture_kind(data)
    try:
        with Image.open(io.BytesIO(data), formats=list(_MIME)) as picture:
            picture.draft("RGB", (640, 640))
            picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, struct.error):
        raise WrongFact("the picture cannot be drawn to its end", "broken_picture") from None
    return mime


def _checked_of(of: str) -> str:
    room, colon, name = of.rpartition(":")
    if colon and room != "room":
        raise WrongFact(f"{of!r} is neither room:<type> nor a place such as pool")
    check_slug(name)
    return of


def _existing(session: Session, photo_id: int) -> PhotoRow:
    row = store.photo(session, photo_id)
    if row is None:
        raise NoSuchPhoto(str(photo_id))
    return row
