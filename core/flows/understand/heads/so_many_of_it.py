"""Two cribs, high chairs for both: how many of a thing are wanted, beside its name."""

from __future__ import annotations

import re
from typing import Final

_SEVERAL: Final = {
    **dict.fromkeys(("both", "ambas", "ambos", "dos", "two", "dois", "duas"), 2),
    **dict.fromkeys(("tres", "three"), 3),
}
_SO_MANY: Final = r"(?P<number>[2-4]|both|ambas|ambos|dos|two|dois|duas|tres|three)"
_SO_MANY_BEFORE: Final = re.compile(rf"\b{_SO_MANY}(?: [a-z]+)?$")
_SO_MANY_AFTER: Final = re.compile(
    rf"^,? (?:(?:sao|son|are|que sean|seriam|serian|x|:) ?)?{_SO_MANY}\b(?! ?(?:mes|an|mo|y))"
)
TOLD: Final = re.compile(rf"\b(?:sao|son|are|eram|eran) {_SO_MANY}\b")


def beside(sentence: str, start: int, end: int) -> tuple[int, int, int] | None:
    """The number, and where the thing begins and ends with it."""
    before = _SO_MANY_BEFORE.search(sentence[:end].rpartition(" ")[0])
    if before is not None and before.end() >= start - 1:
        return _number(before), min(start, before.start("number")), end
    after = _SO_MANY_AFTER.match(sentence[end:])
    return (_number(after), start, end + after.end()) if after is not None else None


def _number(found: re.Match[str]) -> int:
    return _SEVERAL.get(found["number"]) or int(found["number"])
