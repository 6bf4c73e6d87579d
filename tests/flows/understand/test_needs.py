"""What somebody's health asks of the house is told in many words; what only sounds so tells of none."""

from __future__ import annotations

import pytest

from core.flows.understand.which_room.stairs import Legs, told_of_legs
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.needs import BAGS, BARS, NEEDS

TOLD = {
    "mi marido duerme con un concentrador de oxigeno": ["concentrador de oxigeno"],
    "mi nena es asmática, nada de plumas por favor": ["asmática", "nada de plumas"],
    "tengo problemas de columna, necesito cama baja": ["problemas de columna", "cama baja"],
    "somos dos señoras grandes, alguien nos puede ayudar con las valijas?": [BAGS],
    "mi papá está operado de la cadera y necesita una silla para la ducha": [
        "operado de la cadera",
        "silla para la ducha",
    ],
    "ella no puede ir sin oxigeno": ["oxigeno"],
    "my mum has a pacemaker. can somebody help with the bags?": ["pacemaker", BAGS],
    "she's got dodgy knees and needs grab rails by the toilet": ["dodgy knees", BARS],
    "wife is asthmatic so no feather pillows pls": ["asthmatic", "no feather pillows"],
    "he uses a cpap machine, need a socket near the bed": ["cpap machine", "socket near the bed"],
    "minha mãe tem asma, travesseiro sem penas por favor": ["asma", "travesseiro sem penas"],
    "minha sogra tem problema no joelho e precisa de barra de apoio no banheiro": [
        "problema no joelho",
        BARS,
    ],
}
NOT_TOLD = (
    "hay oxigeno en el pueblo o hospital?",
    "la pileta tiene baranda?",
    "hay barra de tragos?",
    "podemos dejar las valijas antes del check in?",
    "can we leave our bags after checkout?",
    "I need help with my booking",
    "camas bajas hay?",
    "no soy asmática",
    "ya no hace falta la baranda",
    "ataque cardiaco ayuda",
    "tem barra no box e cadeira de banho?",
    "se puede llevar valijas grandes en la lancha?",
)


@pytest.mark.parametrize("words", TOLD)
def test_needs_are_told(words: str) -> None:
    wishes = [wish for wish in stay_wishes.told(words) if wish.wanted]
    told = [
        thing for one in wishes if one.kind in NEEDS for thing in stay_wishes.things(one.kind, one.sentence)
    ]
    told += [one.kind for one in wishes if one.kind in (BAGS, BARS)]
    assert sorted(told) == sorted(TOLD[words])


@pytest.mark.parametrize("words", NOT_TOLD)
def test_none_is_told(words: str) -> None:
    assert [
        wish for wish in stay_wishes.told(words) if wish.kind in NEEDS | {BAGS, BARS} and wish.wanted
    ] == []


def test_no_raw_fish_is_a_diet_and_no_refusal() -> None:
    wishes = stay_wishes.told("ela nao pode comer peixe cru nem queijo mole")
    assert [(wish.kind, wish.wanted) for wish in wishes] == [("diet", True)]
    assert stay_wishes.things("diet", wishes[0].sentence) == ("nao pode comer peixe cru", "queijo mole")


def test_one_matter_is_told_once() -> None:
    assert stay_wishes.things("health", "severe asthma. I said asthma!") == ("severe asthma",)


@pytest.mark.parametrize(
    "words",
    [
        "planta alta no, y quiero saber si aceptan transferencia",
        "doble y simple entonces, las dos abajo",
        "abajo tiene que ser",
        "no upstairs please",
        "mi mamá no las puede subir",
        "the garden double and the single, both downstairs",
    ],
)
def test_upstairs_is_refused(words: str) -> None:
    assert told_of_legs(words) is Legs.NO_STAIRS


@pytest.mark.parametrize(
    "words", ["planta alta no importa", "arriba no hay problema", "is the bar upstairs?"]
)
def test_upstairs_is_only_spoken_of(words: str) -> None:
    assert told_of_legs(words) is not Legs.NO_STAIRS
