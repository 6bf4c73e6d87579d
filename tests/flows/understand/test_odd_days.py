"""Days told in a roundabout way, alone or against the stay that is talked about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.domain.memory import Memory, StaySoFar
from core.flows.booking.progress import NAME
from core.flows.heard.gathering import gathered
from core.flows.understand import Context, read
from core.flows.understand.heads.beside import beside_the_stay
from core.flows.understand.stay import StayReading

# A Thursday, early in the afternoon at the hotel.
NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)
LINES = Path(__file__).with_name("odd_days.tsv").read_text("utf-8").splitlines()
SAID = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def heard(known: str, words: str, language: str) -> str:
    before, told = StaySoFar(), None
    if known != "-":
        arrival, departure = map(date.fromisoformat, known.split(".."))
        nights = (departure - arrival).days
        before, told = StaySoFar(arrival, departure, nights), StayReading(arrival, departure, nights)
    context = Context(
        now=NOW, zone="America/Argentina/Buenos_Aires", hotel_language=language, language=language,
        wish="ask_availability", stay=told,
    )  # fmt: skip
    meant = beside_the_stay(read(words, context), None)
    after = gathered(Memory(stay=before, flow=NAME), meant).stay
    if after.check_in is None:
        return "asked"
    return f"{after.check_in}..{after.check_out or ''}"


@pytest.mark.parametrize(("language", "known", "words", "then"), SAID, ids=[line[2] for line in SAID])
def test_the_stay_that_is_meant(language: str, known: str, words: str, then: str) -> None:
    assert heard(known, words, language) == (known if then == "=" else then)
