"""The document says what the API does: schemathesis asks whatever the document allows, and what it does not."""

from __future__ import annotations

import re
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from core.base.settings import settings as house_settings
from core.domain.api_keys import Scope
from tests.edges.webhook.api.conftest import Site, key_of, token
from tests.inventory import furnished
from tests.makers import House

OPERATIONS = [
    ("GET", "/api/v1/availability"),
    ("GET", "/api/v1/calendar"),
    ("POST", "/api/v1/holds"),
    ("GET", "/api/v1/bookings/{code}"),
    ("POST", "/api/v1/bookings/{code}/confirm"),
    ("POST", "/api/v1/bookings/{code}/cancel"),
]
# What the document cannot say (a departure before the arrival) is refused although it allows it.
BEYOND_THE_DOCUMENT = {"positive_data_acceptance"}


@pytest.fixture
def described(client: FlaskClient, house: House, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, str, str]:
    monkeypatch.setattr(house_settings(), "api_per_minute", 100_000)
    furnished(house.posada)
    site = Site(client, key_of(house.posada, Scope.STAFF))
    code = site.hold()["code"]
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", client.application), site.key, code


def test_the_document_names_every_route(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    assert document["openapi"].startswith("3.")
    named = {(method.upper(), path) for path, found in document["paths"].items() for method in found}
    assert named == set(OPERATIONS)
    for path in document["paths"].values():
        for operation in path.values():
            assert operation["security"] == [{"key": []}]
            assert operation["summary"]
            assert {"200", "401", "403", "422", "429", "503"} <= set(operation["responses"])


def test_the_page_for_people_brings_everything_along(client: FlaskClient) -> None:
    answer = client.get("/api/v1/docs")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    for method, path in OPERATIONS:
        assert f"{method}</span> {path}" in answer.text
    assert "<script" not in answer.text
    assert not re.search(r"""(src|href)=["']https?://|url\(|@import""", answer.text)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_the_api_does_what_its_document_says(described: tuple[Any, str, str], method: str, path: str) -> None:
    """Sense and nonsense: no answer that the document does not name, no nonsense accepted, and never a 500."""
    schema, key, code = described
    operation = schema[path][method.lower()]
    checks = [CHECKS.get_one(name) for name in CHECKS.get_all_names() if name not in BEYOND_THE_DOCUMENT]

    @given(case=st.one_of(*(operation.as_strategy(mode) for mode in GenerationMode)), real=st.booleans())
    @settings(
        max_examples=30,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any, real: bool) -> None:
        real = real and case.meta.generation.mode is GenerationMode.POSITIVE
        if "code" in case.path_parameters and real:
            case.path_parameters["code"] = code
        if "Idempotency-Key" in case.headers and real:
            case.headers["Idempotency-Key"] = token()
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=checks)

    ask()
