"""Every table of the house, gathered for migrations and for tests about completeness."""

from core.store import (  # noqa: F401 - importing a noun registers its tables
    alerts,
    bookings,
    charges,
    conversations,
    duties,
    guests,
    handovers,
    hotels,
    inbox,
    knowledge,
    media,
    messages,
    outbox,
    phrases,
    policies,
    questions,
    rates,
    recordings,
    rooms,
    staff,
    tasks,
    transcripts,
)
from core.store.db import Base

metadata = Base.metadata
