"""Whoever changed their mind about letting go wants the booking back: nobody stays away."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand.reading import Understanding
from core.flows.understand.stay import StayReading
from core.flows.understand.text import normalise, says_any

_SURE: Final = 0.9
_WATCHED: Final = ("mind", "cambi", "ideia", "arrep", "desdij", "volvio atras")
_CHANGED: Final = re.compile(
    r"\b(?:chang(?:ed|es|ing) (?:her|his|their|my|our) minds?|cambi(?:o|aron|e|amos) de (?:idea|opinion|parecer)"
    r"|mud(?:ou|ei|aram|amos) de (?:ideia|planos)|(?:se|me|nos) arrepint\w+|arrepend\w+|se desdij\w+)\b"
)
_WANTED: Final = re.compile(
    r"\b(?:have|get|keep|want|take|book|put|hold) (?:it|that one|them|the (?:room|booking|reservation|hold)"
    r"|(?:our|my) (?:room|booking|reservation))\b|\bback (?:please|again|on)\b|\bde (?:vuelta|volta|novo)\b"
    r"|\b(?:la|lo) (?:quiero|queremos|queres|dejamos|mantenemos|seguimos|recuperamos|retomamos)\b"
    r"|\b(?:recuper|retom|mant[ei]n|deja|manter)\w*(?:la|lo)?\b[^.!?]{0,20}\b(?:reserva|habitacion|pieza|quarto)\b"
    r"|\b(?:tener|ter|pegar|devolver|recuperar|dejar|guardar)(?:la|lo|nosla|mela)\b"
    r"|\bficar com (?:o quarto|a reserva|ele)\b"
)


def wants_it_back(text: str) -> bool:
    plain = normalise(text)
    return (
        says_any(plain, _WATCHED) and _CHANGED.search(plain) is not None and _WANTED.search(plain) is not None
    )


def as_it_was(meant: Understanding) -> Understanding:
    """Nothing is let go of, and nobody is counted anew."""
    said = replace(meant.entities, adults=None, people=None, children=None)
    kept = replace(meant, entities=said, changes=(), stay=StayReading())
    return kept.heard_as("inform", _SURE)
