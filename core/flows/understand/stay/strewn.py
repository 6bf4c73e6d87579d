"""Numbers strewn into a message about something else: against a stay that is agreed they are no days of it.

"Pero somos 5 o 6, el Seba no confirma", "forget mia, back to 3", "3 num quarto e 2 no outro": no article, no month, no
word of coming or leaving leads up to them.
"""

from __future__ import annotations

from typing import Final

from core.flows.understand.stay.atoms import Atom, find_atoms
from core.flows.understand.stay.clock import Clock
from core.flows.understand.stay.hiding import without_other_numbers
from core.flows.understand.stay.lexicon import lexicon_of
from core.flows.understand.stay.lexing import Row, lex
from core.flows.understand.text import normalise

_FEW: Final = 3
_LEADS_TO_A_DAY: Final = frozenset("lfiuewW")
_SEVERAL: Final = frozenset({"los", "las", "os", "as"})
_TO_THE: Final = frozenset({"al", "ao"})


def only_strewn(text: str, lang: str, clock: Clock) -> bool:
    """Whether whatever looks like a day here is a bare number among enough other words."""
    row = lex(without_other_numbers(normalise(text), lang), lexicon_of(lang), clock.month_first)
    atoms = find_atoms(row)
    points = [atom for atom in atoms if atom.kind == "point"]
    if row.codes.count("_") < (_FEW if len(points) == 1 else 1):
        return False
    others = {atom.kind for atom in atoms} - {"point", "month"}
    return bool(points) and not others and all(_is_strewn(row, atom) for atom in points)


def _is_strewn(row: Row, atom: Atom) -> bool:
    if atom.codes == "l1":  # "los dos", "os 3"
        return row.tokens[atom.start].text in _SEVERAL
    before = row.tokens[atom.start - 1] if atom.start else None
    led_to = before is not None and (before.code in _LEADS_TO_A_DAY or before.text in _TO_THE)
    return atom.codes == "1" and not led_to
