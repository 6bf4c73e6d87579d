"""Ages told of a whole party: "19, all of us", "3 women of 28"; and babies told anew, "they are TWO babies"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.joining import OF_AGE
from core.domain.memory import Party
from core.flows.understand.entities.people import said_of_people
from core.flows.understand.reading import Understanding
from core.flows.understand.text import says_any

_ALL: Final = (
    "tod", "all", "ambos", "ambas", "both", "pura", "puro", "mayor", "maior", "adult", "women", "men", "mujer",
    "hombre", "mulher", "homen",
)  # fmt: skip
# So old is everybody. "We are all 40 coming" would be so many.
_AGE_OF_ALL: Final = re.compile(
    r"(?<!somos )(?<!seremos )(?<!total )\b(?P<first>\d{2}) (?:an(?:it)?os )?(?:tod[oa]s|all(?: of us)?)\b"
    r"(?! (?:junt|in total|en total|no total))"
    r"|\b(?:tod[oa]s|ambos|ambas|all(?: of us)?(?: are)?|(?:we're|we are|they're|they are) all"
    r"|both(?: of us)?(?: are)?)"
    r"(?: (?:tenemos|tienen|temos|tem|de|con|com|aged|around|como|unos|son|sao))* (?P<last>\d{2})\b"
    r"(?! ?(?:of|mes|mo|mth|personas|people|pessoas|adult|noch|night|noit|hab|room|quart|[/:h]|de [a-z]{3}))"
)
_GROWN: Final = re.compile(
    r"\b(?:(?:tod[oa]s|pur[oa]s?)(?: (?:somos|son|sao|ya|ja))? (?:mayores|adult[oa]s|grandes|maiores)"
    r"|somos? (?:ya )?(?:mayores|adult[oa]s|maiores)(?: de edad)?"
    r"|(?:both(?: of us)?(?: are)?|we are both|we're both|amb[oa]s(?: somos| son| sao)?)"
    r" (?:adult[oa]?s|mayores|maiores)"
    r"|all (?:adults|grown[- ]?ups?|over 18))\b"
)
# Rooms are big as well, and so are not the children whose ages are known.
_ALL_BIG: Final = re.compile(r"tod[oa]s (?:son )?grandes")
_SO_MANY_OF_AGE: Final = re.compile(
    r"\b(?P<heads>\d{1,2}) (?:mujeres|hombres|adult[a-z]*|women|men|mulheres|homens)"
    r"(?: de| of| aged| com| con|,)+ (?P<age>1[89]|[2-9]\d)\b"
)
_BABIES: Final = ("beb", "baby", "babies", "gemel", "gemeo", "gemea", "melliz", "twins")
_SO_MANY_BABIES: Final = re.compile(
    r"\b(?P<number>[2-4]) (?:beb[ea]s|bebit[oa]s|bebezinhos|babies|newborns|twins|gemel[oa]s|gemeos|gemeas"
    r"|melliz[oa]s)\b"
)
_OTHER_CHILDREN: Final = re.compile(
    r"\b(?:nen[ea]s?|nin[oa]s?|chic[oa]s?|hij[oa]s?|crianc\w+|filh[oa]s?|menin[oa]s?|kids?|child(?:ren)?|boys?|girls?"
    r"|sons?|daughters?)\b"
)
_OLDEST_BABY: Final = 2
_FEW: Final = 9


def of_age(known: Party, meant: Understanding, plain: str) -> Party | None:
    """Nobody of the party is a child, where one was thought to be, or an age was taken for a number of heads."""
    if not says_any(plain, _ALL):
        return None
    if (told := _SO_MANY_OF_AGE.search(plain)) is not None:
        heads = int(told["heads"])
        return _grown(known, heads) if known.children or meant.entities.children else None
    said = meant.entities.people or meant.entities.adults
    age = _AGE_OF_ALL.search(plain)
    if age is not None:
        years = int(age["first"] or age["last"])
        others = said if said not in (None, years) else known.heads
        return _grown(known, others) if years >= OF_AGE and known.heads not in (0, years) else None
    grown = _GROWN.search(plain) if known.children and not meant.entities.children else None
    if grown is not None and not (known.complete and _ALL_BIG.fullmatch(grown.group())):
        return _grown(known, said or known.heads)
    return None


def _grown(known: Party, heads: int | None) -> Party | None:
    return replace(known, adults=heads, children=0, child_ages=()) if heads else None


def with_all_babies(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "They are TWO babies": the number is of the babies, and the older children told before come as well."""
    if not known.children or known.adults is None or not says_any(plain, _BABIES):
        return None
    found, said = _SO_MANY_BABIES.search(plain), meant.entities
    older = tuple(age for age in known.child_ages if age > _OLDEST_BABY)
    if found is None or not older or len(known.child_ages) != known.children or _OTHER_CHILDREN.search(plain):
        return None
    number = int(found["number"])
    party = replace(
        known,
        children=len(older) + number,
        child_ages=(*older, *_ages_of_babies(known, said.child_ages, number)),
    )
    fits = said.people in (None, party.heads) or said.people == (said.adults or 0) + number
    alike = said.adults in (None, known.adults) or said.people == party.heads
    return party if fits and alike else None


def _ages_of_babies(known: Party, told: tuple[int, ...], number: int) -> tuple[int, ...]:
    of_babies = [age for age in (*told, *known.child_ages) if age <= _OLDEST_BABY]
    return (of_babies[0] if of_babies else 0,) * number


def believable(known: Party, meant: Understanding, plain: str) -> Understanding:
    """A number that is far from the party told before is one of heads only where it is plainly said to be."""
    said = meant.entities
    heads = said.people or said.adults or 0
    if known.adults is None or meant.party is not None or heads <= max(_FEW, known.heads):
        return meant
    numbers = {str(heads), str(said.adults)}
    counted = " ".join(found.group() for found in said_of_people(plain, meant.language.spoken))
    if numbers & set(re.findall(r"\d+", counted)):
        return meant
    return replace(meant, entities=replace(said, adults=None, people=None))
