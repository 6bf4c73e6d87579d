"""What an address of the console says of itself: how it is knocked at, who answers, and who may come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Auth(Enum):
    PUBLIC = "public"
    SIGNED_IN = "signed in"


@dataclass(frozen=True)
class Door:
    path: str
    methods: tuple[str, ...]
    answer: Callable[..., Any]
    auth: Auth = Auth.SIGNED_IN
