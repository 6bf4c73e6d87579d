"""People told with a number: "2 adults", "three friends", "the two boys", told once more or for the first time."""

from __future__ import annotations

import re

from core.flows.understand.entities.people_words import PeopleWords
from core.flows.understand.entities.tally import Tally
from core.flows.understand.entities.told_of import FOR_CHILDREN, MORE, TALKED_TO, TOLD_OF, adds_one

# "My boy is allergic ... we are 2 adults and 1 boy": the party told whole.
_WHOLE_PARTY = re.compile(
    r"(?P<then>\b(?:so|total|o sea|ou seja|entonces|entao|asi que)[^.?!\d]{0,20})?"
    r"\b\d{1,2} (?:adult|mayor|grand|grown)[a-z]*,? (?:(?:y|e|and|\+|mas|plus|con|with|com) )?$"
)
# "With the kids ... it would be the two of us and the two boys": they were named before.
_THE_SAME = re.compile(
    r"\b(?:y|e|and|con|com|with|mas|mais|plus) (?:los|las|os|as|the|our|nuestr[oa]s|noss[oa]s) $"
)
# "My girl of nine, my niece of seven ... could the two girls have a room": both were counted.
_AGAIN = re.compile(r"\b(?:los|las|os|as|the|both|ambos|ambas|es[oa]s|est[oa]s) $")
_FRIENDS = re.compile(
    r"amig|friend|colleag|cole?ga|companer|invitad|convidad|homie|budd|pal(?:s|$)|mates?$|bros?$|bestie|cuate|pana(?:s|$)|compa(?:s|$)|parcer|parceir|herman|prim[oa]|irma|brother|sister|cousin|cowork"
)
_ONE_MORE = re.compile(r"(?:mas|mais|more|extra|otra|outra|otro) $")
_ALONG = re.compile(r"(?:\b(?:con|y|e|mas|mais|with|and|plus|com|los|las|nuestr[oa]s|our)|[,+:]) $")
_AND_I = re.compile(r" (?:and (?:i|me|myself)|y yo|e eu)\b")
# "A single mother ... we are two adults": she is one of them.
_WE_ARE = re.compile(r"\b(?:somos|seriamos|seremos|we are|we're|we'd be) $")


def heads(match: re.Match[str], words: PeopleWords, tally: Tally, number: int) -> None:
    """ "2 of us and a baby": the first number was of adults."""
    if words.and_child.match(match.string, match.end()):
        tally.add(adults=number)
    else:
        tally.heads = max(tally.heads or 0, number)


def count(match: re.Match[str], words: PeopleWords, tally: Tally) -> None:
    said, noun, text = match.group("count"), match.group("noun"), match.string
    number = int(said) if said.isdigit() else 1
    if words.is_child(noun):
        _children(match, number, words, tally)
    elif words.is_trade(noun):
        tally.trades += 0 if said.isdigit() else 1
        tally.trades_numbered |= said.isdigit()
        tally.add(adults=number if said.isdigit() else 0)
    elif words.is_adult(noun):
        if number > 1 and number >= (tally.adults or 0) and _WE_ARE.search(text, 0, match.start()):
            tally.adults = None
        tally.add(adults=0 if number == 1 and MORE.search(match.group()) else number)
    elif _FRIENDS.match(noun) and (number == 1 or tally.speaker or _AND_I.match(text, match.end())):
        tally.kin += number if tally.speaker or _AND_I.match(text, match.end()) else 0
    elif number == 1 and (
        TALKED_TO.search(text, max(0, match.start() - 40), match.start()) or adds_one(match)
    ):
        return
    elif not _ONE_MORE.search(text, max(0, match.start() - 8), match.start()):
        heads(match, words, tally, number)


def _children(match: re.Match[str], number: int, words: PeopleWords, tally: Tally) -> None:
    text, figure = match.string, match.group("count").isdigit()
    if (number == 1 and TOLD_OF.match(text, match.end())) or FOR_CHILDREN.match(text, match.end()):
        return
    before = text[: match.start()]
    whole = _WHOLE_PARTY.search(before) if figure and tally.children else None
    told_whole = whole is not None and (tally.loosely or whole["then"])
    if told_whole or (tally.loosely and figure and _THE_SAME.search(before)):
        tally.children = 0
    elif tally.children == number > 1 and _AGAIN.search(before):
        return
    young = words.grown_too.fullmatch(match.group("noun")) and not _ALONG.search(text, 0, match.start())
    tally.perhaps += number if young else 0
    tally.loosely |= not figure
    tally.add(children=0 if young else number)
