"""The gateway to platforms of reviews: one line per platform; everything else asks here."""

from __future__ import annotations

from dataclasses import dataclass

from core.adapters.reviews import google
from core.domain.ports import ReviewPort
from core.domain.reviews import Platform


@dataclass(frozen=True)
class Addresses:
    google_reviews: str
    google_token: str


def open_port(platform: Platform, at: Addresses) -> ReviewPort:
    if platform is Platform.GOOGLE:
        return google.open_port(at.google_reviews, at.google_token)
    raise ValueError(f"the reviews of {platform} cannot be read through an interface of theirs")
