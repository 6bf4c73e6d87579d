"""Lines in, lines out in their order: one at a time for whoever waits, on every processor for whoever sends many."""

from __future__ import annotations

import gc
import os
import select
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from typing import BinaryIO, Final

_BLOCK: Final = 1 << 20
# So many lines together are worth waking other processors for.
_MANY: Final = 64
_PIECE: Final = 64
_FIRST: Final = 16
_MOST_HANDS: Final = 8
# Reading leaves next to nothing behind that has to be looked for: by default it is looked for several times a message.
_SELDOM: Final = 20_000

Answering = Callable[[str], str]


def answer_all(source: BinaryIO, target: BinaryIO, answer: Answering) -> None:
    """`answer` must be a function other processes can find by its name."""
    with ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        for lines in blocks(source.fileno()):
            if pool is None and len(lines) >= _MANY and hands() > 1:
                answer_lines(lines[:_FIRST], answer)  # what is loaded once is loaded before it is shared
                gc.freeze()  # and never looked through for what may be thrown away
                gc.set_threshold(_SELDOM)
                pool = stack.enter_context(ProcessPoolExecutor(hands(), mp_context=get_context("fork")))
            for answered in _answered(lines, answer, pool):
                target.write(answered)
                target.flush()


def hands() -> int:
    return min(len(os.sched_getaffinity(0)), _MOST_HANDS)


def _answered(lines: list[bytes], answer: Answering, pool: ProcessPoolExecutor | None) -> Iterable[bytes]:
    if pool is None or len(lines) < _MANY:
        return (answer_lines([line], answer) for line in lines)
    pieces = [lines[start : start + _PIECE] for start in range(0, len(lines), _PIECE)]
    return pool.map(answer_lines, pieces, [answer] * len(pieces))


def answer_lines(lines: list[bytes], answer: Answering) -> bytes:
    answered = "".join(answer(line.decode("utf-8", "replace")) + "\n" for line in lines)
    return answered.encode("utf-8", "replace")


def blocks(source: int) -> Iterator[list[bytes]]:
    """The whole lines that are at hand, as soon as there is one; never waits for more."""
    rest = b""
    while block := _at_hand(source):
        *lines, rest = (rest + block).split(b"\n")
        if kept := [line for line in lines if line.strip()]:
            yield kept
    if rest.strip():
        yield [rest]


def _at_hand(source: int) -> bytes:
    held = block = os.read(source, _BLOCK)
    while block and len(held) < _BLOCK and select.select([source], [], [], 0)[0]:
        block = os.read(source, _BLOCK)
        held += block
    return held
