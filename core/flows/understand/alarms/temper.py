"""Danger, anger and impatience: heard by their own words too, because no wish is worth serving before them."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Final

from core.base.kept import table
from core.flows.understand.alarms.intruders import somebody_got_in
from core.flows.understand.alarms.long_ago import without_long_ago
from core.flows.understand.alarms.mishaps import without_reason
from core.flows.understand.alarms.names_that_ring import without_names
from core.flows.understand.text import normalise, squeeze
from core.flows.understand.watching import Seldom

# Who may not come in before two, or only asks what to do if a key should fail, stands in no rain.
_NOT_YET = re.compile(
    r"\b(?:no|nao) (?:puedo|podemos|consigo|conseguimos) entrar [a-z ]{0,40}\b(?:antes|hasta|temprano|ate|cedo)\b"
    r"|\b(?:si|if|caso|se) (?:me |nos |we |i |a |la |the )?(?:quede|quedamos|llave|puerta|chave|porta|key|get|am|are)"
    r"(?: afuera| no abre| nao abre| doesn t open| won t open| locked out)"
)


# Whoever is allergic has eaten it already.
_ATE: Final = (
    r"(?<!\bno )(?<!\bnao )(?<!\bnever )(?:comio|comi|comeu|comemos|bebio|bebeu|trago|tragou|engoliu|ate|has eaten"
    r"|just had|swallowed|drank|le dieron|deram|gave (?:him|her|me))"
)
_SERVED: Final = re.compile(
    rf"\b(?:alerg|allerg)\w*.{{0,80}}\b{_ATE}\b|\b{_ATE}\b.{{0,80}}\b(?:alerg|allerg)"
)
# Of a body and of no pool: 39 and more.
_HOT: Final = r"(?:39|4[0-2])(?:[.,]\d)?(?: ?°c?| grados| degrees| graus)?"
_BURNS_UP: Final = Seldom(
    rf"\b{_HOT} (?:(?:de|of|y|e|and) )?(?:fiebre|febre|fever)\b"
    rf"|\b(?:fiebre|febre|fever) (?:(?:de|of|is|esta|ta|em|en|a) )*{_HOT}"
    rf"|\b(?:hij[oa]|nen[ea]|bebe|beba|filh[oa]|crianca|baby|son|daughter|kid|marido|mujer|esposa|mae|pai|mama|papa)"
    rf" (?:(?:esta|ta|tiene|tem|com|con|has|is|vuela|at|running) )*{_HOT} de temperatura\b"
)


class Mood(StrEnum):
    DANGER = "danger"
    ANGRY = "angry"
    WAITING = "waiting"


def mood(text: str) -> Mood | None:
    if somebody_got_in(text):
        return Mood.DANGER
    text = without_long_ago(without_names(without_reason(text)))
    words = " ".join(squeeze(word) for word in re.findall(r"[a-z]+", normalise(text)))
    words = _NOT_YET.sub(" ", words)
    if _SERVED.search(words) is not None or _BURNS_UP.search(normalise(text)) is not None:
        return Mood.DANGER
    return next((mood for mood in Mood if _words(mood).search(words)), None)


@table
def _words(which: Mood) -> re.Pattern[str]:
    held = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    said = sorted({word for words in held[which].values() for word in words}, key=len, reverse=True)
    denied = ("no", "not", "nao", "pronto")  # a "pronto socorro" is a place
    # The worse half of a question: "is it any good or a scam?"
    either = ("o", "o es", "or", "or is it", "ou", "ou e") if which is Mood.ANGRY else ()
    before = "".join(rf"(?<!\b{word} )" for word in (*denied, *either))
    return re.compile(rf"{before}\b(?:{'|'.join(re.escape(word) for word in said)})\b")
