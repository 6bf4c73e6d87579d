"""Which words of a message are somebody, and of what sort: the line that is made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.base.kept import table
from core.domain.joining import OF_AGE, Those
from core.flows.understand.alarms.quarrels import WHY_AWAY
from core.flows.understand.joining.called import called, in_laws_of, is_one
from core.flows.understand.joining.folding import with_ages
from core.flows.understand.joining.line import PRONOUNS, Line, Person, at_their_places
from core.flows.understand.joining.verbs import verbs_in
from core.flows.understand.joining.ways import words
from core.flows.understand.joining.written_out import written_out
from core.flows.understand.party.mentions import Mention, mentions_of, tokens_of
from core.flows.understand.party.model import model
from core.flows.understand.party.words import words_for
from core.flows.understand.text import fold, tidy

_CAPITAL: Final = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÁÉÍÓÚÂÊÔÃÕÑÇ][a-zà-ÿ]+\b")
_SIGN: Final = {"child": "C", "number": "N", "aged": "T"}
_GROWN: Final = frozenset({"kin", "partner", "adult", "couple", "trade", "people"})
_OF_PEOPLE: Final = frozenset({"things", "singular", "asks_what_if", "conditional", "rude", "counts"})
_OF_FEW_WORDS: Final = frozenset(
    {"opens", "ties", "determiners", "owners", "between", "tails", "ends", "too", "along"}
)
_SHORTEST_NAME: Final = 2
_MORE: Final = frozenset({"more", "mas", "mais", "extra", "otro", "otra", "another", "outro", "outra"})
_WHICH: Final = (
    ("baby", re.compile(r"beb[eai]t?[oa]?|bab(?:y|ies)|newborn|infant|bb")),
    ("twins", re.compile(r"mellic?[iz]+[oa]?s?|geme[lo]?[oa]s|gemelit[oa]s|twins")),
    ("youngest", re.compile(r"youngest|littlest|cacul[ao]|menor|younger")),
    ("oldest", re.compile(r"oldest|eldest|primogenit[oa]|older|mayor")),
)


def line_of(text: str, spoken: str, lang: str) -> Line:
    in_laws = in_laws_of(spoken)
    spoken = written_out(spoken)
    tokens = tokens_of(spoken)
    mentions = {one.start: one for one in mentions_of(tokens, words_for(lang), model().common)}
    capitals = {fold(word) for word in _CAPITAL.findall(tidy(text))} | PRONOUNS
    verbs = {one.start: one for one in verbs_in(tokens) if tokens[one.start] not in capitals}
    names = PRONOUNS | _names(tokens, lang, capitals)
    items: list[tuple[str, Person | None]] = []
    place = 0
    while place < len(tokens):
        if (verb := verbs.get(place)) is not None:
            said = " ".join(tokens[place : verb.end])
            items.append((verb.sign, Person(verb.sign, Those(), said)))
            place = verb.end
            continue
        mention = mentions.get(place)
        last = tokens[place - 1] if place else ""
        person = _of_a_mention(mention, lang) if mention is not None else None
        if mention is not None and person is not None:
            if _MORE.intersection(tokens[place : mention.end]):
                items.append(("more", None))
            said = " ".join(tokens[place : mention.end])
            name = called(mention.word, last, lang, in_laws) if is_one(person.who) else ""
            partner = mention.kind.startswith("partner")
            items.append((person.sign, replace(person, word=said, called=name, partner=partner)))
            place = mention.end
            continue
        token = tokens[place]
        if token in names:
            sign = "P" if token in capitals else "Q"
            name = "" if token in PRONOUNS else called(token, last, lang, in_laws)
            items.append((sign, Person(sign, Those(named=1), token, called=name)))
        else:
            items.append((token, None))
        place += 1
    return with_ages(at_their_places(items, spoken))


def _of_a_mention(mention: Mention, lang: str) -> Person | None:
    kind = mention.kind.rstrip("#")
    kind = kind if kind in _GROWN or kind in _SIGN else kind.removesuffix("s")
    number = (
        1 if mention.number is None and re.fullmatch(words()["singular"], mention.word) else mention.number
    )
    if kind in _GROWN:
        return Person("A", Those(adults=number) if number else Those(uncounted=True), mention.word)
    if kind == "child":
        which = next((name for name, words in _WHICH if words.fullmatch(mention.word)), "")
        who = Those(children=number, which=which) if number else Those(every_child=True)
        return Person("C", who, mention.word)
    if kind == "aged":
        return Person("T", _aged(number or 0), mention.word)
    return Person("N", Those(heads=number or 0), mention.word) if kind == "number" else None


def _aged(age: int) -> Those:
    return Those(adults=1) if age >= OF_AGE else Those(children=1, ages=(age,))


@table
def _verbs() -> re.Pattern[str]:
    """At every word whatever way to join or leave begins there, those of more words first."""
    said = {name: said.replace("X", "(?!)") for name, said in words().items()}
    names = sorted(
        sorted(said.keys() - _OF_PEOPLE), key=lambda name: (name in _OF_FEW_WORDS, -said[name].count(" "))
    )
    ways = "|".join([WHY_AWAY.pattern, *(said[name] for name in names)])
    return re.compile(rf"(?<![^ ])(?=((?:{ways})(?![^ ])))")


def _names(tokens: Sequence[str], lang: str, capitals: set[str]) -> set[str]:
    """Words that nobody uses otherwise, and those that are written like names where no sentence begins."""
    common, kind = model().common, words_for(lang).kind
    unknown = {
        token
        for token in set(tokens)
        if token.isalpha()
        and len(token) >= _SHORTEST_NAME
        and (token not in common or token in capitals)
        and not kind(token)
        and not _things().fullmatch(token)
    }
    if not unknown:
        return unknown
    line = " ".join(tokens)
    return unknown - {word for said in _verbs().findall(line) for word in said.split()}


@table
def _things() -> re.Pattern[str]:
    return re.compile(words()["things"])
