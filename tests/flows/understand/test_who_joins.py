"""Somebody joins or drops out, in other words each time; and what sounds like it and changes nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.domain.memory import Memory, Party
from core.flows.heard.gathering import gathered
from core.flows.understand import Context, Understanding, read
from core.flows.understand.heads.beside import beside_the_party, beside_the_stay
from core.flows.understand.heads.corrections import corrected
from core.flows.understand.joining import who_joins
from core.flows.understand.joining.reading import told_in

NOW = datetime(2026, 11, 26, 18, tzinfo=UTC)
LINES = [
    line
    for name in ("who_joins.tsv", "joins_in_slang.tsv", "nobody_under_age.tsv")
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()
]
SAID = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def written(party: str) -> Party:
    heads, _, ages = party.partition(":")
    adults, _, children = heads.partition("+")
    of_age = tuple(map(int, ages.split(","))) if ages else ()
    return Party(int(adults), int(children) if children else None, of_age)


def shown(party: Party) -> str:
    if party.adults is None:
        return "?"
    ages = ":" + ",".join(map(str, party.child_ages)) if party.child_ages else ""
    return f"{party.adults}+{party.children}{ages}" if party.children else str(party.adults)


def heard(known: Party, words: str, language: str = "es") -> Understanding:
    context = Context(
        now=NOW, zone="America/Argentina/Buenos_Aires", hotel_language=language, language=language,
        wish="ask_availability",
    )  # fmt: skip

    def reads(said: str) -> Understanding:
        return beside_the_party(known, beside_the_stay(read(said, context), None), None)

    return corrected(known, who_joins(known, reads(words), reads))


@pytest.mark.parametrize(("language", "known", "words", "then"), SAID, ids=[line[2] for line in SAID])
def test_who_comes_after_these_words(language: str, known: str, words: str, then: str) -> None:
    before = written(known)
    after = gathered(Memory(party=before), heard(before, words, language)).party
    assert shown(after) == (known if then == "=" else then)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("se bajó la Meli, gracias a dios", {"inform"}),
        ("se peleó con mi vieja y no viene", {"inform"}),
        ("mi cuñado se baja", {"inform"}),
        ("mi hermana no viene, hay pileta?", {"inform", "ask_amenity"}),
    ],
)
def test_what_is_said_around_it_is_no_thanks_no_alarm_and_no_stop(words: str, names: set[str]) -> None:
    assert heard(Party(adults=4), words).names == names


@pytest.mark.parametrize(
    "words",
    [
        "ayuda, mi hermano no respira",
        "mi marido se cayó por la escalera y no se mueve",
        "mi hermana se desmayó y no puede venir",
        "my son fell in the pool and isn't moving",
        "meu filho caiu na piscina e não responde",
        "mi hija no viene, se perdió en el río, ayuda",
    ],
)
def test_real_danger_rings_whoever_it_is(words: str) -> None:
    assert "urgent_help" in heard(Party(adults=4), words).names


def test_a_stop_in_plain_words_is_a_stop() -> None:
    assert "opt_out" in heard(Party(adults=4), "no me escriban más, dame de baja").names


def test_days_told_beside_it_are_heard_and_its_own_numbers_are_no_days() -> None:
    meant = heard(Party(adults=2, children=2, child_ages=(7, 10)), "la de 7 se queda con la tía")
    assert not meant.stay
    meant = heard(Party(adults=4), "se bajó la Meli, mejor del 11 al 13 de diciembre")
    assert meant.entities.adults == 3
    assert meant.stay.check_in is not None and meant.stay.check_in.day == 11


@pytest.mark.parametrize(
    "words",
    [
        "por ahí viene mi cuñado", "capaz se baja mi hermano", "no sé si viene mi suegra todavía",
        "maybe my brother joins", "my husband might not make it", "not sure yet if my dad is coming",
        "talvez meu irmão também venha", "não sei se meu cunhado vai",
    ],
)  # fmt: skip
def test_a_perhaps_is_heard_as_one(words: str) -> None:
    meant = heard(Party(adults=4), words)
    assert meant.perhaps
    assert meant.names == {"inform"}


@pytest.mark.parametrize(
    "words", ["quizás vamos a la pileta", "maybe it rains", "si mi hermana no viene me devuelven?"]
)
def test_no_perhaps_of_who_comes(words: str) -> None:
    assert not heard(Party(adults=4), words).perhaps


@pytest.mark.parametrize(
    "words",
    ["a ", "el la lo mi ", "no no ", "2 ", "tambien also too ", "mi hermana ya ya al final ", "y e and "],
)
@pytest.mark.parametrize("often", [20, 1000])
def test_words_said_over_and_over_change_nobody(words: str, often: int) -> None:
    assert told_in(words * often, "es").changes == ()


def test_in_a_letter_of_pages_nobody_is_counted_one_by_one() -> None:
    assert told_in("se bajó la Meli. " * 60, "es").changes == ()
