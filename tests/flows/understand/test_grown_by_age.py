"""Grown-ups told by their ages, by a nickname, or twice: they are no children, and their numbers are no days."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.flows.understand import Context, read

SAID = (
    ("es", "del 11 al 14 de enero, mi hermana Chiquita y yo", 2, None, "11>14"),
    ("es", "mi prima la Negra Peque y yo", 2, None, ""),
    ("es", "mi marido el gordo y yo", 2, None, ""),
    ("es", "para mi tía Beba y para mí", 2, None, ""),
    ("es", "mi hermana chiquita de 8 y yo", 1, 1, ""),
    ("es", "mi marido, yo y el nene de 4", 2, 1, ""),
    ("es", "26 y 27 de diciembre, 2 personas 18 y 18", 2, None, "26>27"),
    ("es", "para 26 y 27 de diciembre, 2 adultos", 2, None, "26>27"),
    ("es", "los dos tenemos 18", 2, None, ""),
    ("es", "somos 2, 18 y 19 años", 2, None, ""),
    ("es", "del 18 al 19 de enero somos 2", 2, None, "18>19"),
    ("es", "borra y empezamos d 0: 26 al 27 dic, dos adultos", 2, None, "26>27"),
    ("es", "del 11 al 14 de enero: Sofi 7, Tomi 4 y yo", 1, 2, "11>14"),
    ("es", "mi mujer, yo, Sofi (7) y Tomi (4)", 2, 2, ""),
    ("es", "Enero 7, Enero 8 y yo", None, None, "7>8"),
    ("en", "me, Tom 7 and Lucy 4, from 11 to 14 January", 1, 2, "11>14"),
    ("pt", "Ana 7, Bia 4 e eu", 1, 2, ""),
    ("en", "11 to 14 January, my sister Baby and me", 2, None, "11>14"),
    ("en", "we're both 18", 2, None, ""),
    ("en", "me, my wife and our baby", 2, 1, ""),
    ("en", "start over: dec 26 to 27, two adults", 2, None, "26>27"),
    ("pt", "5 amigas de 19 a 21 de dez, o que tem?", 5, None, "19>21"),
    ("pt", "4 amigos 26 a 28/dez", 4, None, "26>28"),
    ("pt", "11 a 13 dez casal", 2, None, "11>13"),
    ("pt", "casal e um filho de dez anos, 5 a 8 de dez", 2, 1, "5>8"),
    ("pt", "2 adultos e 1 criança de dez", 2, 1, ""),
    ("pt", "2 adulto so eu e ela, 20 a 21/12", 2, None, "20>21"),
    ("pt", "tem quarto p 2 de 8 a 10 de janeiro?", 2, None, "8>10"),
    ("pt", "quero levar minha mina de 19 a 20 de dezembro", 2, None, "19>20"),
    ("pt", "quero levar meu filho de 4 na piscina", None, 1, ""),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "words", "adults", "children", "days"), SAID, ids=[one[1] for one in SAID])
def test_who_comes_and_when(
    lang: str, words: str, adults: int | None, children: int | None, days: str
) -> None:
    now = datetime(2026, 11, 28, 18)
    meant = read(words, Context(now=now, hotel_language=lang, language=lang))
    stay = meant.stay
    told = f"{stay.check_in.day}>{stay.check_out.day}" if stay.check_in and stay.check_out else ""
    assert (meant.entities.adults, meant.entities.children, told) == (adults, children, days)
