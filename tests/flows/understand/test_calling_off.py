"""An order to cancel, alone or beside something else, and words that only sound like one."""

from __future__ import annotations

import pytest

from core.flows.stays.cancel.if_cancelled import is_asked
from core.flows.understand.answers.calling_off import cannot_come, is_ordered, is_ordered_beside
from core.flows.understand.text import normalise


@pytest.mark.parametrize(
    "words",
    [
        "dale cancelala nomas",
        "sí, cancélala",
        "tengo que cancelar",
        "anulen la reserva por favor",
        "dala de baja",
        "yes cancel it",
        "please cancel booking WHR9QG",
        "I just want to cancel",
        "yes, call it off please",
        "sim, pode cancelar",
        "cancela essa então",
        "pode liberar",
    ],
)
def test_an_order_and_nothing_else(words: str) -> None:
    assert is_ordered(words)
    assert is_ordered_beside(words)


@pytest.mark.parametrize(
    "words",
    [
        "bueno entonces cancélala y devuélvanme el dinero",
        "cancelo y me devolves todo",
        "al final no viajamos, dala de baja",
        "actualy cancel it, ur too expensive",
        "então cancela e ve de novo pra 5 de 19 a 21",
    ],
)
def test_an_order_beside_something_else(words: str) -> None:
    assert not is_ordered(words)
    assert is_ordered_beside(words)


@pytest.mark.parametrize(
    "words",
    [
        "no, no la canceles",
        "y si cancelo",
        "si cancelamos el lunes",
        "puedo cancelar?",
        "can you cancel my booking?",
        "cancel the late checkout",
        "if I cancel do I lose it",
        "se eu cancelar",
        "baja",
    ],
)
def test_no_order(words: str) -> None:
    assert not is_ordered(words)
    assert not is_ordered_beside(words)


def test_who_cannot_come() -> None:
    for words in ("no puedo ir", "al final no vamos a poder ir", "we can't make it", "não vou poder ir"):
        assert cannot_come(words), words
    for words in ("y si no puedo ir", "no puedo ir a la pileta", "we can't come before 3"):
        assert not cannot_come(words), words


@pytest.mark.parametrize(
    "words",
    [
        "¿si pago y cancelo dos días antes pierdo la seña?",
        "y si llueve y no voy?",
        "si pago y despues no puedo ir",
        "y si me enfermo justo ese dia",
        "cuánto cuesta cancelar?",
        "what if it rains and we don't go",
        "if i pay and can't make it do i lose it",
        "e se chover e a gente não for",
        "se eu pagar e não puder ir?",
    ],
)
def test_what_cancelling_would_cost_is_asked(words: str) -> None:
    assert is_asked(normalise(words).strip(" ¿"))


@pytest.mark.parametrize(
    "words",
    [
        "sí cancelala",
        "si no puedo ir te aviso",
        "si no vamos en auto, cómo llegamos?",
        "che al final no vamos, como cancelo?",
        "si me enfermo hay médico cerca?",
        "if we don't go by car how do we get there",
        "se eu não for de carro tem ônibus?",
        "cuánto cuesta el late checkout?",
    ],
)
def test_no_question_of_what_cancelling_costs(words: str) -> None:
    assert not is_asked(normalise(words).strip(" ¿"))
