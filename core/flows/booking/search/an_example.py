"""What a night costs, where the days are not settled: of the next weekend, or from the day they would arrive."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Stay, Wish
from core.flows.booking import asking
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import kinds_named
from core.flows.booking.wanted import Wanted, remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.services import offers, words
from core.services.scenes import Scene

_FRIDAY: Final = 4
_NIGHTS: Final = 2
_MOST: Final = 5
_DEPENDS: Final = re.compile(
    r"\bdepend\w* (?:on |del? |do )?(?:the |el |o |lo )?(?:price|precio|preco|cost|valor"
    r"|que (?:sal\w+|cuest\w+|cobr\w+))"
)


def before_the_nights(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """ "How much is it? It depends on that", said to the question how many nights."""
    wanted = remembered(scene, here)
    asks = "ask_price" in meant.names or _DEPENDS.search(normalise(meant.text)) is not None
    if here.step is not Step.NIGHTS or wanted.missing is not Step.NIGHTS or meant.stay or not asks:
        return None
    lead = told(session, scene, wanted)
    return asking.ask(scene, wanted, here, lead) if lead else None


def told(session: Session, scene: Scene, wanted: Wanted) -> str:
    """Nothing where nothing is free then."""
    wish = _wish(session, scene, wanted)
    found = offers.search(session, scene.hotel, wish).offers
    if not found:
        return ""
    prices = [
        scene.say(
            "booking.price_of",
            room=offer.room_type.name(scene.language),
            night=words.money(scene, offer.quote.total.each(offer.quote.stay.length)),
        )
        for offer in found[:_MOST]
    ]
    return scene.say(
        "booking.example",
        dates=words.dates(scene, Stay(wish.check_in, wish.check_out)),
        people=words.people(scene, wish.party),
        prices="\n".join(prices),
    )


def _wish(session: Session, scene: Scene, wanted: Wanted) -> Wish:
    today = words.today(scene)
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7 or 7)
    arrives = wanted.stay.check_in
    first = arrives if arrives is not None and arrives >= today else friday
    people = wanted.people
    adults, children = (people.adults, people.children) if people is not None else (2, ())
    kinds = kinds_named.kinds_meant(session, wanted.party.room_type)
    only = kinds[0].slug if len(kinds) == 1 else None
    return Wish(first, first + timedelta(days=_NIGHTS), max(1, adults), children, only)
