""" "Don't mind if one couple has the triple": of several rooms that are looked for nobody asks for that one alone.

What is shown stands. Of several the cheapest is put before them, and what is asked about is asked about once more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import progress
from core.flows.booking.asking import going
from core.flows.booking.offer import before_their_eyes, restating
from core.flows.booking.offer.before_their_eyes import Gladly
from core.flows.booking.progress import NAME, Step
from core.flows.booking.wanted import remembered
from core.flows.heard.gathering import as_before
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise, says_any
from core.services.scenes import Scene

_LOOK: Final = (
    "mind", "import", "molest", "problem", "fine if", "ok if", "okay if", "igual", "tanto faz", "tudo bem", "bem se",
    "faz mal", "drama", "matter", "hay tema",
)  # fmt: skip
_NO_MATTER: Final = (
    r"(?:(?:i |we )?(?:don'?t|wouldn'?t|do not) (?:really )?(?:mind|matter|care)"
    r"|(?:it )?doesn'?t (?:really )?matter"
    r"|(?:it'?s |that'?s |is )?(?:fine|ok|okay|alright|no problem)|(?:no (?:nos |me )?(?:importa|molesta"
    r"|hay (?:problema|drama|tema)))|(?:nos |me )?da (?:lo mismo|igual)|es igual|tanto faz|(?:ta |esta )?tudo bem"
    r"|nao (?:tem problema|importa|faz mal)|sem problemas?|sin problemas?|no problem)"
)
_SOME: Final = (
    r"(?:(?:one|some|two|any) (?:of (?:us|them|the (?:couples|families|guests|group|lads|girls)) )?"
    r"(?:couple|pair|family|people)?"
    r"|una? (?:de las |de los )?(?:pareja|parejas|matrimonio|familia|grupo)?"
    r"|algun[oa]s?(?: de (?:nosotr[oa]s|ell[oa]s))?"
    r"|(?:um|uma|algum|alguma) (?:dos |das )?(?:casal|casais|familia|grupo)?|alguem|alguien|someone|somebody)"
)
_TOLD: Final = re.compile(
    rf"\b{_NO_MATTER},? (?:if|si|se|que|with|con|com) {_SOME}[a-z ]{{1,40}}"
    rf"|\b{_SOME} (?:can|could|puede|podria|pode|poderia) [a-z ]{{2,40}}, {_NO_MATTER}\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here, plain = progress.of(scene), normalise(meant.text)
    if here is None or here.step not in (Step.CHOICE, Step.YES) or scene.taps or not says_any(plain, _LOOK):
        return None
    if _TOLD.search(plain) is None or meant.stay:
        return None
    at = replace(scene, memory=as_before(scene))
    if (at.memory.party.rooms or 1) < 2 and not here.apart:
        return None
    if here.step is Step.CHOICE:
        turn = before_their_eyes.taken_gladly(session, at, here, Gladly.AGREES)
        return replace(turn, flow=NAME, by=NAME)
    again = restating.again(session, at, here)
    if again is None:
        return None
    turn = going(here, remembered(at, here), again.says[0], again.asked, "restated")
    return replace(turn, flow=NAME, by=NAME)
