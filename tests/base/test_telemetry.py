"""Logs are JSON lines with one trace id, and hold nothing by which a guest could be known."""

from __future__ import annotations

import json
import logging

import pytest

from core.base import telemetry


def line_of(message: str, **fields: object) -> dict[str, object]:
    record = logging.LogRecord("core.test", logging.WARNING, __file__, 1, message, None, None)
    record.__dict__.update(fields)
    found: dict[str, object] = json.loads(telemetry.JsonLines().format(record))
    return found


def test_a_line_says_when_where_what_and_how_bad() -> None:
    line = line_of("relay.store_away", count=3)
    assert line["event"] == "relay.store_away"
    assert (line["level"], line["from"], line["count"]) == ("warning", "core.test", 3)
    assert str(line["at"]).endswith("+00:00")


def test_everything_inside_carries_the_same_trace() -> None:
    with telemetry.traced("0123abcd"):
        assert line_of("one")["trace"] == line_of("two")["trace"] == "0123abcd"
        assert telemetry.current_trace() == "0123abcd"
    assert "trace" not in line_of("three")


def test_a_trace_within_a_trace_ends_with_it() -> None:
    with telemetry.traced("outer"):
        with telemetry.traced("inner"):
            assert telemetry.current_trace() == "inner"
        assert telemetry.current_trace() == "outer"


def test_whoever_has_no_trace_gets_one() -> None:
    with telemetry.traced(None) as trace:
        assert len(trace) == 16


@pytest.mark.parametrize("number", ["5491155501234", "+54 9 11 5550-1234", "(11) 5550 1234"])
def test_telephones_are_masked_wherever_they_stand(number: str) -> None:
    line = json.dumps(line_of(f"sent to {number}", who=number, more={"deep": [number]}), ensure_ascii=False)
    assert "5550" not in line.replace("5550-", "")
    assert "…34" in line


@pytest.mark.parametrize("field", ["text", "body", "caption", "phone", "token", "password"])
def test_what_guests_say_and_what_opens_doors_is_hidden(field: str) -> None:
    assert telemetry.masked({field: "quiero una cabaña"}) == {field: "…"}


def test_short_numbers_stay_readable() -> None:
    assert telemetry.masked("attempt 3 of 6, error 131047") == "attempt 3 of 6, error 131047"


def test_an_error_is_told_with_its_trace_and_masked() -> None:
    try:
        raise ValueError("no guest 5491155501234")
    except ValueError:
        import sys

        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, sys.exc_info())
    line = telemetry.JsonLines().format(record)
    assert "ValueError" in line
    assert "5491155501234" not in line


def test_a_value_that_is_no_json_does_not_break_the_line() -> None:
    assert line_of("odd", thing=object())["thing"]
