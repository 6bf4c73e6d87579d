"""Hundreds of ways to say a stay, from tables: what was said, and what it means on Wednesday 18 November 2026."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.flows.understand.stay import Clock, read_stay

NOW = Clock(datetime(2026, 11, 18, 10, 0), country="AR")
TABLES = Path(__file__).parent / "stays"


def rows() -> list[tuple[str, list[str]]]:
    return [
        (path.stem, line.split("\t"))
        for path in sorted(TABLES.glob("*.tsv"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def test_a_stay_is_read_as_the_guest_meant_it() -> None:
    misread = {}
    for lang, (said, *meant) in rows():
        read = read_stay(said, lang, NOW)
        found = (read.check_in, read.check_out, read.nights, len(read.candidates), ",".join(read.doubts))
        if [str(part or "") for part in found] != meant:
            misread[lang, said] = found
    assert misread == {}


def test_shouting_and_missing_accents_change_nothing() -> None:
    changed = {}
    for lang, (said, *_) in rows():
        plain, shouted = read_stay(said, lang, NOW), read_stay(said.upper(), lang, NOW)
        told = (shouted.check_in, shouted.check_out, shouted.nights)
        if told != (plain.check_in, plain.check_out, plain.nights):
            changed[lang, said] = told
    assert changed == {}


def test_whatever_is_in_doubt_comes_with_candidates_or_leaves_the_stay_open() -> None:
    for lang, row in rows():
        read = read_stay(row[0], lang, NOW)
        assert read.sure or read.candidates or not read.complete, row[0]
