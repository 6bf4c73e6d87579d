"""The code table is whole, and one code means one act wherever it comes from."""

from __future__ import annotations

import pytest

from core.adapters.channels.whatsapp import act_for
from core.domain.errands import Act

ACTS = {
    Act.RETRY: [1, 2, 131000, 131016, 131057, 133004, 135000],
    Act.SLOW_NUMBER: [4, 80007, 130429],
    Act.DELAY_GUEST: [131056],
    Act.STOP_CAMPAIGNS: [131048],
    Act.USE_TEMPLATE: [131047],
    Act.UNREACHABLE: [131026],
    Act.DROP_QUIETLY: [131049, 130472],
    Act.OPT_OUT: [131050],
    Act.RENEW_MEDIA: [131052, 131053],
    Act.OUR_BUG: [100, 131008, 131009, 131021, 131051, 132000, 132005, 132008, 132012, 132068, 132069],
    Act.OTHER_LANGUAGE: [132001],
    Act.SWITCH_TEMPLATE: [132007, 132015, 132016],
    Act.DROP_AND_ALERT: [131030, 131062, 131063, 131064],
    Act.PAUSE_HOTEL: [0, 190, 3, 10, 200, 250, 299, 131005],
    Act.VERIFY_GUEST: [137000],
}
PAUSES_TOO = [368, 131031, 131042, 131045, 130497, 131037, 133010]


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_its_codes(act: Act) -> None:
    assert {act_for(code) for code in ACTS[act]} == {act}


def test_a_locked_or_unpaid_account_pauses_the_hotel() -> None:
    assert {act_for(code) for code in PAUSES_TOO} == {Act.PAUSE_HOTEL}


def test_a_known_code_decides_whatever_the_http_status_says() -> None:
    assert act_for(131047, http_status=500) is Act.USE_TEMPLATE
    assert act_for(190, http_status=200, is_transient=True) is Act.PAUSE_HOTEL


@pytest.mark.parametrize(
    ("status", "transient", "act"),
    [
        (500, False, Act.RETRY),
        (503, False, Act.RETRY),
        (408, False, Act.RETRY),
        (400, True, Act.RETRY),
        (429, False, Act.SLOW_NUMBER),
        (401, False, Act.PAUSE_HOTEL),
        (403, False, Act.PAUSE_HOTEL),
        (400, False, Act.DROP_AND_ALERT),
        (None, False, Act.DROP_AND_ALERT),
    ],
)
def test_an_unknown_code_is_judged_by_what_came_with_it(
    status: int | None, transient: bool, act: Act
) -> None:
    assert act_for(999999, status, transient) is act
