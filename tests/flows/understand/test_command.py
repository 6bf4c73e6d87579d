"""The command: a JSON line in, a JSON line out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.flows.understand import __main__ as command
from core.flows.understand.__main__ import answer_line

_ROOT = Path(__file__).parents[3]


def _ask(**asked: object) -> dict[str, object]:
    answered: dict[str, object] = json.loads(answer_line(json.dumps(asked)))
    return answered


def test_a_line_holds_language_wishes_stay_and_what_was_named() -> None:
    row = _ask(
        id="7",
        text="Quiero reservar del 10 al 15 de diciembre para 2 adultos",
        now="2026-11-18T12:00:00-03:00",
        country="AR",
    )
    assert row["id"] == "7"
    assert row["lang"] == "es"
    assert row["intents"][0]["name"] == "book"  # type: ignore[index]
    assert row["stay"] == {"check_in": "2026-12-10", "check_out": "2026-12-15", "nights": 5}
    assert row["entities"]["adults"] == 2  # type: ignore[index]
    assert row["dates"] == ["2026-12-10", "2026-12-15"]
    assert isinstance(row["answer"], bool)


def test_only_id_and_text_are_needed() -> None:
    assert _ask(id=1, text="tienen wifi?")["intents"]


def test_a_broken_line_is_answered_with_what_is_wrong() -> None:
    assert "error" in json.loads(answer_line("{not json"))
    assert "error" in json.loads(answer_line('{"id": 1}'))
    assert json.loads(answer_line('{"id": 1, "text": 5}')) == {
        "id": 1,
        "error": "TypeError: text is not text",
    }


def test_a_line_that_would_be_read_for_ever_is_answered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(text: str, _context: object) -> None:
        re.search("(?:a|aa)+$", f"{text}!")

    monkeypatch.setattr(command, "read", endless)
    monkeypatch.setattr(command, "_LONGEST", 0.05)
    asked = json.dumps({"id": 7, "text": "a" * 60})
    assert json.loads(answer_line(asked)) == {"id": 7, "error": "ThoughtTooLong"}


def test_the_command_answers_every_line_in_order() -> None:
    lines = "".join(
        json.dumps({"id": n, "text": "hola" if n % 2 else "cuánto sale?"}) + "\n" for n in range(500)
    )
    done = subprocess.run(
        [sys.executable, "-m", "core.flows.understand"],
        input=lines, capture_output=True, text=True, cwd=_ROOT, timeout=60, check=True,
    )  # fmt: skip
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == list(range(500))


def test_who_writes_one_line_and_waits_gets_its_answer() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "core.flows.understand"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT,
    ) as asked:  # fmt: skip
        assert asked.stdin is not None
        assert asked.stdout is not None
        for number in range(3):
            asked.stdin.write(json.dumps({"id": number, "text": "hola"}) + "\n")
            asked.stdin.flush()
            assert json.loads(asked.stdout.readline())["id"] == number
        asked.stdin.write('{"id": 3, "text": "chau"}')
        asked.stdin.close()
        assert json.loads(asked.stdout.readline())["id"] == 3


def test_a_zone_nobody_knows_is_said_and_ends_nothing() -> None:
    now = "2026-11-18T12:00:00-03:00"
    asked = {"id": 1, "text": "el viernes", "now": now, "zone": "Luna/Tranquilidad"}
    assert "error" in json.loads(answer_line(json.dumps(asked)))
