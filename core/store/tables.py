"""Every table of the house, gathered for migrations and for tests about completeness."""

from core.store import (  # noqa: F401 - importing a noun registers its tables
    alerts,
    api_answers,
    api_keys,
    bookings,
    cases,
    charges,
    conversations,
    duties,
    guests,
    handovers,
    hotels,
    inbox,
    journey,
    knowledge,
    media,
    messages,
    outbox,
    payments,
    phrases,
    policies,
    questions,
    rates,
    receipts,
    recordings,
    rooms,
    shown,
    staff,
    tasks,
    templates,
    transcripts,
    waitlist,
)
from core.store.db import Base

metadata = Base.metadata
