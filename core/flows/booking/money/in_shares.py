""" "We each pay half", "metade eu, metade ela": each one's share is told, and reception arranges several payments.

A hold is owed in one payment, which goes on being asked for: its clock runs meanwhile.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.money import Money, total
from core.flows.booking import asking, beside
from core.flows.booking.hold import giving_up, kept
from core.flows.booking.money import paying
from core.flows.booking.offer import before_holding, choosing, per_head
from core.flows.booking.progress import NAME, Progress, Step, of
from core.flows.booking.wanted import says_anything
from core.flows.person.handover import passed_on
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise, says_any
from core.services import paying as money
from core.services import showing, words
from core.services.scenes import Scene
from core.services.showing import Booking

_OFFERED: Final = frozenset({Step.CHOICE, Step.YES})
_LOOK: Final = (
    "half", "halves", "split", "share", "separate", "two links", "2 links", "mitad", "medias", "dividi", "reparti",
    "cada un", "cada cual", "su parte", "dos links", "dos pagos", "separado", "metade", "rach", "sua parte",
    "dois links", "meio a meio", "cards", "tarjetas", "cartoes",
)  # fmt: skip
_PAY: Final = (
    r"(?:pag\w+|pay\w*|abon\w+|transf\w+|deposit\w*|envi\w+|mand\w+|pon\w+|send"
    r"|sena|sinal|cuenta|conta|bill|payments?)"
)
_HALVES: Final = re.compile(
    r"\b(?:each (?:of us )?(?:\w+ )?(?:pays? )?half|half (?:each|and half|me|her|him|them)|(?:her|his|their"
    r"|the other|other) half"
    r"|fifty[- ]fifty|50[ /-]50|a medias|mitad(?: y|,)? mitad|mitad (?:cada|yo|ella|el|y la otra)|la otra mitad"
    r"|meio a meio"
    r"|metade(?: e|,)? metade|metade (?:cada|eu|ela|ele|minha|dela|dele)|a outra metade"
    r"|(?:mitad|metade)[^.?!]{0,12} cada (?:un[oa]?|uma?|cual)|(?:two|2|dos|dois|duas) (?:links?|pagos"
    r"|payments?|transf\w+)"
    r"|in (?:two|2) payments|metade (?:pra|para) cada"
    r"|(?:mitad|metade)[^.?!]{0,24}\b(?:yo|ella|el|eu|ela|ele|(?:mi|minha|meu) [a-z]+)(?: [a-z]+)?"
    r" (?:la |a )?(?:otra|outra|mitad|metade)"
    r"|half[^.?!]{0,24}\b(?:i|she|he|they|(?:my|the) [a-z]+)(?:'?ll)? (?:pays? )?(?:the )?(?:other )?half)\b"
)
# The same money by two cards is two payments as well.
_TWO_CARDS: Final = re.compile(
    r"\b(?:split|share|divid\w+|repart\w+|rach\w+|pag\w+|pay|charge|cobr\w+)\b[^.?!]{0,30}"
    r"\b(?:two|2|dos|dois|duas|different|distintas|diferentes) (?:different |distintas )?(?:cards|tarjetas|cartoes)\b"
    r"|\b(?:mitad|metade|half|una parte|uma parte|part of it)\b[^.?!]{0,24}\b(?:tarjeta|card|cartao)\b"
    r"[^.?!]{0,30}\b(?:otra|outro|outra|other|another|mitad|metade|half)\b"
)
_SHARES: Final = re.compile(
    rf"\b(?:split|share)(?: \w+){{0,2}} (?:{_PAY})\b|\b{_PAY}\b[^.?!]{{0,24}} (?:separately|por separado"
    rf"|separad[oa]s?)\b"
    rf"|\b(?:separate|separad[oa]s) (?:links?|pagos|payments?|pagamentos)|\b(?:dividir|repartir"
    rf"|rachar)(?: \w+){{0,2}} {_PAY}\b"
    rf"|\b{_PAY}\b[^.?!]{{0,24}} (?:cada (?:un[oa]|cual|uma?)(?: (?:de nos\w*|su|sua|a sua|lo suyo))?|su parte"
    rf"|sua parte)\b"
    rf"|\b(?:cada (?:un[oa]|cual|uma?)) {_PAY}|\beach (?:of us )?(?:can |could |will )?pays? (?:our|their|for)\b"
)
# One after the other, by two ways, or a child at half the price.
_ELSE: Final = re.compile(
    r"\b(?:now|ahora|agora|on arrival|al llegar|cuando llegu\w+|na chegada|later|despues|depois|cash|efectivo|dinheiro"
    r"|cards?|tarjetas?|cart(?:ao|oes)|child|kids?|nen[ea]s?|nin[oa]s?|menor(?:es)?|criancas?|cuanto|quanto|how much"
    r"|hour|hora|day|dia|price|precio|preco|board|pension|pensao)\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain, here = normalise(meant.text), of(scene)
    if here is None or scene.taps or meant.names & FOR_RECALL:
        return None
    if is_asked_first(session, scene, here, meant.text) and not says_anything(meant):
        return _before_holding(session, scene)
    if here.step is not Step.PAY:
        return None
    if not is_told(plain) or (meant.stay and not _TWO_CARDS.search(plain)) or giving_up.tap_of_a_yes(scene):
        return None
    booking = money.open_hold(session, scene.conversation)
    if booking is None or kept.is_checked(booking):
        return None
    wanted = kept.wanted_of(session, booking)
    lead = _shared_out(session, scene, booking, meant.text)
    turn = paying.ask_for_money(session, scene, wanted, booking, lead)
    return replace(
        turn, flow=NAME, by=NAME, step="paid_in_shares", call_person=turn.call_person or Reason.ASKED_SERVICE
    )


def _before_holding(session: Session, scene: Scene) -> Turn:
    """Nothing is owed yet: how it can be paid is told, reception hears of it, and the offer stays to be taken."""
    said = f"{scene.say('booking.shares_before')} {passed_on(scene, Reason.ASKED_SERVICE)}"
    turn = beside.told(session, scene, said, "would_be_paid_in_shares")
    return replace(turn, flow=NAME, by=NAME, call_person=Reason.ASKED_SERVICE)


def is_asked_first(session: Session, scene: Scene, here: Progress, words: str) -> bool:
    """Of what is offered, where a part of it is paid ahead."""
    asked = here.step in _OFFERED and asks(words) and is_told(normalise(words))
    return asked and before_holding.has_a_deposit(session, scene, here)


def beside_the_order(session: Session, scene: Scene, asked: str, turn: Turn) -> Turn:
    """Asked with the order itself: `turn` has just taken it, or put it before them whole."""
    booking = money.open_hold(session, scene.conversation)
    if booking is not None:
        said = choosing.saying(turn, _shared_out(session, scene, booking, asked))
    else:
        said = asking.lead_with(turn, _of_what_is_shown(session, scene, asked, turn))
    return replace(said, call_person=said.call_person or Reason.ASKED_SERVICE)


def _shared_out(session: Session, scene: Scene, booking: Booking, asked: str) -> str:
    """Each one's share, and that reception hears of it: it is written on the booking."""
    note = scene.voice.say(scene.hotel.language, "booking.shares_note", words=" ".join(asked.split()))
    money.write_down(session, booking, note)
    people = kept.wanted_of(session, booking).people
    return _each(scene, asked, money.due(session, booking), people.guests if people is not None else 2)


def _of_what_is_shown(session: Session, scene: Scene, asked: str, turn: Turn) -> str:
    row = showing.find(session, scene.conversation, (turn.goes_on or {}).get("shown") or 0)
    parts = showing.parts_of(session, row) if row is not None else ()
    if not parts:
        return passed_on(scene, Reason.ASKED_SERVICE)
    due = total([part.deposit for part in parts], parts[0].deposit.currency)
    return _each(scene, asked, due, words.whole_party(parts).guests)


def _each(scene: Scene, asked: str, due: Money, heads: int) -> str:
    plain = normalise(asked)
    halved = _HALVES.search(plain) or _TWO_CARDS.search(plain)
    count = 2 if halved or heads < 2 else heads
    lead = scene.say("booking.in_shares", count=str(count), each=per_head.each(scene, due, count))
    return f"{lead} {passed_on(scene, Reason.ASKED_SERVICE)}"


def is_told(plain: str) -> bool:
    if not says_any(plain, _LOOK):
        return False
    if _TWO_CARDS.search(plain) is not None:
        return True
    return _ELSE.search(plain) is None and _is_shared(plain)


def _is_shared(plain: str) -> bool:
    return _HALVES.search(plain) is not None or _SHARES.search(plain) is not None
