"""JSON from the network, read so that no byte can hurt: deep nests, giant numbers, broken characters."""

from __future__ import annotations

import json
import math
import re
from typing import Any

DEEPEST = 48
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONGEST_NUMBER = 40

_encoder = json.JSONEncoder(check_circular=False, separators=(",", ":"))


def encode(value: Any) -> bytes:
    """Compact and pure ASCII: what was a strange character stays an escape and fits every store."""
    return _encoder.encode(value).encode("ascii")


def parse(raw: bytes) -> Any:
    return json.loads(raw)


def parse_leniently(raw: bytes) -> Any:
    """For what `parse` gave up on: nests are cut, giant numbers dropped, foreign bytes replaced."""
    text = _prune(raw.decode("utf-8-sig", "replace"))
    return json.loads(text, parse_int=_whole_number, strict=False)


def clean(value: Any) -> Any:
    """The same tree without what a database refuses to keep: NUL, lone surrogates, numbers that are none."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_text(key): clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def clean_text(text: str) -> str:
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    return _SURROGATES.sub("\ufffd", text.replace("\x00", ""))


def _whole_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


def _prune(text: str) -> str:
    """Whatever lies deeper than any real payload becomes null; the rest of the delivery lives on."""
    kept: list[str] = []
    depth = position = 0
    for token in _TOKENS.finditer(text):
        mark = token.group()
        if mark in ("[", "{"):
            depth += 1
            if depth == DEEPEST + 1:
                kept.append(text[position : token.start()])
        elif mark in ("]", "}"):
            depth -= 1
            if depth == DEEPEST:
                kept.append("null")
                position = token.end()
    return "".join(kept) + (text[position:] if depth <= DEEPEST else "")
