"""Fetching a model: whole or not at all, and a plain word when the network says no."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.adapters.speech import __main__ as command
from core.adapters.speech.shelf import NoModel, fetch, is_there


def library_fetches(monkeypatch: pytest.MonkeyPatch, source: Path | Exception) -> None:
    """In place of the library's downloader, which needs the network: it takes what the real one takes."""

    def download(size_or_id: str, output_dir: str | None = None, cache_dir: str | None = None) -> str:
        assert output_dir is None, "the hub's client no longer takes what the library would pass it then"
        assert cache_dir is not None
        if isinstance(source, Exception):
            raise source
        snapshot = Path(cache_dir) / "snapshots" / "1"
        shutil.copytree(source, snapshot)
        return str(snapshot)

    monkeypatch.setattr("faster_whisper.utils.download_model", download)


def test_a_model_is_fetched_whole(monkeypatch: pytest.MonkeyPatch, model: Path, tmp_path: Path) -> None:
    library_fetches(monkeypatch, model)
    fetch("tiny", tmp_path / "models" / "tiny")
    assert is_there(tmp_path / "models" / "tiny")
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["tiny"]


def test_half_a_model_is_none(monkeypatch: pytest.MonkeyPatch, model: Path, tmp_path: Path) -> None:
    half = tmp_path / "half"
    shutil.copytree(model, half)
    (half / "model.bin").unlink()
    library_fetches(monkeypatch, half)
    with pytest.raises(NoModel, match="no whole model"):
        fetch("tiny", tmp_path / "models" / "tiny")
    assert not is_there(tmp_path / "models" / "tiny")


def test_a_network_that_says_no_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library_fetches(monkeypatch, ConnectionError("[Errno -3] name resolution\nand much more"))
    monkeypatch.setenv("CONSERJE_DATA", str(tmp_path))
    monkeypatch.setenv("SPEECH_MODEL", "tiny")
    assert command.main() == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "name resolution" in line
    assert "SPEECH_MODEL to its folder" in line


def test_the_real_downloader_without_a_network_ends_the_same_way(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match="could not be fetched"):
        fetch("tiny", tmp_path / "models" / "tiny")
    assert not (tmp_path / "models" / "tiny").exists()


def test_a_name_nobody_knows_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match=r"knows no model smal; it knows .*small"):
        fetch("smal", tmp_path / "models" / "smal")


def test_a_model_that_is_there_is_not_fetched_again(
    monkeypatch: pytest.MonkeyPatch, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library_fetches(monkeypatch, AssertionError("nobody asked"))
    monkeypatch.setenv("SPEECH_MODEL", str(model))
    assert command.main() == 0
    assert "ok The speech model" in capsys.readouterr().out
    monkeypatch.setenv("SPEECH_MODEL", "off")
    assert command.main() == 0
