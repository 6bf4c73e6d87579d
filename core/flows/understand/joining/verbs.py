"""Verbs of joining and leaving in all their forms: "se raja", "se nos rajó", "va a rajarse", "is backing out".

They are looked up word by word, for as patterns they were too many to try at every word of every message.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from core.base.kept import table

LEAVES: Final = "L"
LEAVES_PERHAPS: Final = "M"
JOINS: Final = "J"
SIGNS: Final = frozenset({LEAVES, LEAVES_PERHAPS, JOINS})
_LEXICONS: Final = (
    ("leaves", "plain", LEAVES), ("leaves", "reflexive", LEAVES), ("joins", "plain", JOINS),
    ("joins", "reflexive", JOINS), ("leaves", "perhaps", LEAVES_PERHAPS),
    ("leaves", "reflexive_perhaps", LEAVES_PERHAPS),
)  # fmt: skip
_ENDINGS: Final = {
    ("es", "ar"): "a an o aron aba ado ando",
    ("es", "er"): "e en io ieron ia ido iendo",
    ("es", "ir"): "e en io ieron ia ido iendo",
    ("pt", "ar"): "a am ou aram ava ado ando",
    ("pt", "er"): "e em eu eram ia ido endo",
    ("pt", "ir"): "e em iu iram ia ido indo",
}
_WORDS_BEFORE: Final = 6
_US: Final = r"(?:(?:me|nos|le|les) )?"
_SELF: Final = {"es": r"(?:se|me|nos) (?:(?:me|nos) )?", "pt": r"(?:se|me) "}
_GOING: Final = {
    "es": r"(?:va|van|quiere|quieren|quiso|quisieron|prefiere|prefieren|prefirio|prefirieron|decidio|decidieron|termino"
    r"|terminaron|acabo|acabaron|acaba de|eligio|eligieron|tuvo que|tuvieron que|resolvio|piensa) (?:(?:a|de|por) )?",
    "pt": r"(?:vai|vao|quer|querem|quis|quiseram|preferiu|preferiram|decidiu|decidiram|resolveu|resolveram|acabou de"
    r"|acabou por|teve que|tiveram que) ",
    "en": r"(?:will|wants to|want to|wanted to|decided to|decides to|has to|had to|have to|is going to|are going to"
    r"|gonna|is gonna|are gonna|would like to|chose to) (?:(?:also|now) )?",
}
_HAS: Final = {"es": r"(?:ha|han|habia|habian) ", "pt": r"(?:tem|tinha|tinham) "}
_IS: Final = {"es": r"(?:esta|estan) ", "pt": r"(?:esta|ta|estao|tao) "}
_BY_NOW: Final = r"(?:(?:has|have|had|just|already|totally|kinda|then|also|now) ){0,3}"
_IS_DOING: Final = r"(?:(?:is|are|was|were|be|will be) )?(?:(?:now|also|just) )?"


class Form(NamedTuple):
    """One form of a verb: what has to stand `before` it, the words that are `said_with` it, and which way it goes."""

    before: re.Pattern[str]
    said_with: tuple[str, ...]
    sign: str


class Found(NamedTuple):
    start: int
    end: int
    sign: str


@table
def _table() -> dict[str, Any]:
    held: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return held


def _sayings(said: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each verb with the words that are said with it, both with and without those in round brackets."""
    for saying in filter(None, said.replace("\n", "").split("|")):
        verb, *rest = saying.split()
        optional = bool(rest) and rest[0].startswith("(")
        words = tuple(word.strip("()") for word in rest)
        if optional:
            yield verb, ()
        if any("{oa}" in word for word in words):
            for ending in ("o", "a", "os", "as"):
                yield verb, tuple(word.replace("{oa}", ending) for word in words)
        else:
            yield verb, words


@table
def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^ ])(?:{pattern})$")


def _romance(lang: str, verb: str, reflexive: bool) -> Iterator[tuple[str, str]]:
    """Every form, after the pattern of what has to stand before it."""
    irregular: dict[str, str] = _table()[lang]["irregular"]
    forms = irregular.get(verb) or " ".join(
        verb[:-2] + ending for ending in _ENDINGS[lang, verb[-2:]].split()
    )
    *finite, participle, gerund = forms.split()
    own = _SELF[lang] if reflexive else _US
    for form in (*finite, f"{verb}a", f"{verb}an", f"{verb}ia", f"{verb}ian"):
        yield own, form
        if lang == "pt" and reflexive:
            yield "", f"{form}-se"
    yield own + _HAS[lang], participle
    yield own + _IS[lang], gerund
    yield own + _GOING[lang], verb
    if lang == "es":
        for object_ in ("se",) if reflexive else ("nos", "me"):
            yield _GOING[lang], verb + object_
            yield _IS[lang], gerund + object_


def _english(verb: str) -> Iterator[tuple[str, str]]:
    irregular: dict[str, str] = _table()["en"]["irregular"]
    third, past, participle, gerund = (irregular.get(verb) or _regular_english(verb)).split()
    for form in {third, past, participle}:
        yield _BY_NOW, form
    yield _GOING["en"], verb
    yield _IS_DOING, gerund


def _regular_english(verb: str) -> str:
    doubled = re.fullmatch(r"[a-z]{0,2}[^aeiou][aeiou][bdgmnpt]", verb) is not None
    stem = verb + verb[-1] if doubled else verb.removesuffix("e")
    third = f"{verb}es" if re.search(r"(?:s|sh|ch|x)$", verb) else f"{verb}s"
    return f"{third} {stem}ed {stem}ed {stem}ing"


@table
def _lexicon() -> dict[str, list[Form]]:
    held: dict[str, list[Form]] = {}
    for lang in ("es", "pt", "en"):
        for way, kind, sign in _LEXICONS:
            for verb, said_with in _sayings(_table()[lang][way].get(kind, "")):
                reflexive = kind.startswith("reflexive")
                for before, form in _english(verb) if lang == "en" else _romance(lang, verb, reflexive):
                    held.setdefault(form, []).append(Form(_before(before), said_with, sign))
    for forms in held.values():
        forms.sort(key=lambda form: -len(form.said_with))
    return held


def verbs_in(tokens: Sequence[str]) -> Iterator[Found]:
    """From where what belongs before it begins."""
    lexicon = _lexicon()
    for place, token in enumerate(tokens):
        for form in lexicon.get(token, ()):
            end = place + 1 + len(form.said_with)
            if tuple(tokens[place + 1 : end]) != form.said_with:
                continue
            said = " ".join([*tokens[max(0, place - _WORDS_BEFORE) : place], ""])
            found = form.before.search(said)
            if found is not None:
                yield Found(place - len(found.group().split()), end, form.sign)
                break
