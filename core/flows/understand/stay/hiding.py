"""Numbers that are no dates, covered before dates are looked for: clock times, prices, codes, addresses."""

from __future__ import annotations

import re

from core.flows.understand.entities.clock_times import find_times
from core.flows.understand.entities.contacts import find_contacts
from core.flows.understand.entities.found import blank
from core.flows.understand.entities.money import find_money
from core.flows.understand.text import numbered

# "Breakfast from 7 to 10" are hours, not days.
_ABOUT_HOURS = re.compile(
    r"(?<!con )(?<!y )(?<!with )(?<!and )(?<!com )\b(?:"
    r"desayun\w*|horarios?|que hora|abre[ns]?|cierra[ns]?|cena|almuerzo|merienda|pileta|atienden|breakfast|dinner|"
    r"lunch|opening|open|cafe da manha|jantar|almoco|funciona|que horas|abert[oa])\b"
)
_HOURS = re.compile(
    r"\b(?:de|from|entre|between|das|desde) (?:las )?\d{1,2} (?:a|to|y|and|as|ate|until|till) "
    r"(?:las )?\d{1,2}\b(?! ?(?:de|of|/|[a-z]{3,9}ber))"
)

_WEEKDAYS = re.compile(
    r"\b(?:de )?(?:lunes|monday|segunda(?:-feira)?|martes|tuesday|mon|lun|seg) ?(?:a|to|through|-|al) ?"
    r"(?:viernes|sabados?|domingos?|friday|saturday|sunday|sexta(?:-feira)?|jueves|fri|sun|sex|dom)\b"
)


def without_other_numbers(plain: str, lang: str) -> str:
    """`plain` is folded text; the answer has its number words as digits."""
    text = numbered(blank(plain, find_contacts(plain)), lang)
    if any(c.isdigit() for c in text):
        text = blank(text, find_money(text))
    if _ABOUT_HOURS.search(text):
        text = _HOURS.sub(lambda m: "\x01" * len(m.group()), text)
        text = _WEEKDAYS.sub(lambda m: "\x01" * len(m.group()), text)
    return blank(text, find_times(text, lang))
