"""Learns who comes from what is in `training/`: `python -m core.flows.understand.party.train` writes model.npz.

With `--read-anew` the rules as they stand read every message first; else what they heard when they were last asked is
learned from, and the same bytes come out.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.flows.understand.party.cues import Said
from core.flows.understand.party.heard import Lexicon, lexicon, of_chats, of_texts, read_anew
from core.flows.understand.party.learn import Lesson, learned
from core.flows.understand.party.model import FILE, pack
from core.flows.understand.party.texts import FOLDER, texts
from core.flows.understand.party.weighing import Weights
from core.flows.understand.party.who import LANGUAGES

# The plainest words are the ones most often heard, and few beside whole messages.
_SAID_OFTEN: Final = 4
# So many lessons are passed over for each that is looked at, or learned from, to prove that learning is as it was.
_LOOKED_AT, _TAUGHT = 10, 40


def lessons(known: Lexicon, folder: Path = FOLDER) -> Iterator[Lesson]:
    for lang in LANGUAGES:
        written = texts(folder, lang)
        heard = of_texts(lang, folder)
        made = [
            Lesson(
                Said(spoken, known.words[lang], known.common),
                rules,
                meant,
                ages_told=bool(meant.ages) or not meant.children,
            )
            for (_, meant, _), (spoken, rules) in zip(
                (*written.messages, *written.sayings), heard, strict=True
            )
        ]
        whole = len(written.messages)
        yield from (*made[:whole], *_SAID_OFTEN * made[whole:])


def _lessons_of_chats(known: Lexicon, folder: Path) -> Iterator[Lesson]:
    """Plain enough for the rules to be right, whose word is not leant on here."""
    for lang, (spoken, rules) in of_chats(folder):
        yield Lesson(Said(spoken, known.words[lang], known.common), None, rules, ages_told=False)


def everything(known: Lexicon, folder: Path = FOLDER) -> list[Lesson]:
    return [*lessons(known, folder), *_lessons_of_chats(known, folder)]


def begun(taught: Sequence[Lesson], common: frozenset[str], folder: Path = FOLDER) -> str:
    """The digest of every file that is learned from, of what is looked at in a few of the lessons, and of what fewer of
    them teach by themselves: who comes to the same has the same text, the same code and the same arithmetic."""
    told = hashlib.sha256()
    for path in sorted(path for end in ("tsv", "txt", "json") for path in folder.rglob(f"*.{end}")):
        told.update(path.name.encode() + path.read_bytes())
    for lesson in taught[::_LOOKED_AT]:
        told.update(repr((lesson.said.mentions, lesson.said.links, lesson.said.cues)).encode())
    told.update(pack(learned(taught[::_TAUGHT], common)))
    return told.hexdigest()


def train(folder: Path = FOLDER) -> Weights:
    known = lexicon(folder)
    taught = everything(known, folder)
    weights = learned(taught, known.common, say=lambda line: sys.stdout.write(f"{line}\n"))
    return replace(weights, begun=begun(taught, known.common, folder))


def main(target: Path = FILE) -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument(
        "--read-anew", action="store_true", help="ask the rules as they stand about every message"
    )
    if wanted.parse_args().read_anew:
        read_anew()
    whole = pack(train())
    target.write_bytes(whole)
    sys.stdout.write(f"{len(whole)} bytes, sha256 {hashlib.sha256(whole).hexdigest()}\n")


if __name__ == "__main__":
    main()
