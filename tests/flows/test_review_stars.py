"""How many stars a guest gives, in the many ways guests say it, and which numbers are of something else."""

from __future__ import annotations

import pytest

from core.flows.reviews import refusing, stars
from core.flows.reviews.stars import When

# Language, words, and the stars: "4", "4-5" between two, "-" none, "+" where more is said than the number.
ASKED = (
    ("es", "un 4 le pongo", "4"),
    ("es", "10/10", "5"),
    ("es", "9", "4-5"),
    ("es", "8", "4"),
    ("es", "7", "-"),
    ("es", "un 6,5 po", "-"),
    ("es", "tres y medio", "3-4"),
    ("es", "de 1 a 5 un 2", "2"),
    ("es", "un 3 diría", "3"),
    ("es", "5! quiero volver en enero", "5+"),
    ("es", "4, che me olvidé un cargador en la pieza", "4+"),
    ("es", "3. ojo que en la 11 hay olor a gas fuerte", "3+"),
    ("es", "sinco estreyas", "5"),
    ("es", "cinco", "5"),
    ("es", "ya te dije, un 10", "5"),
    ("es", "le pongo 5 de 5, estuvo padrísimo", "5+"),
    ("es", "5 pero una duda, me pueden mandar la factura?", "5+"),
    ("es", "perdon la demora, 5 estrellas", "5"),
    ("es", "2 noches sin agua caliente", "-"),
    ("es", "somos 2, del 10 al 15", "-"),
    ("es", "quiero 2 habitaciones", "-"),
    ("es", "llegamos el 4/10 y nos fuimos el 6/10", "-"),
    ("es", "dos", "2"),
    ("es", "una estrella y porque no hay menos", "1+"),
    ("es", "estuvimos 3 dias, hermoso todo", "-"),
    ("es", "de 1 a 10, un 7", "3-4"),
    ("es", "8 de 10", "4"),
    ("es", "4,5", "4-5"),
    ("es", "wifi 2/5, cama 5/5", "-"),
    ("es", "al desayuno le pongo un 2, en general un 4", "-"),
    ("es", "5, no perdón 4", "4"),
    ("es", "hotel de 5 estrellas", "-"),
    ("es", "⭐⭐⭐", "3"),
    ("es", "⭐⭐⭐⭐⭐⭐⭐ genial", "5+"),
    ("es", "5⭐", "5"),
    ("es", "10 puntos!!", "5"),
    ("es", "un diez todo", "5"),
    ("es", "hermoso lugar, un 5", "5+"),
    ("es", "hermoso lugar 10/10", "5+"),
    ("es", "esperamos 2 horas, un 1", "1+"),
    ("es", "cuatro estrellas por el ruido", "4+"),
    ("es", "la habitacion 12 estaba sucia", "-"),
    ("es", "La verdad bien\nno pudimos dormir\nun 3 diría", "3+"),
    ("es", "un 0", "1"),
    ("es", "el 5", "5"),
    ("es", "cuatro y media", "4-5"),
    ("es", "para nosotros fue un 4", "4"),
    ("es", "me llamo a las 5, un desastre", "-"),
    ("es", "volvemos el 5", "-"),
    ("es", "un 5 con felicitado", "5+"),
    ("es", "100 puntos", "5"),
    ("en", "I'd give it a 4", "4"),
    ("en", "8/10", "4"),
    ("en", "it was a 5 for us", "5"),
    ("en", "sorry for the late reply! it was a 5 for us", "5"),
    ("en", "4. I think I left my jacket in the room", "4+"),
    ("en", "a solid four", "4"),
    ("en", "three and a half", "3-4"),
    ("en", "we stayed 3 nights", "-"),
    ("en", "1 star and that is generous", "1+"),
    ("en", "lovely place but the street was so noisy at night, i'd give it a 3", "3+"),
    ("pt", "nota 10", "5"),
    ("pt", "dou 3 estrelas", "3"),
    ("pt", "foi ótimo! nota 5", "5+"),
    ("pt", "três e meia", "3-4"),
    ("pt", "4, esqueci meu carregador aí", "4+"),
    ("pt", "daria um 4 pelo barulho", "4+"),
    ("pt", "ficamos 2 noites", "-"),
    ("es", "no le pongo un 5 por el ruido", "-"),
    ("es", "no es un hotel de 5 estrellas", "-"),
    ("es", "no sé, un 4", "4"),
    ("en", "can't give it a 5", "-"),
    ("es", "un 4 porque la cama era dura", "4+"),
    ("es", "4 (la cama era dura)", "4+"),
    ("es", "5 😍", "5"),
    ("es", "5 😍 todo divino", "5+"),
    ("es", "un 3 no más", "3"),
    ("es", "3 nomas", "3"),
    ("es", "1, no vuelvo mas", "1+"),
    ("es", "la habitación 5 divina", "-"),
    ("es", "5 chicas viajando, todo divino", "-"),
    ("es", "4 y medio, el desayuno 10", "4-5+"),
    ("pt", "cinco estrelas pra vocês", "5"),
    ("pt", "um 3, o quarto estava sujo", "3+"),
    ("en", "4 out of 5, great breakfast", "4+"),
    ("en", "5 stars from us", "5"),
    ("en", "two", "2"),
    ("en", "we'd give 4 stars", "4"),
    ("es", "Le doy 5⭐⭐⭐⭐⭐", "5"),
)
GIVEN_BEFORE = (
    ("es", "perdón quise decir 4", "4"),
    ("es", "mejor un 3", "3"),
    ("es", "uy perdón, era al revés, 5 estrellas!", "5"),
    ("es", "4", "4"),
    ("es", "no, 4", "4"),
    ("es", "2 almohadas mas", "-"),
    ("es", "mejor 2 almohadas", "-"),
    ("es", "esperamos 3 horas", "-"),
    ("es", "la ducha, 2 dias fria", "-"),
    ("es", "un desayuno mejor", "-"),
    ("es", "me equivoqué, son 5", "5"),
    ("es", "mejor un 1, me acaban de cobrar de más", "1+"),
    ("es", "mejor 2 almohadas", "-"),
    ("es", "5 igual", "5"),
    ("es", "jajaja mentira, 5! son unos genios", "5+"),
    ("en", "just kidding, 5", "5"),
    ("es", "al final le pongo un 3 por el ruido", "3+"),
    ("es", "1. la cama 2. la ducha", "-"),
    ("es", "habitacion 5", "-"),
    ("en", "sorry, I meant 4", "4"),
    ("en", "I meant 5 stars", "5"),
    ("pt", "desculpa, quis dizer 4", "4"),
    ("es", "todo 10 puntos", "5"),
    ("es", "le pondría 3 frazadas", "-"),
    ("es", "5 estrellas", "5"),
    ("es", "el wifi un 2", "-"),
    ("es", "quise poner 5", "5"),
)
UNASKED = (
    ("es", "la pasamos barbaro, les pongo 5 estrellas!!", "5+"),
    ("es", "un desastre, 1 estrella", "1+"),
    ("es", "tienen hoteles de 5 estrellas?", "-"),
    ("es", "4", "-"),
    ("es", "somos 2", "-"),
)


