"""What the processes get: the caller's settings first, then `.env`, then secrets made once."""

import stat
from pathlib import Path

import pytest

from core.local import environment
from core.local.environment import GENERATED
from core.local.trouble import Trouble


def test_secrets_are_made_once_kept_private_and_long_enough(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    first = environment.with_secrets(environment.read({}, tmp_path)).variables
    second = environment.with_secrets(environment.read({}, tmp_path)).variables
    for name in ("SECRET_KEY", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN"):
        assert first[name] == second[name]
    assert len(first["SECRET_KEY"]) >= 32
    assert stat.S_IMODE((tmp_path / "data" / GENERATED).stat().st_mode) == 0o600


def test_a_missing_secret_is_added_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / GENERATED).write_text("SECRET_KEY=kept-from-before\n")
    found = environment.with_secrets(environment.read({}, tmp_path)).variables
    assert found["SECRET_KEY"] == "kept-from-before"
    assert found["WHATSAPP_APP_SECRET"]


def test_the_caller_wins_over_the_file_and_the_file_over_what_was_made(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / GENERATED).write_text("SECRET_KEY=made\nWHATSAPP_APP_SECRET=made\n")
    (tmp_path / ".env").write_text("SECRET_KEY=from-file\nWEBHOOK_PORT=8100\nLOG_LEVEL=DEBUG\n")
    found = environment.read({"WEBHOOK_PORT": "8200", "LOG_LEVEL": ""}, tmp_path)
    assert found.variables["SECRET_KEY"] == "from-file"
    assert found.variables["WHATSAPP_APP_SECRET"] == "made"
    assert found.variables["LOG_LEVEL"] == "DEBUG", "an empty value is not a value"
    assert found.ports["WEBHOOK_PORT"] == 8200


def test_whatsapp_is_the_phone_next_door_unless_told_otherwise(tmp_path: Path) -> None:
    assert (
        environment.read({"PHONE_PORT": "9010"}, tmp_path).variables["WHATSAPP_API_URL"]
        == "http://127.0.0.1:9010"
    )
    given = environment.read({"WHATSAPP_API_URL": "http://127.0.0.1:1"}, tmp_path)
    assert given.variables["WHATSAPP_API_URL"] == "http://127.0.0.1:1"


@pytest.mark.parametrize("port", ["0", "65536", "eight thousand", "-1"])
def test_a_port_that_is_none_is_refused_by_name(tmp_path: Path, port: str) -> None:
    with pytest.raises(Trouble, match="WEBHOOK_PORT"):
        environment.read({"WEBHOOK_PORT": port}, tmp_path)
