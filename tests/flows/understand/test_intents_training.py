"""Training gives the same bytes every time, and the gate can be fitted anew from labelled chats."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from core.flows.understand.intents import deciding, examples, refit, train
from core.flows.understand.intents.corpus import read_corpus
from core.flows.understand.intents.labels import LABELS
from core.flows.understand.intents.model import model


def test_every_label_has_its_own_text_in_every_language() -> None:
    corpus = read_corpus()
    for language in ("es", "en", "pt"):
        spoken = {label for line in corpus.lines if line.language == language for label in line.labels}
        assert spoken == set(LABELS)


def test_training_text_is_drawn_alike_every_time() -> None:
    first, second = (examples.make_examples(read_corpus()) for _ in range(2))
    assert first == second


def test_an_unknown_label_in_the_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "es.talk.txt").write_text("[greting]\nhola\n", encoding="utf-8")
    with pytest.raises(ValueError, match="greting"):
        read_corpus(tmp_path)


def test_a_slip_changes_words_and_nothing_is_lost_but_letters() -> None:
    smudged = [
        examples.smudge("quisiera reservar una cabaña para el sábado", random.Random(seed))
        for seed in range(40)
    ]
    assert len(set(smudged)) > 10
    assert all(len(text.split()) == 7 for text in smudged)


@pytest.mark.chaos
@pytest.mark.timeout(300)
def test_learning_begins_as_the_shipped_model_began_to_the_byte() -> None:
    """The other lessons are drawn and taken in the same way as the first, which is a sixth of the work."""
    assert train.begun(read_corpus()) == model().begun


def test_the_gate_is_fitted_anew_from_chats_and_then_obeyed(tmp_path: Path) -> None:
    corpus, dice = read_corpus(), random.Random(3)
    lines = [line for line in corpus.lines if line.labels and line.language == "es"]
    chats = [
        {"text": corpus.draw(line, dice), "intents": sorted(line.labels)} for line in dice.sample(lines, 400)
    ]
    source, target = tmp_path / "chats.jsonl", tmp_path / "gate.json"
    source.write_text("\n".join(json.dumps(chat) for chat in chats) + "\n", encoding="utf-8")
    fitted = refit.refit(refit.read_chats([source]))
    refit.write_gate(fitted, target)
    held = deciding.gate(target)
    assert held == fitted
    assert deciding.decide("tienen wifi?", held).answer


def test_nothing_is_answered_when_nothing_can_be_sure_enough() -> None:
    strict = replace(deciding.gate(), enough_plain=1.1, enough_careful=1.1)
    assert not deciding.decide("tienen wifi?", strict).answer