def read(words: str, language: str, when: When) -> str:
    given = stars.given(words, language, when)
    if given is None:
        return "-"
    number = str(given.low) if given.number else f"{given.low}-{given.high}"
    return f"{number}+" if given.says_more else number


@pytest.mark.parametrize(("language", "words", "expected"), ASKED)
def test_where_stars_were_asked_for(language: str, words: str, expected: str) -> None:
    assert read(words, language, When.ASKED) == expected


@pytest.mark.parametrize(("language", "words", "expected"), GIVEN_BEFORE)
def test_a_number_given_before_changes_only_when_it_is_taken_back(
    language: str, words: str, expected: str
) -> None:
    assert read(words, language, When.GIVEN) == expected


@pytest.mark.parametrize(("language", "words", "expected"), UNASKED)
def test_where_nobody_asked_only_stars_are_stars(language: str, words: str, expected: str) -> None:
    assert read(words, language, When.UNASKED) == expected


@pytest.mark.parametrize(
    "words",
    ["no quiero contestar", "prefiero no responder", "no gracias", "paso", "no", "I'd rather not answer", "no thanks",
     "I don't want to rate this", "não quero responder", "prefiro não"],
)  # fmt: skip
def test_who_would_rather_not_answer(words: str) -> None:
    assert refusing.is_refusal(words)
    assert not refusing.is_for_later(words)


@pytest.mark.parametrize(
    "words",
    ["no vuelvo más", "no quiero volver nunca", "no nos gustó", "no quiero decir nada malo pero la ducha salía fría",
     "nothing to complain about", "não gostei", "no dormimos nada"],
)  # fmt: skip
def test_a_no_that_is_an_answer(words: str) -> None:
    assert not refusing.is_refusal(words)
    assert not refusing.is_for_later(words)


@pytest.mark.parametrize(
    "words",
    ["ahora no puedo, después te digo", "después te contesto", "te contesto mañana", "I'll answer later", "not now",
     "depois respondo", "agora não"],
)  # fmt: skip
def test_who_will_answer_later(words: str) -> None:
    assert refusing.is_for_later(words)
    assert not refusing.is_refusal(words)
