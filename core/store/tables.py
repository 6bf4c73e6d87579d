"""Every table of the house, gathered for migrations and for tests about completeness."""

from core.store import (  # noqa: F401 - importing a noun registers its tables
    alerts,
    conversations,
    duties,
    guests,
    hotels,
    inbox,
    media,
    messages,
    outbox,
    staff,
)
from core.store.db import Base

metadata = Base.metadata
