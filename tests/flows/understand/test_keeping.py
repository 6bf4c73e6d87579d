"""Who holds on to a room, who asks for more time, and who does neither."""

from __future__ import annotations

import pytest

from core.flows.understand.answers.keeping import asks_for_time, holds_on


@pytest.mark.parametrize(
    "said",
    [
        "No no no, no la suelte, por favor",
        "no la cancelen!",
        "No cancele todavía",
        "no quisiera perderla",
        "no la quiero perder",
        "nono la quiero",
        "no, la quiero",
        "la quiero igual",
        "please don't let it go",
        "don't cancel it yet",
        "i still want it",
        "não cancele, por favor",
        "não quero perder",
    ],
)
def test_whoever_holds_on_lets_nothing_go(said: str) -> None:
    assert holds_on(said)


@pytest.mark.parametrize(
    "said",
    [
        "no la quiero",
        "ya no la quiero",
        "al final mejor no la quiero",
        "la quiero cancelar",
        "la quiero para 3",
        "cancelala",
        "no quiero",
        "no puedo, cancelen",
        "i don't want it",
        "não quero mais",
    ],
)
def test_whoever_gives_up_holds_on_to_nothing(said: str) -> None:
    assert not holds_on(said)


@pytest.mark.parametrize(
    "said",
    [
        "¿me la puede guardar hasta el lunes?",
        "me la guardas hasta mañana?",
        "guardamela un rato mas porfa",
        "pagado mañana?",
        "digo si puedo pagar mañana",
        "te pago el viernes",
        "mañana te transfiero",
        "necesito mas tiempo para pagar",
        "can you hold it until monday?",
        "can i pay tomorrow?",
        "posso pagar amanhã?",
        "segura até segunda?",
    ],
)
def test_time_is_asked_for(said: str) -> None:
    assert asks_for_time(said)


@pytest.mark.parametrize(
    "said",
    [
        "mejor del lunes al viernes",
        "queremos quedarnos hasta el lunes",
        "llegamos mañana",
        "cómo pago?",
        "ya pagué",
        "hasta cuando me la guardan?",
        "until when do you hold it?",
        "queria ficar até segunda",
    ],
)
def test_other_days_are_no_time_to_pay(said: str) -> None:
    assert not asks_for_time(said)
