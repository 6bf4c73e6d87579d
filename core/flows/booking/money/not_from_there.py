"""A transfer, or Pix, that cannot be: what the hotel wrote of it is told instead of its account, and the link sent."""

from __future__ import annotations

import re
from typing import Final

from core.domain.knowledge import Answer, Fact, Subject
from core.flows.facts.topics import paying
from core.flows.understand.money.from_abroad import has_an_account_here, pays_from_abroad
from core.flows.understand.money.paid import says_paid
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_ABROAD: Final = "from_abroad"
_TOLD: Final = "rule:from_abroad"
_LATELY: Final = 6
_PIX: Final = "pix"
_TRANSFER: Final = r"\btransf\w+"
_ONLY: Final = r"\b(?:solo|solamente|unicamente|only|so|somente|apenas|no|not|nao)\b"
_BARRED: Final = re.compile(rf"{_TRANSFER}[^.;!]*{_ONLY}|{_ONLY}[^.;!]*{_TRANSFER}")
_BY_TRANSFER: Final = re.compile(r"\b(?:transf\w+|alias|cbu|cvu|banco|bank)\b")


def said_now(scene: Scene) -> tuple[Fact, ...]:
    """What is written of Pix where the hotel takes none, and of money from another country where none comes so."""
    pix, abroad = _pix_refused(scene), pays_from_abroad(scene.words)
    barred = _barred(scene) if pix or abroad else None
    return tuple(fact for fact in (pix, barred) if fact is not None)


def said_lately(scene: Scene) -> tuple[Fact, ...]:
    """For whoever would be given the account: by these words or lately, unless they tell of an account that will do."""
    if scene.taps or has_an_account_here(scene.words) or says_paid(scene.words):
        return ()
    if now := said_now(scene):
        return now
    lately = scene.memory.recent[-_LATELY:]
    barred = _barred(scene) if any(map(pays_from_abroad, lately)) else None
    return (barred,) if barred is not None else ()


def before_the_account(scene: Scene) -> tuple[Fact, ...]:
    """Whoever writes from another country hears once that no transfer comes from there, above the account: it may be
    that somebody here pays for them."""
    fact = _barred(scene) if _TOLD not in scene.memory.told and not has_an_account_here(scene.words) else None
    return (fact,) if fact is not None and scene.reads_abroad else ()


def told_once(scene: Scene) -> dict[str, tuple[str, ...]]:
    return {"told": (*scene.memory.told, _TOLD)}


def _barred(scene: Scene) -> Fact | None:
    """The fact of money from abroad, where it says that transfers do not come from there."""
    fact = scene.knowledge.fact(Subject.PAYMENT, _ABROAD)
    if fact is None:
        return None
    refused = fact.answer is Answer.NO or any(_BARRED.search(normalise(said)) for said in fact.texts.values())
    return fact if refused else None


def _pix_refused(scene: Scene) -> Fact | None:
    plain = normalise(scene.words)
    if (
        _PIX not in plain
        or _PIX not in paying(scene.words)
        or says_paid(scene.words)
        or _BY_TRANSFER.search(plain)
    ):
        return None
    fact = scene.knowledge.fact(Subject.PAYMENT, _PIX)
    return fact if fact is not None and fact.answer is Answer.NO else None
