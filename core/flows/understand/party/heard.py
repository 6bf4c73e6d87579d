"""What the rules heard in the messages that are learned from, kept beside them in `training/heard/`.

Rules move from day to day, and their word is a cue. Were they asked anew at every learning, no weights could be made
twice; so they are asked once, and what they said then is learned from until they are asked again.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from core.flows.understand.entities.children import party_by_rules
from core.flows.understand.entities.spoken import as_spoken
from core.flows.understand.intents.corpus import FOLDER as CHAT
from core.flows.understand.intents.corpus import read_corpus, seeded
from core.flows.understand.party.counting import Told
from core.flows.understand.party.cues import Said
from core.flows.understand.party.texts import FOLDER, read_told, texts, write_told
from core.flows.understand.party.who import LANGUAGES, told_by
from core.flows.understand.party.words import Words, words_for, written_for
from core.flows.understand.text import normalise

_WORD: Final = re.compile(r"[a-z]+")
# A word written so often in the text that wishes are learned from is nobody's name.
_OFTEN: Final = 4
# What stands where something was covered, in a file that people read.
_SHOWN: Final = {1: "\u2592", 2: "\u2591"}
_HIDDEN: Final = {ord(shown): chr(covered) for covered, shown in _SHOWN.items()}


class Heard(NamedTuple):
    """A text as its people are looked for, and what the rules found."""

    spoken: str
    rules: Told


class Lexicon(NamedTuple):
    """The words of people by which mentions are found, language by language, and those that are nobody's name."""

    words: dict[str, Words]
    common: frozenset[str]


class OutdatedError(Exception):
    """The texts are others than those that were read."""


def of_texts(lang: str, folder: Path = FOLDER) -> list[Heard]:
    path = _folder(folder) / f"texts.{lang}.tsv"
    read, *lines = path.read_text("utf-8").splitlines()
    if read != f"# {texts(folder, lang).digest()}":
        raise OutdatedError(f"{path} was read from other texts: read them anew (--read-anew) before learning")
    return [*map(_heard, lines)]


def of_chats(folder: Path = FOLDER) -> Iterator[tuple[str, Heard]]:
    """What guests write of everything else, each with its language."""
    for lang in sorted(LANGUAGES):
        for line in (_folder(folder) / f"chats.{lang}.tsv").read_text("utf-8").splitlines():
            yield lang, _heard(line)


def lexicon(folder: Path = FOLDER) -> Lexicon:
    written = json.loads((_folder(folder) / "words.json").read_text("utf-8"))
    common = (_folder(folder) / "common.txt").read_text("utf-8").split()
    return Lexicon({lang: Words(written[lang]) for lang in LANGUAGES}, frozenset(common))


def read_anew(folder: Path = FOLDER) -> None:
    """Of everything, by the rules and words as they stand."""
    read_texts_anew(folder)
    common = _common_words()
    _write(folder, "common.txt", sorted(common))
    written = {lang: written_for(lang) for lang in LANGUAGES}
    _write(folder, "words.json", [json.dumps(written, indent=1)])
    chats = [*_chats_by_rules(common)]
    for lang in LANGUAGES:
        _write(folder, f"chats.{lang}.tsv", [_line(heard) for spoken, heard in chats if spoken == lang])


def read_texts_anew(folder: Path) -> None:
    _folder(folder).mkdir(exist_ok=True)
    for lang in LANGUAGES:
        told = texts(folder, lang)
        read = [_by_rules(one.text, lang, one.country) for one in (*told.messages, *told.sayings)]
        _write(folder, f"texts.{lang}.tsv", [f"# {told.digest()}", *map(_line, read)])


def _common_words() -> frozenset[str]:
    told = Counter[str]()
    for path in sorted(CHAT.glob("*.txt")):
        told.update(_WORD.findall(normalise(path.read_text("utf-8"))))
    return frozenset(word for word, times in told.items() if times >= _OFTEN)


def _chats_by_rules(common: frozenset[str]) -> Iterator[tuple[str, Heard]]:
    corpus, dice = read_corpus(), seeded(1)
    for line in corpus.lines:
        heard = _by_rules(corpus.draw(line, dice), line.language, "AR")
        if Said(heard.spoken, words_for(line.language), common).mentions:
            yield line.language, heard


def _by_rules(text: str, lang: str, country: str) -> Heard:
    spoken = as_spoken(text, lang, country).left
    return Heard(spoken, told_by(party_by_rules(spoken, lang)))


def _folder(folder: Path) -> Path:
    return folder / "heard"


def _heard(line: str) -> Heard:
    *told, spoken = line.split("\t")
    return Heard(spoken.translate(_HIDDEN), read_told(told))


def _line(heard: Heard) -> str:
    return "\t".join((*write_told(heard.rules), heard.spoken.translate(_SHOWN)))


def _write(folder: Path, name: str, lines: Iterable[str]) -> None:
    (_folder(folder) / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")
