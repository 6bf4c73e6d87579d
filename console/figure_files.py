"""What stands behind a figure, as a table to take home: named after the figure, the hotel and the first day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from console import words
from console.answers import Asked
from console.files import File, table
from core.domain.sheets import Cell
from core.services import hotels
from core.store.views.numbers.span import Span


@dataclass(frozen=True)
class Lines:
    """`names` are those of the headings among the words of `group`."""

    group: str
    names: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def figure_file(session: Session, asked: Asked, span: Span, lines: Lines) -> File:
    said, figure = words.group(asked.language, lines.group), asked.query.get("figure", "")
    slug = hotels.get(session, asked.actor.hotel_id).slug
    name = f"{said[f'file_{figure}']}-{slug}-{span.first.isoformat()}"
    return table(name, asked.language, [said[f"head_{one}"] for one in lines.names], lines.rows)
