"""The one table of Mercado Pago's refusals: what each asks of us."""

from __future__ import annotations

from core.domain.errands import Act

NO_CODE = -1

_CODES: dict[Act, tuple[int, ...]] = {
    # A payment may be announced before it can be read; an idempotency key may still be in use.
    Act.RETRY: (2000, 2109, 2032),
    # Only people can go on: too old, wrong state, no money, no part of it.
    Act.TELL_STAFF: (2024, 2063, 3024, 4293, 4295, 4296, 15016),
    Act.OUR_BUG: (2085, 3012, 4011, 4012, 4040, 4041, 4211, 4291, 4292, 4294, 4297),
    Act.PAUSE_HOTEL: (5,),
}
_ACTS = {code: act for act, codes in _CODES.items() for code in codes}
_BUSY = frozenset({404, 408, 409, 423, 425})


def act_for(code: int, http_status: int, *, people_can_help: bool = False) -> Act:
    """Status first where it is plain, then the code. What nobody knows is our mistake, unless people can help."""
    if http_status in (401, 403):
        return Act.PAUSE_HOTEL
    if http_status == 429:
        return Act.SLOW_NUMBER
    if http_status >= 500:
        return Act.RETRY
    known = _ACTS.get(code)
    if known is not None:
        return known
    if http_status in _BUSY:
        return Act.RETRY
    return Act.TELL_STAFF if people_can_help else Act.OUR_BUG
