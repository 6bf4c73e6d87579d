"""Learns who comes from the messages in `training/`: `python -m core.flows.understand.party.train` writes model.npz."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.flows.understand.entities.children import party_by_rules
from core.flows.understand.entities.spoken import as_spoken
from core.flows.understand.intents.corpus import FOLDER as CHAT
from core.flows.understand.intents.corpus import read_corpus, seeded
from core.flows.understand.party.counting import Told
from core.flows.understand.party.cues import Said
from core.flows.understand.party.learn import Lesson, learned
from core.flows.understand.party.model import FILE, pack
from core.flows.understand.party.weighing import Weights
from core.flows.understand.party.who import LANGUAGES, told_by
from core.flows.understand.text import normalise

FOLDER: Final = Path(__file__).parent / "training"
_WORD: Final = re.compile(r"[a-z]+")
# A word written so often in the text that wishes are learned from is nobody's name.
_OFTEN: Final = 4
# The plainest words are the ones most often heard, and few beside whole messages.
_SAID_OFTEN: Final = 4
# A voice note has no stops: what was written with them is learned without them too.
_STOPS: Final = re.compile(r"[,.;:!?]+(?=\s|$)|[\u00bf\u00a1]")
_FEW_WORDS: Final = 5


def common_words() -> frozenset[str]:
    told = Counter[str]()
    for path in sorted(CHAT.glob("*.txt")):
        told.update(_WORD.findall(normalise(path.read_text("utf-8"))))
    return frozenset(word for word, times in told.items() if times >= _OFTEN)


def lessons(common: frozenset[str], folder: Path = FOLDER) -> Iterator[Lesson]:
    """Whole messages, as written and as spoken, and the short sayings that any of them is made of."""
    for lang in LANGUAGES:
        written = list(messages(folder, lang))
        aloud = [(country, meant, bare) for country, meant, text in written if (bare := _aloud(text))]
        for country, meant, text in (*written, *aloud, *_SAID_OFTEN * tuple(sayings(folder, lang))):
            spoken = as_spoken(text, lang, country).left
            rules = told_by(party_by_rules(spoken, lang))
            yield Lesson(Said(spoken, lang, common), rules, meant, bool(meant.ages) or not meant.children)


def _aloud(text: str) -> str | None:
    """As a voice note would have it, if that differs."""
    bare = _STOPS.sub("", text)
    return bare if bare != text and len(text.split()) > _FEW_WORDS else None


def messages(folder: Path, lang: str) -> Iterator[tuple[str, Told, str]]:
    path = folder / f"messages.{lang}.tsv"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            country, adults, children, ages, text = line.split("\t")
            yield country, Told(_figure(adults), _figure(children), _figures(ages)), text
        except ValueError as problem:
            raise ValueError(f"{path.name}, line {number}: {problem}") from problem


def sayings(folder: Path, lang: str) -> Iterator[tuple[str, Told, str]]:
    for line in (folder / f"sayings.{lang}.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            text, told = line.split("\t")
            heads = json.loads(told)
            yield "AR", Told(heads.get("adults") or None, heads.get("children") or None), text


def of_chats(common: frozenset[str]) -> Iterator[Lesson]:
    """What guests write of everything else: plain enough for the rules to be right, whose word is not leant on here."""
    corpus, dice = read_corpus(), seeded(1)
    for line in corpus.lines:
        spoken = as_spoken(corpus.draw(line, dice), line.language, "AR").left
        said = Said(spoken, line.language, common)
        if said.mentions:
            yield Lesson(said, None, told_by(party_by_rules(spoken, line.language)), False)


def _figure(said: str) -> int | None:
    return int(said) or None if said else None


def _figures(said: str) -> tuple[int, ...]:
    return tuple(sorted(int(age) for age in said.split(","))) if said else ()


def digest() -> str:
    """Of all the text that is learned from: a model that was learned from another is found out by it."""
    told = hashlib.sha256()
    for folder in (FOLDER, CHAT):
        for path in sorted((*folder.glob("*.tsv"), *folder.glob("*.txt"))):
            told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def train() -> Weights:
    common = common_words()
    taught = [*lessons(common), *of_chats(common)]
    weights = learned(taught, common, say=lambda line: sys.stdout.write(f"{line}\n"))
    return replace(weights, taught=digest())


def main(target: Path = FILE) -> None:
    whole = pack(train())
    target.write_bytes(whole)
    sys.stdout.write(f"{len(whole)} bytes, sha256 {hashlib.sha256(whole).hexdigest()}\n")


if __name__ == "__main__":
    main()
