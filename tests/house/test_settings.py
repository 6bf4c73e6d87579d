"""Every setting stands in `.env.example` with its reason and its true default, and a wrong one is refused in a line."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.base.settings import Settings, SettingsProblem, load

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
MADE_LOCALLY = {"database_url", "redis_url", "secret_key", "whatsapp_app_secret", "whatsapp_verify_token"}
READ_BY_OTHERS = {"POSTGRES_PASSWORD", "TLS_FOLDER", "PROMETHEUS_MULTIPROC_DIR"}


def documented() -> dict[str, tuple[str, str]]:
    """Each variable with its comment and its value in the example."""
    found = {}
    for block in EXAMPLE.split("\n\n"):
        lines = block.strip().splitlines()
        if lines and (match := re.fullmatch(r"([A-Z_]+)=(.*)", lines[-1])):
            comment = " ".join(line.lstrip("# ") for line in lines[:-1])
            found[match.group(1)] = (comment, match.group(2))
    return found


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    fields = {name.upper() for name in Settings.model_fields}
    assert set(documented()) == fields | READ_BY_OTHERS


@pytest.mark.parametrize("name", sorted(documented()))
def test_a_setting_is_explained_and_left_empty(name: str) -> None:
    comment, value = documented()[name]
    assert len(comment) > 15
    assert value == "", "a copy nobody filled in must change nothing"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_default_in_brackets_is_the_real_one(name: str) -> None:
    comment, _ = documented()[name.upper()]
    told = comment[comment.rindex("[") + 1 : -1]
    field = Settings.model_fields[name]
    if field.is_required():
        assert name in MADE_LOCALLY
        assert told == "made locally"
    else:
        assert told == ("" if field.default is None else str(field.default))


def test_what_others_read_is_really_read_there() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert "POSTGRES_PASSWORD" in compose
    assert "TLS_FOLDER" in compose
    assert "PROMETHEUS_MULTIPROC_DIR" in (ROOT / "webhook" / "health.py").read_text(encoding="utf-8")


WHOLE = {
    "DATABASE_URL": "postgresql://conserje@localhost/conserje",
    "REDIS_URL": "redis://localhost:6379/0",
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "WHATSAPP_APP_SECRET": "app-secret",
    "WHATSAPP_VERIFY_TOKEN": "word",
}


def read(monkeypatch: pytest.MonkeyPatch, folder: Path, **changes: str | None) -> Settings:
    for name in [*os.environ]:
        monkeypatch.delenv(name)
    for name, value in {**WHOLE, **changes}.items():
        if value is not None:
            monkeypatch.setenv(name, value)
    with contextlib.chdir(folder):
        return load()


WRONG = {
    "DATABASE_URL": ("mysql://host/db", "must be a Postgres address"),
    "REDIS_URL": ("http://host", "must be a Redis address"),
    "SECRET_KEY": ("short", "at least 32 characters"),
    "WHATSAPP_API_URL": ("graph.facebook.com", "must start with http"),
    "WHATSAPP_API_VERSION": ("25", "should match pattern"),
    "WEBHOOK_PORT": ("0", "greater than or equal to 1"),
    "CONSERJE_MODE": ("production", "'local' or 'server'"),
    "QUIET_WINDOW": ("-1", "greater than or equal to 0"),
    "SEND_IN_FLIGHT": ("many", "valid integer"),
    "LOG_LEVEL": ("LOUD", "'DEBUG', 'INFO'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_refused_by_name_in_one_line(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    value, reason = WRONG[name]
    with pytest.raises(SettingsProblem) as refused:
        read(monkeypatch, tmp_path, **{name: value})
    assert str(refused.value).startswith(f"{name} is wrong: ")
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_missing_setting_is_named_and_its_place_told(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(SettingsProblem, match=f"{name} is not set"):
        read(monkeypatch, tmp_path, **{name: None})


def test_a_secret_does_not_show_in_the_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem) as refused:
        read(monkeypatch, tmp_path, SECRET_KEY="too-short-and-secret")
    assert "too-short-and-secret" not in str(refused.value)


def test_postgres_addresses_of_every_usual_spelling_are_understood(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        found = read(monkeypatch, tmp_path, DATABASE_URL=f"{scheme}://conserje@host/db")
        assert found.database_url == "postgresql+psycopg://conserje@host/db"


def test_while_a_secret_is_being_replaced_both_are_good(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = read(monkeypatch, tmp_path, WHATSAPP_APP_SECRET=" old , new,")
    assert found.app_secrets == ["old", "new"]


def test_an_untouched_copy_of_the_example_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = read(monkeypatch, tmp_path)
    (tmp_path / ".env").write_text(EXAMPLE, encoding="utf-8")
    assert read(monkeypatch, tmp_path) == plain


def test_a_process_with_a_wrong_setting_ends_with_one_line(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "core.store.migrate"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": "mysql://x"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("Conserje cannot start: ")
    assert len(ended.stderr.splitlines()) == 1
