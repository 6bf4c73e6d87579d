"""A name told in passing is kept, however small it is written; what only sounds like one is none."""

from __future__ import annotations

import pytest

from core.flows.understand.entities import read_entities


@pytest.mark.parametrize(
    ("lang", "said", "name"),
    [
        ("es", "soy Martín, tenés lugar?", "Martín"),
        ("es", "hola soy martin tenes lugar?", "Martin"),
        ("es", "hola soy juan pablo, como va", "Juan Pablo"),
        ("es", "me llamo ana y quiero reservar", "Ana"),
        ("es", "soy la Sra. Beatriz Gómez, de Rosario", "Beatriz Gómez"),
        ("es", "soy la señora marta, quería reservar", "Marta"),
        ("es", "le escribe Marta de Córdoba", "Marta de Córdoba"),
        ("es", "te habla pedro, tenes algo?", "Pedro"),
        ("es", "soy el ingeniero Pérez", "Pérez"),
        ("es", "hola soy lucas y somos 4 amigos", "Lucas"),
        ("en", "hi this is joe got a room", "Joe"),
        ("en", "hey its kate, any rooms?", "Kate"),
        ("en", "im tyler lol we r 4 guys", "Tyler"),
        ("en", "hi, Mike Johnson here from Acme", "Mike Johnson"),
        ("en", "joe here need a room", "Joe"),
        ("pt", "oi aqui e a paula, tem quarto?", "Paula"),
        ("pt", "sou carlos, preciso de quarto", "Carlos"),
        ("pt", "oi, Bruna aqui, tem vaga?", "Bruna"),
        ("pt", "boa tarde, aqui quem fala é a dona Marlene, de Porto Alegre", "Marlene"),
    ],
)
def test_a_name_nobody_asked_for_is_kept(lang: str, said: str, name: str) -> None:
    assert read_entities(said, lang).name == name


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "soy docente hay descuento?"),
        ("es", "soy de Rosario y busco lugar"),
        ("es", "soy fan de la pileta"),
        ("es", "acá llueve?"),
        ("es", "soy papá de 2 nenes"),
        ("en", "this is urgent"),
        ("en", "it's raining"),
        ("en", "this is ok"),
        ("en", "is anyone here"),
        ("en", "its me and my wife"),
        ("en", "i'm coming with joe"),
        ("pt", "aqui é frio?"),
        ("pt", "sou professora tem desconto?"),
    ],
)
def test_other_words_are_no_names(lang: str, said: str) -> None:
    assert read_entities(said, lang).name is None
