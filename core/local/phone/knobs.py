"""Everything about the phone's behaviour that can be turned while it runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any


class BadKnob(ValueError):
    """A knob that does not exist, or a value it cannot take."""


@dataclass
class Knobs:
    """Defaults are a calm, realistic network; load tests turn most of it down."""

    latency_seconds: float = 0.0
    jitter_seconds: float = 0.0
    auto_statuses: bool = True
    sent_after: float = 0.15
    delivered_after: float = 0.5
    read_after: float = 1.4
    duplicate_ratio: float = 0.0
    shuffle_seconds: float = 0.0
    webhook_batch: int = 1
    webhook_timeout: float = 15.0
    retry_first: float = 1.0
    retry_growth: float = 1.7
    retry_cap: float = 20.0
    pair_burst: int = 45
    pair_seconds: float = 6.0
    number_per_second: int = 80
    template_approval_seconds: float = 1.0
    late_codes: list[int] = field(default_factory=list)

    def turn(self, changes: dict[str, Any]) -> None:
        """Take several changes at once, or none of them."""
        kinds = {item.name: type(getattr(self, item.name)) for item in fields(self)}
        checked: dict[str, Any] = {}
        for name, value in changes.items():
            if name not in kinds:
                raise BadKnob(f"there is no setting called {name!r}; known: {', '.join(sorted(kinds))}")
            checked[name] = _fitting(name, value, kinds[name])
        for name, value in checked.items():
            setattr(self, name, value)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def _fitting(name: str, value: Any, kind: type) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BadKnob(f"{name} wants a {kind.__name__}, not {value!r}")
    return value
