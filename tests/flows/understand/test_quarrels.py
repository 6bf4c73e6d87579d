"""A quarrel told in passing is no emergency; one under way in the house rings, in three languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.flows.person import alarms
from core.flows.understand import Context, read
from core.flows.understand.alarms import quarrels
from core.flows.understand.alarms.false_alarms import without_false_alarms
from core.flows.understand.alarms.temper import Mood, mood

_NOW = Context(now=datetime(2026, 11, 26, 18, tzinfo=UTC), zone="America/Argentina/Buenos_Aires")


def rings(words: str) -> bool:
    heard = without_false_alarms(read(words, _NOW))
    return "urgent_help" in heard.names or alarms.rings(words)


@pytest.mark.parametrize(
    "words",
    [
        "se peleó con mi vieja",
        "mi hermana se peleó con mi vieja y no viene",
        "se peleó con la novia",
        "tuvieron una pelea y no vienen",
        "me peleé con mi novia, voy solo",
        "mis suegros se pelean todo el tiempo, quiero habitaciones separadas",
        "mi tío se agarró a las piñas con mi primo en navidad, no vienen",
        "mi perro se peleó con otro perro",
        "my sister had a fight with my mom so she's not coming",
        "my brother and his gf had a big fight, hes out",
        "i had a fight with my girlfriend so its just me",
        "my parents are fighting so they're not coming",
        "brigou com a sogra",
        "meu irmão brigou com a namorada e não vem mais",
        "a gente brigou e agora vamos só 2",
    ],
)
def test_a_quarrel_of_the_family_rings_nobody(words: str) -> None:
    assert not rings(words)


@pytest.mark.parametrize(
    "words",
    [
        "se están peleando en el pasillo",
        "hay una pelea en el pasillo",
        "se estan agarrando a las piñas en la pileta",
        "hay dos tipos peleando afuera de mi pieza",
        "la gente del bar se está peleando",
        "nos peleamos y me encerró en la habitación",
        "mi marido se peleó conmigo y me pegó",
        "mi hijo se peleó con otro nene en la pileta y le sangra la nariz",
        "two guys are fighting outside my room",
        "people are fighting next door",
        "a couple is fighting in the room next to us, i think he's hitting her",
        "my husband hit me",
        "tem uma briga no quarto ao lado",
        "estão brigando no corredor",
        "tem gente brigando na piscina",
        "meu marido me bateu",
    ],
)
def test_a_fight_in_the_house_rings(words: str) -> None:
    assert rings(words)


def test_what_is_said_beside_the_quarrel_is_left() -> None:
    left = quarrels.without("mi hermana se peleó con mi vieja y no viene")
    assert left.split() == ["mi", "hermana", "y", "no", "viene"]


def test_a_price_asked_beside_the_quarrel_is_heard() -> None:
    words = "mi hermana y mi cuñado discutieron feo, no vienen. cuánto sale para 3?"
    assert without_false_alarms(read(words, _NOW)).names == {"ask_price"}


@pytest.mark.parametrize(
    "words",
    [
        "minha esposa tem alergia a amendoim",
        "mi hijo es alérgico al maní",
        "meu filho é alérgico a leite",
        "my son is allergic to nuts and we need a crib",
        "allergic to shellfish, please note",
        "minha filha tem alergia a amendoim, pode anotar?",
        "mi hijo es alérgico al maní y viajamos con mi suegra",
    ],
)
def test_who_has_an_allergy_needs_no_help_yet(words: str) -> None:
    assert "urgent_help" not in without_false_alarms(read(words, _NOW)).names


@pytest.mark.parametrize(
    "words",
    [
        "meu filho teve uma reação alérgica",
        "meu filho é alérgico a leite e bebeu, não respira",
        "my son is allergic to nuts and he ate the cake",
        "se le hincha la cara, es alérgica al maní",
        "she's allergic to bees and got stung",
    ],
)
def test_who_has_eaten_it_does(words: str) -> None:
    assert "urgent_help" in without_false_alarms(read(words, _NOW)).names


@pytest.mark.parametrize(
    "words",
    [
        "he ate the cake and he has a nut allergy",
        "mi hijo es alérgico al maní y comió turrón",
        "minha filha comeu camarão e é alérgica",
    ],
)
def test_who_is_allergic_and_has_eaten_is_in_danger(words: str) -> None:
    assert mood(words) is Mood.DANGER


@pytest.mark.parametrize("words", ["es alérgico, no comió nada", "soy alergica al mani, sirven mani?"])
def test_who_has_eaten_nothing_is_not(words: str) -> None:
    assert mood(words) is None
