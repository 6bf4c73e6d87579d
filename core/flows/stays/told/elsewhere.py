"""A stay booked on somebody else's site, "es de Booking": the house cannot see it, and offers nothing in its place.

Reception is told at once, and whatever is asked of it later goes there too: the terms of another room would be a lie.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.booking import progress as booking
from core.flows.booking.notes import noted
from core.flows.person.handover import passed_on, promise
from core.flows.stays.progress import NAME
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_MOST_WORDS: Final = 30
_TOLD: Final = "elsewhere"
_SITES: Final = {
    "booking": "Booking", "airbnb": "Airbnb", "expedia": "Expedia", "despegar": "Despegar", "decolar": "Decolar",
    "agoda": "Agoda", "hoteles.com": "Hoteles.com", "hotels.com": "Hotels.com", "hostelworld": "Hostelworld",
}  # fmt: skip
# In English a booking is any booking; there the site has its dot.
_SITE: Final = re.compile(
    r"\b(?P<named>airbnb|expedia|despegar|decolar|agoda|hoteles\.com|hotels\.com|hostelworld)\b"
    r"|\b(?P<dotted>booking)(?:\.com| ?(?:dot|punto|ponto) ?com)\b"
    r"|\b(?:por|x|de|en|con|desde|pel[oa]|no|do|na|via) (?:la app de |la pagina de |el sitio de )?(?P<bare>booking)\b"
)
_BARE: Final = re.compile(r"\b(?P<bare>booking)\b")
_BOOKED: Final = re.compile(
    r"\b(?:reserv[eoéa]\w*|book(?:ed|ing)|hice|hicimos|hizo|tengo|tenemos|fiz|fizemos|tenho|temos|made|have|got"
    r"|es de|era de"
    r"|e do|e pel[oa]|lo de|lo mio|mi estadia|codigo|code|pague|pagamos|paguei|paid|viene|fue|foi)\b"
)
# Whether it is cheaper there is another question.
_COMPARES: Final = re.compile(
    r"\b(?:barat\w*|cheap\w*|precios?|prices?|prec?os?|caro|cara|sale|vi en|vi no|saw|comision|commission|mejor"
    r"|better"
    r"|igual(?:an|as)?|match|descuent\w*|discount|puntaje|score|rating|resenas?|reviews?|aparec\w*|figur\w* en)\b"
)
_OF_IT: Final = re.compile(
    r"\b(?:lo mio|la mia|lo nuestro|mi reserva|la reserva|my (?:booking|reservation|stay)|minha reserva|a reserva"
    r"|codigo|code"
    r"|booking|quien me|nadie me|me llam\w*|me contest\w*|mine|o meu)\b"
)
# Of an offer that is open they are questions about that.
_OF_EITHER: Final = re.compile(r"\b(?:cancel\w*|cambi\w*|mud\w+|chang\w+|confirm\w*)\b")
_WOULD: Final = re.compile(
    r"\b(?:puedo|podemos|podria\w*|se puede|can (?:i|we)|could (?:i|we)|posso|podemos|da pra|conviene|mejor|should i)"
    r" (?:reservar|book|hacer la reserva|fazer a reserva)\b"
)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    known = _TOLD in scene.memory.told
    if scene.taps or len(plain.split()) > _MOST_WORDS or meant.names & (FOR_RECALL - {"human", "opt_out"}):
        return None
    site = _site(plain, known=known)
    looks = booking.of(scene) is not None
    of_it = _OF_IT.search(plain) or (None if looks else _OF_EITHER.search(plain))
    about_it = known and of_it is not None
    if not (site and (known or _BOOKED.search(plain))) and not about_it:
        return None
    if _COMPARES.search(plain) or _WOULD.search(plain) or noted.theirs(session, scene) is not None:
        return None
    if known:
        said = passed_on(scene, Reason.BOOKING)
    else:
        said = f"{scene.say('handover.elsewhere', name=site)} {promise(scene, Reason.BOOKING)}"
    return Turn(
        says=(Text(said),), call_person=Reason.BOOKING, step="booked_elsewhere", flow=NAME, by=NAME,
        memory={"misses": 0, "told": (*(one for one in scene.memory.told if one != _TOLD), _TOLD)},
    )  # fmt: skip


def _site(plain: str, *, known: bool) -> str:
    found = _SITE.search(plain) or (_BARE.search(plain) if known else None)
    return _SITES[next(filter(None, found.groupdict().values()))] if found is not None else ""
