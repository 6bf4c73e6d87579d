"""The messages that are learned from, as they were written: `training/` holds them with who comes beside them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from core.flows.understand.party.counting import Told

FOLDER: Final = Path(__file__).parent / "training"
# A voice note has no stops: what was written with them is learned without them too.
_STOPS: Final = re.compile(r"[,.;:!?]+(?=\s|$)|[\u00bf\u00a1]")
_FEW_WORDS: Final = 5


class Text(NamedTuple):
    """`country` is the hotel's, `meant` what a careful receptionist would note down."""

    country: str
    meant: Told
    text: str


class Texts(NamedTuple):
    """Whole messages, as written and as spoken, and the short sayings that any of them is made of."""

    messages: list[Text]
    sayings: list[Text]

    def digest(self) -> str:
        """Of the words alone: who comes may be put right without reading them anew."""
        told = hashlib.sha256()
        for one in (*self.messages, *self.sayings):
            told.update(f"{one.country}\t{one.text}\n".encode())
        return told.hexdigest()


def texts(folder: Path, lang: str) -> Texts:
    written = list(messages(folder, lang))
    aloud = [one._replace(text=bare) for one in written if (bare := _aloud(one.text))]
    return Texts([*written, *aloud], list(_sayings(folder, lang)))


def _aloud(text: str) -> str | None:
    """As a voice note would have it, if that differs."""
    bare = _STOPS.sub("", text)
    return bare if bare != text and len(text.split()) > _FEW_WORDS else None


def messages(folder: Path, lang: str) -> Iterator[Text]:
    path = folder / f"messages.{lang}.tsv"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            country, *told, text = line.split("\t")
            yield Text(country, read_told(told), text)
        except ValueError as problem:
            raise ValueError(f"{path.name}, line {number}: {problem}") from problem


def _sayings(folder: Path, lang: str) -> Iterator[Text]:
    for line in (folder / f"sayings.{lang}.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            text, told = line.split("\t")
            heads = json.loads(told)
            yield Text("AR", Told(heads.get("adults") or None, heads.get("children") or None), text)


def read_told(fields: list[str]) -> Told:
    """Adults, children and their ages; empty where nobody said it."""
    adults, children, ages = fields
    return Told(_figure(adults), _figure(children), tuple(sorted(int(age) for age in ages.split(",") if age)))


def write_told(told: Told) -> list[str]:
    return [str(told.adults or ""), str(told.children or ""), ",".join(map(str, told.ages))]


def _figure(said: str) -> int | None:
    return int(said) or None if said else None
