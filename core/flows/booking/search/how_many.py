"""How many are we then? Told from what is known: the wish under way, what is held, or what is booked."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Party
from core.flows.booking import beside, progress
from core.flows.booking.hold import kept
from core.flows.booking.progress import NAME, Step
from core.flows.booking.wanted import remembered
from core.flows.heard.gathering import known_before
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.joining.in_place_of import is_told
from core.flows.understand.text import normalise
from core.services import own_stays, paying, showing, words
from core.services.scenes import Scene

_STEP: Final = "told_who_comes"
_OPENS: Final = (
    r"(?:y|e|and|so|a ver|entonces|entao|che|ah|ok|bueno|pero|but|mas|gracias|perdon|sorry|hola|oi|wait|espera|ahora"
    r"|now|al final|no final|in the end)"
)
_ASKED: Final = re.compile(
    rf"[¿ ]*(?:{_OPENS}[ ,.!¿]+){{0,5}}(?:"
    r"(?:para )?(?:cuant[oa]s|quant[oa]s|qtos|qnts)(?: (?:personas?|pessoas?|en total|no total))?"
    r" (?:somos|eramos|quedamos|ficamos|seriamos|seremos|vamos|vamos a ser|vamos ser|estamos|dije|disse|te dije"
    r"|anotaste|tenes anotad[oa]s|tem anotad[oa]s|esta la reserva|es la reserva|figuramos|puse|pedi)"
    r"|how many (?:people )?(?:are we|of us(?: are (?:there|we))?|are there of us|did (?:i|we) say"
    r"|do you have(?: us)?(?: down)?|is (?:it|that|the (?:booking|room)) for"
    r"|people (?:is it for|is that|are we|do you have))"
    r")(?:[ ,]+(?:entonces|then|now|ahora|agora|entao|al final|no final|in (?:total|the end)|en total|no total|ya"
    r"|hasta ahora|so far|nosotros|a gente|nos|mesmo|personas|pessoas|people|down|for))*[ ?!.]*"
)


def asked_for(meant: Understanding) -> bool:
    return _ASKED.fullmatch(normalise(meant.text)) is not None and not meant.names & FOR_RECALL


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """With the open question once more. Nothing where nobody was told yet."""
    if meant.perhaps and not meant.names & FOR_RECALL:
        return beside.told(session, scene, scene.say("booking.tell_me_who"), _STEP)
    asked = asked_for(meant) or _is_as_before(session, scene, meant) or _are_counted(scene, meant)
    people = known(session, scene) if asked else None
    if people is None:
        return None
    said = scene.say(
        "stay.left_for" if is_told(meant.text, meant.language.spoken) else "booking.who_comes",
        people=words.people(scene, people),
    )
    return beside.told(session, scene, said, _STEP)


def _is_as_before(session: Session, scene: Scene, meant: Understanding) -> bool:
    """Somebody told twice, or nothing to take back. What is held or booked is spoken of where it is changed."""
    if not (meant.again or (meant.undoes and meant.party is None)) or meant.names & FOR_RECALL:
        return False
    if meant.stay or meant.names - {"inform"}:
        return False
    here = progress.of(scene)
    if here is not None and here.step in (Step.PAY, Step.GIVE_UP):
        return False
    return scene.memory.flow in (None, NAME)


def _are_counted(scene: Scene, meant: Understanding) -> bool:
    """ "8 months", of the baby that is counted as one: what is shown is for them already."""
    here, said = progress.of(scene), meant.entities
    if here is None or here.step not in (Step.CHOICE, Step.YES) or meant.stay or meant.names - {"inform"}:
        return False
    told = said.child_ages or said.adults is not None or said.people is not None
    known = known_before(scene).party
    return bool(told) and not said.rooms and not said.room_type and scene.memory.party == known


def known(session: Session, scene: Scene) -> Party | None:
    here, wanted = progress.of(scene), remembered(scene, None)
    looks_around = here is not None and here.step not in (Step.PAY, Step.GIVE_UP)
    if looks_around and wanted.people is not None:
        return wanted.people
    if (hold := paying.open_hold(session, scene.conversation)) is not None:
        return kept.wanted_of(session, hold).people
    booked = own_stays.current(session, scene.conversation)
    if booked and len({one.shared_code for one in booked}) == 1:
        return kept.wanted_of(session, showing.together(session, booked[0].id)[0]).people
    return wanted.people
