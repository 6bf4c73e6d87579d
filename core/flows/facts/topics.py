"""The topics that words name, chapter by chapter, from `matters.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

from core.base.kept import table
from core.flows.understand.entities.little_ones import without_small_things
from core.flows.understand.patterns import any_of
from core.flows.understand.text import normalise

PAYING_DISCOUNT: Final = "paying_discount"
_LESS_SO: Final = frozenset({"cash", "debit_card", "transfer", "mercado_pago", "pix"})
FROM_ABROAD: Final = frozenset({"debit_card", "credit_card", "transfer", "mercado_pago"})
# "How do I send the deposit from Chile?" names no way, and asks for one.
_PAYS_AHEAD: Final = re.compile(
    r"\b(?:como|how|de que (?:forma|manera)|que forma)\b[^.?!]{0,24}\b(?:pag\w+|pay|senar|seno|send|mando|mandar"
    r"|mandamos"
    r"|transfer\w*|abon\w+)\b|\bsenar\b|\b(?:pag(?:o|ar|amos)|pay|abon(?:o|ar)) (?:(?:yo|eu|i|we) )?(?:desde"
    r"|from|de) "
)
# "Is it only from Argentine accounts?"
_ONLY_FROM_HERE: Final = re.compile(
    r"\b(?:so|solo|only|solamente|apenas|somente|tiene que ser|tem que ser|has to be|must be)\b[^.?!]{0,30}"
    r"(?:\b(?:cuentas?|contas?|bancos?)\b[^.?!]{0,16}\bargentin\w+|\bargentin\w+ (?:accounts?|banks?)\b)"
)
# "Something nice, and not too dear" haggles with nobody.
_NOT_DEAR: Final = re.compile(
    r"\b(?:no(?! too| so)|nao|not|sin ser|sem ser|nada)"
    r"(?: (?:sea|seja|este|esteja|quede|fique|too|so|tan|tao|be|that))*"
    r" (?:muy |tan |demasiado |muito |tao |re |too |so |very )?(?:car[oa]s?|expensive|dear|pricey)\b"
)


@table
def _chapters() -> dict[str, dict[str, re.Pattern[str]]]:
    table = tomllib.loads((Path(__file__).parent / "matters.toml").read_text("utf-8"))
    return {
        chapter: {
            topic: re.compile(rf"(?<![a-z0-9])(?:{any_of(words)})(?![a-z0-9])")
            for topic, words in said.items()
        }
        for chapter, said in table.items()
    }


def named(chapter: str, words: str) -> tuple[str, ...]:
    """Topics of a chapter that the words name, in the order in which they are named."""
    plain = _NOT_DEAR.sub(" ", without_small_things(normalise(words)))
    found = [
        (match.start(), topic)
        for topic, pattern in _chapters()[chapter].items()
        if (match := pattern.search(plain)) is not None
    ]
    return tuple(topic for _, topic in sorted(found, key=lambda one: one[0]))


def speaks_of(chapter: str, words: str) -> bool:
    return bool(named(chapter, words))


def paying(words: str) -> tuple[str, ...]:
    """What is asked of paying: "a discount for cash?" and "a Brazilian card?" are questions of their own."""
    ways = named("payment", words)
    if "foreign_money" in ways:
        ways = tuple(way for way in ways if way != "cash")  # what speaks of that money says how it is paid
    if (_LESS_SO & set(ways) or speaks_of("pays_so", words)) and "discounts" in named("policy", words):
        return (PAYING_DISCOUNT, *(way for way in ways if way not in _LESS_SO))
    pays = FROM_ABROAD & set(ways) or _PAYS_AHEAD.search(normalise(words))
    only_here = "argentin" in words.lower() and _ONLY_FROM_HERE.search(normalise(words)) is not None
    if only_here or (pays and speaks_of("abroad", words)):
        return (*ways, "from_abroad")
    return ways
