"""Which passwords are taken, and why others are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.passwords import Weakness, is_stale, weaknesses

NAMES = ("Olga Benítez", "olga", "Posada del Ceibo")


@pytest.mark.parametrize(
    "password",
    [
        "kP7#vLq2!mZx",
        "tres gatos miran llover",
        "mate-lluvia-bote-lampara",
        "Zq9$tramontana",
        "ñandú cruza puentes azules",
    ],
)
def test_long_ones_with_everything_and_phrases_are_taken(password: str) -> None:
    assert weaknesses(password, NAMES) == []


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kP7#v", Weakness.SHORT),
        ("onlysmallletterswithoutend", Weakness.PLAIN),
        ("two words here", Weakness.PLAIN),
        ("uno uno uno uno uno uno", Weakness.PLAIN),
        ("Password2026!", Weakness.COMMON),
        ("P@ssw0rd!!2026", Weakness.COMMON),
        ("Contraseña.1234", Weakness.COMMON),
        ("Qwertyuiop123!", Weakness.COMMON),
        ("Verano2026!!x", Weakness.COMMON),
        ("Aaaaaaaa1111!!!!", Weakness.COMMON),
        ("M3ss1-M4r4d0na!", Weakness.COMMON),
        ("kP7#Ben1tez!mZx", Weakness.NAMED),
        ("Kp7#ceib0-Lqmz", Weakness.NAMED),
        ("x" * 201, Weakness.LONG),
        ("", Weakness.SHORT),
    ],
)
def test_others_are_refused_with_the_reason(password: str, why: Weakness) -> None:
    assert why in weaknesses(password, NAMES)


def test_only_a_hotel_that_asks_for_it_gets_new_ones() -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    assert not is_stale(now - timedelta(days=3000), 0, now)
    assert not is_stale(now - timedelta(days=89), 90, now)
    assert is_stale(now - timedelta(days=90), 90, now)
