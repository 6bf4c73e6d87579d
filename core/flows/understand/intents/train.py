"""Trains the model from the text beside it: `python -m core.flows.understand.intents.train` writes model.npz."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core.flows.understand.intents.corpus import Corpus, read_corpus
from core.flows.understand.intents.examples import Example, make_examples
from core.flows.understand.intents.features import featurise
from core.flows.understand.intents.labels import LABELS
from core.flows.understand.intents.learn import PASSES, Floats, Learner, Lesson, Weights, fit, shrink
from core.flows.understand.intents.model import FILE
from core.flows.understand.weights_file import packed


def wanted(examples: list[Example]) -> Floats:
    table = np.zeros((len(examples), len(LABELS)), np.float32)
    for row, example in enumerate(examples):
        for label in example.labels:
            table[row, LABELS.index(label)] = 1
    return table


def lessons(corpus: Corpus, passes: int) -> Iterator[Lesson]:
    """Every pass is drawn anew, so that no message is learned by heart."""
    for drawing in range(passes):
        examples = make_examples(corpus, drawing)
        seen = {text: featurise(text) for text in {example.text for example in examples}}
        yield [seen[example.text] for example in examples], wanted(examples)


def train(corpus: Corpus, passes: int = PASSES) -> Weights:
    return fit(lessons(corpus, passes), len(LABELS))


def begun(corpus: Corpus) -> bytes:
    """What the first lesson alone comes to."""
    learner = Learner(len(LABELS))
    learner.take(next(lessons(corpus, 1)), 0)
    return learner.digest()


def pack(weights: Weights) -> bytes:
    small, steps = shrink(weights)
    begun = np.frombuffer(weights.begun, np.uint8)
    return packed(
        {"table": small, "steps": steps, "bias": weights.bias, "labels": np.array(LABELS), "begun": begun}
    )


def main(target: Path = FILE) -> None:
    corpus = read_corpus()
    whole = pack(train(corpus))
    target.write_bytes(whole)
    digest = hashlib.sha256(whole).hexdigest()
    sys.stdout.write(f"{len(corpus.lines)} lines, {len(whole)} bytes, sha256 {digest}\n")


if __name__ == "__main__":
    main()
