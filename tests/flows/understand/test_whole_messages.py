"""Most stays and nearly everybody who comes are heard in whole messages, and hardly anything that was not said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.understand.whole_messages import counted, sayings

_HERE = Path(__file__).parent
_FLOORS = {
    "voices/first.txt": {"stay": 0.96, "no stay": 0.97, "adults": 0.95, "children": 0.97, "ages": 0.96},
    "voices/later.txt": {"stay": 0.95, "no stay": 0.96, "adults": 0.95, "children": 0.97, "ages": 0.95},
    "held/guests.txt": {"stay": 0.92, "no stay": 0.93, "adults": 0.88, "children": 0.94, "ages": 0.85},
}


@pytest.mark.parametrize("table", _FLOORS)
def test_as_much_is_heard_as_before(table: str) -> None:
    shares = counted(sayings(_HERE / table))
    fallen = {kind: shares[kind] for kind, floor in _FLOORS[table].items() if shares[kind] < floor}
    assert not fallen
    assert shares["nobody"] > 0.97
