"""Tables for spreadsheets: UTF-8 that Excel recognises, and cells that stay words whatever a stranger wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from core.domain.money import EXPONENTS, Money

MARK: Final = "\ufeff"
# A cell that begins like this is a formula to a spreadsheet, or hides one behind a blank.
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Cell = str | int | float | date | datetime | Money | None


def sheet(language: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Dates, decimals and separators as a spreadsheet of that language expects them."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([cell(language, one) for one in row] for row in rows)
    return (MARK + held.getvalue()).encode("utf-8", "replace")


def cell(language: str, value: Cell) -> str:
    """Numbers are ours and stay numbers; words are anybody's and are made harmless."""
    match value:
        case None:
            return ""
        case bool() | int():
            return str(int(value))
        case Money():
            return _decimal(language, f"{value.major:.{EXPONENTS[value.currency]}f}")
        case float():
            return _decimal(language, f"{value:.4f}".rstrip("0").rstrip("."))
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M" if language == "en" else "%d/%m/%Y %H:%M")
        case date():
            return value.strftime("%Y-%m-%d" if language == "en" else "%d/%m/%Y")
        case _:
            return harmless(value)


def harmless(words: str) -> str:
    """An apostrophe before what would be a formula: the spreadsheet shows the words and runs nothing."""
    plain = words.replace("\x00", "")
    begins = plain.lstrip(" \u00a0\u200b\ufeff")
    return (
        f"'{plain}" if begins.startswith(_BEGINS_A_FORMULA) or plain.startswith(_BEGINS_A_FORMULA) else plain
    )


def _decimal(language: str, plain: str) -> str:
    return plain if language == "en" else plain.replace(".", ",")
