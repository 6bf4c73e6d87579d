"""Which country a telephone number is of, as far as that is written down here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_CODES: Final[Mapping[str, str]] = {
    "AR": "54", "BO": "591", "BR": "55", "CL": "56", "CO": "57", "CR": "506", "DE": "49", "EC": "593", "ES": "34",
    "FR": "33", "GB": "44", "IT": "39", "MX": "52", "PE": "51", "PT": "351", "PY": "595", "US": "1", "UY": "598",
    "VE": "58",
}  # fmt: skip


def is_of_another(phone: str, country: str) -> bool:
    """False where nobody can tell."""
    home = _CODES.get(country.upper())
    return home is not None and phone.isdecimal() and not phone.startswith(home)
