""" "How much is the deposit, and each of us?", "may we pay in parts?": the sums of what is offered, or held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.domain.money import Money, total
from core.flows.booking import beside, progress
from core.flows.booking.hold import kept
from core.flows.booking.offer import per_head
from core.flows.booking.progress import Step
from core.flows.facts import telling
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying, showing, words
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Part

_MOST_WORDS: Final = 16
_AT: Final = frozenset({Step.CHOICE, Step.YES, Step.PAY})
_DEPOSIT: Final = r"(?:senias?|senas?|anticipo|adelanto|deposito|deposit|down ?payment|sinal)"
_HOW_MUCH: Final = (
    r"(?:cuant[oa]s?|quanto|how (?:much|big|high)|que (?:monto|importe|porcentaje|parte)|monto|importe"
    r"|what percentage"
    r"|what'?s|what is|qual (?:e )?(?:o )?(?:valor|sinal)|dividid[oa]|total|cada un[oa]|each|per (?:person|head)"
    r"|por (?:persona|cabeza|pessoa))"
)
_ASKED: Final = re.compile(
    rf"\b{_HOW_MUCH}\b.{{0,40}}\b{_DEPOSIT}\b|\b{_DEPOSIT}\b.{{0,30}}\b{_HOW_MUCH}\b"
    rf"|^(?:(?:y|and|e|ok|pero|but|mas)[ ,]+)*(?:la |the |a |o )?{_DEPOSIT} ?\?$"
    r"|\bcuant[oa] (?:hay que|tengo que|tenemos que|habria que|se) (?:poner|senar|adelantar|dejar)\b"
    r"|\bhow much (?:(?:do|must|should) (?:i|we) (?:have to |need to )?pay|to pay) (?:now|up ?front|today"
    r"|in advance)\b"
    r"|\bquanto (?:(?:eu|a gente|tenho|temos) )*(?:que )?(?:pag\w+|deixar|adiantar) (?:agora|adiantado|antes|ja)\b"
)
# "With how much do I secure it?"
_SECURED: Final = re.compile(
    r"\b(?:con cuanto|com quanto|with how much|cuanto (?:es )?para|quanto (?:e )?(?:para|pra)"
    r"|how much to)\b.{0,12}"
    r"\b(?:separ\w+|apart\w+|reserv\w+|asegur\w+|segur\w+|garant\w+|confirm\w+|hold|secure|book|lock)\b"
)
# "Do I have to pay now?", "can't it be when I arrive?", "half now and half there?"
_ALL: Final = r"(?:pag\w+|pay|abon\w+)"
_NOW_OR_THERE: Final = re.compile(
    rf"\b(?:tengo|tenemos|hay|tenho|temos|tem|precis\w+|have|need|must|should|do|debo)\b(?: [a-z]+){{0,3}}? {_ALL}"
    r"(?: (?:todo|tudo|all|it|that|everything|something|algo|o sinal|la sena|the deposit|all of it))*"
    r" (?:ahora|ya|agora|ja|now|right now|right away|today|hoy|hoje|straight away)\b"
    rf"|\b{_ALL} (?:when|once|cuando|quando|al|ao|na hora que|only when|later when)(?: (?:i|we|yo|eu|a gente))? "
    r"(?:arriv\w+|lleg\w+|cheg\w+|get there|ingres\w+|entr\w+)\b.*\?"
    r"|^\W*(?:(?:y|e|and|ok|pero|but|mas|so)[ ,]+)*(?:na hora que chegar|quando chegar|cuando llegue"
    r"|al llegar|on arrival|when (?:i|we)"
    r" (?:arrive|get there))[ ,]+(?:nao (?:da|pode)|no (?:se puede|puede ser|puedo)|da|pode|se puede"
    r"|puede ser|is that ok|ok)\b"
    r"|\b(?:mitad|metade|half|50 ?%?)\b.{0,24}\b(?:mitad|metade|half|50|rest\w*|otra|outra)\b"
)
# "54k now and the rest there, right?": told in words or in figures, in either order.
_NOW: Final = r"(?:ahora|ya|agora|ja|right now|now|today|hoy|hoje)"
_SUM: Final = r"(?:(?:\$|ars|u?s?\$) ?)?\d[\d.,]*(?: ?(?:k|mil|lucas|pesos))?"
_LEFT: Final = (
    rf"(?:rest\w*|lo demas|lo que (?:falta|queda|resta)|saldo|balance|remainder|remaining|o que falta|{_SUM})"
)
_THERE: Final = (
    r"(?:there|ahi|alla|aca|aqui|ai|la(?= *(?:$|[?.,!]))|on arrival|at check-?in"
    r"|at (?:the|your) (?:hotel|place|desk)|when (?:we|i) (?:get there|arrive|come|check in)"
    r"|cuando (?:lleg\w+|estemos|vamos)|al llegar|en (?:el hotel|recepcion|la posada)"
    r"|na chegada|no (?:check-?in|hotel)|na recepcao|quando cheg\w+|ao chegar)"
)
_NOW_AND_THERE: Final = re.compile(
    rf"\b(?:{_DEPOSIT}|{_SUM})\b[^?!]{{0,14}}\b{_NOW}\b[^?!]{{0,24}}\b{_LEFT}\b[^?!]{{0,24}}\b{_THERE}"
    rf"|\b{_NOW}\b[^?!]{{0,18}}\b(?:{_DEPOSIT}|{_SUM})\b[^?!]{{0,24}}(?:\b{_LEFT}\b[^?!]{{0,24}}\b{_THERE}"
    rf"|\b{_THERE}\b[^?!]{{0,14}}\b{_LEFT})"
)
_IN_PARTS: Final = re.compile(
    r"\b(?:pag\w+|abon\w+|pay|split)\b.{0,20}\b(?:en|in|em) (?:partes|parts|2|dos|two|duas|varias veces"
    r"|varios pagos|dos pagos|dos veces|two payments|duas vezes)\b"
)
# What became of one that was paid, or what it is kept for, is another question.
_OTHERWISE: Final = re.compile(
    r"\b(?:cuando|when|quando|ya|already|ja|pague|pagamos la|paid|paguei|mand\w+|sent|devol\w*|devuel\w*"
    r"|reembols\w*"
    r"|refund\w*|back|pierd\w+|lose|perd\w+|cancel\w*|descuent\w*|discount|hasta|until|cuotas?"
    r"|instal?lments?|parcel\w+|interes|dolares"
    r"|usd|tarjeta"
    r"|card|credito|check|hora|time|mascota|perr[oa]|pet|dog|late|cuna|luz|security|dan[oa]s?|damages?)\b"
)

_PIECES: Final = re.compile(r"(?i)[?.!;\n]+|,? (?:y|e|and|pero|mas|but) ")
# "Is the deposit refundable? How much is it?"
_OF_HOW_MUCH: Final = re.compile(
    r"(?:(?:y|e|and|de) )*(?:cuanto|how much|quanto)(?: (?:es|is it|e|seria|would it be|sale|fica|hay que poner))?"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    plain = normalise(meant.text).replace("¿", "").strip()
    if here is None or here.step not in _AT or scene.taps or len(plain.split()) > _MOST_WORDS:
        return None
    parts = _IN_PARTS.search(plain) is not None
    both = _NOW_AND_THERE.search(plain) is not None
    there = both or (not parts and _NOW_OR_THERE.search(plain) is not None)
    else_ = _NOW_OR_THERE.sub(" ", _NOW_AND_THERE.sub(" ", plain)) if there else plain
    if (meant.stay and not both) or meant.changes or meant.names & FOR_RECALL or _OTHERWISE.search(else_):
        return None
    asked = _ASKED.search(plain) or _SECURED.search(plain)
    if not (parts or there or asked):
        return None
    if there and Way.HOTEL in paying.ways(session, scene.hotel):
        return None  # then nothing need be paid before
    shared = per_head.is_spoken_of(plain)
    if here.step is Step.PAY and not (parts or shared or there):
        return None  # the sum alone stands beside the ways to pay it
    said = _of_a_hold(session, scene) if here.step is Step.PAY else _of_offers(session, scene, here.shown)
    if said is None:
        return None
    if parts or there:
        told = _first_and_rest(scene, said, "booking.in_parts" if parts else "booking.now_and_there")
    else:
        told = _sums(scene, said, shared=shared)
    return beside.told(session, scene, "\n".join(told), "told_the_deposit") if told else None


def _first_and_rest(scene: Scene, said: Sums, key: str) -> list[str]:
    if key != "booking.in_parts" and len({now for _, now, _, _ in said}) > 1:
        return []  # the rule says it of all of them
    sums = [(now, left) for _, now, left, _ in said[:1] if left.minor > 0]
    return [scene.say(key, deposit=_money(scene, now), rest=_money(scene, left)) for now, left in sums]


def beside_a_refund(session: Session, scene: Scene, text: str) -> str:
    """ "How much is the deposit, and do I get it back?": the sum that is asked for in a piece of its own."""
    if re.search(rf"\b{_DEPOSIT}\b", normalise(text)) is None:
        return ""
    pieces = (normalise(piece).strip(" ¿") for piece in _PIECES.split(text))
    if not any(_asks_the_sum(piece) for piece in pieces):
        return ""
    here = progress.of(scene)
    offered = here is not None and here.step is not Step.PAY
    said = (
        _of_offers(session, scene, here.shown) if here is not None and offered else _of_a_hold(session, scene)
    )
    if said is not None:
        return "\n".join(_sums(scene, said, shared=False))
    if here is not None and offered and _none_is_asked(session, scene, here.shown):
        return scene.say("booking.pay_later")
    rule = scene.knowledge.fact(Subject.POLICY, "deposit")
    return telling.fact(session, scene, rule) if rule is not None else ""


def _asks_the_sum(piece: str) -> bool:
    asked = _ASKED.search(piece) or _SECURED.search(piece) or _OF_HOW_MUCH.fullmatch(piece)
    return asked is not None and _OTHERWISE.search(piece) is None


def in_words(session: Session, scene: Scene, shown: int | None) -> list[str]:
    """What is due of everything open, or of the one that was chosen."""
    said = _of_offers(session, scene, shown)
    return _sums(scene, said, shared=False)[:1] if said is not None and len(said) == 1 else []


Sums = Sequence[tuple[str, Money, Money, int]]


def _of_offers(session: Session, scene: Scene, shown: int | None) -> Sums | None:
    """Room, deposit, rest and heads of everything open, or of the one that was chosen."""
    offers = showing.open_choices(session, scene.conversation, shown)
    sums = [_of_one(scene, parts) for parts in offers]
    return sums if sums and all(now.minor for _, now, _, _ in sums) else None


def _none_is_asked(session: Session, scene: Scene, shown: int | None) -> bool:
    """What is written of deposits for everybody is not of an offer that asks for none."""
    parts = [part for offer in showing.open_choices(session, scene.conversation, shown) for part in offer]
    return bool(parts) and not any(part.deposit.minor for part in parts)


def _of_one(scene: Scene, parts: Sequence[Part]) -> tuple[str, Money, Money, int]:
    whole = showing.total_of(parts)
    now = total([part.deposit for part in parts], whole.currency)
    return words.all_rooms(scene, parts), now, whole - now, words.whole_party(parts).guests


def _of_a_hold(session: Session, scene: Scene) -> Sums | None:
    hold = paying.open_hold(session, scene.conversation)
    now = paying.due(session, hold) if hold is not None else None
    people = kept.wanted_of(session, hold).people if hold is not None else None
    if hold is None or now is None or not now.minor or people is None:
        return None
    return [("", now, paying.price(session, hold) - now, people.guests)]


def _sums(scene: Scene, said: Sums, *, shared: bool) -> list[str]:
    """The same for each of several is said once."""
    if len(said) == 1 or len({now for _, now, _, _ in said}) == 1:
        _, now, left, heads = said[0]
        lines = [
            scene.say("booking.due_deposit" if left.minor else "booking.due_all", amount=_money(scene, now))
        ]
        if shared and heads > 1:
            lines.append(
                scene.say("booking.each_of_them", count=str(heads), each=per_head.each(scene, now, heads))
            )
        elif left.minor:
            lines.append(scene.say("booking.rest_on_arrival", rest=_money(scene, left)))
        return [" ".join(lines)]
    return [
        scene.say("booking.deposit_row", room=room, deposit=_money(scene, now)) for room, now, _, _ in said
    ]


def _money(scene: Scene, amount: Money) -> str:
    return words.money(scene, amount)
