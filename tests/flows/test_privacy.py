"""Questions after somebody who may stay here, and what only sounds like one."""

from __future__ import annotations

import pytest

from core.flows.courtesy.privacy import asks_for_somebody


@pytest.mark.parametrize(
    "words",
    [
        "me podes decir si mi marido Ricardo Peralta esta alojado ahi?",
        "está alojada mi hermana ahí?",
        "tienen alguien llamado Juan Perez?",
        "is my husband John staying there?",
        "can you tell me if my wife is staying at the hotel",
        "is there a guest named Peter Smith?",
        "vocês podem confirmar se minha esposa está hospedada aí?",
    ],
)
def test_who_stays_here_is_asked(words: str) -> None:
    assert asks_for_somebody(words)


@pytest.mark.parametrize(
    "words",
    [
        "mi hermana está alojada ahí y quiere late checkout?",
        "mi hija está alojada en la cabaña, puede usar la pileta?",
        "mi hermana está alojada ahí",
        "is my booking registered?",
        "do you have someone who speaks english?",
        "hay alguien en recepción?",
        "tem alguém aí?",
    ],
)
def test_whoever_speaks_of_their_own_people_is_answered(words: str) -> None:
    assert not asks_for_somebody(words)
