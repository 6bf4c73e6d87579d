"""Meta's template desk: takes new templates, approves them after a moment and tells the hotel."""

from __future__ import annotations

import asyncio
from typing import Any

from core.local.phone.deliveries import SMOOTH
from core.local.phone.problems import GraphProblem
from core.local.phone.switchboard import Switchboard
from core.local.phone.templates import STATUSES, Template
from core.local.phone.webhooks import template_change


class TemplateOffice:
    def __init__(self, board: Switchboard) -> None:
        self._board = board

    def create(self, account_id: str, body: Any) -> dict[str, Any]:
        template = self._board.templates.create(account_id, body)
        self._board.keep_template(template)
        wait = self._board.knobs.template_approval_seconds
        asyncio.get_running_loop().call_later(wait, self._approve, template)
        return {"id": template.id, "status": template.status, "category": template.category}

    def listed(self, account_id: str, asked: dict[str, str]) -> dict[str, Any]:
        """Filtered by name, language and status, in pages."""
        found = [
            template.listed()
            for template in self._board.templates.of(account_id)
            if all(asked.get(key, value) == value for key, value in _filters(template).items())
        ]
        try:
            start, most = int(asked.get("after", "0")), int(asked.get("limit", "25"))
        except ValueError:
            raise GraphProblem(100, "Params limit and after must be numbers.") from None
        fields = asked.get("fields")
        page = found[start : start + most]
        if fields:
            page = [{key: item[key] for key in (*fields.split(","), "id") if key in item} for item in page]
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(start + len(page))}}
        if start + len(page) < len(found):
            paging["next"] = f"after={start + len(page)}"
        return {"data": page, "paging": paging}

    def delete(self, account_id: str, asked: dict[str, str]) -> dict[str, Any]:
        """By name, or by id and name: anything else takes nothing back."""
        name = asked.get("name")
        if not name:
            raise GraphProblem(100, "The parameter name is required.")
        for template in self._board.templates.drop(account_id, name, asked.get("hsm_id")):
            self._board.forget_template(template)
        return {"success": True}

    def set_status(self, template: Template, status: str) -> None:
        if status not in STATUSES:
            raise ValueError(f"status must be one of {', '.join(sorted(STATUSES))}")
        template.status = status
        self._board.keep_template(template)
        change = template_change(template.account_id, template.id, template.name, template.language, status)
        self._board.deliveries.send(template.account_id, change, SMOOTH)

    def _approve(self, template: Template) -> None:
        there = self._board.templates.find(template.account_id, template.name, template.language)
        if there is template and template.status == "PENDING":
            self.set_status(template, "APPROVED")


def _filters(template: Template) -> dict[str, str]:
    return {"name": template.name, "language": template.language, "status": template.status}
