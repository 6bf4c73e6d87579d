"""Messages in, understandings out, one JSON line each: `python -m core.flows.understand < messages.jsonl`.

A line in holds `id`, `text` and, if known, `lang`, `now` and `country`. A line alone is answered at once; many
together are shared between the processors and answered in their order.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any, Final

from core.base.patience import ThoughtTooLong, at_most
from core.flows.understand.bulk import answer_all
from core.flows.understand.reading import Context, Understanding, read
from core.flows.understand.stay import StayReading

# A thousand times what a long message takes, in seconds of the processor.
_LONGEST: Final = 5.0


def answer_line(line: str) -> str:
    """A line nobody can read is answered too: whoever counts lines must find one for each."""
    asked: Any = None
    try:
        asked = json.loads(line)
        text = asked["text"]
        if not isinstance(text, str):
            raise TypeError("text is not text")
        with at_most(_LONGEST):
            understood = read(text, _context(asked))
    except (ValueError, KeyError, TypeError, ThoughtTooLong) as problem:
        ident = asked.get("id") if isinstance(asked, dict) else None
        return json.dumps({"id": ident, "error": f"{type(problem).__name__}: {problem}".rstrip(": ")})
    return json.dumps(as_row(asked.get("id"), understood), ensure_ascii=False)


def _context(asked: dict[str, Any]) -> Context:
    now = datetime.fromisoformat(asked["now"]) if asked.get("now") else datetime.now(UTC)
    lang = asked.get("lang")
    return Context(
        now=now,
        country=asked.get("country") or "AR",
        hotel_language=lang or "es",
        language=lang,
        zone=asked.get("zone"),
    )


def as_row(ident: object, understood: Understanding) -> dict[str, Any]:
    return {
        "id": ident,
        "lang": understood.language.lang,
        "intents": [{"name": guess.name, "confidence": guess.confidence} for guess in understood.intents],
        "answer": understood.answer,
        "entities": understood.entities.as_dict(),
        "stay": _stay(understood.stay),
        "dates": [day.isoformat() for day in understood.stay.dates],
    }


def _stay(stay: StayReading) -> dict[str, Any]:
    def iso(day: Any) -> str | None:
        return day.isoformat() if day is not None else None

    row: dict[str, Any] = {
        "check_in": iso(stay.check_in),
        "check_out": iso(stay.check_out),
        "nights": stay.nights,
    }
    if stay.candidates:
        row["candidates"] = [
            {"check_in": iso(one.check_in), "check_out": iso(one.check_out)} for one in stay.candidates
        ]
    return row


if __name__ == "__main__":
    # By its own name, so that other processes find the same function.
    from core.flows.understand.__main__ import answer_line as answering

    answer_all(sys.stdin.buffer, sys.stdout.buffer, answering)
