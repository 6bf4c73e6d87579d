"""What the hotel's own rules say where nobody wrote a fact about it: discounts, taxes, and what is paid when."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.money import WHOLE, Money, Share
from core.domain.policies import Policies
from core.flows.facts import telling
from core.flows.facts.shelves import may_hear
from core.flows.understand.text import normalise
from core.services import policies, words
from core.services.scenes import Scene

_CREDIT: Final = re.compile(
    r"\b(?:como credito|credito por|credito para|queda(?:n)? (?:a|como) (?:tu |su )?(?:favor|credito|saldo)|a favor"
    r"|saldo a favor|voucher|vale por|vale para|as (?:a )?credit|credit (?:for|note|towards)|kept as|como credito"
    r"|fica (?:como )?credito|(?:otra|nueva) fecha|otras fechas|another date|other dates|outra data|outras datas)\b"
)


def discounts(session: Session, scene: Scene) -> str:
    """Of long stays, where there are any; of others a person decides."""
    found = sorted(policies.of(session, scene.hotel.id).long_stay, key=lambda one: one.nights)
    told = [
        scene.say(
            "rules.long_stay", nights=words.nights(scene, one.nights), share=percent(scene, one.discount)
        )
        for one in found
    ]
    return scene.say("rules.discounts", discounts=scene.list_of(told)) if told else ""


def taxes(session: Session, scene: Scene) -> str:
    """Whatever is told of a stay's price holds all of them."""
    found = policies.of(session, scene.hotel.id).taxes
    told = [f"{one.name} ({percent(scene, one.share)})" for one in found]
    return scene.say("rules.taxes", taxes=scene.list_of(told)) if told else ""


def nothing_is_ahead(session: Session, scene: Scene) -> bool:
    deposit = policies.of(session, scene.hotel.id).deposit
    return not (deposit.amount or deposit.share)


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
    return scene.say("rules.deposit", deposit=percent(scene, deposit.share))


def kept_as_credit(session: Session, scene: Scene) -> str:
    """In the hotel's own words, where it keeps what is paid for another stay: by the numbers alone it is lost."""
    shelf = [scene.knowledge.fact(Subject.POLICY, topic) for topic in ("deposit", "cancelling")]
    written = (fact for fact in shelf if fact is not None and may_hear(fact))
    found = next((fact for fact in written if any(map(_is_of_credit, fact.texts.values()))), None)
    return telling.fact(session, scene, found) if found is not None else ""


def _is_of_credit(text: str) -> bool:
    return _CREDIT.search(normalise(text)) is not None


def _money(scene: Scene, minor: int) -> str:
    return words.money(scene, Money(minor, scene.hotel.currency))


def percent(scene: Scene, share: Share) -> str:
    number = f"{share / 100:g}"
    return f"{number if scene.language == 'en' else number.replace('.', ',')} %"
