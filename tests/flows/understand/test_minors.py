"""Guests under eighteen who would come alone are told from adults, from numbers and from what is only said so."""

from __future__ import annotations

import pytest

from core.flows.understand.heads.minors import tells_of_minors_alone


@pytest.mark.parametrize(
    "said",
    [
        "tmb quiero saber si nos dejan entrar q somo menores 17 tenemo",
        "no va ningun mayor. jodemos?",
        "somos todos menores de edad",
        "tengo 16, puedo ir solo?",
        "we're all 17, can we come without an adult?",
        "can we stay without our parents?",
        "temos 17 anos, podemos ir sozinhos?",
        "podemos ir sem um adulto?",
        "I am a minor alone, can I book?",
        "menores de 18 pueden alojarse solos?",
        "can under 18s stay on their own?",
        "pode menor de idade sozinho?",
    ],
)
def test_they_are_heard(said: str) -> None:
    assert tells_of_minors_alone(said)


@pytest.mark.parametrize(
    "said",
    [
        "somos 4, todas de 17 y 18",
        "tengo 17 años y mi amiga 19",
        "tengo 15 dias de vacaciones",
        "tenemos 17 años de casados",
        "tenemos 15 personas",
        "we are 14 people",
        "somos 3 adultos y 2 menores",
        "somos 2 adultos y un menor de 10, solo una noche",
        "los menores pagan? vamos solos con mi hijo",
        "I have a minor issue with the booking",
        "sin mayores problemas",
        "no hay mayor problema, vamos igual",
        "is it adults only?",
        "no vienen mis padres, somos dos",
    ],
)
def test_others_are_not_taken_for_them(said: str) -> None:
    assert not tells_of_minors_alone(said)
