"""What one turn of the house decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.domain.conversations import Reason
from core.domain.outgoing import Content


@dataclass(frozen=True)
class Turn:
    """At most one thing to say, and what changes with it. Saying nothing is a decision too."""

    say: Content | None = None
    call_person: Reason | None = None
    opted_out: bool | None = None
    state: dict[str, Any] = field(default_factory=dict)


SILENCE = Turn()
