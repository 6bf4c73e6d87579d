"""Messages approved beforehand, as this house defines them: per language a body, buttons and examples, all checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

LANGUAGES: Final = ("es", "en", "pt")
LONGEST_BODY: Final = 1024
LONGEST_BUTTON: Final = 25
_BLANK: Final = re.compile(r"{(\w+)}")


class Category(StrEnum):
    """What the channel bills it as. Utility is about what the guest has with us; anything that sells is marketing."""

    UTILITY = "UTILITY"
    MARKETING = "MARKETING"


class TemplateState(StrEnum):
    """How a template stands with the channel. `unsent` was never submitted; other words of the channel are kept too."""

    UNSENT = "UNSENT"
    PENDING = "PENDING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    PAUSED = "PAUSED"
    DISABLED = "DISABLED"


GOES_OUT: Final = frozenset({"APPROVED", "REINSTATED", "UNARCHIVED", "FLAGGED"})


class WrongTemplate(Exception):
    """What the channel would refuse about a definition, in one line."""


@dataclass(frozen=True)
class Wording:
    """A template in one language; `example` has a word for each blank, for whoever reviews it."""

    language: str
    body: str
    buttons: tuple[str, ...]
    example: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """`blanks` are the names of the words in the order in which the channel numbers them.

    `taps` are what the buttons say when they are tapped, with blanks of their own, where that is always the same.
    """

    name: str
    category: Category
    blanks: tuple[str, ...]
    wordings: Mapping[str, Wording]
    taps: tuple[str, ...] = ()

    def numbered(self, language: str) -> str:
        """The body as the channel wants it: `{hotel}` is `{{1}}`."""
        places = {name: place for place, name in enumerate(self.blanks, start=1)}
        return _BLANK.sub(lambda found: f"{{{{{places[found.group(1)]}}}}}", self.wordings[language].body)

    def words(self, facts: Mapping[str, str]) -> tuple[str, ...]:
        """One line each, never empty: the channel takes neither line breaks nor nothing."""
        return tuple(
            " · ".join(line.strip() for line in facts[name].splitlines()) or "–" for name in self.blanks
        )

    def tapped(self, facts: Mapping[str, str]) -> tuple[str, ...]:
        """What comes back from each button."""
        return tuple(tap.format(**facts) for tap in self.taps)

    @property
    def names_a_stay(self) -> bool:
        return any("{code}" in tap for tap in self.taps)

    def read(self, language: str, words: tuple[str, ...]) -> str:
        """What the guest reads."""
        filled = dict(zip(self.blanks, words, strict=True))
        return self.wordings[language].body.format(**filled)


def definition_of(name: str, data: Mapping[str, Any]) -> Definition:
    blanks = tuple(data["blanks"])
    wordings = {
        language: Wording(
            language,
            data[language]["body"],
            tuple(data[language].get("buttons", ())),
            tuple(data[language]["example"]),
        )
        for language in LANGUAGES
    }
    made = Definition(name, Category(data["category"]), blanks, wordings, tuple(data.get("taps", ())))
    problems = list(_problems(made))
    if problems:
        raise WrongTemplate("; ".join(problems))
    return made


def _problems(made: Definition) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9_]{1,512}", made.name):
        yield f"{made.name}: a name is made of a-z, 0-9 and _"
    for language, wording in made.wordings.items():
        where = f"{made.name} in {language}"
        found = tuple(dict.fromkeys(_BLANK.findall(wording.body)))
        if found != made.blanks:
            yield f"{where}: blanks {found} are not {made.blanks}, in this order"
        if len(wording.body) > LONGEST_BODY:
            yield f"{where}: the body is longer than {LONGEST_BODY}"
        if wording.body.startswith("{") or wording.body.rstrip(".!?").endswith("}"):
            yield f"{where}: a body neither begins nor ends with a blank"
        if any(not button or len(button) > LONGEST_BUTTON for button in wording.buttons):
            yield f"{where}: a button has 1 to {LONGEST_BUTTON} letters"
        if len(wording.example) != len(made.blanks) or not all(wording.example):
            yield f"{where}: an example has a word for each blank"
    if made.taps and any(len(made.taps) != len(wording.buttons) for wording in made.wordings.values()):
        yield f"{made.name}: as many taps as buttons"
    if len({len(wording.buttons) for wording in made.wordings.values()}) > 1:
        yield f"{made.name}: as many buttons in every language"
