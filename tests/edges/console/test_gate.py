"""The gate: nothing is reached without signing in, and nothing pretends to come from our own pages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest
from starlette.websockets import WebSocketDisconnect

from console import headers, opening
from console.door import Auth
from console.doors import DOORS, auth_of
from console.sessions import Away, doorman
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.makers import House

SHUT = [(door, method) for door in DOORS if door.auth is Auth.SIGNED_IN for method in door.methods]


def address(path: str) -> str:
    return re.sub(r"{[^}]+}", "1", path)


@pytest.mark.parametrize(("door", "method"), SHUT, ids=lambda value: getattr(value, "path", value))
def test_no_door_opens_without_signing_in(stranger: Browser, door: object, method: str) -> None:
    answer = stranger.request(method, address(door.path))  # type: ignore[attr-defined]
    assert (answer.status_code, answer.json()["error"]) == (401, "signed_out")


def test_only_these_doors_are_open_to_everybody() -> None:
    assert {door.path for door in DOORS if door.auth is Auth.PUBLIC} == {
        "/auth/login",
        "/auth/logout",
        "/auth/step",
        "/auth/invite/{secret}",
        "/auth/company",
        "/auth/company/back",
        "/parts/{version}/{path:path}",
    }


def test_every_answer_we_wrote_has_a_door() -> None:
    written = {
        answer
        for name, module in sorted(sys.modules.items())
        if name.startswith("console.")
        for answer in vars(module).values()
        if getattr(answer, "__qualname__", "").startswith(("reads.", "_sent.", "of_oneself."))
    }
    assert written - {door.answer for door in DOORS} == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/?c=5", "/conversations?c=5"),
        ("/?c=5&x=1", "/conversations?c=5"),
        ("/?c=5'--", None),
        ("/?b=K7MQ4X", None),
    ],
)
def test_links_to_conversations_from_before_there_were_screens_lead_on(
    stranger: Browser, old: str, new: str | None
) -> None:
    answer = stranger.get(old, headers={"accept": "text/html"})
    assert (answer.headers["location"] == new) is (new is not None)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/anything",
        "/_stcore/stream",
        "/_stcore/upload_file/x",
        "/_stcore/metrics",
        "/_stcore/host-config",
        "/_stcore/agent/openapi.json",
        "/media/x.png",
        "/component/x/y.js",
        "/auth/loginx",
        "/parts/doors.py",
    ],
)
def test_whatever_streamlit_serves_is_shut_unless_named(path: str) -> None:
    assert auth_of(path) is Auth.SIGNED_IN


@pytest.mark.parametrize("path", ["/static/js/index.js", "/app/static/icon.svg", "/_stcore/health"])
def test_the_program_of_the_page_is_open(path: str) -> None:
    assert auth_of(path) is Auth.PUBLIC


def test_pages_lead_to_the_form(stranger: Browser) -> None:
    answer = stranger.get("/bookings?day=2", headers={"accept": "text/html"})
    assert answer.headers["location"] == "/auth/login?next=%2Fbookings%3Fday%3D2"


def test_nobody_introduces_themselves_by_a_header(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.carla)
    seen = browser.get("/page", headers={"x-console-role": "owner", "X-Console-Anything": "1"}).json()
    assert seen == {
        "x-console-role": "reception",
        "x-console-staff": f"{house.carla.staff_id}@{house.posada}",
    }


@pytest.mark.parametrize(
    "claimed",
    [
        {"origin": "https://evil.test", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.test"},
        {"sec-fetch-site": "same-site"},
        {"origin": "null"},
    ],
)
def test_a_write_from_another_site_is_refused(
    signed_in: SignIn, house: House, claimed: dict[str, str]
) -> None:
    browser = signed_in(house.carla)
    for name in ("origin", "sec-fetch-site"):
        browser.headers.pop(name, None)
    answer = browser.post("/auth/logout", headers=claimed)
    assert (answer.status_code, answer.json()["error"]) == (403, "foreign")
    assert browser.get("/api/inbox").status_code == 200


def test_a_write_that_does_not_say_where_it_comes_from_is_refused(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.carla)
    for name in ("origin", "sec-fetch-site"):
        browser.headers.pop(name, None)
    assert browser.post("/auth/language", json={"language": "en"}).status_code == 403


def test_a_websocket_needs_somebody_signed_in(stranger: Browser) -> None:
    with pytest.raises(WebSocketDisconnect) as refused, stranger.websocket_connect("/_stcore/stream"):
        pass
    assert refused.value.code == 4401


def test_a_websocket_from_another_site_is_refused(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.carla)
    elsewhere = {"origin": "https://evil.test"}
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/_stcore/stream", headers=elsewhere):
        pass


def test_signing_out_cuts_an_open_websocket(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.carla)
    with browser.websocket_connect("/_stcore/stream") as line:
        line.send_text("hello")
        assert line.receive_text() == "hello"
        browser.post("/auth/logout")
        with pytest.raises(WebSocketDisconnect) as cut:
            line.receive_text()
    assert cut.value.code == 4401


@pytest.fixture
def postgres_is_away() -> Iterator[None]:
    asked, doorman.ask = doorman.ask, lambda _token: Away()
    doorman._kept.clear()
    yield
    doorman.ask = asked
    doorman._kept.clear()


def test_with_postgres_away_nobody_is_signed_out(
    signed_in: SignIn, house: House, request: pytest.FixtureRequest
) -> None:
    browser = signed_in(house.carla)
    request.getfixturevalue("postgres_is_away")
    answer = browser.get("/api/inbox")
    assert (answer.status_code, answer.json()["error"]) == (503, "reconnecting")
    page = browser.get("/", headers={"accept": "text/html"})
    assert page.status_code == 503
    assert "Reconectando" in page.text


def test_with_postgres_away_a_frame_waits_and_then_goes_through(
    signed_in: SignIn, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(house.carla)
    with browser.websocket_connect("/_stcore/stream") as line:
        true_answer = doorman.ask
        answers = [Away(), Away()]
        monkeypatch.setattr(doorman, "ask", lambda token: answers.pop() if answers else true_answer(token))
        doorman._kept.clear()
        line.send_text("patience")
        assert line.receive_text() == "patience"
        assert answers == []


def test_every_answer_carries_the_safety_headers(stranger: Browser) -> None:
    for path in ("/auth/login", "/api/inbox", "/parts/x/nothing.js"):
        said = stranger.get(path).headers
        assert said["x-content-type-options"] == "nosniff"
        assert said["x-frame-options"] == "DENY"
        assert "default-src 'self'" in said["content-security-policy"]
        assert "unsafe-eval" not in said["content-security-policy"]


def test_the_policy_names_the_one_script_written_into_streamlits_page() -> None:
    hashes = headers.inline_hashes(headers.streamlit_page())
    assert len(hashes) == 1, "the pinned Streamlit has one; with another version look at its page again"
    assert all(mark in headers.content_policy() for mark in hashes)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_each_screen_begins_as_is_ours_and_keeps_streamlits_program(language: str) -> None:
    theirs, ours = headers.streamlit_page(), opening.page(language, "inbox")
    for old in opening.ours(language, "inbox"):
        assert re.search(old, theirs, re.DOTALL), f"the pinned Streamlit no longer writes {old}"
    assert f'<html lang="{language}">' in ours and "<title>Conserje</title>" in ours
    assert "a streamlit app" not in ours.lower()
    assert headers.inline_hashes(ours) == headers.inline_hashes(theirs)
    programs = re.compile(r'<script type="module"[^>]*>')
    assert programs.findall(ours) == programs.findall(theirs) != []


def test_what_the_program_asks_for_later_is_fetched_beside_it() -> None:
    ahead = re.findall(r'<link rel="modulepreload" href="(/[^"]+)"', opening.page("es", "inbox"))
    assert [one.rpartition("/parts/")[2].partition("/")[2] for one in ahead[-2:]] == [
        "frame/main.js",
        "inbox/main.js",
    ]
    for part in ("Html", "BidiComponent"):
        assert [one for one in ahead if f"/static/js/{part}." in one], (
            "the pinned Streamlit names it otherwise"
        )
    assert len(set(ahead)) == len(ahead) < 12, "each once, and only what it does not begin with"


def test_streamlits_program_travels_packed_and_is_fetched_once(stranger: Browser) -> None:
    (program,) = re.findall(
        r'<script type="module"[^>]* src="\.(/static/js/[^"]+)"', headers.streamlit_page()
    )
    packed = stranger.get(program, headers={"accept-encoding": "gzip"})
    plain = stranger.get(program, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.content == plain.content and "immutable" in packed.headers["cache-control"]
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert stranger.get("/static/js/../../index.html").status_code in (400, 401, 404)


def test_our_scripts_are_served_for_ever_and_nothing_else_is(stranger: Browser) -> None:
    from console.parts import assets

    found = stranger.get(f"{assets.base()}inbox/main.js")
    assert "immutable" in found.headers["cache-control"]
    assert found.headers["content-type"].startswith("text/javascript")
    for path in ("inbox/../../doors.py", "%2e%2e/doors.py", "assets.py", "signin/page.html"):
        assert stranger.get(f"{assets.base()}{path}").status_code in (401, 404)


def test_what_breaks_is_told_in_plain_words_with_a_reference(
    signed_in: SignIn, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(house.carla)
    monkeypatch.setattr(doorman, "ask", lambda token: 1 / 0)
    doorman._kept.clear()
    answer = browser.get("/api/inbox")
    assert (answer.status_code, answer.json()["error"]) == (500, "failed")
    assert len(answer.json()["reference"]) == 16
    page = browser.get("/", headers={"accept": "text/html"})
    assert "referencia" in page.text
    assert "Traceback" not in page.text + answer.text
