"""Shortening where nothing vital is lost, and cutting long texts at natural places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.channels.whatsapp import check, fit, split_text
from core.adapters.channels.whatsapp.fitting import shorten
from core.domain.outgoing import (
    AskPlace,
    Buttons,
    Content,
    File,
    Form,
    LinkButton,
    Menu,
    Option,
    Section,
    Text,
)

LONG = "palabra larga " * 300


@pytest.mark.parametrize(
    ("words", "limit", "short"),
    [
        ("Confirmar", 20, "Confirmar"),
        ("Cabaña del río grande", 20, "Cabaña del río…"),
        ("Cabaña del río, grande", 16, "Cabaña del río…"),
        ("Otorrinolaringología", 10, "Otorrinol…"),
        ("Desayuno incluido", 9, "Desayuno…"),
        ("Familia 👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12, "Familia…"),
        ("Rio🇧🇷🇦🇷", 5, "Rio…"),
        ("cafe\u0301s", 5, "caf…"),
    ],
)
def test_words_are_shortened_between_whole_words_and_whole_characters(
    words: str, limit: int, short: str
) -> None:
    assert shorten(words, limit) == short
    assert len(short) <= limit


OPTIONS = (Option("a", "Cabaña del bosque grande", LONG), Option("b", "Cabaña del bosque chica", LONG))


@pytest.mark.parametrize(
    "content",
    [
        Buttons("¿Cuál?", OPTIONS, header=LONG, footer=LONG),
        Menu("¿Cuál?", LONG, (Section(LONG, OPTIONS), Section("Otras", (Option("c", LONG),))), LONG, LONG),
        LinkButton("Pagá acá", LONG, "https://pagos.example/1", LONG, LONG),
        File(1, "image", LONG),
        AskPlace(LONG),
        Form("Check-in", LONG, "1", "t", "S", {}),
    ],
)
def test_what_was_too_long_in_its_labels_fits_afterwards(content: Content) -> None:
    assert check(content)
    assert check(fit(content)) == []


def test_two_buttons_that_would_look_the_same_are_told_apart() -> None:
    fitted = fit(Buttons("¿Cuál?", OPTIONS))
    assert isinstance(fitted, Buttons)
    assert [option.title for option in fitted.options] == ["Cabaña del bosque…", "Cabaña del bosque… 2"]
    assert [option.id for option in fitted.options] == ["a", "b"]


def test_the_body_of_an_offer_is_never_shortened() -> None:
    offer = Buttons(LONG + "Total: $ 180.000", (Option("a", "Confirmar"),))
    assert fit(offer) == offer
    assert fit(Text(LONG * 2)) == Text(LONG * 2)


def test_what_fits_is_left_as_it_is() -> None:
    buttons = Buttons("¿Confirmo?", (Option("a", "Sí"), Option("b", "No")), "Reserva", "Posada del Ceibo")
    assert fit(buttons) == buttons


def test_long_texts_are_cut_between_paragraphs_before_anything_else() -> None:
    first, second = "Uno dos. " * 8, "Tres cuatro. " * 5
    assert split_text(f"{first.strip()}\n\n{second.strip()}", 100) == [first.strip(), second.strip()]


def test_without_paragraphs_they_are_cut_between_sentences_and_then_words() -> None:
    assert split_text("Hola, qué tal. Mañana llego tarde", 20) == ["Hola, qué tal.", "Mañana llego tarde"]
    assert split_text("uno dos tres cuatro", 9) == ["uno dos", "tres", "cuatro"]
    assert split_text("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_text_that_fits_stays_one_piece_and_an_empty_one_gives_none() -> None:
    assert split_text("hola\n\nchau") == ["hola\n\nchau"]
    assert split_text("  \n ") == []


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .!\n\tñ🏡🇦🇷\u200d\u0301"), max_size=300), st.integers(3, 60))
def test_cutting_loses_no_character_but_blanks(body: str, limit: int) -> None:
    pieces = split_text(body, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(body.split())


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80), st.integers(2, 60))
def test_shortened_words_never_exceed_their_room(words: str, limit: int) -> None:
    assert len(shorten(words, limit)) <= limit
