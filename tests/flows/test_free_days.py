"""Who asks which nights are free, and who asks something that only sounds like it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.flows.booking.search.free_days import asked_for
from core.flows.understand import Context, read

NOON = datetime(2026, 11, 26, 15, tzinfo=UTC)


def understood(said: str) -> bool:
    return asked_for(read(said, Context(now=NOON, country="AR", hotel_language="es")))


@pytest.mark.parametrize(
    "said",
    [
        "qué fechas tenés libres en enero?",
        "holaa qe fechas tenes libres en enero?",
        "q dias te quedan libres la semana q viene",
        "qué noches les quedan la semana que viene?",
        "¿Cuándo tenés lugar en febrero para 2?",
        "que dias tienen disponibles",
        "tenés fechas libres en marzo?",
        "when are you free in January?",
        "which nights do you have left next month?",
        "what dates are available in March for two?",
        "quais datas vocês têm livres em janeiro?",
        "quando vocês têm vaga em fevereiro?",
    ],
)
def test_free_nights_are_asked_for(said: str) -> None:
    assert understood(said)


@pytest.mark.parametrize(
    "said",
    [
        "qué días está libre la pileta?",
        "what days is the pool open?",
        "hay lugar del 5 al 7 de enero?",
        "tenés una doble para el finde?",
        "qué día tengo que dejar libre la habitación?",
        "do you have a room next week for 2?",
        "quanto custa a noite?",
    ],
)
def test_other_questions_are_not_taken_for_it(said: str) -> None:
    assert not understood(said)
