"""Days that are not meant: those refused, a feast that is over by then, the weekend that is not the other."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.flows.understand import Context, StayReading, read

NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)
THIS_WEEKEND = StayReading(date(2026, 11, 27), date(2026, 11, 29), 2)
OF_THE_12TH = StayReading(date(2026, 12, 11), date(2026, 12, 13), 2)


def stay_of(words: str, lang: str, known: StayReading | None = None) -> StayReading:
    context = Context(
        now=NOW,
        zone="America/Argentina/Buenos_Aires",
        hotel_language=lang,
        language=lang,
        stay=known,
    )
    return read(words, context).stay


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("este no el otro", "es"),
        ("no, este no, el otro", "es"),
        ("esse nao, o outro", "pt"),
        ("not this one, the next", "en"),
    ],
)
def test_the_other_weekend_is_the_one_after(words: str, lang: str) -> None:
    found = stay_of(words, lang, THIS_WEEKEND)
    assert (found.check_in, found.check_out) == (date(2026, 12, 4), date(2026, 12, 6))


@pytest.mark.parametrize("words", ["este", "el otro", "quiero este y el otro no"])
def test_without_a_refusal_of_this_one_no_days_are_told(words: str) -> None:
    assert not stay_of(words, "es", THIS_WEEKEND)


def test_a_weekend_refused_for_another_is_the_next() -> None:
    found = stay_of("esse fds agora nao, o outro, de sexta a domingo", "pt")
    assert (found.check_in, found.check_out) == (date(2026, 12, 4), date(2026, 12, 6))


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("ah no the 10th is no good. so 2 of us, same weekend?", "en"),
        ("the 10th doesn't work", "en"),
        ("el 10 no nos sirve", "es"),
        ("dia 10 nao da", "pt"),
    ],
)
def test_a_day_that_is_no_good_is_no_arrival(words: str, lang: str) -> None:
    assert not stay_of(words, lang, OF_THE_12TH)


def test_what_is_wished_for_in_its_place_is_one() -> None:
    assert stay_of("el 10 no me sirve, del 12 al 14 sí", "es").check_in == date(2026, 12, 12)


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("tem quarto depois do carnaval?", "pt"),
        ("hay lugar despues de carnaval?", "es"),
        ("any room after carnival", "en"),
    ],
)
def test_after_carnival_is_the_time_that_follows_and_no_stay_yet(words: str, lang: str) -> None:
    found = stay_of(words, lang)
    assert found.within is not None
    assert found.within.check_in == date(2027, 2, 9)


def test_days_counted_from_carnival_are_days() -> None:
    assert stay_of("dos dias despues de carnaval", "es").check_in == date(2027, 2, 11)
