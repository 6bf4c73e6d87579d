"""What tests of a single turn stand on, beside an open session: a guest who writes."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.flows.talking import Guest, guest_of
from tests.makers import House


@pytest.fixture
def guest(house: House, session: Session) -> Guest:
    return guest_of(house, session)
