"""The words by which people are told, one language at a time: of whom each is, how many it means, what it is like."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from core.base.kept import table
from core.domain.joining import OF_AGE
from core.flows.understand.entities.people_words import people_table
from core.flows.understand.text import Remembered

_FILE: Final = Path(__file__).with_name("words.toml")
AGES_END: Final = 100
WORDS_KEPT: Final = 8192
_AS_SAID: Final = frozenset({"alone", "stands_for"})


class Words:
    """Looked up and kept: guests use the same ones over and over. All comes out of what `written` has."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        self._kinds, self._kind_at = [*written["kinds"]], _first_of(written["kinds"].values())
        self._tags, self._tag_at = [*written["tags"]], _first_of(written["tags"].values())
        self._one, self._plural = re.compile(written["one"]), re.compile(written["plural"])
        self._pairs, self._threes = re.compile(written["pairs"]), re.compile(written["threes"])
        self._between, self._partners = re.compile(written["between"]), re.compile(written["partners"])
        self.years, self.months = re.compile(written["years"]), re.compile(written["months"])
        self.article = frozenset(written["article"])
        self.before_a_name = frozenset(written["before_a_name"])
        self.after_a_name = frozenset(written["after_a_name"])
        self.kind = Remembered(self._kind, WORDS_KEPT).__getitem__
        self.tag = Remembered(self._tag, WORDS_KEPT).__getitem__
        self.of_nobody: set[str] = set()  # words that were looked at and begin no mention

    def remember(self, word: str) -> None:
        if self.kind(word) is None and not self.is_one(word):
            self.of_nobody.add(word)

    def _kind(self, word: str) -> str | None:
        found = self._kind_at.fullmatch(word)
        return self._kinds[(found.lastindex or 0) - 1] if found is not None else None

    def _tag(self, word: str) -> str:
        if word.isdigit():
            return size_of(int(word))
        kind = self.kind(word)
        if kind is not None and kind not in _AS_SAID:
            return f"<{kind}>"
        found = self._tag_at.fullmatch(word)
        return self._tags[(found.lastindex or 0) - 1] if found is not None else word

    def number(self, word: str) -> int | None:
        """How many one word means, and None for "the children"."""
        if self._threes.match(word):
            return 3
        if self._pairs.fullmatch(word):
            return 2
        return None if self.is_plural(word) else 1

    def is_one(self, word: str) -> bool:
        return self._one.fullmatch(word) is not None

    def is_plural(self, word: str) -> bool:
        return self._plural.fullmatch(word) is not None

    def is_partners(self, word: str) -> bool:
        return self._partners.fullmatch(word) is not None

    def is_between(self, word: str) -> bool:
        return self._between.fullmatch(word) is not None and self.kind(word) is None


@table
def words_for(lang: str) -> Words:
    return Words(written_for(lang))


def written_for(lang: str) -> dict[str, Any]:
    """Plain enough to be kept in a file, so that what is learned hangs on no later word. Of the kinds and tags a word
    fits, the first is taken."""
    table, said = _table(), people_table()[lang]
    own, shared = table[lang], table["any"]
    article, link = set(shared["article"]), set(shared["names_link"])
    return {
        "kinds": {
            "me": own["me"],
            "alone": own["alone"],
            "couple": own["couple"],
            "family": own["family"],
            "partner": said["partners"],
            "child": f"{said['children']}|{said['kin_children']}|{own['child']}",
            "kin": f"{said['kin_adults']}|{own['kin']}",
            "adult": said["adults"],
            "trade": said["trades"],
            "people": f"{said['people']}|{own['people']}",
            "stands_for": own["stands_for"],
        },
        "tags": {f"<{name}>": pattern for name, pattern in own["said"].items()},
        **{name: said[name] for name in ("one", "plural")},
        **{name: own[name] for name in ("pairs", "between", "partners")},
        **{name: shared[name] for name in ("threes", "years", "months")},
        "article": sorted(article),
        "before_a_name": sorted(link.union(shared["before_a_name"])),
        "after_a_name": sorted(article | link.union(shared["after_a_name"])),
    }


@table
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(_FILE.read_text("utf-8"))
    return table


def _first_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Tried together, each a group of its own: the first that fits a whole word is the one that is found."""
    return re.compile("|".join(f"({pattern})" for pattern in patterns))


def size_of(number: int) -> str:
    """A child's age or a small party, a grown-up's age, and what is no age at all."""
    return "#" if number < OF_AGE else "##" if number < AGES_END else "###"
