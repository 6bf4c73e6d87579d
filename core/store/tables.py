"""Every table of the house, gathered for migrations and for tests about completeness."""

from core.store import (  # noqa: F401 - importing a noun registers its tables
    alerts,
    conversations,
    duties,
    guests,
    hotels,
    inbox,
    knowledge,
    media,
    messages,
    outbox,
    questions,
    staff,
)
from core.store.db import Base

metadata = Base.metadata
