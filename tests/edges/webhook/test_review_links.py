"""The links under a thank-you: they lead on, are counted once a guest opens them, and can be made by nobody else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from core.domain.reviews import Platform
from core.services.reviews import rules
from core.store.db import transaction
from core.store.review_requests import ReviewClick, ReviewRequest
from tests.inventory import furnished
from tests.makers import House, StoppedClock
from tests.reviewing import has_stayed

GOOGLE = "https://g.example/posada"


@pytest.fixture
def token(house: House, stopped_clock: StoppedClock) -> str:
    furnished(house.posada)
    has_stayed(house, stopped_clock)
    with transaction(house.posada) as session:
        rules.set_links(
            session,
            house.diego,
            [(Platform.GOOGLE, GOOGLE)],
            rules.mark_of_links(session),
            "a-token-of-the-click",
        )
        return rules.token_of(session.scalars(select(ReviewRequest)).one())


def clicks(house: House) -> list[tuple[str, int]]:
    with transaction(house.posada) as session:
        return [(click.platform, click.times) for click in session.scalars(select(ReviewClick))]


def test_it_leads_on_and_is_counted(client: FlaskClient, house: House, token: str) -> None:
    for _ in range(2):
        answer = client.get(f"/r/{token}/google")
        assert (answer.status_code, answer.location) == (302, GOOGLE)
    assert answer.headers["Cache-Control"] == "no-store"
    assert clicks(house) == [("google", 2)]


def test_a_machine_that_only_looks_is_not_counted(client: FlaskClient, house: House, token: str) -> None:
    assert client.head(f"/r/{token}/google").status_code == 302
    assert clicks(house) == []


def test_a_place_the_hotel_does_not_name_and_a_forged_token_lead_nowhere(
    client: FlaskClient, house: House, token: str
) -> None:
    hotel, number, signature = token.split("-")
    forged = f"{hotel}-{int(number) + 1}-{signature}"
    elsewhere = f"{house.cabanas}-{number}-{signature}"
    for path in (
        f"{token}/airbnb",
        f"{forged}/google",
        f"{elsewhere}/google",
        "x/google",
        f"{token[:-1]}/google",
    ):
        answer = client.get(f"/r/{path}", headers={"Accept-Language": "es"})
        assert answer.status_code == 404, path
    assert clicks(house) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x", "https://", "g.example", "https://x/" + "a" * 500]
)
def test_what_is_no_address_is_no_link(house: House, url: str) -> None:
    with transaction(house.posada) as session, pytest.raises(rules.NotALink):
        rules.set_links(
            session,
            house.diego,
            [(Platform.GOOGLE, url)],
            rules.mark_of_links(session),
            "a-token-of-the-click",
        )
