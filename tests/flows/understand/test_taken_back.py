"""Changes of a party that are taken back, told twice, or told by who it is when that was asked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.domain.memory import Memory, from_json
from core.flows.heard.gathering import gathered
from core.flows.understand import Context, Understanding, read
from core.flows.understand.heads.beside import beside_the_party, beside_the_stay
from core.flows.understand.heads.corrections import corrected
from core.flows.understand.joining import who_joins
from tests.flows.understand.test_who_joins import shown, written

NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)
LINES = Path(__file__).with_name("taken_back.tsv").read_text("utf-8").splitlines()
SAID = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def heard(memory: Memory, words: str, language: str) -> Understanding:
    context = Context(
        now=NOW, zone="America/Argentina/Buenos_Aires", hotel_language=language, language=language,
        wish="ask_availability",
    )  # fmt: skip

    def reads(said: str) -> Understanding:
        return beside_the_party(memory.party, beside_the_stay(read(said, context), None), None)

    meant = who_joins(memory.party, reads(words), reads, memory.named, memory.before)
    return corrected(memory.party, meant)


def after(known: str, messages: str, language: str) -> Memory:
    """What is remembered between two messages goes through the database, as it does."""
    memory = Memory(party=written(known))
    for words in messages.split(" / "):
        memory = from_json(gathered(memory, heard(memory, words, language)).to_json())
    return memory


@pytest.mark.parametrize(("language", "known", "messages", "then"), SAID, ids=[line[2] for line in SAID])
def test_who_comes_after_all_of_it(language: str, known: str, messages: str, then: str) -> None:
    assert shown(after(known, messages, language).party) == then


@pytest.mark.parametrize(
    "words",
    [
        "no sé cómo estaba el clima",
        "nada, gracias",
        "olvidate del desayuno",
        "no",
        "me equivoqué de botón, perdón?",
    ],
)
def test_nothing_is_taken_back_where_nothing_was_changed(words: str) -> None:
    memory = Memory(party=written("4"))
    assert gathered(memory, heard(memory, words, "es")).party == memory.party


def test_danger_is_no_second_thought() -> None:
    memory = after("4", "mi cuñado se baja", "es")
    assert "urgent_help" in heard(memory, "mentira, se prendió fuego la cocina, ayuda", "es").names


@pytest.mark.parametrize("words", ["no ", "mentira ", "era ", "a ", "viene ", "los 2 "])
@pytest.mark.parametrize("often", [13, 1000])
def test_words_said_over_and_over_take_no_long_time_and_add_nobody(words: str, often: int) -> None:
    memory = after("4", "mi cuñado se baja", "es")
    party = gathered(memory, heard(memory, words * often, "es")).party
    assert (party.adults or 0) <= 4
