"""Who comes is told anew after why: "she dumped me, so it's just me and my brother"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_CLAUSES: Final = re.compile(
    r"[,.;!]+ *|\b(?:so|asi que|asi q|entonces|entao|por eso|por lo que|therefore)\b(?! con\b)"
)
_ONLY: Final = re.compile(
    r"\b(?:solo|sola|solos|solas|solamente|nomas|nada mas|just|only|so|somente|apenas|sozinh[oa]s?)\b"
)
_TOGETHER: Final = re.compile(r"\b(?:con|com|with|and|y|e)\b")
_OF_US: Final = re.compile(
    r"(?:(?:ahora|now|ya|y|e|and|then|al final|no final|pero|mas|but) )*"
    r"(?:voy|vamos|viajo|viajamos|vengo|venimos|vou|venho|vamos|iria|iriamos|iremos|it'?s|it is|it'?ll be|it will be"
    r"|we'?re|we are|i'?m (?:coming|going)|seria|seriamos|somos|seremos|quedamos|ficamos|fica|queda|just|only|solo|so"
    r"|somente|apenas)\b"
)
_MOST_WORDS: Final = 10


def just_us(text: str) -> str:
    """The part of a message that says so, where more is said before it."""
    plain = normalise(text)
    if "?" in plain or _ONLY.search(plain) is None:
        return ""
    parts = [part.strip() for part in _split(plain)]
    last = next((part for part in reversed(parts) if part), "")
    whole = len([part for part in parts if part]) < 2
    if whole or len(last.split()) > _MOST_WORDS:
        return ""
    told = _OF_US.match(last) and _ONLY.search(last) and _TOGETHER.search(last)
    return last if told else ""


def _split(plain: str) -> list[str]:
    """ "Vou só com meu filho": what is "only" there opens no clause."""
    return _CLAUSES.split(plain.replace(" vou so ", " vou apenas ").replace(" vamos so ", " vamos apenas "))
