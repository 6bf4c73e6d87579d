"""Numbers that are no dates, covered before dates are looked for: clock times, prices, codes, addresses."""

from __future__ import annotations

from core.flows.understand.entities.clock_times import find_times
from core.flows.understand.entities.contacts import find_contacts
from core.flows.understand.entities.found import blank
from core.flows.understand.entities.money import find_money
from core.flows.understand.text import numbered


def without_other_numbers(plain: str, lang: str) -> str:
    """`plain` is folded text; the answer has its number words as digits."""
    text = numbered(blank(plain, find_contacts(plain)), lang)
    if not any(c.isdigit() for c in text):
        return text
    text = blank(text, find_money(text, lang))
    return blank(text, find_times(text, lang))
