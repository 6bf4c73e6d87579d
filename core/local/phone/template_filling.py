"""A template meets its parameters: exact counts, formats, lengths, and the words the guest will read."""

from __future__ import annotations

import re
from typing import Any

from core.local.phone.checks import thing
from core.local.phone.problems import GraphProblem
from core.local.phone.templates import VARIABLE, Template, variables

_UNTIDY = re.compile(r"[\n\r\t]| {5,}")
_TEXTUAL = ("text", "currency", "date_time")


def fill(template: Template, content: dict[str, Any]) -> dict[str, Any]:
    """What the guest's phone shows; raises Meta's refusal when the parameters do not fit."""
    given: dict[str, dict[str, Any]] = {}
    buttons: dict[int, dict[str, Any]] = {}
    for part in content.get("components", []):
        kind = str(part["type"]).upper()
        if kind == "BUTTON":
            buttons[_index(part)] = part
        elif kind in ("HEADER", "BODY"):
            given[kind] = part
        else:
            raise GraphProblem(100, f"components type {part['type']!r} takes no parameters.")
    body = template.part("BODY") or {"text": ""}
    footer = template.part("FOOTER")
    return {
        "header": _header(template, _parameters(given.get("HEADER"))),
        "body": _text(body["text"], _parameters(given.get("BODY")), template, "body", 1024),
        "footer": footer["text"] if footer else "",
        "buttons": _buttons(template, buttons),
    }


def _parameters(part: dict[str, Any] | None) -> list[dict[str, Any]]:
    if part is None:
        return []
    values = part.get("parameters", [])
    if not isinstance(values, list):
        raise GraphProblem(100, "Param parameters must be an array.")
    return [thing(value, "parameters") for value in values]


def _index(part: dict[str, Any]) -> int:
    try:
        return int(part.get("index", ""))
    except (TypeError, ValueError):
        raise GraphProblem(131008, "button components need an index.") from None


def _text(text: str, parameters: list[dict[str, Any]], template: Template, where: str, most: int) -> str:
    expected = variables(text)
    if len(parameters) != len(expected):
        raise GraphProblem(
            132000,
            f"{where}: number of localizable_params ({len(parameters)}) "
            f"does not match the expected number of params ({len(expected)})",
        )
    values = [_value(parameter, where) for parameter in parameters]
    names = expected
    if template.parameter_format == "NAMED":
        names = [_name(parameter, where) for parameter in parameters]
        if set(names) != set(expected):
            raise GraphProblem(132012, f"{where}: parameter names {names} do not match {expected}")
    elif any("parameter_name" in parameter for parameter in parameters):
        raise GraphProblem(100, f"{where}: parameter_name is only for templates with named parameters.")
    known = dict(zip(names, values, strict=True))
    filled = VARIABLE.sub(lambda found: known[found.group(1)], text)
    if len(filled) > most:
        raise GraphProblem(132005, f"{where}: translated text too long ({len(filled)} of {most})")
    return filled


def _name(parameter: dict[str, Any], where: str) -> str:
    name = parameter.get("parameter_name")
    if not name:
        raise GraphProblem(100, f"{where}: Parameter name is missing or empty.")
    return str(name)


def _value(parameter: dict[str, Any], where: str) -> str:
    kind = parameter.get("type")
    if kind not in _TEXTUAL:
        raise GraphProblem(132012, f"{where}: expected a text parameter, got {kind!r}")
    if kind != "text":
        return str(thing(parameter.get(kind), kind).get("fallback_value", ""))
    text = parameter.get("text")
    if not isinstance(text, str) or not text:
        raise GraphProblem(131008, f"{where}: Parameter of type text is missing text value")
    if _UNTIDY.search(text):
        raise GraphProblem(
            132012, f"{where}: text cannot have new-line/tab characters or more than 4 spaces in a row"
        )
    return text


def _header(template: Template, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    part = template.part("HEADER")
    if part is None:
        if parameters:
            raise GraphProblem(132000, f"header: got {len(parameters)} params, the template has no header")
        return {}
    if part["format"] == "TEXT":
        return {"type": "text", "text": _text(part["text"], parameters, template, "header", 60)}
    kind = part["format"].lower()
    if len(parameters) != 1:
        raise GraphProblem(132012, f"header: expected one {kind} parameter, got {len(parameters)}")
    media = parameters[0]
    if media.get("type") != kind or not isinstance(media.get(kind), dict):
        raise GraphProblem(
            132012, f"header: Format mismatch, expected {part['format']}, received {media.get('type')}"
        )
    if kind != "location" and ("id" in media[kind]) == ("link" in media[kind]):
        raise GraphProblem(131008, f"header: {kind} needs exactly one of id and link")
    return {"type": kind, kind: media[kind]}


def _buttons(template: Template, given: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    expected = template.buttons()
    strange = [index for index in given if not 0 <= index < len(expected)]
    if strange:
        raise GraphProblem(132000, f"buttons: the template has no button at index {strange[0]}")
    return [_button(index, button, given.get(index)) for index, button in enumerate(expected)]


def _button(index: int, button: dict[str, Any], part: dict[str, Any] | None) -> dict[str, Any]:
    sub_type = str((part or {}).get("sub_type", button["type"])).upper()
    if sub_type != button["type"] and not (sub_type == "URL" and button["type"] == "OTP"):
        raise GraphProblem(132012, f"Button at index {index} is {button['type']}, not {sub_type}")
    values = _parameters(part)
    shown = {"type": button["type"], "text": button.get("text", "")}
    if button["type"] == "QUICK_REPLY":
        payload = values[0].get("payload", "") if values else button.get("text", "")
        if not isinstance(payload, str) or len(payload) > 128:
            raise GraphProblem(131009, f"Button at index {index}: payload must be a string of at most 128.")
        return {**shown, "payload": payload}
    if button["type"] == "URL":
        return {**shown, "url": _button_url(index, button["url"], values)}
    return shown


def _button_url(index: int, url: str, values: list[dict[str, Any]]) -> str:
    if not variables(url):
        if values:
            raise GraphProblem(132000, f"Button at index {index} of type Url takes no parameter")
        return url
    if not values:
        raise GraphProblem(131008, f"Button at index {index} of type Url requires a parameter")
    if len(values) != 1:
        raise GraphProblem(
            132000, f"Button at index {index} of type Url takes one parameter, got {len(values)}"
        )
    suffix = _value(values[0], f"button {index}")
    return VARIABLE.sub(lambda _: suffix, url)
