"""Tables for spreadsheets: strangers' words run nothing, figures stay figures, dates are written as people do there."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.domain.money import Money
from core.domain.sheets import cell, harmless, sheet


@pytest.mark.parametrize(
    "words",
    [
        "=1+1", "+54 9 11", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =HYPERLINK(1)", "\u00a0@x",
        "\u200b=1", "\uff1d1",
    ],
)  # fmt: skip
def test_a_formula_becomes_words(words: str) -> None:
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize("words", ["Ana", "a=b", "1-2", "", "¿=?"])
def test_words_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words


def test_a_nothing_byte_hides_no_formula() -> None:
    assert harmless("\x00=1") == "'=1"


def test_figures_stay_figures() -> None:
    assert [cell("es", one) for one in (-5, 1.5, Money(-12345, "ARS"), Money(900, "CLP"), None)] == [
        "-5", "1,5", "-123,45", "900", "",
    ]  # fmt: skip
    assert cell("en", Money(12345, "USD")) == "123.45"


def test_days_and_moments_are_written_as_people_do_there() -> None:
    day, moment = date(2026, 11, 3), datetime(2026, 11, 3, 9, 5)
    assert [cell("es", day), cell("en", day)] == ["03/11/2026", "2026-11-03"]
    assert [cell("es", moment), cell("en", moment)] == ["03/11/2026 09:05", "2026-11-03 09:05"]


def test_a_table_begins_with_the_mark_and_keeps_separators_and_lines_inside_a_cell() -> None:
    made = sheet("es", ["Huésped", "=Nota"], [["Ana; la de siempre", 'dijo "hola"\nchau']])
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig") == 'Huésped;\'=Nota\r\n"Ana; la de siempre";"dijo ""hola""\nchau"\r\n'


def test_half_a_letter_breaks_no_file() -> None:
    assert sheet("en", ["a"], [["\ud83d x"]]).decode("utf-8-sig") == "a\r\n? x\r\n"
