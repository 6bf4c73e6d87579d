"""The mailbox of a laptop: shows what the house's own adapter laid down, and lets no letter act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from core.adapters.mail.folder import FolderMail
from core.domain.mail import Mail
from core.local.mailbox.page_routes import Mailbox
from tests.edges.console.asking import Browser

HERE = "http://127.0.0.1"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(Starlette(routes=Mailbox(tmp_path / "mail").routes()), base_url=HERE) as opened:
        yield opened


def test_an_empty_mailbox_says_how_something_gets_into_it(browser: Browser) -> None:
    assert "test mail" in browser.get("/mail").text


def test_a_letter_is_listed_and_read_plain_and_drawn(browser: Browser, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> ★"
    FolderMail(tmp_path / "mail", "Posada <house@posada.example>").send(
        Mail("olga@posada.test", hostile, "plainly ñ", "<p>drawn ñ</p>", "conserje.7.abc")
    )
    listed = browser.get("/mail").text
    assert "olga@posada.test" in listed
    assert "<script>" not in listed
    page = browser.get("/mail/conserje.7.abc.eml").text
    assert "plainly ñ" in page
    assert "<script>" not in page
    drawn = browser.get("/mail/conserje.7.abc.eml/drawn")
    assert "<p>drawn ñ</p>" in drawn.text
    assert drawn.headers["content-security-policy"].startswith("sandbox ")


@pytest.mark.parametrize("name", ["nothing.eml", "..%2Fsecret.eml", "secret.txt", "%2Fetc%2Fpasswd"])
def test_nothing_but_letters_is_opened(browser: Browser, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.eml").write_text("x")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "secret.txt").write_text("x")
    assert browser.get(f"/mail/{name}").status_code == 404


def test_another_site_and_another_name_are_refused(browser: Browser) -> None:
    assert browser.get("/mail", headers={"host": "evil.example"}).status_code == 403
    assert browser.get("/mail", headers={"origin": "https://evil.example"}).status_code == 403
