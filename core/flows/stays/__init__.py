"""What guests with a booking ask in the chat: how it stands, other hours, other dates, cancelling, and its money."""

from core.flows.stays.flow import Stays

__all__ = ["Stays"]
