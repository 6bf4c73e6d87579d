"""The platforms' exports: whatever separator, scale, language and order of columns, read into reviews as written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from core.base import clock
from core.base.letters import fold
from core.domain.public_reviews import original_of
from core.domain.reviews import Platform

MOST_ROWS: Final = 5000
LARGEST: Final = 5 * 1024 * 1024


class Fault(StrEnum):
    """Why a file or one of its rows cannot be taken."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NOT_A_TABLE = "not_a_table"
    CUT_OFF = "cut_off"
    BROKEN = "broken"
    NO_DATE = "no_date"
    NO_SCORE = "no_score"
    EMPTY = "empty"
    IN_THE_FUTURE = "in_the_future"


class CannotRead(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Arrived:
    """A review as written elsewhere. `key` is the platform's own number for it, where it gives one."""

    platform: Platform
    author: str
    score: str
    stars: int | None
    words: str
    written_at: datetime
    language: str | None = None
    key: str = ""


@dataclass(frozen=True)
class Table:
    """What could be read of a file, and which lines (counted as a spreadsheet does) could not, and why.

    `columns` says what each heading was taken for (nothing: it is left aside); `houses` whose reviews it says it holds.
    """

    reviews: list[Arrived]
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    houses: tuple[str, ...] = ()


# How the platforms' exports, in the languages they come in, call their columns.
_COLUMNS: Final = {
    "written_at": ("review date", "date", "fecha", "fecha de la opinion", "data", "created", "createtime",
                   "fecha del comentario", "data da avaliacao", "published", "submitted"),
    "score": ("review score", "rating", "score", "puntuacion", "puntaje", "nota", "starrating", "calificacion",
              "estrellas", "avaliacao", "overall rating", "stars"),
    "title": ("review title", "title", "titulo", "titulo de la opinion"),
    "words": ("review", "comment", "comentario", "text", "texto", "review text", "opinion", "avaliacao escrita",
              "public review", "body"),
    "good": ("positive review", "lo bueno", "liked", "comentario positivo", "pontos positivos", "pros"),
    "bad": ("negative review", "lo malo", "disliked", "comentario negativo", "pontos negativos", "cons"),
    "author": ("guest name", "name", "author", "huesped", "nombre", "hospede", "nome", "reviewer", "guest"),
    "key": ("reservation number", "review id", "id", "numero de reserva", "reviewid", "confirmation code"),
    "language": ("language", "idioma", "lang"),
    "house": ("property name", "hotel name", "business name", "location name", "listing", "nombre del alojamiento",
              "alojamiento", "propiedad", "hotel", "nome da propriedade", "propriedade", "property"),
}  # fmt: skip
_WORDS_FOR_STARS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_DATES: Final = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d-%m-%Y", "%d.%m.%Y",
    "%b %d, %Y", "%d %b %Y", "%B %d, %Y", "%d %B %Y",
)  # fmt: skip
_SCALES: Final = {Platform.BOOKING: 10, Platform.EXPEDIA: 10}


def read_table(data: bytes, platform: Platform) -> Table:
    """Whatever separator, whatever order of columns; a bad line is named and the others are taken."""
    if len(data) > LARGEST:
        raise CannotRead(Fault.TOO_LARGE)
    text = _decoded(data)
    lines = text.splitlines()
    if not lines or "\x00" in text:
        raise CannotRead(Fault.NOT_A_TABLE)
    separator = max(",;\t|", key=lines[0].count)
    lines_read = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        headings = next(lines_read)
    except (csv.Error, StopIteration):
        raise CannotRead(Fault.NOT_A_TABLE) from None
    columns = _columns(headings)
    if "written_at" not in columns or not {"score", "words", "good", "bad"} & columns.keys():
        raise CannotRead(Fault.NOT_A_TABLE)
    places = {name: headings.index(heading) for name, heading in columns.items()}
    table = Table(
        [], columns={one: "" for one in headings if one} | {one: name for name, one in columns.items()}
    )
    houses: dict[str, None] = {}
    for number, cells in _lines(lines_read, len(headings), table.faults):
        if len(table.reviews) >= MOST_ROWS:
            raise CannotRead(Fault.TOO_MANY)
        named = {name: cells[place].strip() for name, place in places.items()}
        read = _arrived(named, platform)
        if isinstance(read, Fault):
            table.faults.append((number, read))
        else:
            table.reviews.append(read)
            houses |= {named["house"][:80]: None} if named.get("house") else {}
    return replace(table, houses=tuple(houses)[:5])


def _lines(lines: Any, width: int, faults: list[tuple[int, Fault]]) -> Iterator[tuple[int, list[str]]]:
    """Each line with its number. One that ends too soon, as the last of half a file does, is named and not taken."""
    while True:
        began = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as trouble:
            faults.append((began, Fault.CUT_OFF if "unexpected end" in str(trouble) else Fault.BROKEN))
            continue
        if not cells:
            continue
        if len(cells) < width:
            faults.append((began, Fault.CUT_OFF))
        else:
            yield began, cells


def stars_of(score: str, platform: Platform) -> int | None:
    """Five at most, whatever scale the platform counts in."""
    plain = score.strip().lower().replace(",", ".")
    if plain in _WORDS_FOR_STARS:
        return _WORDS_FOR_STARS[plain]
    found = re.match(r"(\d{1,2}(?:\.\d+)?)(?:\s*(?:/|de|out of|sobre)\s*(\d{1,3}))?", plain)
    if found is None:
        return None
    value, scale = float(found.group(1)), float(found.group(2) or _SCALES.get(platform, 5))
    if scale <= 0 or not 0 < value <= scale:
        return None
    return max(1, min(5, round(value / scale * 5)))


def _arrived(cells: dict[str, str], platform: Platform) -> Arrived | Fault:
    words = "\n".join(
        part for part in (cells.get(name, "") for name in ("title", "words", "good", "bad")) if part
    )
    words = original_of(words) if platform is Platform.GOOGLE else words
    score = cells.get("score", "")
    stars = stars_of(score, platform)
    if not words and not score:
        return Fault.EMPTY
    if score and stars is None:
        return Fault.NO_SCORE
    written_at = _moment(cells["written_at"])
    if written_at is None:
        return Fault.NO_DATE
    if written_at > clock.after(24 * 3600):
        return Fault.IN_THE_FUTURE
    language = cells.get("language", "")[:2].lower()
    return Arrived(
        platform,
        cells.get("author", ""),
        score,
        stars,
        words,
        written_at,
        language if language in ("es", "en", "pt") else None,
        cells.get("key", "")[:120],
    )


def _moment(written: str) -> datetime | None:
    for form in (None, *_DATES):
        try:
            read = datetime.fromisoformat(written) if form is None else datetime.strptime(written, form)  # noqa: DTZ007
        except ValueError:
            continue
        return read if read.tzinfo else read.replace(tzinfo=UTC)
    return None


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead(Fault.NOT_A_TABLE)


def _columns(headings: Iterable[str]) -> dict[str, str]:
    plain = {fold(heading): heading for heading in headings if heading}
    return {
        name: plain[known]
        for name, calls in _COLUMNS.items()
        if (known := next((call for call in calls if call in plain), None)) is not None
    }
