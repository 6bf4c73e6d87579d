"""What somebody else said of the question is the guest's answer; whoever tells more than that is heard in full."""

from __future__ import annotations

import pytest

from core.domain.memory import About, Asked
from core.flows.understand.answers.relayed import in_own_words

ASKED = Asked(About.YES_OR_NO)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ok she says yes", "ok"),
        ("my wife says yes!", "ok"),
        ("Yes please, my husband says yes", "ok"),
        ("my husband said ok", "ok"),
        ("he agreed", "ok"),
        ("she's fine with it", "she's fine with it"),
        ("bueno, dice mi marido que sí", "ok"),
        ("mi mujer dice que dale", "ok"),
        ("dice que si", "ok"),
        ("mi vieja está de acuerdo", "ok"),
        ("meu marido topou", "ok"),
        ("ela disse que sim", "ok"),
        ("dice mi mujer que no", "no"),
        ("he says no", "no"),
        ("ela disse que não", "no"),
        ("my sister says yes she is coming too", "my sister says yes she is coming too"),
        ("mi hermana dice que se suma", "mi hermana dice que se suma"),
        ("dice que no hay lugar", "dice que no hay lugar"),
        ("ok", "ok"),
        ("las chicas dijeron que si, reservá", "ok"),
        ("ya lo hablamos, dale reservá", "ok"),
        ("a mi marido le gustó, reservala", "ok"),
        ("as meninas toparam, pode reservar", "ok"),
        ("le acabo de decir que sí", "ok"),
        ("i said yes", "ok"),
        ("já falei que sim", "ok"),
        ("ya hablé con mi marido, no le gustó", "no"),
        ("my wife said yes but what about parking", "ok but what about parking"),
        ("las chicas preguntan si hay pileta", "hay pileta?"),
        ("mi marido dice que sí y que somos cuatro", "mi marido dice que sí y que somos cuatro"),
        ("mi hermana viene, dijo que si", "mi hermana viene, dijo que si"),
        ("las chicas dijeron que si no hay otra cosa", "las chicas dijeron que si no hay otra cosa"),
    ],
)
def test_what_it_comes_to(said: str, meant: str) -> None:
    assert in_own_words(said, ASKED) == meant


def test_only_where_a_yes_was_asked_for() -> None:
    assert in_own_words("my sister says yes", Asked(About.PEOPLE)) == "my sister says yes"
    assert in_own_words("my sister says yes", None) == "my sister says yes"
