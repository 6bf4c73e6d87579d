"""A question about stairs, food or a pool tells nobody who comes; who stays at home is told as a fact."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.domain.memory import About, Asked, Party
from core.flows.understand import Context, Understanding, read
from core.flows.understand.heads.beside import beside_the_party
from core.flows.understand.joining import who_joins

NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)
FAMILY = Party(adults=2, children=2, child_ages=(5, 8))


def said(words: str) -> Understanding:
    return read(words, Context(now=NOW, zone="America/Argentina/Buenos_Aires"))


def after(known: Party, words: str, asked: Asked | None = None) -> Understanding:
    context = Context(now=NOW, zone="America/Argentina/Buenos_Aires", asked=asked)

    def reads(one: str) -> Understanding:
        return beside_the_party(known, read(one, context), asked)

    return who_joins(known, reads(words), reads)


@pytest.mark.parametrize(
    "words",
    [
        "mi mamá no puede subir escaleras, ¿hay ascensor?",
        "mi marido no puede comer gluten",
        "minha mãe não pode subir escada",
        "mi novia no va a la pileta",
        "hay pileta? mi hija no va",
        "mi amigo no viene con auto",
        "my husband can't make it before 10pm",
        "my wife can't join us for dinner",
        "el bebé no va a usar cuna",
        "meu filho não come carne",
        "mi hija es celíaca, tienen opciones?",
        "cena para dos?",
        "breakfast for one more person?",
        "can my friend join for dinner too?",
        "mi mamá va a la playa también",
        "una noche menos",
        "can we do one less night?",
        "mesa para 4?",
        "toalhas para 2 pessoas",
        "si mi hermana no viene, me cobran igual?",
        "mi hermana no viene?",
        "maybe my sister isn't coming",
        "el perro de mi hermana no viene",
        "mi hermana quizás no viene",
    ],
)
@pytest.mark.parametrize("known", [FAMILY, Party(adults=3, children=2)])
def test_stairs_food_a_pool_and_an_if_leave_everybody_where_they_were(known: Party, words: str) -> None:
    entities = after(known, words).entities
    assert (entities.adults, entities.people, entities.children, entities.child_ages) == (
        None,
        None,
        None,
        (),
    )


def test_children_stay_as_many_while_their_ages_are_still_asked() -> None:
    unknown, asked = Party(adults=3, children=2), Asked(About.AGES)
    entities = after(unknown, "mi hermana no viene").entities
    assert (entities.adults, entities.children, entities.child_ages, entities.people) == (2, 2, (), 4)
    entities = after(unknown, "5 y 8, y mi hermana no viene", asked).entities
    assert (entities.adults, entities.children, entities.child_ages) == (2, 2, (5, 8))


def test_ages_that_were_asked_for_are_heard_beside_a_question_of_the_pool() -> None:
    asked = Asked(About.AGES)
    meant = read("5 y 8, hay pileta?", Context(now=NOW, asked=asked))
    assert beside_the_party(Party(adults=2, children=2), meant, asked).entities.child_ages == (5, 8)


@pytest.mark.parametrize(
    "words", ["somos 4, hay pileta?", "algo con pileta para 4", "we are 4 for dinner and the night"]
)
def test_people_told_as_those_who_come_count_beside_a_pool(words: str) -> None:
    entities = beside_the_party(Party(adults=2), said(words), None).entities
    assert (entities.people or entities.adults) == 4


def test_a_number_said_with_it_is_the_party_and_nobody_is_counted_off_it() -> None:
    assert after(FAMILY, "mi hermana no viene, somos 3 adultos").entities.adults == 3


@pytest.mark.parametrize(
    "words", ["al final somos 3, mi hermana no viene", "my sister isn't coming, so we are 3"]
)
def test_a_number_that_is_what_is_left_keeps_the_children(words: str) -> None:
    left = after(Party(adults=2, children=2), words).entities
    assert (left.adults, left.children) == (1, 2)


@pytest.mark.parametrize("words", ["mi novia también viene", "my mother comes too", "mi novia se suma, dale"])
def test_who_joins_in_a_clause_of_its_own_is_one_more(words: str) -> None:
    assert after(FAMILY, words).entities.adults == 3
