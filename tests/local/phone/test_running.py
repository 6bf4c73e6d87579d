"""The phone as a process: where it may run, what it remembers, and who may use its lab."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.local.phone.client import PhoneClient
from core.local.phone.journal import Journal
from core.local.phone.running import running_phone
from core.local.phone.settings import NotLocal, read_settings
from tests.local.phone.conftest import NUMBER, TOKEN, to_ana


def test_it_refuses_to_start_outside_local_mode_with_one_clear_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "core.local.phone"],
        env={**os.environ, "CONSERJE_MODE": "server"},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip().count("\n") == 0
    assert "CONSERJE_MODE=local" in done.stderr
    with pytest.raises(NotLocal):
        read_settings({"CONSERJE_MODE": "server"})


def test_the_environment_is_read_with_local_defaults() -> None:
    settings = read_settings({"WEBHOOK_PORT": "8123", "CONSERJE_DATA": "/srv/x"})
    assert settings.webhook_url == "http://127.0.0.1:8123/webhooks/whatsapp"
    assert settings.port == 8010
    assert settings.data == Path("/srv/x/phone")


def test_chats_guests_files_and_templates_survive_a_restart(tmp_path: Path) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with running_phone(data=tmp_path) as phone:
        zoe = phone.guest("Zoe Blanc", "UY")
        zoe.says("antes")
        zoe.attaches(b"\x89PNG\r\n\x1a\n...", "image/png")
        number = zoe.details()["wa_id"]
        body = to_ana("text", {"body": "seguimos"}, to=number)
        assert phone.http.post(f"/v25.0/{NUMBER}/messages", json=body, headers=headers).status_code == 200
    with running_phone(data=tmp_path) as phone:
        chat = phone.guest("Zoe Blanc").chat()
        assert [message["content"].get("body") for message in chat] == ["antes", None, "seguimos"]
        assert phone.http.get(chat[1]["media"]["src"]).status_code == 200
        again = phone.http.post(f"/v25.0/{NUMBER}/messages", json=body, headers=headers)
        assert again.status_code == 200, "the window is still open"
        assert phone.guest("Zoe Blanc").details()["wa_id"] == number


def test_a_torn_last_line_does_not_spoil_the_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.rewrite([("guest", "ana", {"name": "Ana"})])
    journal.put("guest", "ana", {"offline": True})
    journal.put("guest", "leo", {"name": "Leo"})
    journal.put("guest", "leo", None)
    journal.flush()
    with (tmp_path / "journal.jsonl").open("a") as file:
        file.write('["guest", "ana", {"na')
    assert journal.load() == {"guest": {"ana": {"name": "Ana", "offline": True}}}


def test_another_site_cannot_write_as_a_guest(phone: PhoneClient) -> None:
    body = {"text": "gratis"}
    assert (
        phone.http.post(
            "/lab/guests/ana/say", json=body, headers={"Origin": "https://evil.example"}
        ).status_code
        == 403
    )
    assert (
        phone.http.post("/lab/guests/ana/say", json=body, headers={"Host": "evil.example"}).status_code == 403
    )
    assert phone.http.post("/lab/guests/ana/say", json=body, headers={"Origin": phone.url}).status_code == 200


@pytest.mark.parametrize(
    ("country", "shape"),
    [
        ("AR", "549"), ("UY", "5989"), ("BR", "55119"), ("CL", "569"), ("CO", "573"), ("PE", "519"), ("PY", "5959"),
        ("MX", "52"), ("MX1", "521"), ("ES", "346"), ("US", "1"), ("GB", "447"), ("DE", "491"),
    ],
)  # fmt: skip
def test_a_new_guest_has_a_number_of_the_chosen_country(phone: PhoneClient, country: str, shape: str) -> None:
    guest = phone.guest(f"Guest of {country}", country).details()
    assert guest["wa_id"].startswith(shape)
    assert guest["user_id"].startswith(f"{country[:2]}.")


def test_the_lab_says_what_it_does_not_know(phone: PhoneClient) -> None:
    with pytest.raises(ValueError, match="no setting called 'speed'"):
        phone.settings(speed=1)
    with pytest.raises(ValueError, match="kind must be one of"):
        phone.fail_next(kind="fire")
    with pytest.raises(ValueError, match="no guest called"):
        phone.ask("GET", "/lab/guests/nobody")


def test_the_wire_log_never_shows_a_whole_token(phone: PhoneClient) -> None:
    phone.http.get(f"/v25.0/{NUMBER}", headers={"Authorization": f"Bearer {TOKEN}"})
    shown = phone.ask("GET", "/lab/wire?last=1")[0]
    assert shown["kind"] == "api"
    assert shown["status"] == 200
    assert TOKEN not in str(shown)
