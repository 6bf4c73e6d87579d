"""Ways to say who comes, when, under what name and for how much, from tables."""

from __future__ import annotations

import json
from pathlib import Path

from core.flows.understand.entities import read_entities

TABLES = Path(__file__).parent / "said"


def rows() -> list[tuple[str, str, str]]:
    return [
        (path.stem, *line.split("\t"))  # type: ignore[misc]
        for path in sorted(TABLES.glob("*.tsv"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def test_what_a_guest_names_is_found_and_nothing_else() -> None:
    misheard = {}
    for lang, said, wanted in rows():
        found = read_entities(said, lang).as_dict()
        found.pop("times", None)
        if found != json.loads(wanted):
            misheard[said] = found
    assert misheard == {}
