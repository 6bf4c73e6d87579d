"""What can be turned while it runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass
class Knobs:
    """Repeats come faster than the real quarter of an hour. `hidden_seconds`: how long an early-told payment is 404."""

    latency_seconds: float = 0.0
    notify_after: float = 0.05
    answer_within: float = 22.0
    retry_first: float = 2.0
    retry_growth: float = 1.7
    retry_cap: float = 20.0
    most_tries: int = 12
    hidden_seconds: float = 1.5
    late_after_expiry: float = 1.0
    orders_too: bool = True
    sign: bool = True

    def turn(self, changes: dict[str, Any]) -> None:
        known = {item.name: type(getattr(self, item.name)) for item in fields(self)}
        for name, value in changes.items():
            if name not in known:
                raise ValueError(f"there is no setting called {name!r}; known: {', '.join(sorted(known))}")
            if known[name] is float and isinstance(value, int) and not isinstance(value, bool):
                changes = {**changes, name: float(value)}
            elif type(value) is not known[name]:
                raise ValueError(f"{name} wants a {known[name].__name__}, not {value!r}")
        for name, value in changes.items():
            setattr(self, name, value)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
