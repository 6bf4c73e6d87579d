"""What is believed, what is repeated, and how written words become spoken ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.speech import (
    AWAITED,
    PATIENCE,
    Transcript,
    Unheard,
    doubt_of,
    echo_of,
    is_awaited,
    speakable,
    why_unheard,
)

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "language", "currency", "spoken"),
    [
        ("Sale $88.500 por noche.", "es", "ARS", "Sale 88500 pesos por noche."),
        ("Sale $ 1.088.500,50.", "es", "UYU", "Sale 1088500,50 pesos."),
        ("It is $1,250 a night.", "en", "USD", "It is 1250 dollars a night."),
        ("It is $88,500 a night.", "en", "ARS", "It is 88500 pesos a night."),
        ("São R$ 1.250,00.", "pt", "BRL", "São 1250,00 reais."),
        ("US$ 120", "es", "ARS", "120 dólares"),
        ("*Hola* 😀\n\nEl check-in es a las _14:00_", "es", "ARS", "Hola. El check-in es a las 14:00"),
        ("Mirá https://hotel.example/x?y=1 cuando quieras.", "es", "ARS", "Mirá cuando quieras."),
    ],
)
def test_words_are_read_as_people_say_them(written: str, language: str, currency: str, spoken: str) -> None:
    assert speakable(written, language, currency) == spoken


@pytest.mark.parametrize("words", ["", "😀", "https://hotel.example/x", "muy largo " * 100])
def test_what_would_only_weary_is_not_read(words: str) -> None:
    assert speakable(words, "es", "ARS") is None


@pytest.mark.parametrize(
    ("text", "confidence", "doubt"),
    [
        ("una habitación", 0.9, None),
        ("sí", 0.4, None),
        ("", 1.0, Unheard.NO_SPEECH),
        ("… ♪", 1.0, Unheard.NO_SPEECH),
        ("una habitación", 0.1, Unheard.UNCLEAR),
        ("no no no no no no no no", 0.9, Unheard.UNCLEAR),
    ],
)
def test_what_a_model_says_is_not_always_what_was_said(
    text: str, confidence: float, doubt: Unheard | None
) -> None:
    assert doubt_of(Transcript(text, "es", 3.0, confidence)) is doubt


def test_what_was_understood_is_repeated_shortly() -> None:
    assert echo_of(["hola,", "una  habitación\npara dos"], 500) == "hola, una habitación para dos"
    long = echo_of(["palabra " * 100], 500)
    assert len(long) <= 160
    assert long.endswith("palabra…")
    assert len(echo_of(["palabra " * 100], 60)) <= 60
    assert echo_of(["palabra " * 100], 5) == "", "no room, no echo"


def test_a_note_is_awaited_until_patience_ends() -> None:
    content = {"hearing": AWAITED}
    assert is_awaited(content, NOW, NOW + PATIENCE - timedelta(seconds=1))
    assert not is_awaited(content, NOW, NOW + PATIENCE)
    assert not is_awaited({"hearing": "too_long"}, NOW, NOW)
    assert not is_awaited({}, NOW, NOW)


def test_the_newest_reason_counts_and_one_not_heard_in_time_has_failed() -> None:
    assert why_unheard([{"hearing": "too_long"}, {"hearing": "no_speech"}, {}]) is Unheard.NO_SPEECH
    assert why_unheard([{"hearing": AWAITED}]) is Unheard.FAILED
    assert why_unheard([{}]) is Unheard.FAILED
