"""A stay that is to be longer or shorter: by how many nights, and at which end."""

from __future__ import annotations

import pytest

from core.flows.understand.days.longer import Longer, longer, moved


@pytest.mark.parametrize(
    ("said", "lang", "nights", "at_the_start"),
    [
        ("agregame una noche", "es", 1, False),
        ("agregale dos noches", "es", 2, False),
        ("nos quedamos una noche más", "es", 1, False),
        ("quedarnos otra noche", "es", 1, False),
        ("extender la estadía dos noches", "es", 2, False),
        ("add one more night", "en", 1, False),
        ("extend by one night", "en", 1, False),
        ("we want to stay a day longer", "en", 1, False),
        ("mais uma noite por favor", "pt", 1, False),
        ("acrescenta duas noites", "pt", 2, False),
        ("sumame una noche más al principio", "es", 1, True),
        ("agregame la noche anterior", "es", 1, True),
        ("y una noche antes?", "es", 1, True),
        ("add another night at the start", "en", 1, True),
        ("llegamos un día antes", "es", 1, True),
        ("can we come one night earlier?", "en", 1, True),
        ("llegamos un día después", "es", -1, True),
        ("we arrive a day later", "en", -1, True),
        ("chegamos um dia depois", "pt", -1, True),
        ("nos quedamos un día menos", "es", -1, False),
        ("podemos irnos un día antes", "es", -1, False),
        ("we leave two days earlier", "en", -2, False),
        ("podemos sair um dia antes?", "pt", -1, False),
        ("uma noite a menos", "pt", -1, False),
    ],
)
def test_nights_come_and_go_at_an_end(said: str, lang: str, nights: int, at_the_start: bool) -> None:
    assert longer(said, lang) == Longer(nights, at_the_start)


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("agregame la cochera los 3 días", "es"),
        ("otro día te escribo", "es"),
        ("quiero una noche", "es"),
        ("el desayuno viene 2 días después", "es"),
        ("cuánto sale por día más o menos", "es"),
        ("another day maybe", "en"),
    ],
)
def test_other_days_and_nights_change_no_stay(said: str, lang: str) -> None:
    assert longer(said, lang) is None


@pytest.mark.parametrize(
    ("said", "lang", "days"),
    [
        ("podemos llegar un día antes y irnos un día después?", "es", (-1, 1)),
        ("adelantar la llegada un día", "es", (-1, 0)),
        ("postergar un día la llegada", "es", (1, 0)),
        ("queremos adiar a chegada um dia", "pt", (1, 0)),
        ("adelantamos la salida un día", "es", (0, -1)),
        ("queremos correr la reserva una semana", "es", (7, 7)),
        ("move the booking by one day", "en", (1, 1)),
        ("nos quedamos una noche más", "es", None),
        ("llegamos un día antes", "es", None),
        ("mover el auto un día", "es", None),
    ],
)
def test_a_stay_is_moved_by_both_its_ends(said: str, lang: str, days: tuple[int, int] | None) -> None:
    assert moved(said, lang) == days
