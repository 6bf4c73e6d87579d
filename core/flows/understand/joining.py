"""Somebody joins those who were told before, or stays at home: "my girlfriend comes too", "mi hermana no viene"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.memory import Party
from core.flows.understand.beside import about_the_house
from core.flows.understand.entities import read_entities
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, numbered

_WHO: Final = (
    r"(?:my|mi|minha|meu) (?:wife|husband|girlfriend|boyfriend|gf|bf|partner|mother|father|mom|mum|dad|sister|brother"
    r"|friend|mujer|esposa|esposo|marido|novi[oa]|pareja|mama|papa|madre|padre|herman[oa]|amig[oa]|suegr[oa]"
    r"|mulher|namorad[oa]|namo|noiv[oa]|companheir[oa]|mae|pai|irma|irmao|sogr[oa])"
)
_COMES: Final = (
    r"(?:is |will |se |va a |vai )?(?:com(?:es?|ing)|join(?:s|ing)?|viene|venir|vem|vir|suma|sumar|vai|va)"
)
_TOO: Final = (
    r"(?:too|also|as well|along|with (?:me|us)|tambien|conmigo|con nosotros|tambem|junto|comigo|com a gente"
    r"|conosco)"
)
# Says by itself that they come on top.
_ADDED: Final = r"(?:(?:se|ya se) (?:nos )?(?:suma|agrega|une)|vai se juntar|is joining(?: us)?)"
_AFTER_ALL: Final = r"(?:al final|finalmente|no final|after all|in the end|actually)"
# Who comes or stays at home is told in a clause of its own: "to the pool", "with a car" are another matter.
_NEXT: Final = r"(?:y|e|and|so|asi que|entonces|entao|por eso|pero|but|porque|because)\b"
_ENDS: Final = rf"(?=\s*(?:$|[^\w\s'-]|{_NEXT}))"
_JOINS: Final = re.compile(
    rf"\b(?:{_WHO} (?:{_COMES} (?:{_AFTER_ALL} )?{_TOO}|{_TOO} {_COMES}|{_ADDED})|{_TOO} {_COMES} {_WHO}"
    rf"|{_ADDED} {_WHO})"
    rf"(?: (?:{_TOO}|{_AFTER_ALL}))*{_ENDS}"
)
_ONE_MORE: Final = re.compile(
    r"\b(?:somos un[oa]? mas|one more (?:person|adult)|un[oa] (?:persona|adulto) mas|mais uma? (?:pessoa|adulto))"
    rf"(?: {_AFTER_ALL})?{_ENDS}"
)
_CHILD: Final = (
    r"(?:(?:my|mi|minha|meu|el|la|o|a|the|one of the|uno de los|una de las|um dos|uma das) )"
    r"(?:hij[oa]s?|nen[ea]s?|nin[oa]s?|chic[oa]s?|beb[ea]|son|daughter|kids?|child|baby|filh[oa]s?|crianca"
    r"|nephew|niece|sobrin[oa]|sobrinh[oa])"
)
_NOT_COMING: Final = (
    r"(?:(?:no|nao) (?:viene|vem|(?:va a |puede |va a poder |vai |pode |vai poder )(?:venir|ir|vir)|se suma"
    r"|nos acompana)|(?:is not|isn'?t|no longer|is no longer) (?:coming|joining)"
    r"|(?:won'?t|will not|can'?t|cannot|can not|isn'?t going to|won'?t be able to|isn'?t able to)"
    r" (?:come|make it|join|be coming|be joining)|cancelled|canceled|se bajo|se baja|desistiu)"
)
_STAYS: Final = re.compile(
    rf"\b(?:(?P<child>{_CHILD})|{_WHO}) (?:{_AFTER_ALL},? |ya )*{_NOT_COMING}"
    rf"(?: (?:{_TOO}|{_AFTER_ALL}|anymore|any more|mas|mais|this time|esta vez|desta vez))*{_ENDS}"
)
# The same turned round, and what is said to whoever writes it down: "no va el nene", "scratch the nephew".
_STAYS_TURNED: Final = re.compile(
    r"\b(?:(?:no|nao) (?:va|van|viene|vienen|vai|vem|va a ir|va a venir)|(?:scratch|drop|minus|remove|leave out"
    r"|take (?:off|out))|(?:saca|sacale|sacame|sacalo a|quita|quitale|quitame|tira|borra)(?: a)?)"
    rf" (?:(?P<child>{_CHILD})|{_WHO})(?: (?:{_AFTER_ALL}|mas|mais|anymore))*{_ENDS}"
)
# "She doesn't go", "he can't": of the journey only where nothing else is said or asked.
_STAYS_PERHAPS: Final = re.compile(
    rf"(?:(?:y|e|and|pero|but|{_AFTER_ALL}),? )*(?:(?P<child>{_CHILD})|{_WHO})"
    rf" (?:{_AFTER_ALL},? |ya )*(?:no (?:va|puede)|nao (?:vai|pode))(?: (?:{_AFTER_ALL}|mas|mais))*[ .!]*"
)
_ONE_LESS: Final = re.compile(
    r"\b(?:(?:somos|seremos|vamos a ser) un[oa]? menos|(?:somos|seremos|vamos ser) uma? a menos|uma? pessoa a menos"
    r"|(?:we are|we're|we will be|we'll be) one less|one (?:less person|person less)|una persona menos)"
    rf"(?: {_AFTER_ALL})?{_ENDS}"
)
# Only thought of, or said of somebody of theirs: "if my sister doesn't come", "my sister's dog".
_UNSURE: Final = re.compile(
    r"\b(?:if|in case|caso|quizas?|tal ?vez|capaz|a lo mejor|maybe|perhaps|might|cuando|when|quando)\b"
    r"|\bsi\b(?! ?(?:[,!]|pero|but|dale|claro|ok|gracias|perfecto|la |lo |quiero|queremos))"
    rf"|\b(?:si|se|de|of|do|da|e se|y si)(?: {_AFTER_ALL})?,? *$"
)
_SAID_YES: Final = re.compile(r"(?i)\bsí(?!\w)")
_WITHOUT_A_CHILD: Final = re.compile(
    r"\b(?:sin|without|sem) (?:el|la|the|o|a) (?:nen[ea] |chic[oa] |nin[oa] |mas grande |mayor |menor )?(?:de )?"
    r"(?P<age>\d{1,2})"
    r"(?= ?(?:$|[,.?!;]|anos?|years?|-|yo\b))"
)
_OF_ADULTS: Final = re.compile(r"\b\d{1,2} (?:adult|mayor|grande|grown)")
_AGREEING: Final = frozenset({"yes", "no", "confirm_booking", "book", "cancel_booking", "complaint"})
_CERTAIN: Final = 0.9


def one_more(known: Party, meant: Understanding) -> Understanding:
    """Told without a number of its own, one is added to the party; who was alone so far spoke of themselves."""
    said = meant.entities
    plain = normalise(meant.text)
    if not (_JOINS.search(plain) or (_ONE_MORE.search(plain) and not about_the_house(plain))):
        return meant
    adults = (known.adults or 1) + 1
    people = adults + (known.children or 0)
    if said.children is not None or _tells_another_number(
        meant, people, numbered(plain, meant.language.spoken)
    ):
        return meant
    return replace(meant, entities=replace(said, adults=adults, children=known.children, people=people))


def comes_on_top(meant: Understanding) -> bool:
    """Somebody joins, and how many they are then is not told: of a stay that is booked, one more than booked."""
    plain = normalise(meant.text)
    joins = _JOINS.search(plain) or (_ONE_MORE.search(plain) and not about_the_house(plain))
    told = read_entities(meant.text, meant.language.spoken)
    return bool(joins) and (told.adults or told.people or 1) < 2 and told.children is None


def one_less(known: Party, meant: Understanding) -> Understanding:
    """Of a party told before. Which of several children stays at home is told by the age, or their ages are asked."""
    plain = numbered(normalise(meant.text), meant.language.spoken)
    child = _WITHOUT_A_CHILD.search(plain)
    if child is not None and int(child.group("age")) in known.child_ages:
        ages = list(known.child_ages)
        ages.remove(int(child.group("age")))
        return _as_told(meant, known.adults, len(ages), tuple(ages))
    heads = (known.adults or 0) + (known.children or 0) - 1
    if not known.adults or meant.stay or _tells_another_number(meant, heads, plain):
        return meant
    stays = _who_stays(meant)
    if stays is None:
        return meant
    if not stays.groupdict().get("child"):
        return _without_a_grown_up(known, meant) if known.adults > 1 else meant
    if not known.children:
        return meant
    left = known.children - 1
    told = meant.entities.child_ages
    return _as_told(meant, known.adults, left, told if len(told) == left else ())


def _tells_another_number(meant: Understanding, heads: int, plain: str) -> bool:
    """ "My sister isn't coming, so we are 3": the number is the party, and nobody is counted off it.

    Where it is what is left of those who were told, the children among them are children still.
    """
    said = meant.entities
    told = said.adults or said.people or 1
    return told > 1 and (told != heads or _OF_ADULTS.search(plain) is not None)


def _who_stays(meant: Understanding) -> re.Match[str] | None:
    """Said as a fact. A question, an "if" or a "perhaps" leaves everybody where they were."""
    plain = normalise(_SAID_YES.sub(",", meant.text))
    for sign in (_STAYS, _STAYS_TURNED, _ONE_LESS):
        found = sign.search(plain)
        if found is not None and not plain[found.end() :].lstrip().startswith("?"):
            sentence = re.split(r"[.;!?]", plain[: found.start()])[-1]
            return None if _UNSURE.search(sentence) else found
    return _STAYS_PERHAPS.fullmatch(plain.strip(" ,"))


def _without_a_grown_up(known: Party, meant: Understanding) -> Understanding:
    """The children stay as many as they were, whether or not their ages are known by now."""
    said = meant.entities
    ages = said.child_ages or known.child_ages
    children = said.children if said.children is not None else known.children
    return _as_told(
        meant, (known.adults or 1) - 1, len(ages) if children is None and ages else children, ages
    )


def _as_told(
    meant: Understanding, adults: int | None, children: int | None, ages: tuple[int, ...]
) -> Understanding:
    people = adults + (children or 0) if adults else None
    said = replace(
        meant.entities, adults=adults, children=children, child_ages=ages, people=people, rooms=None
    )
    return _sure(replace(meant, entities=said))


def _sure(meant: Understanding) -> Understanding:
    """Whatever else was heard: a yes to a party that is another one by now takes nothing."""
    if meant.answer and not meant.names & _AGREEING:
        return meant
    return replace(meant, intents=(Guess("inform", _CERTAIN),), right=_CERTAIN, answer=True, agrees=None)
