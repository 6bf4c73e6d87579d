"""The same words mean different things after different questions."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from core.flows.understand.reading import About, Asked, Context, read
from core.flows.understand.stay import StayReading

_NOW = datetime(2026, 11, 18, 12, 0)


def _after(about: About, options: dict[str, str] | None = None, **more: object) -> Context:
    return Context(now=_NOW, language="es", asked=Asked(about, options or {}), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "agrees"),
    [("sí", True), ("dale", True), ("de una", True), ("no", False), ("no, gracias", False)],
)
def test_yes_and_no_answer_the_question_just_put(text: str, agrees: bool) -> None:
    assert read(text, _after(About.YES_OR_NO)).agrees is agrees


def test_yes_means_nothing_where_nothing_was_asked() -> None:
    assert read("sí", Context(now=_NOW)).agrees is None


def test_a_question_of_its_own_is_no_answer() -> None:
    understood = read("a qué hora es el desayuno?", _after(About.YES_OR_NO))
    assert understood.agrees is None
    assert "ask_hours" in understood.names


@pytest.mark.parametrize(
    ("about", "field"), [(About.ADULTS, "adults"), (About.CHILDREN, "children"), (About.ROOMS, "rooms")]
)
@pytest.mark.parametrize("text", ["3", "tres", "somos 3"])
def test_a_bare_number_is_what_was_asked_for(about: About, field: str, text: str) -> None:
    understood = read(text, _after(about))
    assert getattr(understood.entities, field) == 3
    assert understood.names == {"inform"}


def test_a_bare_number_of_nights_ends_the_stay_that_has_begun() -> None:
    known = StayReading(check_in=date(2026, 12, 10))
    stay = read("4", _after(About.NIGHTS, stay=known)).stay
    assert (stay.check_in, stay.check_out, stay.nights) == (date(2026, 12, 10), date(2026, 12, 14), 4)


def test_no_children_is_a_number_too() -> None:
    assert read("ninguno", _after(About.CHILDREN)).entities.children == 0


@pytest.mark.parametrize(
    ("text", "option"), [("La suite", "b"), ("2", "b"), ("la segunda", "b"), ("la última", "c"), ("4", None)]
)
def test_an_option_may_be_typed_instead_of_tapped(text: str, option: str | None) -> None:
    context = _after(About.CHOICE, {"a": "La doble", "b": "La suite", "c": "La cabaña"})
    assert read(text, context).option == option


def test_stars_come_from_a_number_and_never_from_words() -> None:
    assert read("5", _after(About.RATING)).stars == 5
    assert read("⭐⭐⭐⭐", _after(About.RATING)).stars == 4
    assert read("excelente todo", _after(About.RATING)).stars is None


def test_and_for_four_goes_on_with_the_wish_before() -> None:
    understood = read("y para 4?", Context(now=_NOW, language="es", wish="ask_price"))
    assert understood.names == {"ask_price"}


def test_danger_is_danger_in_any_conversation() -> None:
    understood = read("hay fuego en la cocina!!", _after(About.ADULTS))
    assert "urgent_help" in understood.names
    assert understood.answer


def test_what_is_unsure_is_said() -> None:
    understood = read("quiero ir en enero", Context(now=_NOW, language="es"))
    assert any(doubt.startswith("stay:") for doubt in understood.unsure)


def test_a_message_is_read_whole() -> None:
    understood = read(
        "Hola! quiero reservar una doble del 10 al 15 de diciembre, somos 2 adultos", Context(now=_NOW)
    )
    assert understood.intents[0].name == "book"
    assert (understood.stay.check_in, understood.stay.check_out) == (date(2026, 12, 10), date(2026, 12, 15))
    assert understood.entities.adults == 2
    assert understood.language.lang == "es"
