"""An attacker's walk through the console: forged cookies, other sites, roles too small, huge words and numbers."""

from __future__ import annotations

import asyncio
import re

import pytest
from starlette.requests import Request

from console import bodies, words
from console.door import Auth
from console.doors import DOORS
from core.store.db import transaction
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn, email_of
from tests.edges.console.entering import post
from tests.makers import PASSWORD, House, heard, incoming

HUGE = 999_999_999_999_999_999_999
WRITES = [door for door in DOORS if door.auth is Auth.SIGNED_IN and "POST" in door.methods]
OWN = ("/auth/", "/api/account")
NOT_ONES_OWN = [door for door in WRITES if not door.path.startswith(OWN) and not door.path.endswith("/seen")]


def address(path: str, number: int = 1) -> str:
    return re.sub(r"{[^}]+}", str(number), path)


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43, "%00", "a" * 5000, "../../etc/passwd", "' OR 1=1 --"])
def test_a_forged_cookie_opens_nothing(stranger: Browser, cookie: str) -> None:
    answer = stranger.get("/api/inbox", headers={"cookie": f"conserje={cookie}"})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_a_cookie_with_one_letter_changed_opens_nothing(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.olga)
    token = browser.cookies["conserje"]
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert browser.get("/api/team", headers={"cookie": f"conserje={forged}"}).status_code == 401


@pytest.mark.parametrize("door", NOT_ONES_OWN, ids=lambda door: door.path)
def test_a_viewer_changes_nothing_anywhere(signed_in: SignIn, house: House, door: object) -> None:
    """Refused for the role, for the words, or because nothing is there: never done, never broken."""
    path = door.path  # type: ignore[attr-defined]
    answer = post(signed_in(house.vera), address(path))
    assert answer.status_code in (400, 403, 404, 409, 422), (path, answer.status_code, answer.text)


@pytest.mark.parametrize("door", WRITES, ids=lambda door: door.path)
def test_no_write_is_done_for_another_site(signed_in: SignIn, house: House, door: object) -> None:
    headers = {"origin": "https://evil.test", "sec-fetch-site": "cross-site"}
    answer = signed_in(house.olga).post(address(door.path), json={}, headers=headers)  # type: ignore[attr-defined]
    assert (answer.status_code, answer.json()["error"]) == (403, "foreign")


def test_a_note_of_ten_thousand_letters_is_refused_in_words(signed_in: SignIn, house: House) -> None:
    with transaction(house.posada) as session:
        conversation = heard(session, house.posada, incoming("hola"))[0].id
    answer = post(signed_in(house.carla), f"/api/conversations/{conversation}/note", body="x" * 10_000)
    assert (answer.status_code, answer.json()["error"]) == (422, "message_too_long")
    answer = post(signed_in(house.carla), f"/api/conversations/{conversation}/note", body="x" * 100_000)
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


FIFTY_MEGABYTES = 50 * 1024 * 1024
UPLOADS = {
    "/api/photos?of=pool": "picture_too_large",
    "/api/replies/1/picture?": "picture_too_large",
    "/api/reviews/imports/look?platform=google&name=a.csv": "file_too_large",
    "/api/reviews/imports/take?platform=google&name=a.csv": "file_too_large",
}


@pytest.mark.parametrize(("path", "error"), UPLOADS.items())
def test_fifty_megabytes_are_refused_in_words(signed_in: SignIn, house: House, path: str, error: str) -> None:
    answer = signed_in(house.olga).post(f"{path}&token=token-of-a-big-file", content=bytes(FIFTY_MEGABYTES))
    assert (answer.status_code, answer.json()["error"]) == (413, error)
    for language in ("es", "en"):
        assert "{most}" in words.group(language, "common")[f"error_{error}"]


def test_every_door_for_files_is_among_them() -> None:
    takes_files = {door.path for door in WRITES if "uploads" in getattr(door.answer, "__qualname__", "")}
    assert {re.sub(r"{[^}]+}", "1", path) for path in takes_files} == {
        path.partition("?")[0] for path in UPLOADS
    }


@pytest.mark.parametrize("told", [True, False], ids=["says how long it is", "does not say"])
def test_too_long_a_body_is_not_read_to_its_end(told: bool) -> None:
    read = 0

    async def more() -> dict[str, object]:
        nonlocal read
        read += 64 * 1024
        return {"type": "http.request", "body": bytes(64 * 1024), "more_body": read < FIFTY_MEGABYTES}

    headers = [(b"content-length", str(FIFTY_MEGABYTES).encode())] if told else []
    request = Request({"type": "http", "method": "POST", "headers": headers}, more)
    assert asyncio.run(bodies.raw(request, 1024 * 1024)) is None
    assert read <= (0 if told else 1024 * 1024 + 64 * 1024)


def test_numbers_no_table_can_hold_break_nothing(signed_in: SignIn, house: House) -> None:
    olga = signed_in(house.olga)
    for path in ("/api/team/{}/deactivate", "/api/letters/outbox/{}/drop", "/api/team/invites/{}/revoke"):
        answer = post(olga, path.format(HUGE))
        assert answer.status_code == 404, (path, answer.status_code)


def test_every_answer_carries_the_headers_of_safety(
    signed_in: SignIn, stranger: Browser, house: House
) -> None:
    for browser, path in (
        (signed_in(house.olga), "/api/team"),
        (stranger, "/auth/login"),
        (stranger, "/api/team"),
    ):
        said = browser.get(path).headers
        assert "default-src 'self'" in said["content-security-policy"]
        assert "frame-ancestors 'none'" in said["content-security-policy"]
        assert said["x-content-type-options"] == "nosniff"
        assert said["referrer-policy"] == "same-origin"


def test_signing_in_hands_out_a_new_token_whatever_one_came_with(stranger: Browser, house: House) -> None:
    """A token somebody planted before is not the one that is signed in afterwards."""
    stranger.cookies.set("conserje", "planted-by-somebody")
    stranger.post("/auth/login", data={"email": email_of(house.carla), "password": PASSWORD})
    tokens = [one.value for one in stranger.cookies.jar if one.name == "conserje"]
    assert "planted-by-somebody" not in [tokens[-1]]
    assert stranger.get("/api/inbox", headers={"cookie": "conserje=planted-by-somebody"}).status_code == 401
