"""Pictures, voice notes and papers: kept as files, reached through ids and short-lived addresses."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.local.phone.clock import Clock
from core.local.phone.identity import new_object_id
from core.local.phone.problems import GraphProblem

MB = 1024 * 1024
DAY = 86_400.0
URL_LIVES = 300.0
UPLOAD_LIVES = 30 * DAY
RECEIVED_LIVES = 7 * DAY
_KEPT_BYTES = 300 * MB

_AUDIO = {"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}
_IMAGE = {"image/jpeg", "image/png"}
_VIDEO = {"video/mp4", "video/3gpp"}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PAPERS = {
    "application/pdf",
    "text/plain",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    f"{_OFFICE}wordprocessingml.document",
    f"{_OFFICE}spreadsheetml.sheet",
    f"{_OFFICE}presentationml.presentation",
}
ACCEPTED: dict[str, tuple[set[str], int]] = {
    "image": (_IMAGE, 5 * MB),
    "audio": (_AUDIO, 16 * MB),
    "video": (_VIDEO, 16 * MB),
    "sticker": ({"image/webp"}, 500 * 1024),
    "document": (_PAPERS | _IMAGE | _AUDIO | _VIDEO, 100 * MB),
}
_MAGIC = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/webp": (b"RIFF",),
    "audio/ogg": (b"OggS",),
    "application/pdf": (b"%PDF",),
}


def bare_type(mime: str) -> str:
    return mime.partition(";")[0].strip().lower()


@dataclass(slots=True)
class Media:
    """One stored file; `number_id` is the only hotel number that may touch it."""

    id: str
    number_id: str
    mime: str
    size: int
    sha256: str
    expires: float
    name: str = ""
    from_guest: bool = False

    def record(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class MediaShelf:
    """Keeps the bytes on disk, forgets the oldest when the shelf is full, and signs its addresses."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.own_url = ""
        self._folder = folder
        self._clock = clock
        self._all: OrderedDict[str, Media] = OrderedDict()
        self._bytes = 0
        self._secret = secrets.token_bytes(16)

    def keep(
        self, number_id: str, mime: str, content: bytes, *, name: str = "", from_guest: bool = False
    ) -> Media:
        lives = RECEIVED_LIVES if from_guest else UPLOAD_LIVES
        digest = hashlib.sha256(content).hexdigest()
        media = Media(
            new_object_id(),
            number_id,
            mime,
            len(content),
            digest,
            self._clock.now() + lives,
            name,
            from_guest,
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / media.id).write_bytes(content)
        self.put(media)
        return media

    def put(self, media: Media) -> None:
        self._all[media.id] = media
        self._bytes += media.size
        while self._bytes > _KEPT_BYTES and len(self._all) > 1:
            self.drop(next(iter(self._all)))

    def upload(self, number_id: str, mime: str, content: bytes, name: str) -> Media:
        """What `POST /{number}/media` does, with its refusals."""
        fitting = [most for kinds, most in ACCEPTED.values() if bare_type(mime) in kinds]
        if not fitting:
            raise GraphProblem(
                100, f"Param file must be a file with one of the supported types - got {mime}."
            )
        if not content or len(content) > max(fitting):
            raise GraphProblem(131053, f"Media size {len(content)} is not within 1 and {max(fitting)} bytes.")
        return self.keep(number_id, mime, content, name=name)

    def find(self, media_id: str) -> Media | None:
        media = self._all.get(media_id)
        return media if media and media.expires > self._clock.now() else None

    def of_number(self, media_id: str, number_id: str) -> Media:
        media = self.find(media_id)
        if media is None or media.number_id != number_id:
            raise GraphProblem(
                100,
                f"Object with ID '{media_id}' does not exist, cannot be loaded due to missing permissions, "
                "or does not support this operation.",
                subcode=33,
            )
        return media

    def file_of(self, media: Media) -> Path:
        return self._folder / media.id

    def content(self, media: Media) -> bytes:
        return (self._folder / media.id).read_bytes()

    def opening(self, media: Media) -> bytes:
        """The first bytes, enough to see what the file really is."""
        with (self._folder / media.id).open("rb") as file:
            return file.read(512)

    def drop(self, media_id: str) -> None:
        media = self._all.pop(media_id, None)
        if media:
            self._bytes -= media.size
            (self._folder / media_id).unlink(missing_ok=True)

    def url(self, media: Media) -> str:
        ends = int(self._clock.now() + URL_LIVES)
        seal = self._seal(media.id, ends)
        return f"{self.own_url}/whatsapp_business/attachments/?mid={media.id}&ext={ends}&hash={seal}"

    def url_is_good(self, media_id: str, ends: str, seal: str) -> bool:
        if not ends.isdigit() or int(ends) < self._clock.now():
            return False
        return hmac.compare_digest(self._seal(media_id, int(ends)), seal)

    def all(self) -> list[Media]:
        return list(self._all.values())

    def clear(self) -> None:
        for media_id in list(self._all):
            self.drop(media_id)

    def _seal(self, media_id: str, ends: int) -> str:
        return hmac.new(self._secret, f"{media_id}:{ends}".encode(), hashlib.sha256).hexdigest()[:32]


def wire_sha256(media: Media) -> str:
    """Webhooks carry the digest in base64; the info call gives it in hex."""
    return base64.b64encode(bytes.fromhex(media.sha256)).decode()


def why_not_shown(kind: str, voice: bool, media: Media, opening: bytes) -> str | None:
    """The reason a phone could not open this file, found only after the send was accepted."""
    kinds, most = ACCEPTED[kind]
    mime = bare_type(media.mime)
    if mime not in kinds:
        return f"Unsupported {kind} mime type {mime}."
    if media.size > most:
        return f"{kind} of {media.size} bytes is over the limit of {most}."
    if mime in _MAGIC and not opening.startswith(_MAGIC[mime]):
        return f"The file is not a valid {mime}."
    if voice and (mime != "audio/ogg" or b"OpusHead" not in opening):
        return "voice needs audio/ogg with the OPUS codec."
    return None
