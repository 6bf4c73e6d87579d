"""Who comes, in the words of families and friends: tables of sayings, only heads and rooms compared."""

from __future__ import annotations

import json

from core.flows.understand.entities import read_entities
from core.flows.understand.party.texts import FOLDER


def rows() -> list[tuple[str, str, str]]:
    return [
        (path.suffixes[0][1:], *line.split("\t"))  # type: ignore[misc]
        for path in sorted(FOLDER.glob("sayings.*.tsv"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def test_heads_are_counted_as_a_receptionist_would() -> None:
    """More than a thousand sayings: those that are misheard, with what was heard."""
    misheard = {}
    for lang, said, wanted in rows():
        found, meant = read_entities(said, lang).as_dict(), json.loads(wanted)
        named = ("adults", "children", "rooms") if "rooms" in meant else ("adults", "children")
        heard = {name: found[name] for name in named if name in found}
        if heard != meant:
            misheard[said] = heard
    assert misheard == {}
