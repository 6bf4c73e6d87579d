"""The message templates of each account: created, approved, listed and found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.local.phone.checks import link, needed, needed_words, one_of, rows, thing, words
from core.local.phone.identity import new_object_id
from core.local.phone.problems import GraphProblem

VARIABLE = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")
SENDABLE = frozenset({"APPROVED", "REINSTATED", "UNARCHIVED", "FLAGGED"})
STATUSES = SENDABLE | {"PENDING", "REJECTED", "PAUSED", "DISABLED", "IN_APPEAL", "ARCHIVED", "LOCKED"}
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_BUTTON_KINDS = ("QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "FLOW")


@dataclass(slots=True)
class Template:
    id: str
    account_id: str
    name: str
    language: str
    category: str
    components: list[dict[str, Any]]
    status: str = "PENDING"
    parameter_format: str = "POSITIONAL"

    def part(self, kind: str) -> dict[str, Any] | None:
        return next((item for item in self.components if item["type"] == kind), None)

    def buttons(self) -> list[dict[str, Any]]:
        part = self.part("BUTTONS")
        return list(part["buttons"]) if part else []

    def record(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    def listed(self) -> dict[str, Any]:
        return {key: value for key, value in self.record().items() if key != "account_id"}


class Templates:
    """By account, name and language."""

    def __init__(self) -> None:
        self._all: dict[tuple[str, str, str], Template] = {}
        self._leaving: set[tuple[str, str, str]] = set()

    def __iter__(self) -> Iterator[Template]:
        return iter(self._all.values())

    def put(self, template: Template) -> Template:
        self._all[(template.account_id, template.name, template.language)] = template
        return template

    def of(self, account_id: str) -> list[Template]:
        return [item for item in self._all.values() if item.account_id == account_id]

    def find(self, account_id: str, name: str, language: str) -> Template | None:
        return self._all.get((account_id, name, language))

    def sendable(self, account_id: str, name: str, language: str) -> Template:
        template = self.find(account_id, name, language)
        if template is None or template.status in ("PENDING", "REJECTED", "IN_APPEAL"):
            state = "does not exist" if template is None else f"is {template.status}"
            raise GraphProblem(132001, f"template name ({name}) {state} in {language}")
        if template.status == "DISABLED":
            raise GraphProblem(132016, f"template {name} was paused too many times and is disabled")
        if template.status not in SENDABLE:
            raise GraphProblem(132015, f"template {name} is {template.status}")
        return template

    def create(self, account_id: str, body: Any) -> Template:
        template = read_definition(account_id, body)
        if self.find(account_id, template.name, template.language):
            raise GraphProblem(
                100, "Content in this language already exists for this template.", subcode=2388024
            )
        if (account_id, template.name, template.language) in self._leaving:
            raise GraphProblem(
                100, "New content cannot be added while the existing one is being deleted.", subcode=2388023
            )
        return self.put(template)

    def drop(self, account_id: str, name: str, template_id: str | None = None) -> list[Template]:
        """Takes one back, or a name in all its languages. What is deleted keeps its name for a while."""
        gone = [item for item in self.of(account_id) if item.name == name and template_id in (None, item.id)]
        if not gone:
            raise GraphProblem(100, f"The template {name} does not exist.", subcode=2593002)
        for item in gone:
            del self._all[(account_id, item.name, item.language)]
            self._leaving.add((account_id, item.name, item.language))
        return gone

    def clear(self) -> None:
        self._all.clear()
        self._leaving.clear()


def read_definition(account_id: str, body: Any) -> Template:
    body = thing(body, "body")
    name = needed(body, "name", "body")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise GraphProblem(100, "Param name must be 1 to 512 of [a-z0-9_].")
    language = needed(body, "language", "body")
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        raise GraphProblem(100, f"Param language is not a known code - got {language!r}.")
    category = one_of(body.get("category"), "category", ("MARKETING", "UTILITY", "AUTHENTICATION"))
    written = str(body.get("parameter_format", "POSITIONAL")).upper()
    one_of(written, "parameter_format", ("POSITIONAL", "NAMED"))
    components = [
        _component(item, written) for item in rows(needed(body, "components", "body"), "components", 5)
    ]
    if not any(item["type"] == "BODY" for item in components):
        raise GraphProblem(100, "Message template needs a BODY component.", subcode=2388043)
    return Template(
        new_object_id(), account_id, name, language, category, components, parameter_format=written
    )


def _component(given: Any, written: str) -> dict[str, Any]:
    item: dict[str, Any] = {**thing(given, "components")}
    item["type"] = one_of(str(item.get("type", "")).upper(), "type", ("HEADER", "BODY", "FOOTER", "BUTTONS"))
    if item["type"] == "BODY":
        _body(item, written)
    elif item["type"] == "HEADER":
        item["format"] = str(item.get("format", "TEXT")).upper()
        one_of(item["format"], "format", ("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION"))
        if item["format"] == "TEXT":
            needed_words(item, "text", "header", 60)
    elif item["type"] == "FOOTER":
        needed_words(item, "text", "footer", 60)
    else:
        item["buttons"] = [_button(thing(one, "buttons")) for one in rows(item.get("buttons"), "buttons", 10)]
    return item


def _body(item: dict[str, Any], written: str) -> None:
    found = variables(needed_words(item, "text", "body", 1024))
    if written == "POSITIONAL" and found != [str(number + 1) for number in range(len(found))]:
        raise GraphProblem(100, "Positional variables must be {{1}}, {{2}} ... in order.", subcode=2388073)
    if found and not item.get("example"):
        raise GraphProblem(100, "A body with variables needs an example for the reviewer.", subcode=2388043)
    if found:
        _at_its_ends(item["text"])
    if found and written == "POSITIONAL":
        _examples(item["example"], len(found))


def _at_its_ends(text: str) -> None:
    bare = text.strip().rstrip(".!?")
    if VARIABLE.match(bare) or (bare.endswith("}}") and VARIABLE.search(bare)):
        raise GraphProblem(100, "Variables can't be at the start or end of the template.", subcode=2388299)


def _examples(example: Any, count: int) -> None:
    given = thing(example, "example").get("body_text")
    if not isinstance(given, list) or not given or not isinstance(given[0], list) or len(given[0]) != count:
        raise GraphProblem(100, f"example.body_text needs one list of {count} words.", subcode=2388043)


def _button(button: dict[str, Any]) -> dict[str, Any]:
    button = dict(button)
    button["type"] = one_of(str(button.get("type", "")).upper(), "buttons['type']", _BUTTON_KINDS)
    words(button.get("text", "Copy code"), "buttons['text']", 25)
    if button["type"] == "URL":
        link(needed(button, "url", "buttons"), "buttons['url']")
    return button


def variables(text: str) -> list[str]:
    """Names of the variables in the order they first appear, each once."""
    return list(dict.fromkeys(VARIABLE.findall(text)))
