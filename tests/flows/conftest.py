"""What tests of turns stand on: a guest who writes in an open session, and a house that is taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests import makers
from tests.flows.talking import Guest, guest_of
from tests.makers import House
from tests.takenback import Standing


@pytest.fixture
def guest(house: House, session: Session) -> Guest:
    return guest_of(house, session)


@pytest.fixture(scope="module")
def standing(_open_house: None) -> Iterator[Standing]:
    kept = Standing(makers.empty_house())
    yield kept
    kept.close()
