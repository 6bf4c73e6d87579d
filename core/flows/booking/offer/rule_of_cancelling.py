""" "If we cancel, do we get the money back?" beside an offer: the rule of that very offer, which stays open."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.flows.booking import asking, beside, progress
from core.flows.booking.hold import giving_up, kept
from core.flows.booking.money import deposit_asked
from core.flows.booking.offer import pointed_at
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import says_anything
from core.flows.facts import rules, telling
from core.flows.stays.cancel import cancelling, if_cancelled
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import calling_off
from core.flows.understand.days.calendar_names import NUMBER_OF_WEEKDAY
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import offer_words, paying, selling, showing, words
from core.services.scenes import Scene
from core.services.showing import Part

_OFFERED: Final = frozenset({Step.CHOICE, Step.YES, Step.NAME, Step.CHANGE})
_RULE: Final = re.compile(
    r"\b(?:refunds?|cancell?ation|cancell?ing|cancel|money back) (?:policy|policies|rules?|terms|conditions?)\b"
    r"|\b(?:politicas?|reglas?|regras?|condiciones|condicoes) (?:de|da|del|do|para) (?:la |el |o |a )?"
    r"(?:cancel\w+|reembols\w+|devoluc\w+|reintegr\w+)\b"
    r"|\b(?:puedo|podemos|podria|podriamos|se puede|posso|podemos|poderia|a gente pode(?:ria)?"
    r"|da (?:para|pra)|can|could|may)"
    r" (?:(?:i|we|yo|eu|la|lo|a gente|igual|ainda|still|always|siempre|sempre|also|tambien|it) ){0,3}"
    r"(?:cancel(?:ar|arl[oa])?)(?: (?:it|the booking|la reserva|a reserva))?"
    r"(?: (?:despues|depois|later|afterwards|luego|mas tarde|mais tarde|sin \w+|sem \w+|free|gratis"
    r"|(?:si|se|if|in case|em caso de|en caso de) (?:[\w']+ ){0,4}[\w']+)){0,4} ?(?=$|[?.!,])"
    r"|\b(?:is it|would it be|it'?s|es|seria|e) (?:ok(?:ay)?|possible|fine|alright|posible|possivel)"
    r" (?:to |if (?:i|we) |si )?cancel\w*\b"
    r"|\b(?:i|we) can (?:still |always )?cancel\b[^.!]*\?"
    r"|\bis (?:it|this|that|the deposit|my deposit) (?:fully )?(?:refundable|non[- ]?refundable)\b"
    r"|\b(?:es|e) (?:reembolsable|reembolsavel)\b"
    r"|\b(?:sena|senia|sinal|deposito|anticipo) (?:no |nao )?(?:se (?:devuelve|reembolsa|reintegra|pierde)"
    r"|(?:me |nos )?(?:la|lo) devuelven|e devolvid[oa]|tem devolucao|volta)\b"
    r"|\b(?:me |nos |se )(?:devuelven?|devolverian?|devolves|devolvem|devolveriam|reembolsan|reintegran)"
    r" (?:la |el |o |a |mi )?(?:sena|senia|deposito|anticipo|plata|guita|dinero|sinal|dinheiro|grana)\b"
    r"|\b(?:me |nos )(?:la |lo )?(?:devolvian|devolverian|reintegrarian|reembolsarian|devuelven)\b"
    r"|\b(?:se|si|whether|if) (?:me |nos )?(?:devolv\w+|devuelv\w+|reembols\w+|the deposit comes back)"
    r"(?: (?:o|el|la|a|the) (?:sinal|sena|senia|deposito|deposit|dinheiro|plata))\b"
    r"|\b(?:do|would|will|could) (?:i|we) get (?:(?:the |my |our )?(?:deposit|money)|it|that) back\b"
    r"|\b(?:me|nos) (?:la|lo) (?:devuelven?|devolvian?|devolverian?|devolveran|reintegran?|reembolsan?)\b"
    r"|\bdevolv(?:em?|eriam?) (?:o |a )?(?:sinal|dinheiro|entrada|deposito)\b"
    r"|\b(?:pierdo|perdemos|perco) (?:tudo|todo|la sena|o sinal|el deposito|o dinheiro)\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    until = calling_off.free_until_a_day(meant.text)
    if scene.taps or says_anything(meant) or meant.names & (FOR_RECALL - {"opt_out"}):
        return None
    asked = if_cancelled.is_asked(normalise(meant.text).strip(" ¿"))
    offered = here is not None and here.step in _OFFERED
    rule = bool(until or _RULE.search(normalise(meant.text)))
    if rule and here is not None and here.step in (Step.PAY, Step.GIVE_UP):
        return _of_the_hold(session, scene, meant.text)
    if not (asked or (offered and rule)):
        return None
    choices = _before_their_eyes(session, scene, here) if here is not None and offered else []
    if not choices:
        return _of_the_house(session, scene, meant.text)
    deposit = deposit_asked.beside_a_refund(session, scene, meant.text)
    said = "\n".join(filter(None, (deposit, _rule(session, scene, choices))))
    turn = beside.told(session, scene, said, "told_rule_of_cancelling")
    return replace(turn, facts=("policies.cancellation",))


def of_the_offer(session: Session, scene: Scene) -> str:
    """What holds for what is before their eyes; what is written for everybody may say otherwise."""
    here = progress.of(scene)
    choices = _before_their_eyes(session, scene, here) if here is not None and here.step in _OFFERED else []
    return _rule(session, scene, choices) if choices else ""


def _of_the_hold(session: Session, scene: Scene, text: str) -> Turn | None:
    """Until when it costs nothing, and what it costs then; whoever calls it off beside that is asked for their yes."""
    hold = paying.open_hold(session, scene.conversation)
    rooms = cancelling.standing_rooms(showing.together(session, hold.id)) if hold is not None else []
    until = if_cancelled.free_until(session, scene, rooms) if rooms else None
    if until is None:
        return None
    credit, quotes = rules.kept_as_credit(session, scene), [one.agreed for one in rooms if one.agreed]
    lines = [
        scene.say("booking.cancel_free", until=words.moment(scene, until)),
        credit or scene.say("booking.all_comes_back"),
        if_cancelled.afterwards(session, scene, quotes, until),
    ]
    deposit = deposit_asked.beside_a_refund(session, scene, text)
    said = "\n".join(filter(None, (deposit, " ".join(filter(None, lines)))))
    if hold is not None and calling_off.is_ordered_beside_a_question(text):
        asks = giving_up.ask_to_give_up(session, scene, kept.wanted_of(session, hold), hold)
        turn = replace(asking.lead_with(asks, said), by=progress.NAME)
    else:
        turn = beside.told(session, scene, said, "told_rule_of_cancelling")
    return replace(turn, facts=("policies.cancellation",))


def _of_the_house(session: Session, scene: Scene, text: str) -> Turn | None:
    """Nothing is offered yet: what the hotel wrote down for everybody."""
    known = scene.knowledge.fact(Subject.POLICY, "cancelling")
    credit = rules.kept_as_credit(session, scene)
    written = telling.fact(session, scene, known) if known is not None else ""
    if not (written or credit):
        return None
    deposit = deposit_asked.beside_a_refund(session, scene, text)
    said = "\n".join(dict.fromkeys(filter(None, (deposit, written, credit))))
    turn = beside.told(session, scene, said, "told_rule_of_cancelling")
    return replace(turn, facts=(f"{known.subject}:{known.topic}" if known is not None else "policy:deposit",))


def _before_their_eyes(session: Session, scene: Scene, here: Progress) -> list[tuple[Part, ...]]:
    rows = showing.open_in(session, scene.conversation, here.shown)
    return [parts for row in rows if (parts := showing.parts_of(session, row))]


def _rule(session: Session, scene: Scene, choices: list[tuple[Part, ...]]) -> str:
    """Of one offer also what it costs once it is free no longer; of several that differ each one's own."""
    choices = _those_meant(scene, choices)
    lines, credit = [offer_words.cancelling(session, scene, choices)], rules.kept_as_credit(session, scene)
    quotes = [quote for parts in choices for part in parts for quote in part.quotes]
    moments = [selling.free_until(session, scene.hotel, quote, scene.local_now) for quote in quotes]
    free = [moment for moment in moments if moment is not None]
    if 0 < len(free) < len(moments) and len(choices) > 1:
        lines = ["\n".join(_of_each(session, scene, choices))]
    if len(free) < len(moments):
        return "\n".join(filter(None, (*lines, credit)))
    if not credit:
        lines.append(scene.say("booking.all_comes_back"))
    if len(choices) == 1 and len(quotes) == 1:
        lines.append(if_cancelled.afterwards(session, scene, quotes, min(free)))
    return " ".join((*lines, credit)).strip()


def _of_each(session: Session, scene: Scene, choices: list[tuple[Part, ...]]) -> list[str]:
    return [
        f"• {words.short_dates(scene, words.whole_stay(parts))}, {words.all_rooms(scene, parts)}: "
        f"{offer_words.cancelling(session, scene, [parts])}"
        for parts in choices
    ]


def _those_meant(scene: Scene, choices: list[tuple[Part, ...]]) -> list[tuple[Part, ...]]:
    """ "The Sunday one", "la doble": by its first day or by a word of its name; all where that tells none apart."""
    told = set(re.findall(r"[a-z]{3,}|\d{1,2}", normalise(scene.words)))
    begins = [words.whole_stay(parts).check_in for parts in choices]
    named = [pointed_at.all_names_of(parts) for parts in choices]
    days = [{str(day.day), *_weekdays(day)} for day in begins]
    for own in (days, named):
        found = [parts for parts, known in zip(choices, own, strict=True) if told & known]
        if 0 < len(found) < len(choices):
            return found
    return choices


def _weekdays(day: date) -> set[str]:
    return {name for name, number in NUMBER_OF_WEEKDAY.items() if number == day.weekday()}
