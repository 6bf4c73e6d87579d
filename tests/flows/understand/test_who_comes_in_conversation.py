"""Who comes after every line of a conversation, told in part, anew or against what was known.

A block of `who_comes.txt` is one conversation: behind " = " stands who comes by then, as `adults+children[ages]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.domain.knowledge import Knowledge
from core.domain.memory import About, Asked, Memory, Party
from core.flows.booking.progress import NAME
from core.flows.heard import hearing
from core.flows.heard.gathering import gathered

NOW = datetime(2026, 11, 28, 18, tzinfo=UTC)
SAID = Path(__file__).with_name("who_comes.txt").read_text("utf-8")
TALKS = [block.strip().splitlines() for block in SAID.split("\n\n") if not block.startswith("#")]


def scene_of(memory: Memory, language: str | None) -> Any:
    """As much of a scene as the words are heard in."""
    hotel = SimpleNamespace(timezone="America/Argentina/Buenos_Aires", country="AR", language="es")
    return SimpleNamespace(
        memory=memory,
        hotel=hotel,
        now=NOW,
        knowledge=Knowledge(),
        conversation=SimpleNamespace(language=language),
        guest=SimpleNamespace(language=None),
    )


def asked_after(memory: Memory) -> Asked:
    party = memory.party
    if party.adults is None:
        return Asked(About.PEOPLE)
    return Asked(About.OTHER if party.complete else About.AGES)


def who(party: Party) -> str:
    ages = ",".join(map(str, sorted(party.child_ages)))
    return f"{party.adults}+{party.children or 0}" + (f"[{ages}]" if ages else "")


def told(lines: list[str]) -> Iterator[tuple[str, str]]:
    memory, language = Memory(flow=NAME), None
    for line in lines:
        said, _, _ = line.partition(" = ")
        meant = hearing.hear_words(scene_of(memory, language), said)
        language = meant.language.spoken
        memory = gathered(memory.noting(said, NOW), meant)
        memory = replace(memory, asked=asked_after(memory))
        yield line, f"{said} = {who(memory.party)}"


@pytest.mark.parametrize("lines", TALKS, ids=[lines[-1][:40] for lines in TALKS])
def test_who_comes_after_every_line(lines: list[str]) -> None:
    for line, heard in told(lines):
        assert line == heard or " = " not in line
