"""The interactive messages: reply buttons, lists, links, requests and flows, with every limit counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.local.phone.checks import (
    link,
    needed,
    needed_words,
    one_of,
    only,
    rows,
    thing,
    tidy_id,
    without_repeats,
    words,
)
from core.local.phone.problems import GraphProblem

MediaCheck = Callable[[Any], None]


def check_interactive(content: Any, image: MediaCheck, video: MediaCheck, document: MediaCheck) -> None:
    message = thing(content, "interactive")
    kind = one_of(message.get("type"), "interactive['type']", _ACTIONS)
    only(message, {"type", "header", "body", "footer", "action"}, "interactive")
    _body_and_footer(message)
    if "header" in message:
        _header(
            thing(message["header"], "header"), kind, {"image": image, "video": video, "document": document}
        )
    if "footer" in message and kind in _PLAIN:
        raise GraphProblem(131009, f"interactive of type {kind} takes no footer.")
    _ACTIONS[kind](thing(needed(message, "action", "interactive"), "action"))


_PLAIN = ("location_request_message", "request_contact_info")


def _body_and_footer(message: dict[str, Any]) -> None:
    body = thing(needed(message, "body", "interactive"), "body")
    only(body, {"text"}, "body")
    needed_words(body, "text", "body", 1024)
    if "footer" in message:
        footer = thing(message["footer"], "footer")
        only(footer, {"text"}, "footer")
        needed_words(footer, "text", "footer", 60)


def _header(header: dict[str, Any], kind: str, media: dict[str, MediaCheck]) -> None:
    if kind in _PLAIN:
        raise GraphProblem(131009, f"interactive of type {kind} takes no header.")
    allowed = ("text",) if kind == "list" else ("text", *media)
    header_kind = header.get("type")
    if header_kind not in allowed:
        raise GraphProblem(131009, f"header['type'] of {kind} must be one of {{{', '.join(allowed)}}}.")
    only(header, {"type", header_kind}, "header")
    if header_kind == "text":
        needed_words(header, "text", "header", 60)
    else:
        media[header_kind](needed(header, header_kind, "header"))


def _buttons(action: dict[str, Any]) -> None:
    only(action, {"buttons"}, "action")
    ids: list[str] = []
    titles: list[str] = []
    for index, button in enumerate(rows(needed(action, "buttons", "action"), "buttons", 3)):
        where = f"buttons[{index}]"
        one_of(thing(button, where).get("type"), f"{where}['type']", ("reply",))
        only(button, {"type", "reply"}, where)
        reply = thing(needed(button, "reply", where), f"{where}['reply']")
        only(reply, {"id", "title"}, f"{where}['reply']")
        ids.append(needed_words(reply, "id", f"{where}['reply']", 256))
        tidy_id(ids[-1], f"{where}['reply']['id']")
        titles.append(needed_words(reply, "title", f"{where}['reply']", 20))
    without_repeats(ids, "button ids")
    without_repeats(titles, "button titles")


def _list(action: dict[str, Any]) -> None:
    only(action, {"button", "sections"}, "action")
    needed_words(action, "button", "action", 20)
    sections = rows(needed(action, "sections", "action"), "sections", 10)
    ids: list[str] = []
    for index, section in enumerate(sections):
        where = f"sections[{index}]"
        only(thing(section, where), {"title", "rows"}, where)
        if len(sections) > 1 or "title" in section:
            needed_words(section, "title", where, 24)
        for row in rows(needed(section, "rows", where), f"{where}['rows']", 10):
            ids.append(_row(thing(row, f"{where}['rows']"), f"{where}['rows']"))
    if len(ids) > 10:
        raise GraphProblem(
            131009, f"Total row count ({len(ids)}) exceeds the maximum of 10 over all sections."
        )
    without_repeats(ids, "row ids")


def _row(row: dict[str, Any], where: str) -> str:
    only(row, {"id", "title", "description"}, where)
    row_id = needed_words(row, "id", where, 200)
    tidy_id(row_id, f"{where}['id']")
    needed_words(row, "title", where, 24)
    if "description" in row:
        words(row["description"], f"{where}['description']", 72, least=0)
    return row_id


def _link_button(action: dict[str, Any]) -> None:
    only(action, {"name", "parameters"}, "action")
    one_of(action.get("name"), "action['name']", ("cta_url",))
    parameters = thing(needed(action, "parameters", "action"), "parameters")
    only(parameters, {"display_text", "url"}, "parameters")
    needed_words(parameters, "display_text", "parameters", 20)
    link(needed(parameters, "url", "parameters"), "parameters['url']")


def _named(name: str) -> Callable[[dict[str, Any]], None]:
    def check(action: dict[str, Any]) -> None:
        only(action, {"name"}, "action")
        one_of(action.get("name"), "action['name']", (name,))

    return check


def _flow(action: dict[str, Any]) -> None:
    only(action, {"name", "parameters"}, "action")
    one_of(action.get("name"), "action['name']", ("flow",))
    parameters = thing(needed(action, "parameters", "action"), "parameters")
    one_of(parameters.get("flow_message_version"), "parameters['flow_message_version']", ("3",))
    if not parameters.get("flow_id") and not parameters.get("flow_name"):
        raise GraphProblem(131008, "The parameter parameters['flow_id'] is required.")
    needed_words(parameters, "flow_cta", "parameters", 20)
    one_of(parameters.get("mode", "published"), "parameters['mode']", ("published", "draft"))
    one_of(
        parameters.get("flow_action", "navigate"), "parameters['flow_action']", ("navigate", "data_exchange")
    )


_ACTIONS: dict[str, Callable[[dict[str, Any]], None]] = {
    "button": _buttons,
    "list": _list,
    "cta_url": _link_button,
    "location_request_message": _named("send_location"),
    "request_contact_info": _named("request_contact_info"),
    "flow": _flow,
}
