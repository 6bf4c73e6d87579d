"""The channel's desk for templates: handing definitions in, asking how they stand, taking one back."""

from __future__ import annotations

from typing import Any

import httpx

from core.adapters.channels.whatsapp.answers import good_json, refused
from core.adapters.channels.whatsapp.client import bearer
from core.adapters.channels.whatsapp.tolerant import identifier, mapping, rows, words
from core.domain.errands import Act
from core.domain.ports import Account, TemplateSeen
from core.domain.templates import Definition

_FIELDS = "id,name,language,status,category,quality_score,rejected_reason,components"
_A_PAGE = 100
_MOST_PAGES = 50


class TemplateDesk:
    """Implements the template port. Every call may be made twice: a name and a language exist once."""

    def __init__(self, base_url: str, version: str, client: httpx.AsyncClient) -> None:
        self._root = f"{base_url.rstrip('/')}/{version.strip('/')}"
        self._client = client

    async def close(self) -> None:
        await self._client.aclose()

    async def submit(
        self, account: Account, business: str, definition: Definition, language: str
    ) -> TemplateSeen:
        body = drawn(definition, language)
        answer = await self._ask("POST", account, business, json=body)
        return TemplateSeen(
            id=identifier(answer.get("id")) or "",
            name=definition.name,
            language=language,
            state=words(answer.get("status")).upper() or "PENDING",
            category=words(answer.get("category")).upper() or str(definition.category),
            body=body["components"][0]["text"],
        )

    async def listed(self, account: Account, business: str) -> list[TemplateSeen]:
        """All of them, page by page."""
        found: list[TemplateSeen] = []
        after: str | None = None
        for _ in range(_MOST_PAGES):
            asked = {"fields": _FIELDS, "limit": str(_A_PAGE)} | ({"after": after} if after else {})
            answer = await self._ask("GET", account, business, params=asked)
            found += [_seen(row) for row in rows(answer.get("data")) if isinstance(row, dict)]
            paging = mapping(answer.get("paging"))
            after = identifier(mapping(paging.get("cursors")).get("after"))
            if not paging.get("next") or after is None:
                break
        return found

    async def withdraw(self, account: Account, business: str, name: str) -> None:
        """In every language at once; the name stays taken for weeks."""
        await self._ask("DELETE", account, business, params={"name": name})

    async def number(self, account: Account) -> str:
        fields = {"fields": "display_phone_number,verified_name"}
        answer = await self._call("GET", account, f"{self._root}/{account.id}", params=fields)
        return words(answer.get("display_phone_number"))

    async def _ask(self, method: str, account: Account, business: str, **request: Any) -> dict[str, Any]:
        return await self._call(method, account, f"{self._root}/{business}/message_templates", **request)

    async def _call(self, method: str, account: Account, url: str, **request: Any) -> dict[str, Any]:
        try:
            response = await self._client.request(method, url, headers=bearer(account), **request)
        except httpx.HTTPError as broken:
            raise refused(Act.RETRY, f"no answer: {type(broken).__name__}") from broken
        return good_json(response)


def drawn(definition: Definition, language: str) -> dict[str, Any]:
    """A definition as the channel wants it, in one of its languages."""
    wording = definition.wordings[language.partition("_")[0]]
    body: dict[str, Any] = {"type": "BODY", "text": definition.numbered(wording.language)}
    if wording.example:
        body["example"] = {"body_text": [list(wording.example)]}
    components = [body]
    if wording.buttons:
        buttons = [{"type": "QUICK_REPLY", "text": title} for title in wording.buttons]
        components.append({"type": "BUTTONS", "buttons": buttons})
    return {
        "name": definition.name,
        "language": language,
        "category": str(definition.category),
        "components": components,
    }


def _seen(row: dict[str, Any]) -> TemplateSeen:
    parts = [mapping(part) for part in rows(row.get("components"))]
    body = next((part for part in parts if words(part.get("type")).upper() == "BODY"), {})
    return TemplateSeen(
        id=identifier(row.get("id")) or "",
        name=words(row.get("name")),
        language=words(row.get("language")),
        state=words(row.get("status")).upper(),
        category=words(row.get("category")).upper(),
        quality=words(mapping(row.get("quality_score")).get("score")) or None,
        reason=words(row.get("rejected_reason")) or None,
        body=words(body.get("text")),
    )


def open_template_desk(base_url: str, version: str) -> TemplateDesk:
    """For a command that asks a few dozen things and ends; proxies of the environment are not for a stand-in."""
    outside = base_url.startswith("https://")
    client = httpx.AsyncClient(timeout=httpx.Timeout(30.0, connect=5.0), trust_env=outside)
    return TemplateDesk(base_url, version, client)
