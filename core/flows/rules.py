"""What the hotel's own rules say where nobody wrote a fact about it: discounts, and what is paid when."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.money import WHOLE, Money, Share
from core.domain.policies import Policies
from core.services import policies, words
from core.services.scenes import Scene


def discounts(session: Session, scene: Scene) -> str:
    """Of long stays, where there are any; of others a person decides."""
    found = sorted(policies.of(session, scene.hotel.id).long_stay, key=lambda one: one.nights)
    told = [
        scene.say(
            "rules.long_stay", nights=words.nights(scene, one.nights), share=_percent(scene, one.discount)
        )
        for one in found
    ]
    return scene.say("rules.discounts", discounts=scene.list_of(told)) if told else ""


def on_arrival(session: Session, scene: Scene) -> str:
    """How much of a stay is paid ahead; the rest is not."""
    document: Policies = policies.of(session, scene.hotel.id)
    deposit, at_hotel = document.deposit, document.pay_at_hotel
    if at_hotel.allowed:
        return scene.say("rules.at_hotel", days=str(at_hotel.days_ahead))
    if deposit.amount:
        return scene.say("rules.deposit", deposit=_money(scene, deposit.amount))
    if not deposit.share:
        return scene.say("rules.nothing_ahead")
    if deposit.share >= WHOLE:
        return scene.say("rules.all_ahead")
    return scene.say("rules.deposit", deposit=_percent(scene, deposit.share))


def _money(scene: Scene, minor: int) -> str:
    return words.money(scene, Money(minor, scene.hotel.currency))


def _percent(scene: Scene, share: Share) -> str:
    number = f"{share / 100:g}"
    return f"{number if scene.language == 'en' else number.replace('.', ',')} %"
