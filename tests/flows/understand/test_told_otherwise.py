"""Who comes, in words that others do not count by."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.flows.understand import Context, read

LINES = Path(__file__).with_name("told_otherwise.tsv").read_text("utf-8").splitlines()
NOW = datetime(2026, 11, 27, 10)


def heard(language: str, text: str) -> tuple[str, str]:
    said = read(text, Context(now=NOW, country="AR", hotel_language=language, language=language)).entities
    return str(said.adults or "-"), " ".join(map(str, sorted(said.child_ages))) or "-"


def test_who_comes_is_counted_in_whatever_words() -> None:
    rows = [line.split("\t") for line in LINES if not line.startswith("#")]
    misread = {
        text: heard(lang, text) for lang, adults, ages, text in rows if heard(lang, text) != (adults, ages)
    }
    assert misread == {}
