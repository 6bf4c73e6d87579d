"""Somebody joins those who were told before, or stays at home: "my girlfriend comes too", "se bajó la Meli"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.domain.joining import Change, party_after, party_left
from core.domain.memory import Party
from core.domain.so_far import Before, Named
from core.flows.understand.alarms.false_alarms import without_false_alarms
from core.flows.understand.entities import read_entities
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.joining.called import named_after, named_in_all
from core.flows.understand.joining.in_place_of import with_others_joining, without_the_swap
from core.flows.understand.joining.just_us import just_us
from core.flows.understand.joining.reading import NOBODY, Told, told_in
from core.flows.understand.joining.so_many import grown_to
from core.flows.understand.joining.undoing import takes_back
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, numbered

__all__ = ["adults_beside", "number_beside", "who_joins"]

_OF_ADULTS: Final = re.compile(r"\b\d{1,2} (?:adult|mayor|grande|grown)")
_TELLS: Final = re.compile(r"\d|\b(?:y|e|and|solo|just|only|so) (?:yo|eu|me|i)\b")
# Answered by what is offered for so many.
_WHETHER_THEY_FIT: Final = re.compile(
    r"(?:^|(?<= ))(?:[.,;…] )*(?:(?:y|e|and|mas|pero|but|sera que|tem como|da para|do|does|will|can|would|is there) )*"
    r"(?:caber?(?:mos|m|n|ia|emos)?|entra(?:r|mos|n|m|ria)?|(?:it|we|they|us|all|still) ?fit|fit|da|room|lugar|espaco"
    r"|(?:hay|tem|alcanza|rola)(?: (?:lugar|espacio|espaco|problema|drama))?)"
    r"(?: (?:todos|todas|tod[oa]|all|igual|igualmente|in|for (?:him|her|them|us)|no (?:mesmo )?quarto|en la misma"
    r"|para (?:el|ella|ele|ela|todos)|ahi|ai|la|a gente))* \?"
)
# "Ficamos só os dois" is no second of the month.
_JUST_THE: Final = re.compile(
    r"\b(?:quedamos|ficamos|somos|seremos|vamos|iremos|just|only|solo|so)"
    r"(?: (?:so|solo|solos|sola|apenas|nomas|just|only|nosotr[oa]s|nos|a gente)){0,3} (?:los|las|os|as|the) (\d{1,2})\b"
    r"(?! (?:de|of) (?!us\b|nosotr|nos\b)[a-z])"
)
_ALSO_COMES: Final = {"es": "tambien viene", "en": "is coming too", "pt": "tambem vem"}
_STAYS_AWAY: Final = {"es": "no viene", "en": "is not coming", "pt": "nao vem"}
_LEADS: Final = re.compile(
    r"(?i)^(?:(?:y|e|and|s[ií]|sim|yes|yep|ok|bueno|pues|es|era|ser[ií]a|it'?s|it is|um|eh|no|al final)\b"
    r"[ ,.:!]*)+"
)
# Nobody leaves who calls the whole stay off: "me arrepentí, cancelá todo".
_CALLED_OFF: Final = re.compile(
    r"\bcancel(?:a|ar|en|e|ame|enme|enlo|alo)? (?:todo|tudo|everything|all of it|it all"
    r"|the whole (?:thing|stay|booking)"
    r"|(?:la|mi|nuestra|a|minha|nossa|my|our|the) (?:reserva(?:cion)?|booking|reservation|estadia|stay))\b"
)
# "6 people after all" is all of them.
_ALL_OF_THEM: Final = re.compile(
    r"(?:(?:ok|bueno|bom|y|e|and|perdon|sorry|mejor|entonces)[ ,]+)*(?:[2-9]|1\d|20) (?:personas?|pax|people|persons"
    r"|pessoas|adultos|adults|guests|huespedes)[ ,]+"
    r"(?:al final|finalmente|after all|in the end|no final|no fim)(?:[.,;!?].*)?"
)
_FEW_WORDS: Final = 6
_CERTAIN: Final = 0.9
# Beside somebody who joins or leaves these are only the way it is said.
_MANNERS: Final = COURTESIES | {
    "inform", "yes", "no", "opt_out", "opt_in", "book", "confirm_booking", "cancel_booking", "complaint",
    "modify_booking", "review_answer", "out_of_scope", "help", "booking_status",
}  # fmt: skip
_ALARM: Final = frozenset({"urgent_help"})
_FEWEST_WORDS: Final = 2


def who_joins(
    known: Party,
    meant: Understanding,
    reads: Callable[[str], Understanding],
    named: Named = NOBODY,
    before: Before | None = None,
) -> Understanding:
    """The message with the party that comes after it, where it changes one. `reads` reads what else it says."""
    told = told_in(with_others_joining(meant.text, meant.language.spoken), meant.language.spoken, named)
    if takes_back(known, meant, before) and (before is None or not told.changes):
        return _undone(known, meant, reads(""), before)
    plain = normalise(meant.text)
    if _CALLED_OFF.search(plain) is not None or _ALL_OF_THEM.fullmatch(
        numbered(plain, meant.language.spoken)
    ):
        return meant
    if (grown := grown_to(known, meant)) is not None:
        return _with_the_party(meant, meant, grown)
    if (beside := without_the_swap(known, meant.text, meant.language.spoken, named)) is not None:
        return _told_again(known, replace(meant, changes=()), reads(beside))
    if (asked := _of_whom_was_asked(meant, named, told)) is not None:
        told = asked
        known = before.party if known.adults is None and before is not None and before.party else known
    if told.perhaps:
        nothing = reads("")
        calm = without_false_alarms(meant, nothing)
        asks = calm.answer and not calm.names <= _MANNERS
        whose = replace(named, joins=told.joins, leaves=not told.joins)
        return calm if asks else replace(_sure(calm, nothing), perhaps=True, named=whose)
    if told.again:
        return _told_again(known, meant, reads(told.rest))
    if (ours := just_us(meant.text)) and (left := _all_of_us(known, meant, reads(ours))) is not None:
        return left
    if not told.changes:
        return _nobody_told(known, meant, named, told)
    return _changed(known, meant, reads, named, told)


def _changed(
    known: Party, meant: Understanding, reads: Callable[[str], Understanding], named: Named, told: Told
) -> Understanding:
    rest = reads(_JUST_THE.sub(r"somos \1", _WHETHER_THEY_FIT.sub(" ", told.rest)))
    ages = rest.entities.child_ages or meant.entities.child_ages
    changes = _with_their_ages(told.changes, ages)
    new_ages = changes != told.changes
    told = replace(told, changes=changes)
    meant = without_false_alarms(replace(meant, changes=told.changes), rest)
    meant = replace(meant, named=named_after(named, told.changes))
    if (not known.adults or known.children) and all(one.who.heads for one in told.changes):
        joins = told.changes[-1].joins
        meant = replace(meant, named=replace(named, joins=joins, leaves=not joins))
    if _never_counted(known, told.changes, rest):
        ages = rest.entities.child_ages
        if not known.adults:
            return _sure(replace(meant, entities=rest.entities, stay=rest.stay), rest)
        return _with_the_party(meant, rest, replace(known, children=len(ages), child_ages=ages))
    if not known.adults and not all(one.joins and one.who.adults for one in told.changes):
        return meant
    if not new_ages and known.children and len(rest.entities.child_ages) == known.children:
        known = replace(known, child_ages=rest.entities.child_ages)
    number = _number_told(rest)
    if number > 1 and rest.entities.children is None and not _OF_ADULTS.search(_plain(rest)):
        return _with_the_party(meant, rest, party_left(known, told.changes, number))
    if number > 1:
        return _sure(replace(meant, entities=rest.entities, stay=rest.stay), rest)
    after = party_after(known, told.changes)
    return meant if after is None else _with_the_party(meant, rest, after)


def _never_counted(known: Party, changes: tuple[Change, ...], rest: Understanding) -> bool:
    """ "They are 4 and 9. The one of 14 stays with his dad": the ages told are of all the children who come."""
    said = rest.entities
    told = {*said.child_ages, *known.child_ages}
    return (
        bool(said.child_ages)
        and said.children in (None, len(said.child_ages))
        and said.adults is None
        and all(not one.joins and one.who.ages and not one.who.adults for one in changes)
        and not any(age in told for one in changes for age in one.who.ages)
    )


def _all_of_us(known: Party, meant: Understanding, rest: Understanding) -> Understanding | None:
    """Told anew and whole; the ages of children who come all the same are known."""
    said = rest.entities
    heads = (said.adults or 0) + (said.children or 0)
    if not known.complete or said.adults is None or not 1 < heads < known.heads:
        return None
    ages = said.child_ages or (known.child_ages if said.children == known.children else ())
    party = Party(adults=said.adults, children=said.children or 0, child_ages=ages)
    return _with_the_party(without_false_alarms(meant, rest), rest, party)


def _with_their_ages(changes: tuple[Change, ...], ages: tuple[int, ...]) -> tuple[Change, ...]:
    """ "My son decided to come, he's 14": the ages told beside it are of the children who join, if they are as many."""
    young = [one for one in changes if one.joins and one.who.children and not one.who.ages]
    if len(young) != 1 or young[0].who.children != len(ages):
        return changes
    return tuple(replace(one, who=replace(one.who, ages=ages)) if one is young[0] else one for one in changes)


def _nobody_told(known: Party, meant: Understanding, named: Named, told: Told) -> Understanding:
    """Nobody joins or leaves: whoever is named beside the number of all is known by name from now on."""
    heads = meant.entities.people or meant.entities.adults
    names = named_in_all(named, told.called, known.heads, heads) if heads else named
    names = replace(names, joins=False, leaves=False) if names.joins or names.leaves else names
    calm = without_false_alarms(meant)
    return calm if names == named else replace(calm, named=names)


def _of_whom_was_asked(meant: Understanding, named: Named, told: Told) -> Told | None:
    """ "Yes, my sister", where somebody joins or leaves and it was not said who."""
    if not (named.joins or named.leaves) or told.changes or "?" in meant.text:
        return None
    who = _LEADS.sub("", meant.text.strip()).rstrip(" .!")
    if not who or len(who.split()) > _FEW_WORDS:
        return None
    lang = meant.language.spoken
    verb = (_ALSO_COMES if named.joins else _STAYS_AWAY).get(lang, "")
    found = told_in(f"{who} {verb}", lang, named)
    return found if found.changes and not found.rest.strip() else None


def _with_the_party(meant: Understanding, rest: Understanding, party: Party) -> Understanding:
    people = party.heads if party.adults else None
    said = replace(
        rest.entities,
        adults=party.adults,
        children=party.children,
        child_ages=party.child_ages,
        people=people,
        rooms=None,
    )
    return _sure(replace(meant, entities=said, stay=rest.stay, party=party), rest)


def _told_again(known: Party, meant: Understanding, rest: Understanding) -> Understanding:
    """Whoever is counted already changes no number; one that is told with it counts as it stands."""
    meant = replace(meant, again=True)
    if known.adults is None or _number_told(rest) not in (1, known.heads):
        return _sure(replace(meant, entities=rest.entities, stay=rest.stay), rest)
    return _with_the_party(meant, rest, known)


def _undone(
    known: Party, meant: Understanding, nothing: Understanding, before: Before | None
) -> Understanding:
    back = replace(_sure(meant, nothing), undoes=True)
    if before is None:
        return back
    party = before.party or known
    return replace(back, entities=nothing.entities, party=party if party.adults else None)


def _plain(rest: Understanding) -> str:
    return numbered(normalise(rest.text), rest.language.spoken)


def _number_told(rest: Understanding) -> int:
    """Beside the change, in so many words: "so we are 3", "just my husband and me"."""
    told = rest.entities.adults or rest.entities.people or 1
    return told if _TELLS.search(_plain(rest)) else 1


def number_beside(meant: Understanding) -> int | None:
    """How many they are with those who join or without those who leave, where it is said."""
    rest = told_in(meant.text, meant.language.spoken).rest
    found = read_entities(rest, meant.language.spoken)
    number = found.people or found.adults or 1
    return number if number > 1 and _TELLS.search(numbered(normalise(rest), meant.language.spoken)) else None


def adults_beside(meant: Understanding) -> int | None:
    """So many adults, in so many words."""
    plain = numbered(normalise(told_in(meant.text, meant.language.spoken).rest), meant.language.spoken)
    return number_beside(meant) if _OF_ADULTS.search(plain) else None


def _sure(meant: Understanding, rest: Understanding) -> Understanding:
    """What is asked beside it is still asked; a yes to a party that is another one by now takes nothing."""
    asked = rest.intents if rest.answer and len(rest.text.split()) >= _FEWEST_WORDS else ()
    asked = tuple(one for one in asked if one.name not in _MANNERS | _ALARM)
    alarm = tuple(one for one in meant.intents if one.name in _ALARM)
    told = (*alarm, Guess("inform", _CERTAIN), *asked)
    return replace(meant, intents=told, right=_CERTAIN, answer=True, agrees=None, option=None)
