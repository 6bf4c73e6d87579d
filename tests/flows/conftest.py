"""What tests of a single turn stand on: an open session, its hotel, and a guest who writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from core.store.db import transaction
from core.store.hotels import Hotel
from tests.flows.talking import Guest, guest_of
from tests.makers import House, StoppedClock


@pytest.fixture
def session(house: House, stopped_clock: StoppedClock) -> Iterator[Session]:
    with transaction(house.posada) as session:
        yield session


@pytest.fixture
def hotel(house: House, session: Session) -> Hotel:
    return session.get_one(Hotel, house.posada)


@pytest.fixture
def guest(house: House, session: Session) -> Guest:
    return guest_of(house, session)
