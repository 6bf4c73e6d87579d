"""Which country a guest's telephone is of, as far as the channel's id for them or the number itself tells."""

from __future__ import annotations

from typing import Final

from core.domain.identities import is_bsuid

# Of countries where hotels may be; whoever has a number with another code is from elsewhere.
_DIALLED: Final = {
    "AR": "54", "BO": "591", "BR": "55", "CA": "1", "CL": "56", "CO": "57", "CR": "506", "DE": "49", "DO": "1",
    "EC": "593", "ES": "34", "FR": "33", "GB": "44", "GT": "502", "HN": "504", "IE": "353", "IT": "39", "MX": "52",
    "NI": "505", "PA": "507", "PE": "51", "PT": "351", "PY": "595", "SV": "503", "US": "1", "UY": "598", "VE": "58",
}  # fmt: skip


def is_of_another_country(phone: str | None, bsuid: str | None, country: str) -> bool:
    """A channel's id begins with the country; where neither tells, nobody is taken for a foreigner."""
    if bsuid and is_bsuid(bsuid):
        return bsuid[:2] != country.upper()
    code = _DIALLED.get(country.upper())
    return bool(phone and code) and not str(phone).lstrip("+").startswith(str(code))
