""" "Can I change it if it rains?", "until when can I move it?": the rule of that very booking. Nothing is moved."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.outgoing import Text
from core.flows.stays import which
from core.flows.stays.cancel import if_cancelled
from core.flows.stays.change import by_reception
from core.flows.stays.progress import Matter
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.own_stay.their_days import whole_moved
from core.flows.understand.text import normalise
from core.services import own_changes, showing, words
from core.services.scenes import Scene

_CHANGING: Final = (
    r"(?:cambi(?:ar\w*|o|amos|arian)|modific(?:ar\w*|o)|mover\w*|reprogram\w+|correr(?:la|lo)?|posterg\w+|change|move"
    r"|reschedule|switch|postpone|mudar|alterar|remarcar|trocar|adiar)"
)
_MAY: Final = (
    r"(?:puedo|podemos|podria|podriamos|puedes?|se pued[ae]|can|could|may|posso|da (?:para|pra)|pode)"
)
# Rooms, money and clothes are changed as well.
_ELSE: Final = (
    r"(?! (?:(?:de|the|the other|las?|los|el|o|a|my|mi|meu|minha) )*(?:habitacion|pieza|cuarto|quarto|ropa"
    r"|rooms?|dolares"
    r"|dollars?|plata|money|dinero|dinheiro|reais|pesos|euros|sabanas|toallas|sheets|towels|clothes|car|auto"
    r"|carro|hora"
    r"|horario|time|nombre|name|nome|idea|ideia|mind|cena|dinner|jantar|almuerzo|lunch|almoco|mesa|table"
    r"|forma|medio)\b)"
)
_MAY_CHANGE: Final = re.compile(rf"(?<!\bme )(?<!\bnos )\b{_MAY}\b(?: [a-z]+){{0,3}}? ?{_CHANGING}\b{_ELSE}")
_IF: Final = re.compile(
    r"\b(?:(?:y |e |and |en caso de que |caso |what )?(?:si|if|se|caso)) (?:llueve|llov\w+|llueva|chove\w*"
    r"|chova|it rains?"
    r"|hace (?:mal|feo|frio)|hay (?:tormenta|sudestada|alerta|mal)|(?:el|the|o) (?:clima|tiempo|weather|tempo"
    r"|pronostico"
    r"|forecast|rio|river)|(?:me |nos )?(?:surge|pasa|enferm\w+|arrepient\w+)|something|algo|acontec\w+|tengo que"
    r"|necesit\w+|precis\w+|(?:i|we) (?:need|have|get|change))"
)
_LATER: Final = re.compile(
    r"\b(?:despues|mas adelante|mas tarde|later(?: on)?|depois|mais (?:tarde|pra frente)|en otro momento"
    r"|afterwards)\b"
)
_UNTIL: Final = re.compile(
    rf"\b(?:hasta (?:cuando|que (?:dia|hora|fecha))|until when|till when|by when|how late|ate (?:quando"
    rf"|que (?:dia|hora)))\b"
    rf".{{0,24}}\b{_CHANGING}\b"
)
_COSTS: Final = re.compile(
    rf"\b(?:cuanto (?:sale|cuesta|cobran|me sale|hay que pagar)|how much (?:is it|does it cost|to)"
    rf"|quanto (?:custa|sai))"
    rf"(?: [a-z]+){{0,3}} {_CHANGING}\b"
    r"|\b(?:tiene|hay|cobran|is there|do you charge|tem|cobram)(?: [a-z]+){0,3} ?(?:costo|cargo|recargo"
    r"|penalidad|multa"
    rf"|fee|charge|taxa|custo)(?: [a-z]+){{0,3}} {_CHANGING}\b|\b{_CHANGING}(?: [a-z]+){{0,3}} (?:tiene"
    rf"|tem) (?:costo|cargo"
    r"|recargo|custo|taxa)"
)
_DIGIT: Final = re.compile(r"\d")


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    if (
        not _is_asked(plain, days=bool(meant.stay) or whole_moved(plain))
        or meant.changes
        or meant.names & (FOR_RECALL - {"opt_out"})
    ):
        return None
    found = [one for one in which.candidates(session, scene, Matter.CHANGE) if one.status == Status.CONFIRMED]
    if len(found) != 1:
        return None
    booking = found[0]
    until = if_cancelled.free_until(session, scene, showing.together(session, booking.id))
    if own_changes.fee_now(session, booking, scene.now).minor > 0:
        return by_reception.called(
            scene, booking, [scene.say("stay.free_no_more")], "change_beside_the_rules"
        )
    if until is None:
        return None
    said = scene.say("stay.change_rule", code=booking.code, until=words.moment(scene, until))
    return Turn(
        says=(Text(said),),
        asked=scene.memory.asked,
        memory={"misses": 0},
        step="told_rule_of_changing",
        facts=(f"booking:{booking.code}",),
    )


def _is_asked(plain: str, *, days: bool) -> bool:
    """Days that are told ask for those very days, unless they stand behind an "if it rains"."""
    if _UNTIL.search(plain) or _COSTS.search(plain):
        return not days
    if _MAY_CHANGE.search(plain) is None or _DIGIT.search(plain):
        return False
    return _IF.search(plain) is not None or (not days and _LATER.search(plain) is not None)
