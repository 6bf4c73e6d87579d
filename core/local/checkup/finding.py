"""What one look found: well, worth knowing, or a problem with its remedy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.local.environment import Environment


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report."""

    state: Literal["ok", "note", "problem"]
    what: str
    remedy: str = ""


Check = Callable[[Environment], list[Finding]]


def ok(what: str) -> list[Finding]:
    """All is well with this."""
    return [Finding("ok", what)]


def note(what: str, remedy: str = "") -> list[Finding]:
    """Not wrong, but worth knowing."""
    return [Finding("note", what, remedy)]


def problem(what: str, remedy: str) -> list[Finding]:
    """Wrong, and this is how it is mended."""
    return [Finding("problem", what, remedy)]
