"""What is paid when, how, and less: in the hotel's own words, else by its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.knowledge import Fact, Subject
from core.flows.facts import matters, rules, telling
from core.flows.facts.shelves import on_shelves
from core.flows.facts.topics import FROM_ABROAD
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.services.scenes import Scene


def paid_when(session: Session, scene: Scene, wish: str) -> Answer:
    """In the hotel's own words, else by its rules; by these alone where nothing is asked ahead."""
    written = on_shelves(scene, "ask_payment", "deposit")
    if written is not None and not rules.nothing_is_ahead(session, scene):
        return Answer(wish, telling.fact(session, scene, written), facts=telling.names_of([written]))
    return Answer(wish, rules.on_arrival(session, scene), facts=("policies.deposit",))


def without_the_same_again(found: dict[str, Fact | None]) -> dict[str, Fact | None]:
    """Cards and transfers in general, where it is written what holds for those of other countries."""
    if found.get("from_abroad") is None:
        return found
    return {name: fact for name, fact in found.items() if name not in FROM_ABROAD}


def by_the_rules(
    session: Session, scene: Scene, meant: Understanding, wish: str, found: Mapping[str, Fact | None]
) -> Answer | None:
    """What is paid when, and less: where the hotel wrote nothing of it its rules say it."""
    missing = [name for name, fact in found.items() if fact is None]
    if wish == "ask_payment" and matters.speaks_of("later", meant.text):
        return _with_the_ways(session, scene, paid_when(session, scene, wish), found)
    if found.keys() == {"deposit"} and rules.nothing_is_ahead(session, scene):
        return Answer(wish, scene.say("booking.pay_later"), facts=("policies.deposit",))
    if missing == ["deposit"]:
        return paid_when(session, scene, wish)
    of_any = on_shelves(scene, "ask_policy", "discounts") if matters.PAYING_DISCOUNT in missing else None
    if of_any is not None:  # what is written of discounts holds for the one for cash
        return Answer(wish, telling.fact(session, scene, of_any), facts=telling.names_of([of_any]))
    if missing == ["discounts"] and (told := rules.discounts(session, scene)):
        return Answer(wish, told, facts=("policies.long_stay",))
    if missing == ["taxes"] and (told := rules.taxes(session, scene)):
        return Answer(wish, told, facts=("policies.taxes",))
    return None


def _with_the_ways(session: Session, scene: Scene, when: Answer, found: Mapping[str, Fact | None]) -> Answer:
    """ "Can I pay cash when I get there?": what is paid then, and that the way is taken."""
    ways = [fact for fact in found.values() if fact is not None and fact.subject is Subject.PAYMENT]
    lines = [when.text, *(telling.fact(session, scene, fact) for fact in ways)]
    return replace(when, text="\n".join(lines), facts=(*when.facts, *telling.names_of(ways)))
