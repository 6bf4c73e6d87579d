"""Guests of a dialogue who leave, and what the house makes of what they say of their stay.

leaves                             the guest of the booking made last is checked out
links: google booking              where the hotel wants to be reviewed in public
variants: a b                      the hotel tries more than one way of asking
review: stars=2 words=La_cama...   what was kept of the guest's answer; "review: none"
topics: bed=bad staff=good         which things it speaks of; "topics: none"
case: few_stars strong_words       why somebody of the hotel should look; "case: none"
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from core.domain.reviews import Platform, Rules
from core.services import bookings
from core.services.reviews import rules
from core.store.db import transaction
from core.store.reviews import Review, ReviewCase
from tests.flows.own_bookings import OwnBookings


@dataclass
class OwnReviews:
    own: OwnBookings

    def acts(self) -> dict[str, Callable[[str], None]]:
        return {
            "leaves": self._leaves,
            "links": self._links,
            "variants": self._variants,
            "review": self._review,
            "topics": self._topics,
            "case": self._case,
        }

    @property
    def _hotel(self) -> int:
        return self.own.setting.house.posada

    def _leaves(self, _rest: str) -> None:
        with transaction(self._hotel) as session:
            bookings.check_out(session, self.own.setting.house.carla, self.own.made[-1])

    def _links(self, names: str) -> None:
        wanted = [(Platform(name), f"https://{name}.example/posada") for name in names.split()]
        with transaction(self._hotel) as session:
            rules.set_links(
                session, self.own.setting.house.diego, wanted, rules.mark_of_links(session), f"links {names}"
            )

    def _variants(self, names: str) -> None:
        with transaction(self._hotel) as session:
            rules.change(
                session,
                self.own.setting.house.diego,
                Rules(variants=tuple(names.split())),
                0,
                f"variants {names}",
            )

    def _newest(self) -> tuple[Review | None, ReviewCase | None]:
        with transaction(self._hotel) as session:
            review = session.scalars(select(Review).order_by(Review.id.desc())).first()
            case = session.scalars(select(ReviewCase).order_by(ReviewCase.id.desc())).first()
            return review, case

    def _review(self, wanted: str) -> None:
        review, _ = self._newest()
        if review is None:
            assert wanted == "none", "nothing was kept"
            return
        found = {
            "stars": str(review.stars or "none"),
            "words": review.words.replace(" ", "_").replace("\n", "/"),
        }
        for want in wanted.split():
            name, _, value = want.partition("=")
            assert found[name] == value, f"{name} is {found[name]}"

    def _topics(self, wanted: str) -> None:
        review, _ = self._newest()
        assert review is not None, "nothing was kept"
        found = " ".join(f"{topic}={sign}" for topic, sign in sorted((review.topics or {}).items())) or "none"
        assert found == wanted, f"topics: {found}"

    def _case(self, wanted: str) -> None:
        _, case = self._newest()
        found = " ".join(case.reasons) if case is not None else "none"
        assert found == wanted, f"case: {found}"
