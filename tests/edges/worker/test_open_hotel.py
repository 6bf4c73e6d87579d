"""Opening a hotel from the command line: its first owner's password is held to what everybody's is."""

from __future__ import annotations

import getpass
import sys

import pytest

from core.store.hotels import Hotel
from core.store.staff import Staff
from tests.edges.worker.conftest import all_rows
from tests.makers import House
from worker import open_hotel

GOOD = "tres gatos miran llover"


def opened(monkeypatch: pytest.MonkeyPatch, password: str, email: str = "ines@delta.example") -> int:
    answers = iter(["a-token-of-meta", password])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(answers))
    wish = ["open_hotel", "Delta Lodge", "--country", "AR", "--timezone", "America/Argentina/Buenos_Aires"]
    wish += ["--currency", "ARS", "--number-id", "109876543219999", "--number", "+54 11 5550 9999"]
    monkeypatch.setattr(sys, "argv", [*wish, "--owner-email", email, "--owner-name", "Inés Paz"])
    return open_hotel.main()


@pytest.mark.parametrize(
    ("password", "said"),
    [("Ab1$", "fewer than 12"), ("onlysmallletters", "lacks small"), ("DeltaLodge#2026", "a name of yours")],
)
def test_a_weak_password_opens_nothing_and_is_told_why(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    password: str,
    said: str,
) -> None:
    assert opened(monkeypatch, password) == 1
    assert said in capsys.readouterr().err
    assert "delta-lodge" not in [hotel.slug for hotel in all_rows(Hotel)]


def test_a_good_one_does(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened(monkeypatch, GOOD) == 0
    assert "ines@delta.example" in [person.email for person in all_rows(Staff)]


def test_who_is_known_keeps_their_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened(monkeypatch, "", email="olga@posada.test") == 0
