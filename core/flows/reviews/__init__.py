"""The review dialogue: how many stars, what would have made it better, thanks, and where to write in public."""

from core.flows.reviews.flow import Reviews

__all__ = ["Reviews"]
