"""Google Business Profile: reading a place's reviews and answering them."""

from core.adapters.reviews.google.client import GoogleReviews, open_port

__all__ = ["GoogleReviews", "open_port"]
