"""What a start works out is found again by the next, and whatever is wrong with what was kept costs time alone."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import core.flows
from core.base import kept, patterns
from core.base.kept import Kept

_PATTERNS = (
    (r"(?P<day>\d{1,2}) de (?P<month>enero|mayo)|(?P<year>\d{4})", 0),
    (r"(?i)\bHOLA\b", 0),
    (r"^(a+)(?:b|c)*?(?<!d)\1$", re.MULTILINE | re.DOTALL),
    (r"[^\W\d_]{2,}ñ?", re.IGNORECASE),
    (r"(?>x+)y", 0),
    (r"", 0),
)
_TEXTS = ("3 de mayo 2027", "hola, HOLA", "aabaa\naacaa", "año NUEVO", "xxxxy", "")


def test_a_kept_pattern_is_the_pattern_it_was() -> None:
    for pattern, flags in _PATTERNS:
        fresh = patterns._compile(pattern, flags)
        again = patterns._put_together(pattern, patterns._taken_apart(pattern, flags))
        assert (again.pattern, again.flags, again.groups) == (fresh.pattern, fresh.flags, fresh.groups)
        assert dict(again.groupindex) == dict(fresh.groupindex)
        for text in _TEXTS:
            assert [(one.span(), one.groups(), one.lastgroup) for one in again.finditer(text)] == [
                (one.span(), one.groups(), one.lastgroup) for one in fresh.finditer(text)
            ]


def test_everybody_compiles_by_what_is_kept() -> None:
    assert core.flows
    assert re._compiler.compile is patterns._from_kept  # type: ignore[attr-defined]
    assert re.compile(rb"bytes \d").search(b"of bytes 7")
    with pytest.raises(re.error, match="unterminated"):
        re.compile("(so")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache" / "things.found"


def _made(shelf: Kept, key: str) -> list[str]:
    """Who was asked to make it: nobody, where it was kept."""
    asked: list[str] = []
    with shelf.tables():
        shelf.once(key, lambda: asked.append(key))
    return asked


def test_the_next_process_finds_it(file: Path) -> None:
    first = Kept(file)
    assert _made(first, "one") == ["one"]
    first.write()
    assert _made(Kept(file), "one") == []


def test_two_that_write_lose_neither_s_words(file: Path) -> None:
    first, second = Kept(file), Kept(file)
    _made(first, "one")
    _made(second, "two")
    first.write()
    second.write()
    third = Kept(file)
    assert _made(third, "one") == _made(third, "two") == []
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_what_a_guest_says_is_not_kept(file: Path) -> None:
    shelf = Kept(file)
    shelf.once("Ana Pérez", lambda: 1)
    shelf.write()
    assert not file.exists()


@pytest.mark.parametrize("wrong", [b"", b"\0" * 400, b"not ours", marshal.dumps(("3.4", {"one": None}))])
def test_what_cannot_be_read_is_made_anew(file: Path, wrong: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(wrong)
    shelf = Kept(file)
    assert _made(shelf, "one") == ["one"]
    shelf.write()
    assert _made(Kept(file), "one") == []


def test_half_a_file_is_made_anew(file: Path) -> None:
    shelf = Kept(file)
    for number in range(100):
        _made(shelf, f"number {number}")
    shelf.write()
    file.write_bytes(file.read_bytes()[:-200])
    assert _made(Kept(file), "number 1") == ["number 1"]


def test_where_nobody_may_write_nothing_is_kept(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    shelf = Kept(file)
    _made(shelf, "one")
    shelf.write()
    assert file.parent.read_text() == "a file where the folder should be"


def test_half_a_word_is_not_left_lying_about(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_told: object) -> None:
        raise OSError("no space left")

    shelf = Kept(file)
    _made(shelf, "one")
    monkeypatch.setattr(kept.os, "replace", full)
    shelf.write()
    assert list(file.parent.iterdir()) == []


def test_a_guest_heard_beside_a_table_is_not_kept(file: Path) -> None:
    shelf = Kept(file)
    with shelf.tables():
        other = threading.Thread(target=shelf.once, args=("Ana Pérez", lambda: 1))
        other.start()
        other.join()
    shelf.write()
    assert not file.exists()


def test_who_wants_no_modules_kept_wants_none_of_this(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Kept(file)
    _made(shelf, "one")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shelf.write()
    assert not file.exists()


def test_what_was_changed_since_stays_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 3)
    for name in ("one", "two", "three", "four"):
        shelf = Kept(file)
        _made(shelf, name)
        shelf.write()
    last = Kept(file)
    assert _made(last, "four") == []
    assert _made(last, "one") == ["one"]


def test_a_changed_module_is_another(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("one = 1\n")
    before = kept.as_of(str(module))
    module.write_text("one = 11\n")
    assert kept.as_of(str(module)) != before


def test_a_start_takes_nothing_apart_that_the_one_before_did(tmp_path: Path) -> None:
    """Counted in processes of their own, which keep what they find in a folder of their own."""
    counts = (
        "import re._compiler as c; taken = []; code = c._code\n"
        "c._code = lambda *told: taken.append(1) or code(*told)\n"
        "import core.flows.understand; print(len(taken))"
    )
    told = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PATH": ""}
    root = Path(__file__).parents[2]
    first, second = (
        int(
            subprocess.run(
                [sys.executable, "-c", counts], capture_output=True, text=True, cwd=root, env=told, check=True
            ).stdout
        )
        for _ in range(2)
    )
    assert first > 300
    assert second < 10
