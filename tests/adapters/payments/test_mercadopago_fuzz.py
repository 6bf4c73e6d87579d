"""Whatever Mercado Pago, or somebody in its name, sends: reading it ends in a value, never in an error."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.adapters.payments.mercadopago import read_notification, signature_is_good, snapshot
from core.adapters.payments.mercadopago.tolerant import parse
from core.domain.payments import Snapshot

_SHAPES = [
    json.loads(path.read_bytes()) for path in sorted((Path(__file__).parent / "mercadopago").glob("*.json"))
]
_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        [
            "\x00",
            "\ud800",
            "9" * 400,
            "1e999999",
            10**400,
            1e308,
            [],
            {},
            [[]],
            {"id": {}},
            "0001-01-01T00:00:00+14:00",
        ]
    ),
)
_relaxed = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def _places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [place for key, inner in steps for place in [(*path, key), *_places(inner, (*path, key))]]


@st.composite
def _spoiled(draw: st.DrawFn) -> Any:
    """A recorded shape in which a few values were replaced or taken away."""
    tree = copy.deepcopy(draw(st.sampled_from(_SHAPES)))
    for _ in range(draw(st.integers(0, 4))):
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


def _is_well_read(found: Snapshot | None) -> None:
    if found is None:
        return
    assert found.payment_id.isdigit()
    assert found.amount is None or found.amount >= 0
    assert found.refunded >= 0
    assert "\x00" not in json.dumps(found.raw, allow_nan=False)


@_relaxed
@given(_spoiled())
def test_spoiled_payments_are_read_or_left(tree: Any) -> None:
    _is_well_read(snapshot(parse(json.dumps(tree).encode())))


@_relaxed
@given(_spoiled(), st.integers(0, 1500), st.binary(max_size=6))
def test_torn_and_smeared_bytes_are_read_or_left(tree: Any, at: int, smear: bytes) -> None:
    raw = json.dumps(tree).encode()
    _is_well_read(snapshot(parse(raw[:at] + smear + raw[at + len(smear) :])))
    read_notification({}, raw[:at])


@_relaxed
@given(_spoiled(), st.dictionaries(st.sampled_from(["data.id", "id", "type", "topic"]), st.text(max_size=30)))
def test_any_notification_ends_in_a_hint_or_in_nothing(tree: Any, query: dict[str, str]) -> None:
    body = tree.get("body", tree) if isinstance(tree, dict) else tree
    hint = read_notification(query, json.dumps(body).encode())
    if hint is not None:
        assert hint.subject.isdigit() or hint.subject == "account"
        assert hint.payment_id is None or hint.payment_id.isdigit()
        assert len(hint.key) < 200


@_relaxed
@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_no_header_opens_the_door_by_breaking_it(header: str, request_id: str, subject: str) -> None:
    headers = {"x-signature": header, "x-request-id": request_id}
    assert not signature_is_good({"data.id": subject}, headers, ["a-secret"])


def test_a_bottomless_nest_is_no_object() -> None:
    assert parse(b"[" * 100_000) == {}
    assert parse(b'{"a":' * 100_000 + b"1") == {}
