"""Second thoughts about who comes: "2 after all", "another one of 3"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.joining import TO_BE_ASKED
from core.domain.memory import Party
from core.flows.understand.heads.among_them import told_of_them
from core.flows.understand.heads.families_each import with_families_counted
from core.flows.understand.heads.grown_and_small import believable, of_age, with_all_babies
from core.flows.understand.heads.no_minors import without_minors
from core.flows.understand.heads.none_left_out import none_left_out
from core.flows.understand.heads.one_for_all import with_one_for_all
from core.flows.understand.heads.shared_out import shared_out
from core.flows.understand.heads.their_ages import tells_ages_alone
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding
from core.flows.understand.stay import StayReading
from core.flows.understand.text import normalise, numbered

_TAKES_BACK: Final = r"perdon|digo|espera|sorry|wait|i mean|desculpa|foi mal|quer dizer"
_MARK: Final = (
    rf"(?:{_TAKES_BACK}|al final|en realidad|mejor|nomas|nada mas|after all|actually|in the end"
    r"|na verdade|no final|no fim|melhor)"
)
# A bare number that takes back another is of heads, however well it would do for a day: that would be "the third".
_TAKEN_BACK: Final = re.compile(rf"\b(?:{_TAKES_BACK})\b")
_MOST_TAKEN_BACK: Final = 9
_HEADS: Final = (
    r"(?:somos |seriamos |seremos |vamos |solo |we are |we're |were |just |so |sao )*(\d{1,2})"
    r"(?: (?:personas?|people|pessoas))?"
)
_SIGH: Final = r"(?:(?:ay|uy|ah|oh|eh|che|ups|ops|oops|hmm+|mmm*)[ ,]+)*"
_AFTER_ALL: Final = re.compile(rf"{_SIGH}(?:no,? |nao,? )?(?:{_MARK},? )?{_HEADS}(?:,? {_MARK})?[ .!]*")
_A_NUMBER: Final = r"(\d{1,2})(?: (?:personas?|people|pessoas?))?"
_NOW: Final = (
    r"(?:,|\.|y|e|and|pero|but|mas|ahora|agora|now|al final|no final|in the end|somos|seremos|quedamos|ficamos|solo"
    r"|only|just|it'?s|we are|we're|we will be|we'll be|sino|son|sao)"
)
# "We were 5 and now 4", "six no, five": the number before is that of the party, or nothing is meant by it.
_WAS: Final = re.compile(
    rf"(?:{_SIGH}(?:no,? |nao,? )?(?:eramos|fuimos|ibamos a ser|iamos ser|we were|there were|it was|was|were|antes"
    rf"|before|(?:ya )?no somos(?: mas)?|nao somos(?: mais)?|we are not|we're not|not|no|nao) {_A_NUMBER}"
    rf"|(?:somos |eran )?{_A_NUMBER},? (?:no|nao|not)) ?(?:{_NOW} ?){{0,5}}\b{_A_NUMBER}(?: {_MARK})?[ .!]*"
)
# "3, not 4", "3 instead of 4".
_RATHER: Final = re.compile(
    rf"(?:(?:{_MARK}|{_NOW}) ?){{0,5}}\b{_A_NUMBER},? (?:y )?(?:not|no|nao|instead of|en vez de|en lugar de|em vez de)"
    rf" {_A_NUMBER}[ .!]*"
)
_DOWN_TO: Final = (
    r"(?:(?:we'll|we will) (?:only|just) be|solo (?:seremos|vamos)|so vamos ser|(?:we're |we are )?down to"
    r"|quedamos(?: en)?|bajamos a|ficamos em|caimos (?:pra|para))"
)
# "And if we are fewer? Say 9."
_SAY: Final = re.compile(
    rf"\b(?:{_DOWN_TO}|digamos|pongamos|ponele|let'?s say|say|suppose|vamos dizer|digamos que|(?:y|e|and) (?:si|se|if)"
    r" (?:fueramos|fossemos|somos|seriamos|we are|we're|we were))(?: que)?(?: somos| solo| only| just)* (\d{1,2})"
    r"(?: (?:personas?|people|pessoas))?(?:,? (?:sorry|perdon|desculpa))?[ .!?]*$"
)
_FEWER: Final = re.compile(rf"\b{_DOWN_TO} \d")
_MARKED: Final = re.compile(rf"\b{_MARK}\b")
_ANOTHER: Final = re.compile(
    r"\b(?:otr[oa]|another|outr[oa])\b(?: (?:one|nene|nena|nin[oa]|chic[oa]|crianca|menin[oa]|kid|child))?"
    r" ?(?:de|of|aged|is|que tiene)? (\d{1,2})\b(?! ?(?:noche|night|noit|dia|day|persona|people|pessoa))"
)
# "Make that 3 kids, my nephew's coming": the number is of all of them.
_MAKE_IT: Final = re.compile(
    r"\b(?:make (?:that|it)|que sean|seran|serian|son|pone(?:le|me|lo)?|now|ahora|agora|entonces|entao|sao)"
    r" (\d{1,2}) (?:kids|children|boys|girls|nen[ea]s|nin[oa]s|chic[oa]s|menores|criancas|filh[oa]s|menin[oa]s)\b"
    r"(?! (?:more|mas|mais|de))"
)
# "There's a third person now": one more than there were.
_NTH: Final = (
    (3, re.compile(r"\b(?:third|3(?:rd|th|er|r?[oa])|tercer[oa]?|terceir[oa])\b")),
    (4, re.compile(r"\b(?:fourth|4(?:th|t?[oa])|cuart[oa]|quart[oa])\b")),
    (5, re.compile(r"\b(?:fifth|5(?:th|t?[oa])|quint[oa])\b")),
    (6, re.compile(r"\b(?:sixth|6(?:th|t?[oa])|sext[oa])\b")),
)
_SOMEBODY: Final = re.compile(
    r"\b(?:an?|una?|um|uma|el|la|o|the) [a-z0-9]+ (?:person[a]?|pessoa|adult[oa]?|one|guest|amig[oa]|friend|integrante"
    r"|pasajer[oa]|huesped|hospede)\b"
)
_IS_OF_AGE: Final = re.compile(
    r"(?:\b(?:tiene|tienen|tem|is|are|shes|hes|aged|cumplio|turned)|'s|'re) (?:ya |ja |already )?(?:1[89]|[2-9]\d)\b"
    r"(?! ?(?:de [a-z]|/|:|noch|night|noit|kg|kilos))"
)
_ONE_OF_THE_CHILDREN: Final = re.compile(
    r"\b(?:one of (?:the|our|my) (?:girls|boys|kids|children|twins)"
    r"|un[oa] de (?:l[oa]s|mis|nuestr[oa]s) (?:chic[oa]s|nen[ea]s|nin[oa]s|hij[oa]s|mell\w+)"
    r"|uma? d[oa]s (?:minhas |meus )?(?:criancas|meninas|meninos|filh[oa]s))\b"
)
_SOME_OF_US: Final = re.compile(
    r"\b(?P<number>\d|one|un[oa]|um|uma) (?:of (?:us|them)|de nosotr[oa]s|de nos|d[oa]s noss[oa]s) "
    r"(?:(?:is|are) (?!coming|going|staying|arriving on|from|in )|smokes?|has|have|arrives?|gets? in|eats?"
    r"|drinks?|snores?|can'?t"
    r"|cannot|don'?t|doesn'?t|leaves?|works?|fuman?|es|son|tienen?|comen?|toman?|lleg[ao]n?|roncan?|no |trabajan?"
    r"|fumam?|chegam?"
    r"|tem|sao|nao )"
)
_OLDEST: Final = 17
_MOST_HEADS: Final = 30
_SURE: Final = 0.9


def corrected(known: Party, meant: Understanding, last: str = "", *, of_ages: bool = False) -> Understanding:
    """Only against a party told before; without one the words are taken as they stand.

    `last` is what was written before; with `of_ages` the house has just asked for them.
    """
    plain = numbered(normalise(meant.text), meant.language.spoken)
    meant = with_families_counted(meant, plain)
    if (everybody := none_left_out(known, meant, plain)) is not None:
        return everybody
    if (shared := shared_out(known, meant)) is not None:
        return shared
    meant = _of_one_of_them(known, _with_grown_children(meant, plain), plain)
    before = numbered(normalise(last), meant.language.spoken)
    if (those := told_of_them(known, meant, plain.strip(), before, answers=of_ages)) is not None:
        if tells_ages_alone(plain.strip()):
            meant = replace(meant, stay=StayReading())
        return _with_those(meant, those)
    if meant.party is None and (party := of_age(known, meant, plain) or with_all_babies(known, meant, plain)):
        return replace(_so_many(meant, party.heads), party=party, stay=meant.stay)
    if (all_grown := without_minors(known, meant)) is not None:
        return all_grown
    meant = with_one_for_all(known, believable(known, meant, plain))
    return _after_all(known, _so_many_children(known, _another_child(known, meant, plain), plain), plain)


def _so_many_children(known: Party, meant: Understanding, plain: str) -> Understanding:
    found = _MAKE_IT.search(plain)
    if found is None or known.adults is None or meant.entities.children in (None, int(found.group(1))):
        return meant
    said = replace(meant.entities, children=int(found.group(1)), adults=None, people=None)
    return replace(meant, entities=said)


def _after_all(known: Party, meant: Understanding, plain: str) -> Understanding:
    plain = plain.strip()
    if meant.changes or meant.undoes or meant.again:
        return meant
    if known.adults is not None and not meant.stay and _one_more_than(known.heads, plain):
        more = replace(known, adults=known.adults + 1)
        return replace(_so_many(meant, known.heads + 1), party=more)
    if (number := _instead_of(known, plain)) is not None:
        return _so_many(meant, number)
    found = _AFTER_ALL.fullmatch(plain) or _SAY.search(plain)
    if found is None or known.adults is None or not (_MARKED.search(plain) or found.re is _SAY):
        return meant
    number = int(found.group(1))
    a_day = meant.stay.nights is None and number <= _MOST_TAKEN_BACK
    plainly = _TAKEN_BACK if found.re is _AFTER_ALL else _FEWER
    taken_back = a_day and plainly.search(plain) is not None
    if not 0 < number < _MOST_HEADS or (meant.stay and not taken_back):
        return meant
    if known.children and number != known.heads and _FEWER.search(plain):
        return replace(_so_many(meant, number), party=Party())  # who of them is a child nobody can tell
    return _so_many(meant, number)


def _one_more_than(heads: int, plain: str) -> bool:
    nth = next((pattern for number, pattern in _NTH if number == heads + 1), None)
    return any(nth.search(found.group()) for found in _SOMEBODY.finditer(plain)) if nth is not None else False


def _instead_of(known: Party, plain: str) -> int | None:
    """The number that takes the place of the one the party had so far."""
    if (found := _WAS.fullmatch(plain)) is not None:
        before, now = int(found[1] or found[2]), int(found[3])
    elif (found := _RATHER.fullmatch(plain)) is not None:
        now, before = int(found[1]), int(found[2])
    else:
        return None
    return now if before == known.heads and 0 < now < _MOST_HEADS else None


def _so_many(meant: Understanding, heads: int) -> Understanding:
    said = replace(meant.entities, people=heads, adults=None, children=None, rooms=None)
    return replace(meant, entities=said, stay=StayReading()).heard_as("inform", _SURE)


def _with_grown_children(meant: Understanding, plain: str) -> Understanding:
    """ "And my daughter comes too, she is 38": who joins is grown up, whatever the word for her."""
    young = [one for one in meant.changes if one.joins and one.who.children and not one.who.ages]
    if meant.party is None or len(young) != 1 or _IS_OF_AGE.search(plain) is None:
        return meant
    number, party = young[0].who.children, meant.party
    grown = replace(party, adults=(party.adults or 0) + number, children=(party.children or 0) - number)
    said = replace(meant.entities, adults=grown.adults, children=grown.children, people=grown.heads)
    return replace(meant, party=grown, entities=said)


def _of_one_of_them(known: Party, meant: Understanding, plain: str) -> Understanding:
    """ "Two of us smoke" is no number of all; who comes is asked after "one of the girls too"."""
    said = meant.entities
    if known.children and any(one.joins for one in meant.changes) and _ONE_OF_THE_CHILDREN.search(plain):
        return replace(meant, party=TO_BE_ASKED)
    some = (
        _SOME_OF_US.search(plain) if known.heads > 1 and meant.party is None and not said.children else None
    )
    number = int(some["number"]) if some is not None and some["number"].isdigit() else 1
    if some is None or number >= known.heads or number != (said.people or said.adults):
        return meant
    return replace(meant, entities=replace(said, adults=None, people=None))


def _with_those(meant: Understanding, party: Party) -> Understanding:
    """What is asked beside it is still asked."""
    asked = tuple(one for one in meant.intents if one.name.startswith("ask_")) if meant.answer else ()
    said = replace(
        meant.entities,
        adults=party.adults,
        people=party.heads,
        children=party.children,
        child_ages=party.child_ages,
    )
    told = replace(meant, entities=said, party=party, intents=(Guess("inform", _SURE), *asked))
    return replace(told, right=_SURE, answer=True, agrees=None, option=None)


def _another_child(known: Party, meant: Understanding, plain: str) -> Understanding:
    """ "There are three kids, another one of 3": the ages told before stay those of the others."""
    found = _ANOTHER.search(plain)
    if found is None or not known.children or int(found.group(1)) > _OLDEST:
        return meant
    ages = (*known.child_ages, int(found.group(1)))
    said = meant.entities
    if said.children not in (None, len(ages)) or (said.children is None and len(ages) != known.children + 1):
        return meant
    said = replace(said, children=len(ages), child_ages=ages, adults=None, people=None)
    counted = replace(meant, entities=said)
    plainly = meant.names <= {"inform", "yes", "no"} or not meant.answer
    return counted.heard_as("inform", _SURE) if plainly else counted
