"""Scores the understanding of intents on text its authors did not write: `make exam`, or `... exam --errors`.

Half of the first exam, by its ids, may be looked at to mend things ("dev"). The other half ("held") is only ever
counted, and only the gate is fitted to it: "gate of strangers" says how a gate does on messages it was not fitted to.
The second exam is counted whole, the third is halved by its ids like the first; the fourth and the sixth
may be looked at whole, the fifth and the seventh were written beside them and may not, nor may the eighth.
Nothing is fitted to any of these.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.flows.understand import exam_facts
from core.flows.understand.exam_marks import HEAD, Marks, label_table
from core.flows.understand.intents.corpus import seeded
from core.flows.understand.intents.deciding import decide
from core.flows.understand.intents.examples import smudge
from core.flows.understand.intents.refit import Chat, refit, write_gate
from core.flows.understand.opinion import exam as opinion_exam

FOLDER: Final = Path("tests/flows/understand/exam")
SECOND: Final = "second"
THIRD: Final = "third"
FOURTH: Final = "fourth"
FIFTH: Final = "fifth"
SIXTH: Final = "sixth"
SEVENTH: Final = "seventh"
EIGHTH: Final = "eighth"
# Who comes, and nothing else, by one hand after the other.
PARTIES: Final = (
    "parties",
    "parties_after",
    "parties_third",
    "parties_fourth",
    "parties_fifth",
    "parties_sixth",
    "parties_seventh",
    "parties_seldom",
)
_WHOLE: Final = (SECOND, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH)
_PARTS_OF_FOLDER: Final = (*_WHOLE, THIRD, *PARTIES)
_SETS: Final = ("long_*.jsonl", "short_*.jsonl", "tables.jsonl")
_HALVES: Final = ("dev", "held")
_LOOKED_AT: Final = frozenset({"dev", f"{THIRD} dev", FOURTH, SIXTH})
_PARTS: Final = 4


@dataclass(frozen=True)
class Question:
    text: str
    intents: tuple[str, ...]
    half: str


def read_questions(path: Path) -> list[Question]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Question(row["text"], tuple(row["intents"]), _half(path, row["id"]))
        for row in rows
        if row.get("intents")
    ]


def _half(path: Path, ident: str) -> str:
    """Where a question belongs: what is halved is halved by its id, so that a new line moves no other."""
    part, half = path.parent.name, _HALVES[zlib.crc32(ident.encode()) % 2]
    if part in _WHOLE:
        return part
    return f"{THIRD} {half}" if part == THIRD else half


def _folders(folder: Path) -> list[Path]:
    return [folder, *(folder / part for part in _PARTS_OF_FOLDER)]


def papers(folder: Path = FOLDER) -> list[Path]:
    return [path for part in _folders(folder) for pattern in _SETS for path in sorted(part.glob(pattern))]


def sit(path: Path, errors: bool) -> dict[str, Marks]:
    dice = seeded(zlib.crc32(path.name.encode()))
    marks: dict[str, Marks] = {}
    for question in read_questions(path):
        verdict = decide(question.text)
        noisy = decide(smudge(question.text, dice))
        marks.setdefault(question.half, Marks()).add(question.intents, verdict, noisy)
        if errors and question.half in _LOOKED_AT and verdict.intents[0].name not in question.intents:
            guesses = ", ".join(f"{g.name} {g.confidence:.2f}" for g in (*verdict.intents, *verdict.rivals))
            sys.stdout.write(f"  {question.text}\n    meant {', '.join(question.intents)}; said {guesses}\n")
    return marks


def held_questions(paths: Iterable[Path]) -> list[tuple[str, Question]]:
    return [
        (path.stem.split("_")[0], one) for path in paths for one in read_questions(path) if one.half == "held"
    ]


def _gate_on_strangers(paths: list[Path]) -> str:
    """The gate fitted to three parts of the unseen half and tried on the fourth, four ways round."""
    held = held_questions(paths)
    marks: dict[str, Marks] = {}
    for part in range(_PARTS):
        fitted = [one for _, one in held if _part(one) != part]
        rules = refit([Chat(one.text, frozenset(one.intents)) for one in fitted])
        for kind, question in held:
            if _part(question) == part:
                verdict = decide(question.text, rules)
                marks.setdefault(kind, Marks()).add(question.intents, verdict, verdict)
    return "\n".join(
        f"{'gate of strangers, ' + kind:<26}{one.line()[5:]}" for kind, one in sorted(marks.items())
    )


def _part(question: Question) -> int:
    return zlib.crc32(question.text.encode()) // 2 % _PARTS


def _speed(paths: list[Path]) -> str:
    texts = [question.text for path in paths for question in read_questions(path)]
    spans = []
    for text in texts:
        begun = time.perf_counter()
        decide(text)
        spans.append(1000 * (time.perf_counter() - begun))
    spans.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"median {spans[len(spans) // 2]:.2f} ms, p99 {spans[int(len(spans) * 0.99)]:.2f} ms, "
        f"memory {memory:.0f} MB with this exam in it"
    )


def _named(errors: bool) -> str:
    paths = [path for part in _folders(FOLDER) for path in sorted(part.glob("*.jsonl"))]
    return exam_facts.report(paths, frozenset({FOURTH, SIXTH} if errors else ()))


def main(arguments: list[str]) -> int:
    paths = papers()
    if "--fit-gate" in arguments:
        held = held_questions(paths)
        write_gate(refit([Chat(one.text, frozenset(one.intents)) for _, one in held]))
        sys.stdout.write(f"gate fitted to {len(held)} messages\n")
    sys.stdout.write(f"{'set':<26} {HEAD}\n")
    sums: dict[str, Marks] = {}
    for path in paths:
        for half, marks in sorted(sit(path, "--errors" in arguments).items()):
            sys.stdout.write(f"{path.stem + ' ' + half:<26} {marks.line()}\n")
            sums.setdefault(half, Marks()).take_in(marks)
    parts = (
        _gate_on_strangers(paths), label_table(sums), _speed(paths),
        _named("--errors" in arguments), opinion_exam.report(),
    )  # fmt: skip
    sys.stdout.write("\n\n".join(parts) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
