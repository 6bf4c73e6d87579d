"""Whom to ring when there is danger, country by country. A hotel's own words about it come first."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Help(StrEnum):
    """`all` is one number for everything."""

    ALL = "all"
    AMBULANCE = "ambulance"
    POLICE = "police"
    FIRE = "fire"


Numbers = tuple[tuple[Help, str], ...]
_ONE_FOR_ALL: Final = {
    "112": ("ES", "PT", "FR", "IT", "DE"),
    "123": ("CO",),
    "911": ("UY", "MX", "PY", "EC", "VE", "CR", "PA", "DO", "SV", "HN", "US", "CA"),
    "999": ("GB", "IE"),
}
_EACH: Final[Mapping[str, Numbers]] = {
    "AR": ((Help.AMBULANCE, "107"), (Help.POLICE, "911"), (Help.FIRE, "100")),
    "BO": ((Help.AMBULANCE, "118"), (Help.POLICE, "110"), (Help.FIRE, "119")),
    "BR": ((Help.AMBULANCE, "192"), (Help.POLICE, "190"), (Help.FIRE, "193")),
    "CL": ((Help.AMBULANCE, "131"), (Help.POLICE, "133"), (Help.FIRE, "132")),
    "PE": ((Help.AMBULANCE, "106"), (Help.POLICE, "105"), (Help.FIRE, "116")),
}


def numbers_of(country: str) -> Numbers:
    """Nothing for a country nobody wrote down: a wrong number is worse than none."""
    for number, countries in _ONE_FOR_ALL.items():
        if country.upper() in countries:
            return ((Help.ALL, number),)
    return _EACH.get(country.upper(), ())
