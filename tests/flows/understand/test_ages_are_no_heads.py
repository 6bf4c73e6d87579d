"""Numbers of an age count nobody: who comes after them is the party told before, or told anew in plain words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.domain.memory import About, Asked, Party
from core.domain.so_far import Named
from core.flows.understand import Context, Understanding, read
from core.flows.understand.heads.corrections import corrected
from core.flows.understand.joining import who_joins

NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)


def heard(known: Party, words: str, lang: str, about: About | None = None) -> Understanding:
    asked = Asked(about) if about is not None else None
    context = Context(
        now=NOW, zone="America/Argentina/Buenos_Aires", hotel_language=lang, language=lang, asked=asked
    )

    def reads(said: str) -> Understanding:
        return read(said, context)

    return corrected(known, who_joins(known, reads(words), reads, Named(), None))


OLDEST = "el mas grande de 14 va a lo del padre asi q no viene"


@pytest.mark.parametrize(
    ("known", "words", "lang", "about", "adults", "ages"),
    [
        (Party(3), f"tienen 4, 9 y la beba 11 meses. {OLDEST}", "es", None, 3, [0, 4, 9]),
        (Party(3, 4), f"tienen 4, 9 y la beba 11 meses. {OLDEST}", "es", About.AGES, 3, [0, 4, 9]),
        (Party(2, 3), "4 y 9. o mais velho de 14 nao vem", "pt", About.AGES, 2, [4, 9]),
        (Party(2, 2), "they're 4 and 9. the oldest of 14 isn't coming", "en", About.AGES, 2, [4, 9]),
        (Party(None, 4), "19 todos. somo mayores", "es", About.AGES, 4, []),
        (Party(2, 2), "todos com 19, somos maiores", "pt", About.AGES, 4, []),
        (Party(None, 4), "we're all 19", "en", About.AGES, 4, []),
        (Party(3, 1), "somos puras adultas, 3 mujeres de 28 años", "es", About.AGES, 3, []),
        (Party(4, 2), "all adults", "en", About.AGES, 6, []),
        (Party(2, 2, (0, 4)), "é de 26 a 29 dez, e sao DOIS bebes gemeos", "pt", None, 2, [0, 0, 4]),
        (Party(2, 2, (0, 4)), "gente sao 2 bebes, somos 5 no total", "pt", None, 2, [0, 0, 4]),
        (Party(2, 2, (0, 4)), "they are TWO babies", "en", None, 2, [0, 0, 4]),
    ],
)  # fmt: skip
def test_an_age_tells_who_of_the_party_is_a_child_and_how_old(
    known: Party, words: str, lang: str, about: About | None, adults: int, ages: list[int]
) -> None:
    party = heard(known, words, lang, about).party
    assert party is not None
    assert (party.adults, party.children or 0, sorted(party.child_ages)) == (adults, len(ages), ages)


@pytest.mark.parametrize(
    ("words", "lang", "adults", "ages"),
    [
        ("del 5 al 8 de diciembre, 4 pibes de 19", "es", 4, []),
        ("somos 4 chicas de 22 años", "es", 4, []),
        ("we are 5 guys of 21", "en", 5, []),
        ("2 adultos, 1 criança de 4 anos e 2 bebes de 8 meses", "pt", 2, [0, 0, 4]),
        ("2 adultos, un nene de 4 y 2 bebas de 8 meses", "es", 2, [0, 0, 4]),
        ("2 adults, a kid of 4 and 2 babies of 8 months", "en", 2, [0, 0, 4]),
        ("eu, meu marido, o theo de 4 anos e os 2 bebes de 8 meses", "pt", 2, [0, 0, 4]),
        ("sao gemeos tem 8 meses, e tem o theo tbm de 4 aninhos", "pt", None, [0, 0, 4]),
        ("theo nao é adulto ele tem 4 anos. adultos: 2. crianças: 3 (4 anos, 8 meses e 8 meses)", "pt", 2, [0, 0, 4]),
        ("el mas chico cumple 3 en diciembre y la nena tiene 7", "es", None, [3, 7]),
    ],
)  # fmt: skip
def test_everybody_is_counted_once_with_their_own_age(
    words: str, lang: str, adults: int | None, ages: list[int]
) -> None:
    said = heard(Party(), words, lang).entities
    assert (said.adults, said.children or 0, sorted(said.child_ages)) == (adults, len(ages), ages)


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("el mas chico cumple 3 en diciembre y la nena tiene 7", "es"),
        ("meu filho faz 5 anos em janeiro", "pt"),
        ("my son turns 4 in december, 2 adults", "en"),
    ],
)
def test_a_birthday_is_no_stay(words: str, lang: str) -> None:
    assert not heard(Party(), words, lang).stay


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("hay lugar en diciembre?", "es"),
        ("mi marido cumple 50 en enero y queremos festejar ahí", "es"),
        ("cumplimos 10 años de casados en enero, queremos ir unos días", "es"),
    ],
)
def test_a_month_to_come_in_is_still_one(words: str, lang: str) -> None:
    assert heard(Party(), words, lang).stay.within is not None


@pytest.mark.parametrize("words", ["uno de 14 va en bici", "el 40 llega tarde"])
def test_a_number_far_from_the_party_is_no_number_of_heads_unless_it_says_so(words: str) -> None:
    said = heard(Party(3), words, "es").entities
    assert (said.people or 0) <= 9 and (said.adults or 0) <= 9


@pytest.mark.parametrize("words", ["al final somos 14", "vamos a ser 14 personas", "14 adultos"])
def test_a_group_that_says_so_is_a_group(words: str) -> None:
    said = heard(Party(3), words, "es").entities
    assert 14 in (said.people, said.adults)


@pytest.mark.parametrize(
    ("words", "lang", "adults"),
    [
        ("Quiero reservar para mí", "es", 1),
        ("Quiero reservar para mí del 5 al 7 de diciembre", "es", 1),
        ("Quiero reservar para mí y mi novia", "es", 2),
        ("quero reservar pra mim", "pt", 1),
        ("hola hay lugar del 5 al 7 de diciembre p 2", "es", 2),
        ("tem quarto p 3?", "pt", 3),
    ],
)
def test_for_whom_is_told_in_short_words(words: str, lang: str, adults: int) -> None:
    assert heard(Party(), words, lang).entities.adults == adults


@pytest.mark.parametrize(
    "words", ["no pueden ser dos habitaciones? una doble y otra chiquita", "tengo un perrito chico"]
)
def test_a_small_room_or_dog_is_no_child(words: str) -> None:
    found = heard(Party(3), words, "es")
    assert not found.entities.children
    assert found.party is None
