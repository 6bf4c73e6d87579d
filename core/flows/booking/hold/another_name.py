"""Another name for what is held or booked: "ponela a nombre de mi hermana", "change the name to Julia Paz"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain import memory
from core.domain.memory import About, Asked
from core.domain.outgoing import Text
from core.flows.booking import progress
from core.flows.booking.asking import going, lead_with
from core.flows.booking.money import paying, way_said, without_asking
from core.flows.booking.order import name_put_right, naming
from core.flows.booking.progress import NAME
from core.flows.booking.wanted import Wanted, remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import ordering, taking
from core.flows.understand.text import normalise, says_any
from core.services import paying as money
from core.services.own_stays import Booking
from core.services.scenes import Scene

_WATCHED: Final = ("nombre", "nome", "name", "titular", "apellido", "under h", "under them")
_WHOSE: Final = (
    r"(?:mi|mis|my|his|her|our|su|meus?|minhas?|nuestr[oa]|nosso|nossa|otr[oa]|outr[oa]|another|someone|somebody"
    r"|alguien|alguem|el otro|un amigo|a friend)"
)
_PUT: Final = (
    r"(?:pon\w*|cambi\w*|pas[aeáo]\w*|dej\w*|anot\w*|qued\w*|sea|vaya|haz\w*|hace\w*|modific\w*|reserv\w*|put|change|make"
    r"|switch|move|transfer|book|mud\w*|troc\w*|troq\w*|coloc\w*|poe|por|bot[ae]\w*|pass\w*|deix\w*|alter\w*)"
)
_IN_NAME: Final = r"(?:al?|en|em|no|pro|para o|pra o|to|in|under|into) (?:el )?"
_WANTED: Final = re.compile(
    rf"\b{_PUT}\b.{{0,24}}?\b{_IN_NAME}(?:nom(?:br)?e (?:de |d[aeo] )?(?:a |o |la |el )?{_WHOSE}\b"
    rf"|{_WHOSE} [a-z]+(?: in law)?(?:'?s)? name\b|nom(?:br)?e (?:d(?:ele|ela)s?|de ell[ao]s?|de el(?= por|[,.;!]|$))"
    r"|(?:her|his|their) name\b)"
    rf"|\b{_PUT}\b.{{0,24}}?\bunder (?:her|him|them)\b"
    r"|\b(?:e|es|is) (?:[a-z'-]+ ){1,4}(?:o|el|the|her|his) n(?:om(?:br)?|am)e\b"
    r"|\b(?:cambi|mud|troc|alter|modific|correg|corrij)\w*(?: \w+)? (?:el |de |o )?"
    r"(?:(?:sobre)?nom(?:br)?e|apellido|titular)\b"
    r"|\b(?:change|switch|correct|update|fix) (?:the |my )?(?:(?:sur|last |booking |reservation )?name)\b"
    r"|\b(?:apellido|sobrenome|surname|last name)\b[^?!]{0,60}"
    r"\b(?:correg\w*|corrig\w*|arregl\w*|cambi\w*|fix|correct|change|troc\w*|mud\w*)\b"
    r"|\b(?:equivo\w+|errei|wrong|mistake|mal puesto)\b.{0,20}\bn(?:om(?:br)?e|ame)\b"
    r"|\b(?:nom(?:br)?e|name)(?: (?:correct[oa]|cert[oa]|right|completo|full))* (?:should be|has to be|must be"
    r"|needs to be|tiene que ser"
    r"|debe(?:ria)? ser|tem que ser|deve(?:ria)? ser)\b|\b(?:correct|right|full) name is\b|\bnombre (?:correcto"
    r"|completo) es\b"
    r"|\bnome (?:certo|correto|completo) e\b"
    r"|\bn(?:om(?:br)?e|ame)\b(?: \w+){0,3} (?:esta|quedo|ficou|ta|is|was)? ?(?:mal|errado|wrong|equivocad[oa])\b"
)
# Whose card, account or invoice it is.
_OF_ELSE: Final = re.compile(
    r"\b(?:factura\w*|invoice|fatura|nota fiscal|recibo|boleta|cuenta|conta|account|tarjeta|card|cartao)\b"
)
# Where one name ends, and another, or what leads up to it, begins.
_SPLIT: Final = re.compile(
    r"(?i)[,.;:!?\n…]+|\s+(?:no|not|não|nao|instead of|en vez de|en lugar de|em vez de|y no|and not)\s+"
    r"|\s+(?:to|a|para|pra|pro|por|in|under|al?|em|no)\s+(?=[^\W\d_])"
    r"|\b(?:(?:o|el|the|her|his) )?(?:nom(?:br)?e|name|se llama|se chama|called|named)(?: of| de| d[ao])?\b"
    r"|\b(?:es|is|é|sea|seja|should be|to be)\s+"
    r"|\b(?:mi|my|minha|meu|su|her|his)\s+[a-záéíóúãõç]+(?:'s)?(?=\s|,)"
)
_MOST_WORDS: Final = 24
_BARE: Final = (naming.NOTHING_ELSE - {"yes", "book"}) | {"thanks"}


def is_wanted(meant: Understanding) -> bool:
    """Of a booking they have; whose account or invoice is another matter."""
    plain = normalise(meant.text)
    if len(plain.split()) > _MOST_WORDS or _OF_ELSE.search(plain) is not None:
        return False
    return name_put_right.is_said(plain) or (says_any(plain, _WATCHED) and _WANTED.search(plain) is not None)


def given(scene: Scene, meant: Understanding) -> str | None:
    """The new one, told in the same message."""
    if (right := name_put_right.told(naming.known(scene) or scene.guest.name, meant.text)) is not None:
        return right
    if (name := naming.gives_another(meant)) is not None:
        return name
    had = set(normalise(naming.known(scene) or scene.guest.name).split())
    names = [name for name in map(naming.in_a_piece, _SPLIT.split(meant.text)) if name]
    others = (name for name in names if set(normalise(name).split()) != had)
    return next(others, None) or next((name for name in names if _is_said_to_be(name, meant)), None)


def _is_said_to_be(name: str, meant: Understanding) -> bool:
    """ "It is Julia Paz, her name", where that is written down already."""
    said = re.escape(normalise(name))
    return (
        re.search(rf"(?<!\bno )(?<!\bnao )\b(?:es|e|is|be|ser|sea|seja) {said}\b", normalise(meant.text))
        is not None
    )


def answered(scene: Scene, meant: Understanding) -> str | None:
    """The name that was asked for after all was held or booked."""
    here = progress.of(scene)
    asked = scene.memory.asked is not None and scene.memory.asked.about is About.NAME
    if not asked or (here is not None and here.step is progress.Step.NAME):
        return None
    if not meant.names <= _BARE or taking.agrees(meant.text) or "?" in meant.text:
        return None
    if name_put_right.is_said(normalise(meant.text)):
        return given(scene, meant)
    return naming.signed(meant) or naming.heard(meant.text, meant.entities.name)


def ask(scene: Scene, made: Booking) -> Turn:
    """Which one; whatever else was open stays so."""
    here = progress.of(scene)
    turn = Turn(
        says=(Text(scene.say("booking.ask_name")),),
        asked=Asked(About.NAME),
        memory={"misses": 0},
        step="asked_which_name",
        facts=(f"booking:{made.code}",),
    )
    return replace(turn, flow=NAME, by=NAME, goes_on=here.to_json()) if here is not None else turn


def before_it_is_held(scene: Scene) -> Turn | None:
    """ "Reservala a nombre de mi hermana": whose it is, and then it is held."""
    here = progress.of(scene)
    if here is None or here.step is not progress.Step.YES or here.shown is None or scene.a_person_answers:
        return None
    if not ordering.speaks_of_it(scene.words):
        return None
    at = replace(here, step=progress.Step.NAME)
    asked = Asked(About.NAME)
    return going(at, remembered(scene, here), Text(scene.say("booking.ask_name")), asked, "asked_name")


def _is_changed(scene: Scene) -> bool:
    """Another name than one that was told before, or asked for as a change: nobody waits for the money's account."""
    plain, before = normalise(scene.words), memory.from_json(scene.conversation.state).name
    return bool(before) or name_put_right.is_said(plain) or _WANTED.search(plain) is not None


def of_a_hold(session: Session, scene: Scene, wanted: Wanted, made: Booking, name: str) -> Turn:
    """It stands on the booking; a way to pay that is told with it is taken, one told before is not said once more."""
    money.write_down(session, made, naming.note(naming.called(scene, name)))
    lead = scene.say("booking.noted_name", name=name)
    way = way_said.told_lately([scene.words])
    turn = paying.ask_for_money(session, scene, wanted, made, lead, way)
    here = progress.of(scene)
    if way is None and here is not None and here.way and _is_changed(scene):
        turn = without_asking.without_it(session, scene, made, turn)
    elif way is None:
        turn = without_asking.twice_in_a_row(session, scene, made, turn)
    return naming.remembering(turn, name)


def beside(session: Session, scene: Scene, made: Booking, name: str, turn: Turn) -> Turn:
    """ "I am Ada Lee, and we are one less": it stands on the booking, and who comes is looked for."""
    money.write_down(session, made, naming.note(naming.called(scene, name)))
    return naming.remembering(lead_with(turn, scene.say("booking.noted_name", name=name)), name)
