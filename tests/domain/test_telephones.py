"""Whose telephone is of another country."""

from __future__ import annotations

import pytest

from core.domain.telephones import is_of_another_country


@pytest.mark.parametrize(
    ("phone", "bsuid", "abroad"),
    [
        ("5491155501234", None, False),
        ("5511987654321", None, True),
        ("+59899123456", None, True),
        (None, "AR.13491208655302741918", False),
        (None, "BR.20491208655302741919", True),
        (None, None, False),
    ],
)
def test_the_channels_id_or_the_number_tells_the_country(
    phone: str | None, bsuid: str | None, abroad: bool
) -> None:
    assert is_of_another_country(phone, bsuid, "AR") is abroad


def test_nobody_is_a_foreigner_where_the_countrys_code_is_not_known() -> None:
    assert not is_of_another_country("5511987654321", None, "XX")
