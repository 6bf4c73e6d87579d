"""Whatever a signed delivery looks like, cutting and reading it ends in an arrival."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.adapters.channels.whatsapp import read, split
from core.domain.messages import Arrival, Unreadable

_SHAPES = [
    json.loads(path.read_bytes()) for path in sorted((Path(__file__).parent / "whatsapp").glob("*.json"))
]
_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["\x00", "\ud800", "AR.1", "9" * 400, "e" * 3000, 10**400, [], {}, [[]], [{}], {"id": {}}]
    ),
    st.recursive(st.none(), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner)),
)
_relaxed = settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))


def _places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [place for key, inner in steps for place in [(*path, key), *_places(inner, (*path, key))]]


@st.composite
def _spoiled(draw: st.DrawFn) -> Any:
    """A recorded shape in which a few values were replaced or taken away."""
    tree = copy.deepcopy(draw(st.sampled_from(_SHAPES)))
    for _ in range(draw(st.integers(1, 4))):
        places = _places(tree)
        if not places:
            break
        *path, last = draw(st.sampled_from(places))
        inner = tree
        for key in path:
            inner = inner[key]
        if draw(st.booleans()):
            inner[last] = copy.deepcopy(draw(_ODD))
        else:
            del inner[last]
    return tree


def _arrives(raw: bytes) -> None:
    envelopes = split(raw)
    assert envelopes
    for envelope in envelopes:
        arrival = read(envelope.kind, envelope.body)
        assert isinstance(arrival, Arrival)
        assert not (isinstance(arrival, Unreadable) and "Error:" in arrival.reason)
        for name in (envelope.key, envelope.lane, envelope.account or ""):
            assert len(name.encode("utf-8")) < 2500
            assert "\x00" not in name


@_relaxed
@given(_spoiled())
def test_spoiled_shapes_end_in_arrivals(tree: Any) -> None:
    _arrives(json.dumps(tree).encode())


@_relaxed
@given(_spoiled(), st.integers(0, 4000), st.binary(max_size=6))
def test_torn_and_smeared_bytes_end_in_arrivals(tree: Any, at: int, smear: bytes) -> None:
    raw = json.dumps(tree, ensure_ascii=True).encode()
    _arrives(raw[:at] + smear + raw[at + len(smear) :])
    _arrives(raw[:at])


@_relaxed
@given(st.sampled_from(["message", "status", "echo", "identity", "notice", "unreadable"]), _spoiled(), _ODD)
def test_any_tree_under_any_name_is_read(kind: str, tree: Any, odd: Any) -> None:
    value = {"message": tree, "status": odd, "value": odd, "metadata": odd, "contact": tree}
    assert isinstance(read(kind, json.dumps(value).encode()), Arrival)
