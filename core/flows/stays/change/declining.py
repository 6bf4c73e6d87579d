"""What was only asked about and is not wanted: a change, or a later hour: "na, muy caro, deja", "solo preguntaba".

And the change that was let be and is wanted after all: "actually yes".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.stays import taps
from core.flows.stays.hour import hours_off
from core.flows.stays.progress import NAME, Matter, Step, of
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.refusing import only_asked
from core.flows.understand.money.dearness import is_too_dear
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_HOURS: Final = frozenset({Matter.LATE, Matter.EARLY})
_LET_BE: Final = re.compile(
    r"\b(?:na+h?|no|nop|nope|nao|dej(?:a|alo|ala|emos)|deix(?:a|e)|paso|olvid\w+|esquec\w+|forget|skip|never ?mind|nvm"
    r"|gracias|thanks|obrigad[oa])\b"
)
# "Dejame pensarlo" and "deja que lo vea" are no such words.
_LETS_GO: Final = re.compile(
    r"\b(?:dej(?:a|alo|ala|emos(?:lo)?)|deix(?:a|e)|olvidalo|olvidate|esquece|forget it|skip it|never ?mind|nvm|paso)\b"
    r"(?! (?:que|me|nos|eu|salir|sair|ver|pensar)\b)"
)
_FEW_WORDS: Final = 8
_AFTER_ALL: Final = re.compile(
    r"(?:(?:actually|en realidad|al final|na verdade|no final|bueno|well|ok(?:ay)?|mejor|melhor|hmm?|perdon|sorry|wait"
    r"|espera|pensandolo bien|on second thou?ghts?)[ ,.]+)*(?:si+p?|yes|yeah|yep|sim|dale|go ahead"
    r"|pode ser|de una|do it"
    r"|change it|cambiala|muda)(?:[ ,.]+(?:actually|please|por favor|porfa|dale|mejor|cambiala|change it"
    r"|do it|pode mudar"
    r"|muda|then|entonces|entao|si|yes|sim))*[ .!]*"
)


def after_all(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Right after it was let be; nobody who says yes to nothing in particular is asked about a change."""
    if scene.memory.flow is not None or scene.memory.asked is not None or taps.left(scene) is None:
        return None
    if _AFTER_ALL.fullmatch(normalise(meant.text)) is None or scene.memory.said != scene.say(
        "stay.left_as_it_was"
    ):
        return None
    return taps.after_all(session, scene)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Nobody who has let it be is told about prices; an hour named with it is another wish."""
    here = of(scene)
    if here is not None and only_asked(meant.text):
        return replace(taps.leave(scene, here.request.matter), flow=NAME, by=NAME)
    if here is None or here.request.matter not in _HOURS or here.step not in (Step.YES, Step.HOUR):
        return None
    if meant.entities.times or "?" in meant.text or scene.taps or meant.stay or meant.stay.extra_nights:
        return None
    plain = normalise(meant.text)
    let_be = _LETS_GO.search(plain) is not None and len(plain.split()) <= _FEW_WORDS
    dear = let_be or (is_too_dear(meant.text, priced=True) and _LET_BE.search(plain) is not None)
    if not dear and hours_off.given_up(scene, meant) is not here.request.matter:
        return None
    return replace(taps.leave(scene, here.request.matter), flow=NAME, by=NAME)
