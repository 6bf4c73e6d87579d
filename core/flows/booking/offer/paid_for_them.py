""" "Does the baby pay?", "is there a charge for him?": of a child by the hotel's price rules, of a dog what is written.

What the offers before their eyes count for the children is told with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.money import WHOLE, Money, total
from core.domain.policies import ChildBand
from core.domain.quotes import LineKind
from core.flows.booking import beside, progress
from core.flows.booking.notes import noted
from core.flows.booking.progress import Step
from core.flows.facts import rules, telling
from core.flows.heard.gathering import known_before
from core.flows.stays import progress as stays
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.wishes.pets import names_a_pet
from core.services import policies, showing, words
from core.services.scenes import Scene
from core.services.showing import Part

_MOST_WORDS: Final = 20
_LATELY: Final = 8
_OLDEST: Final = 17
_CHILD: Final = (
    r"(?:nen[ea]s?|beb[ae]s?|bebit[oa]s?|chic[oa]s?|chiquit[oa]s?|nin[oa]s?|guaguas?|hij[oa]s?"
    r"|menor(?:es)?|gurises"
    r"|niet(?:it)?[oa]s?|pib[ea]s?|peques?|kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|infants?|daughters?|sons?"
    r"|little (?:one|ones|girl|boy)|criancas?|nenem|nenens|filh[oa]s?|filhinh[oa]s?|netinh[oa]s?|net[oa]s?"
    r"|meninos?"
    r"|meninas?|minors?|\d{1,2}[- ]years?[- ]olds?"
    r"|pequen[oa]s?|pequerruch\w+|menorzinh[oa]s?|youngest|ca[cç]ula"
    r"|(?:(?<=el |la |os |as )|(?<=\ba )|(?<=\bo ))de \d{1,2}(?:(?:,| y| e| and) \d{1,2})*(?! ?(?:de|noches?"
    r"|dias?|noites?|personas?)\b))"
)
_SLEEPS: Final = (
    r"(?:(?:, que|,?) (?:duerm\w+|dorm\w+|va|vai|sleeps?|sleeping) (?:con|com|with|in) (?:nosotr[oa]s|nos|a gente|us"
    r"|our bed|mi\w*)(?:,(?! (?:que )?(?:duerm|dorm|va|sleep)))?)"
)
_AS_MUCH: Final = (
    r"(?:complet[oa]s?|enter[oa]s?|normal(?:es|mente)?|(?:precio|tarifa|preco) (?:complet[oa]"
    r"|enter[oa]|cheia?"
    r"|inteir[oa]|normal|de adult\w*)|inteir[oa]s?|mitad|meia|metade|(?:como|igual (?:q(?:ue)?|a|ao)"
    r"|l?o m[ie]smo q(?:ue)?)"
    r" (?:un |uno |una |um |uma |los? |a |as? |os )?(?:adult\w*|grandes?|mayor(?:es)?|nosotr[oa]s|yo|mi|gente|nos"
    r"|mim)|full"
    r"|(?:the )?same(?: as (?:us|me|an? adults?|we do))?|like (?:an )?adults?|as adults?)"
)
_THEM: Final = r"(?:ellas?|ellos|el|eles?|elas?|him|her|them|it|est[ea]|ess[ea])"
_WHO: Final = (
    r"(?:(?:l[oa]s?|el|mis?|nuestr[oa]s?|the|my|our|an?|o|os|as|un[oa]?|um|uma|meu|minha|noss[oa]) )*"
    rf"(?:{_CHILD}|{_THEM})\b"
)
_PAYS: Final = (
    r"(?:(?:l[ea]s? |se l[ea]s? )?(?:pag(?:a|an|am|aria|arian|ariam|ara|aran)|abona[n]?|cobra[nms]?|cobraria[nm]?"
    r"|cuesta[n]?|custa[m]?|suma[n]?"
    r"|pays?|costs?|charged?))"
)
_ASKED: Final = re.compile(
    rf"\b{_WHO}(?: (?:tambien|tambem|no|nao|ya|ja|ta|que|solo|so|cuanto|quanto|how much|an(?:it|inh)?os"
    rf"|de \d{{1,2}}(?:(?:,| e| y) \d{{1,2}})*"
    rf"|of \d{{1,2}}(?:(?:,| and) \d{{1,2}})*|mesmo)|{_SLEEPS})*"
    rf" {_PAYS}(?: (?:{_AS_MUCH}|igual (?:um|un) adulto|algo|alguma coisa|igual|lo mismo|entrada"
    rf"|aparte|menos|tambien|tambem|extra"
    rf"|diarias?|estadias?|estancia|hospedagem|hospedaje|alojamiento|noches?|noites?|habitacion|quarto|la|el|a|o|por"
    rf"|per night|de|mas|mais|cuanto|quanto|something|anything|mesmo|msm|entao|then"
    rf"|full price)){{0,12}}(?: o (?:no(?: paga[n]?)?|que|tien\w+ (?:algun )?descuento|men\w+)| ou (?:nao(?: paga[m]?)?"
    rf"|tem (?:algum )?desconto))?"
    rf" ?(?:[?.,!]|$)"
    rf"|\b{_WHO}(?: (?:tambien|tambem|no|nao))* (?:tien\w+|tem|recib\w+|gets?|get) (?:algun |algum |any |an? )?"
    rf"(?:descuento|desconto|discount|precio especial|tarifa especial|preco especial)"
    rf"|\b(?:descuentos?|descontos?|discounts?|precios?|tarifas?|precos?|prices?|rates?)(?: especial(?:es)?)? "
    rf"(?:para|por|pra|for|de|a) {_WHO}|\b(?:kids?|child(?:ren)?)'? (?:price|rate|discount)s?\b"
    rf"|\bcobra[nms]? (?:igual|lo mismo|o mesmo|tambien|tambem|algo) (?:a|por|para|pra) {_WHO}"
    rf"|\b(?:cuanto|quanto|como|que) (?:se )?{_PAYS}(?: (?:de mas|a mais|extra|por|pela|pelo|pra|para))* {_WHO}"
    rf"|\b(?:se )?{_PAYS}(?: (?:algo|alguma coisa|aparte|extra|mas|mais|a mais|de mas|adicional|something"
    rf"|anything))*"
    rf" (?:por|pela|pelo|pelos|pelas|for)(?: {_WHO}|(?= l[oa]s? {_CHILD}))"
    rf"|\b(?:do|does|will|would|must|should) {_WHO}(?: also| have to| need to| still)? (?:pay|cost"
    rf"|be charged|count)\b"
    rf"|\b(?:is|are) {_WHO}(?: also| still)? (?:free|charged|extra|included|cheaper|half price)\b"
    rf"|\b(?:is there|are there|any|an?)(?: an?| any)?(?: extra)? (?:charge|fee|cost|price|surcharge)s?"
    rf"(?: extra)? (?:for|to bring) {_WHO}"
    rf"|\b(?:do|would|will) (?:you|u) charge(?: (?:extra|anything|more|something))? for {_WHO}"
    rf"|\bhow much (?:is (?:it|that) |would it be |extra |more )?for {_WHO}"
    rf"|(?:^|[.,;!] ?)(?:(?:y|e|and) )?(?:tiene|tem|hay|tendria)(?: algun| algum)? (?:costo|custo|cargo|cobranca"
    rf"|recargo|taxa)(?: extra| adicional)?"
    rf"(?: (?:por|para|pra|pelo|pela) {_WHO}| ?[?.!]*$)"
)


def is_asked(text: str) -> bool:
    plain = _plain(text)
    return len(plain.split()) <= _MOST_WORDS and _ASKED.search(plain) is not None


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if scene.taps or not is_asked(meant.text):
        return None
    others = set(meant.entities.amenities) - {"pets"}
    if meant.stay or others or meant.names & FOR_RECALL or _is_proposed(scene):
        return None
    pet = _is_of_a_pet(scene)
    if pet is None:
        return None
    if pet:
        rule = noted.rule_of_pets(scene)
        said = telling.fact(session, scene, rule) if rule is not None else ""
    else:
        counted = "" if _is_held(scene) else _counted(session, scene)
        said = " ".join(filter(None, (by_the_rules(session, scene), counted)))
    if not said:
        return None
    turn = beside.told(session, scene, said, "told_what_they_pay")
    if _is_held(scene):  # who comes is known of it
        turn = replace(turn, memory={**turn.memory, "party": known_before(scene).party})
    return replace(turn, facts=("policy:pets" if pet else "policies.children",))


def in_words(session: Session, scene: Scene, said: str) -> str:
    """Of children by the rules, for whoever asks it beside something else."""
    plain = _plain(said)
    if _ASKED.search(plain) is None or re.search(rf"\b{_CHILD}\b", plain) is None or names_a_pet(said):
        return ""
    return by_the_rules(session, scene)


def _plain(said: str) -> str:
    return normalise(said).replace("¿", "").strip()


def _is_held(scene: Scene) -> bool:
    here = progress.of(scene)
    return here is not None and here.step is Step.PAY


def _is_proposed(scene: Scene) -> bool:
    """What a change would cost is told by those who proposed it."""
    proposed = stays.of(scene)
    return proposed is not None and bool(proposed.request.changes)


def _is_of_a_pet(scene: Scene) -> bool | None:
    """Whoever was named last; nothing where nobody was."""
    for line in reversed(scene.memory.recent[-_LATELY:]):
        plain = normalise(line)
        if names_a_pet(line):
            return True
        if re.search(rf"\b{_CHILD}\b", plain):
            return False
    return False if scene.memory.party.children else None


def by_the_rules(session: Session, scene: Scene) -> str:
    """Free up to an age, then a part of what one guest more adds, then like a grown-up."""
    bands = sorted(policies.of(session, scene.hotel.id).children, key=lambda band: band.up_to)
    lines = [_of_band(scene, band, 0 if not at else bands[at - 1].up_to + 1) for at, band in enumerate(bands)]
    if not bands:
        return scene.say("rules.children_like_adults")
    grown = scene.say("rules.child_whole", age=str(bands[-1].up_to + 1)) if bands[-1].up_to < _OLDEST else ""
    return scene.say("rules.children", terms="; ".join(filter(None, (*lines, grown))))


def _of_band(scene: Scene, band: ChildBand, youngest: int) -> str:
    if band.share >= WHOLE:
        return scene.say("rules.child_whole", age=str(youngest))
    ages = {"youngest": str(youngest), "oldest": str(band.up_to)}
    if not band.share:
        return scene.say("rules.child_free" if not youngest else "rules.child_free_between", **ages)
    share = rules.percent(scene, band.share)
    return scene.say("rules.child_part" if youngest else "rules.child_part_up_to", share=share, **ages)


def _counted(session: Session, scene: Scene) -> str:
    """What the offers before their eyes hold for it; nothing is said where they differ in it."""
    offers = showing.open_choices(session, scene.conversation, scene.memory.data.get("shown"))
    party = scene.memory.party
    if not offers or not party.children:
        return ""
    document = policies.of(session, scene.hotel.id)
    like_adults = any(document.child_share(age) >= WHOLE for age in party.child_ages)
    if like_adults or len({_for_children(parts).minor for parts in offers}) > 1:
        return scene.say("rules.children_counted")
    amount = _for_children(offers[0])
    if not amount.minor:
        return scene.say("rules.children_add_nothing")
    return scene.say("rules.children_counted_so", amount=words.money(scene, amount))


def _for_children(parts: Sequence[Part]) -> Money:
    lines = [line for part in parts for quote in part.quotes for line in quote.lines]
    return total(
        [line.amount for line in lines if line.kind is LineKind.CHILDREN], showing.total_of(parts).currency
    )
