"""Files that a screen lets people take home: tables for a spreadsheet, and whatever is to be kept, not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import Response

from core.domain.sheets import Cell, sheet


@dataclass(frozen=True)
class File:
    name: str
    kind: str
    data: bytes

    def answer(self) -> Response:
        plain = re.sub(r"[\x00-\x1f\x7f/\\\"]", "_", self.name)
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(plain, safe='')}",
            "cache-control": "no-store",
            "cross-origin-resource-policy": "same-origin",
        }
        return Response(self.data, media_type=self.kind, headers=headers)


def table(name: str, language: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> File:
    return File(f"{name}.csv", "text/csv; charset=utf-8", sheet(language, heads, rows))
