"""Fits the gate anew from labelled chats: `python -m core.flows.understand.intents.refit chats.jsonl ...`.

Each line holds `text` and `intents`. Text that nobody here wrote is what this wants: a few hundred messages do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.flows.understand.intents.corpus import seeded
from core.flows.understand.intents.deciding import GATE_FILE, LONG, Gate, Heard, chances, hear, judge, signs
from core.flows.understand.intents.examples import smudge
from core.flows.understand.intents.labels import CAREFUL, COURTESIES, LABELS

AIM_PLAIN: Final = 0.955
# What was told at length is believed later: strangers to the gate's own text are harder still.
AIM_LONG: Final = 0.975
AIM_CAREFUL: Final = 0.97
_BLANK: Final = Gate(1.0, 0.0, 0.0, {}, (0.0,) * 12, 0.0, 0.0)
_LEAST_KEPT: Final = 15
# How often each message is taken once more with slips, and how much is asked of a sign before it counts.
_COPIES, _HELD_BACK = 2, 2.0
_LINES: Final = (0.5, 0.45, 0.4, 0.35)

Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Chat:
    text: str
    intents: frozenset[str]


def read_chats(paths: Iterable[Path]) -> list[Chat]:
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line
    ]
    return [Chat(row["text"], frozenset(row["intents"])) for row in rows]


def is_right(said: Iterable[str], meant: frozenset[str]) -> bool:
    """The same wishes, whatever was said in courtesy beside them."""
    wishes = meant - COURTESIES
    return set(said) - COURTESIES == wishes if wishes else set(said) == set(meant)


def is_sound(said: Iterable[str], meant: frozenset[str]) -> bool:
    """Nothing is answered that was not asked."""
    wishes = set(said) - COURTESIES
    return wishes <= meant if wishes else bool(set(said) & meant)


def may_be_answered(said: list[str], meant: frozenset[str]) -> bool:
    """The first thing said was meant, and nothing that moves a booking or money was only imagined.

    A second question overheard costs the guest one more message, no harm.
    """
    return said[0] in meant and CAREFUL & set(said) <= meant


def refit(chats: list[Chat]) -> Gate:
    heard = [hear(chat.text) for chat in chats]
    calibrated = _best_line(heard, chats, _calibrated(heard, chats))
    weights = _rightness([*chats, *_with_slips(chats)], calibrated)
    table, right, careful = _answers(chats, heard, calibrated)
    sure = 1 / (1 + np.exp(-table @ weights))
    long = np.array([one.features.count > LONG for one in heard])
    return Gate(
        **{
            **asdict(calibrated),
            "rightness": tuple(round(float(weight), 4) for weight in weights),
            "enough_plain": enough(sure[~careful & ~long], right[~careful & ~long], AIM_PLAIN),
            "enough_careful": enough(sure[careful], right[careful], AIM_CAREFUL),
            "enough_long": enough(sure[long], right[long], AIM_LONG) if long.any() else 0.0,
        }
    )


def _with_slips(chats: list[Chat]) -> list[Chat]:
    """The same messages from clumsier thumbs: what is told by rights and wrongs in those holds for strangers too."""
    return [
        Chat(smudge(chat.text, dice), chat.intents) for dice in map(seeded, range(_COPIES)) for chat in chats
    ]


def _answers(chats: list[Chat], heard: list[Heard], rules: Gate) -> tuple[Doubles, Doubles, Bools]:
    """For every message the signs, whether its answer would be right, and whether a booking or money moves."""
    rows = []
    for one, chat in zip(heard, chats, strict=True):
        found = chances(one, rules)
        names = [guess.name for guess in judge(one, found, rules).intents]
        rows.append(
            (signs(one, found, names), may_be_answered(names, chat.intents), bool(CAREFUL & set(names)))
        )
    table, right, careful = zip(*rows, strict=True)
    return np.array(table), np.array(right, np.float64), np.array(careful, np.bool_)


def _rightness(chats: list[Chat], rules: Gate) -> Doubles:
    """Weights of the signs, held back alike whatever scale a sign is in."""
    table, right, _ = _answers(chats, [hear(chat.text) for chat in chats], rules)
    scale = np.concatenate(([1.0], np.maximum(table[:, 1:].std(axis=0), 1e-9)))
    middle = np.concatenate(([0.0], table[:, 1:].mean(axis=0)))
    weights = logistic((table - middle) / scale, right, np.full(table.shape[1], _HELD_BACK)) / scale
    weights[0] -= middle @ weights
    return weights


def _calibrated(heard: list[Heard], chats: list[Chat]) -> Gate:
    """One slope for all labels, a step for the message's length, and a small step of its own for each label."""
    rows, truths = [], []
    for one, chat in zip(heard, chats, strict=True):
        scores, count = one.scores, one.features.count
        for place, label in enumerate(LABELS):
            if label in COURTESIES and chat.intents - COURTESIES:
                continue  # whether a hello in passing was written down says nothing about hellos
            own = np.zeros(len(LABELS))
            own[place] = 1.0
            rows.append(np.concatenate(([scores[place], 1.0, np.log(1 + count)], own)))
            truths.append(float(label in chat.intents))
    penalty = np.concatenate(([0.01, 0.01, 0.01], np.full(len(LABELS), 8.0)))
    weights = [round(float(weight), 4) for weight in logistic(np.array(rows), np.array(truths), penalty)]
    own_steps = dict(zip(LABELS, weights[3:], strict=True))
    return Gate(weights[0], weights[1], weights[2], own_steps, _BLANK.rightness, 0.0, 0.0)


def _best_line(heard: list[Heard], chats: list[Chat], rules: Gate) -> Gate:
    """The chance from which a label counts as meant: the one that gets most messages wholly right."""

    def rights(line: float) -> int:
        tried = replace(rules, chosen_at=line)
        return sum(
            is_right(
                [guess.name for guess in judge(one, chances(one, tried), tried).intents],
                chat.intents,
            )
            for one, chat in zip(heard, chats, strict=True)
        )

    return replace(rules, chosen_at=max(_LINES, key=rights))


def logistic(rows: Doubles, truths: Doubles, penalty: Doubles) -> Doubles:
    """Newton's steps; thirty are plenty."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - truths) + penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty + 1e-6)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def enough(sure: Doubles, right: Doubles, aim: float) -> float:
    """The lowest sureness at which what is answered is right as often as it should be."""
    order = np.argsort(-sure)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = [place for place in range(_LEAST_KEPT, len(order)) if share[place] >= aim]
    return round(float(sure[order[good[-1]]]), 4) if good else 0.97


def write_gate(fitted: Gate, path: Path = GATE_FILE) -> None:
    held = asdict(fitted) | {"rightness": list(fitted.rightness)}
    path.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write("usage: python -m core.flows.understand.intents.refit chats.jsonl ...\n")
        return 2
    chats = read_chats(Path(argument) for argument in arguments)
    write_gate(refit(chats))
    sys.stdout.write(f"gate fitted to {len(chats)} messages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
