"""Which files WhatsApp carries, in which form, and how large they may be."""

from __future__ import annotations

_KB = 1024
_MB = 1024 * _KB

FORMS = ("image", "voice", "audio", "video", "document", "sticker")
FORMS_WITH_CAPTION = frozenset({"image", "video", "document"})

_LARGEST = {
    "image": 5 * _MB,
    "voice": 16 * _MB,
    "audio": 16 * _MB,
    "video": 16 * _MB,
    "document": 100 * _MB,
    "sticker": 100 * _KB,
}
_LARGEST_MOVING_STICKER = 500 * _KB

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MIMES: dict[str, tuple[str, ...]] = {
    "image/jpeg": ("image",),
    "image/png": ("image",),
    "image/webp": ("sticker",),
    "audio/ogg": ("voice", "audio"),
    "audio/aac": ("audio",),
    "audio/amr": ("audio",),
    "audio/mpeg": ("audio",),
    "audio/mp4": ("audio",),
    "video/mp4": ("video",),
    "video/3gpp": ("video",),
    "application/pdf": ("document",),
    "text/plain": ("document",),
    "application/msword": ("document",),
    "application/vnd.ms-excel": ("document",),
    "application/vnd.ms-powerpoint": ("document",),
    f"{_OFFICE}.wordprocessingml.document": ("document",),
    f"{_OFFICE}.spreadsheetml.sheet": ("document",),
    f"{_OFFICE}.presentationml.presentation": ("document",),
}
_OTHER_NAMES = {
    "image/jpg": "image/jpeg",
    "audio/mp3": "audio/mpeg",
    "audio/m4a": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/opus": "audio/ogg",
}


def plain_mime(mime: str) -> str:
    """`Audio/OGG; codecs=opus` and its relatives under the one name the table knows."""
    bare = mime.partition(";")[0].strip().lower()
    return _OTHER_NAMES.get(bare, bare)


def form_for(mime: str) -> str | None:
    """The form in which a file is best sent, or None when WhatsApp does not carry it at all."""
    forms = _MIMES.get(plain_mime(mime))
    return forms[0] if forms else None


def largest(form: str, animated: bool = False) -> int:
    return _LARGEST_MOVING_STICKER if form == "sticker" and animated else _LARGEST[form]


def problem_with(form: str, mime: str, size: int, animated: bool = False) -> str | None:
    """Why this file may not be sent in this form, or None when it may."""
    if form not in _LARGEST:
        return f"there is no form {form!r}"
    if form not in _MIMES.get(plain_mime(mime), ()):
        return f"{mime or 'a file of unknown type'} cannot be sent as {form}"
    if size <= 0:
        return "the file is empty"
    if size > largest(form, animated):
        return f"{size} bytes are more than the {largest(form, animated)} a {form} may have"
    return None
