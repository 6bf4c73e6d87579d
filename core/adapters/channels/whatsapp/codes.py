"""The one table of WhatsApp's error codes: the same for a refused call and for a `failed` status."""

from __future__ import annotations

from core.domain.errands import Act

# For refusals that carry no code of the channel: our own checks, broken lines, answers that are no JSON.
NO_CODE = -1
WRONG_PARAMETER = 100
UNKNOWN_OBJECT = 33

_CODES: dict[Act, tuple[int, ...]] = {
    Act.RETRY: (1, 2, 131000, 131016, 131057, 133004, 135000),
    Act.SLOW_NUMBER: (4, 80007, 130429),
    Act.DELAY_GUEST: (131056,),
    Act.STOP_CAMPAIGNS: (131048,),
    Act.USE_TEMPLATE: (131047,),
    Act.UNREACHABLE: (131026,),
    Act.DROP_QUIETLY: (131049, 130472),
    Act.OPT_OUT: (131050,),
    Act.RENEW_MEDIA: (131052, 131053),
    Act.OUR_BUG: (
        WRONG_PARAMETER,
        131008,
        131009,
        131021,
        131051,
        132000,
        132005,
        132008,
        132012,
        132018,
        132068,
        132069,
    ),
    Act.OTHER_LANGUAGE: (132001,),
    Act.SWITCH_TEMPLATE: (132007, 132015, 132016),
    Act.DROP_AND_ALERT: (131030, 131062, 131063, 131064),
    Act.PAUSE_HOTEL: (
        0,
        3,
        10,
        190,
        368,
        *range(200, 300),
        130497,
        131005,
        131031,
        131037,
        131042,
        131045,
        133010,
    ),
    Act.VERIFY_GUEST: (137000,),
}
_ACTS = {code: act for act, codes in _CODES.items() for code in codes}


def act_for(code: int, http_status: int | None = None, is_transient: bool = False) -> Act:
    """The code decides, for the HTTP status is unreliable; status and hint only serve unknown codes."""
    known = _ACTS.get(code)
    if known is not None:
        return known
    status = http_status or 0
    if is_transient or status >= 500 or status == 408:
        return Act.RETRY
    if status == 429:
        return Act.SLOW_NUMBER
    if status in (401, 403):
        return Act.PAUSE_HOTEL
    return Act.DROP_AND_ALERT
