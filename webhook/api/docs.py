"""The API described: the document for programs, and a page for people that brings everything along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from jinja2 import Environment, FileSystemLoader

from core.base.settings import Settings
from webhook.pages import CAREFUL

_FORMS = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "forms"), autoescape=True, trim_blocks=True
)


def add_to(blueprint: APIBlueprint, config: Settings) -> None:
    @blueprint.get("/openapi.json", doc_ui=False)
    def document() -> Response:
        written = json.dumps(described(config), ensure_ascii=False)
        return Response(written, mimetype="application/json", headers={"Cache-Control": "max-age=300"})

    @blueprint.get("/docs", doc_ui=False)
    def page() -> Response:
        form = _FORMS.get_template("api.html")
        written = form.render(document=described(config), operations=_operations(described(config)))
        headers = {**CAREFUL, "Cache-Control": "max-age=300"}
        return Response(written, mimetype="text/html", headers=headers)


def described(config: Settings) -> dict[str, Any]:
    """As the library wrote it from the routes themselves, with the address at which this house answers."""
    document = current_app.api_doc  # type: ignore[attr-defined]
    return {**document, "servers": [{"url": config.public_webhook_url}]}


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    schemas = document["components"]["schemas"]
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "fields": [_parameter(one) for one in operation.get("parameters", [])],
            "body": _body(operation, schemas),
            "answer": _answer(operation, schemas),
            "statuses": list(operation["responses"]),
        }
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": one["name"],
        "where": one["in"],
        "kind": _kind(one.get("schema", {})),
        "must": bool(one.get("required")),
        "words": one.get("description", ""),
    }


def _body(operation: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return _fields(content.get("schema", {}), schemas)


def _answer(operation: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    content = operation["responses"]["200"].get("content", {}).get("application/json", {})
    return _fields(content.get("schema", {}), schemas)


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    found = schemas.get(schema.get("$ref", "").rpartition("/")[2], schema)
    must = found.get("required", [])
    return [
        {
            "name": name,
            "kind": _kind(one),
            "must": name in must,
            "words": one.get("description", ""),
        }
        for name, one in found.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "anything")
