"""How a weight is written: "32 kg", "7,5 kilos", "a 30-pound dog". Parts of patterns over folded text."""

from __future__ import annotations

from typing import Final

FIGURE: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
KILOS: Final = r"(?:kgs?|kilos?|kilitos|quilos?|kilogram\w*)"
SURELY_POUNDS: Final = r"(?:lbs?|pounders?|libras)"
POUNDS: Final = r"pounds?"
