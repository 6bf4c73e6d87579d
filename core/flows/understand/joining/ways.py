"""The patterns of joining and leaving, put together from their words and from the ways to say it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.base.kept import table
from core.flows.understand.joining.verbs import JOINS, LEAVES, LEAVES_PERHAPS

_FOLDER: Final = Path(__file__).parent
_NUMBER: Final = r"(?:(?:uno?|una|one|um|uma|1|N)(?: A)?|A)"
_TO_COME: Final = r"(?: (?:(?:a|de|para|pra|em) )?(?:ir|vir|venir|viajar))?"


@dataclass(frozen=True)
class Way:
    """One way to say it. `faint` ones are believed where little else is said; those that ask may be a question.

    `of_heads` counts so many, whoever they are; with `only` nobody else comes; `of_the_named` it is said of those alone
    who were told to come or to stay at home before, and as `news` of nobody's partner.
    """

    pattern: re.Pattern[str]
    joins: bool
    faint: bool
    asks: bool
    of_heads: bool
    only: bool
    of_the_named: bool
    news: bool


@table
def words() -> dict[str, str]:
    """Those of `words.toml`, and beside the ways to join and to leave the signs of the verbs that do."""
    held = tomllib.loads((_FOLDER / "words.toml").read_text("utf-8"))
    said = {name: one.replace("\n", "") for name, one in held.items()}
    for name, sign in (("leaves", LEAVES), ("leaves_perhaps", LEAVES_PERHAPS), ("joins", JOINS)):
        said[name] = f"{sign}{_TO_COME}|{said[name]}"
    return {name: f"(?:{one})" for name, one in said.items()}


@table
def _who() -> tuple[str, str]:
    """Those spoken of one after the other: "my brother and his wife"; all of them for sure, or a doubtful name too."""
    said = words()
    sure, one = (
        rf"(?:{said['determiners']} ){{0,4}}[{signs}](?: {said['kind_of']})?" for signs in ("ACGP", "ACGPQ")
    )
    ties = rf"(?: {said['ties']}){{1,2}}"
    listed = rf"{sure}(?: , {sure}){{0,4}}(?: ,)?{ties} "
    return rf"(?:(?:{listed})?{sure})", rf"(?:{listed}{one}|{one}(?:{ties} {one}){{0,4}})"


@table
def _parts() -> dict[str, str]:
    """The words, and what is made of several of them."""
    said = words()
    return {
        **said,
        "yes_too": rf"(?:{said['too']}|sim?)",
        "between": rf"(?: {said['between']}| {said['too']}| {said['leaves_perhaps']}(?: ,)?){{0,4}}",
        "start": rf"^(?:{said['opens']} ){{0,5}}",
        "end": rf"(?: {said['tails']}){{0,4}}(?=$| [^a-zA-Z\d ]| {said['ends']}(?: |$))",
    }


@table
def ways() -> tuple[Way, ...]:
    held: list[dict[str, Any]] = tomllib.loads((_FOLDER / "ways.toml").read_text("utf-8"))["way"]
    return tuple(
        Way(
            _pattern(one["says"]),
            one["joins"],
            faint=one.get("faint", False),
            asks=one.get("asks", False),
            of_heads=one.get("heads", False),
            only=one.get("only", False),
            of_the_named=one.get("named", False),
            news=one.get("news", False),
        )
        for one in held
    )


def _pattern(says: str) -> re.Pattern[str]:
    parts, (sure, who) = _parts(), _who()
    said = says.format_map(parts)
    for name, put in (("X", who), ("S", sure), ("Z", _NUMBER)):
        said = re.sub(rf"\b{name}\b", put.replace("\\", "\\\\"), said)
    return re.compile(rf"(?<![^ ])(?:{said}){parts['end']}")


@table
def looks() -> dict[str, re.Pattern[str]]:
    """What tells whether it is meant: an "if", a "perhaps", whose somebody is."""
    said, (_, who) = _parts(), _who()
    who = rf"(?:{who}|uno|una|one|um|uma|N|alguien|alguem|somebody|someone|otro|another|outro)"
    goes = rf"(?:{said['not']} )?(?:{said['comes']}|{said['joins']}|make it)"
    moves = rf"(?:{goes}|{said['leaves']}|{said['leaves_perhaps']})"
    patterns = {
        "unsure": said["unsure"],
        "reason": r"^ (?:, )?(?:porque|por|pq|xq|because|cause|cos|que|since|as|pois) .*"
        rf"|^ , [^?]*{said['reasons']}[^?]*$",
        "opens": rf"\b{said['opens']}(?= |$)",
        "if": said["conditional"],
        "what if": said["asks_what_if"],
        "begins": rf"(?:{said['determiners']} ){{0,4}}[ACGPQN](?: |$)",
        "owner": rf"(?:^|.* ){said['owners']}$",
        "left unsaid": rf"(?:^|(?<=[.;!?] ))(?P<before>[^.;!?]+?) (?:y|e|and|so|asi que|entonces|entao|,)"
        rf"(?: (?:ya|al final|now|no final|tampoco|,|he|she|ele|ela)){{0,3}} "
        rf"(?:{said['leaves']}|(?P<perhaps>{said['leaves_perhaps']})){said['end']}",
        "not": rf"(?<![^ ]){said['not']} $",
        "perhaps": rf"(?<![^ ])(?:{who}(?: {words()['between']}| {said['maybe']}| {said['too']}){{0,4}} {moves}"
        rf"|{moves}(?: {words()['between']}){{0,4}} {who})"
        rf"(?: {said['too']}| {said['tails']}| todavia| yet| ainda){{0,4}}(?=$| [^a-zA-Z\d ])",
        "leaves": rf"(?<![^ ])(?:{said['leaves']}|{said['leaves_perhaps']}|{said['not']})(?![^ ])",
        "rude": rf"\b{said['rude']}",
        "counts": rf"(?<![^ ])(?:{said['counts']}|{said['tails']})(?![^ ])",
        "counted too": said["counted_too"],
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}
