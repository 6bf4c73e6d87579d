""" "Llego 1 y pico de la mañana", "chego 1 e pouco", "I get there 1ish": hours, and no days of a month."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, says_any

_AND_SOME: Final = (
    "y pico", "y piquito", "y algo", "y monedas", "e pouco", "e pouquinho", "e alguma coisa",
)  # fmt: skip
_WORDS: Final = (*_AND_SOME, "ish")
_HALF: Final = (
    r"(?P<half>,? ?(?:de?|da|do|por|en|in|at|pela|a)(?: (?:la|the))? (?:manana|madrugada|noche|tarde|manha|noite"
    r"|morning|evening|afternoon)| ?[ap]\.? ?m\b\.?)?"
)
_ROUGHLY: Final = re.compile(
    r"(?<![\d/:.-])\b(?<!a las )(?<!a la )(?<!tipo )(?<!las )(?<!pelas )(?<!at )(?<!around )(?<!about )(?<!umas )"
    r"(?<!el )(?<!dia )(?<!the )(?P<hour>1[0-2]|[1-9]|una|uma|one)"
    rf"(?: (?:{'|'.join(_AND_SOME)})| ?-?ish)\b{_HALF}"
)
_ENGLISH, _PORTUGUESE = ("ish", " am", " pm", "morning", "evening"), (" e ", "manha", "noite")


def with_rough_hours(text: str) -> str:
    """Led as hours are, so that whoever looks for hours finds them and whoever looks for days does not."""
    plain = fold(text)
    if not says_any(plain, _WORDS):
        return text
    for found in reversed(list(_ROUGHLY.finditer(plain))):
        text = f"{text[: found.start()]}{_as_an_hour(found)}{text[found.end() :]}"
    return text


def _as_an_hour(found: re.Match[str]) -> str:
    hour = "1" if found["hour"].isalpha() else found["hour"]
    half = (found["half"] or "").strip(" ,")
    if says_any(found.group(), _ENGLISH):
        return f"around {hour} {half}".rstrip()
    if says_any(found.group(), _PORTUGUESE):
        return f"lá pelas {hour} {half}".rstrip()
    of_day = f" de la {half.split()[-1]}" if half else ""
    return f"tipo {'la' if hour == '1' else 'las'} {hour}{of_day}"
