""" "We are a family of 4", "my husband, me and the kids": how many children, and how old, is asked once; nobody is
charged for a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked, Memory
from core.domain.outgoing import Text
from core.flows.booking.asking import going
from core.flows.booking.offer import offering
from core.flows.booking.progress import ASKING, Progress, Step
from core.flows.booking.wanted import Wanted, remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise, numbered
from core.services.scenes import Scene

_FEWEST: Final = 3
_MOST: Final = 20
_LATELY: Final = 8
_OLDEST: Final = 17
_FAMILY: Final = re.compile(r"\b(?:famil(?:y|ia|ie)|flia|fam)\b(?! (?:room|suite|cabin|name|dinner|lunch))")
_GROWN: Final = re.compile(
    r"\b(?:adult[a-z]*|grandes|mayores|maiores|grown|no (?:kids|children)|sin (?:chicos|ninos|menores|nenes)"
    r"|sem criancas|without (?:kids|children))\b"
)
_NONE: Final = re.compile(r"^\W*(?:no|nao|none|ningun[oa]?|nenhum[a]?|zero|0|nobody|nadie|ninguem)\b")
_OF_AN_AGE: Final = re.compile(r"\b(?:anos?|anitos|aninhos|years?|yrs?|yo|months?|meses)\b|\bde \d")
_BABY: Final = re.compile(r"\b(?:beb[ae]s?|bebit[oa]s?|baby|babies|nenem|newborn)\b")


_NO_CHILDREN: Final = re.compile(
    r"\b(?:no|sin|sem|without|nao) (?:\w+ ){0,2}(?:kids|children|chicos|ninos|menores|nenes|hijos|criancas|filhos)\b"
)
# "My husband, me and the kids": so many nobody said.
_THE_CHILDREN: Final = re.compile(
    r"(?:,|\+|\b(?:y|e|and|plus|mas|con|with|com)) ?(?:tod[oa]s )?(?:(?:l[oa]s|mis|nuestr[oa]s|os|as|my|our|the|meus"
    r"|minhas|noss[oa]s) )?(?:chicos|chiquit[oa]s|chiquilines|nen[ea]s|nin[oa]s|hij[oa]s|peques|gurises|chamac[oa]s"
    r"|kids|kiddos|children|little ones|criancas|filh[oa]s|pequen[oa]s|crianzas)"
    r"(?= ?(?:$|[,.;!?)]|(?:del?|desde|from|para|for|pra|en|in|em|on|el|hay|tienen|tem|do|is|are there|quisiera"
    r"|queremos|quero|want|y|e|and) ?(?!\d{1,2} an|\d{1,2} y|\d{1,2} e|\d{1,2} and|\d{1,2}[,.]? ?$)))"
)
# "We are 5 with the kids": they are among the five.
_THEM_AMONG_ALL: Final = re.compile(
    r"\b(?:somos|seremos|seriamos|vamos|venimos|viajamos|para|pra|for|we are|we're|we'll be|party of|group of|family of"
    r"|familia de) (?:[3-9]|1\d)(?: (?:personas?|people|pessoas?|of us|en total|in total))?,? "
    r"(?:con|with|com|contando|counting|incluyendo|including|incluid[oa]s|incluindo)\b"
)
_WHO_BRINGS_THEM: Final = re.compile(
    r"\b(?:yo|eu|me|i|we|us|somos|seremos|vamos|viajamos|iriamos|nosotr[oa]s|marido|mujer|espos[oa]|wife|husband"
    r"|partner"
    r"|mulher|pareja|novi[oa]|casal|adult\w*|con|with|com)\b"
)
_AGES_OR_NUMBERS: Final = re.compile(
    r"\b\d{1,2} (?:an(?:it|inh)?os|years|yo|y|e|and)\b|\baged\b|\b[1-9] (?:nen|nin|chic|hij|kid|child|crian|filh|pib)"
)


def are_uncounted(scene: Scene, lang: str) -> bool:
    """Children were spoken of, and nobody said how many."""
    lately = [numbered(normalise(said), lang) for said in scene.memory.recent[-_LATELY:]]
    if any(map(_AGES_OR_NUMBERS.search, lately)) or any(map(_NO_CHILDREN.search, lately)):
        return False
    return any(_THE_CHILDREN.search(said) and _WHO_BRINGS_THEM.search(said) for said in lately)


def _are_among_all(scene: Scene, meant: Understanding) -> bool:
    lately = [numbered(normalise(said), meant.language.spoken) for said in scene.memory.recent[-_LATELY:]]
    return any(_THEM_AMONG_ALL.search(said) and _THE_CHILDREN.search(said) for said in lately)


def is_doubtful(scene: Scene, meant: Understanding, wanted: Wanted, here: Progress | None) -> bool:
    """Told so and so many of a family, and of no child: before anything is shown."""
    heads = wanted.party.adults
    if heads is None or wanted.party.children is not None or wanted.missing is not None:
        return False
    if here is not None and here.step not in ASKING:
        return False
    if are_uncounted(scene, meant.language.spoken):
        return True
    if heads < _FEWEST:
        return False
    lately = [numbered(normalise(said), meant.language.spoken) for said in scene.memory.recent[-_LATELY:]]
    of_a_family = any(_FAMILY.search(said) and re.search(rf"\b{heads}\b", said) for said in lately)
    return of_a_family and not any(map(_GROWN.search, lately))


def ask(scene: Scene, wanted: Wanted) -> Turn:
    said = Text(question(scene, wanted))
    here = Progress(Step.CHILDREN, apart=wanted.apart)
    return going(here, wanted, said, Asked(About.CHILDREN), "asked_children")


def question(scene: Scene, wanted: Wanted) -> str:
    if are_uncounted(scene, scene.language):
        return scene.say("booking.ask_how_many_children")
    return scene.say("booking.ask_children_of", count=str(wanted.party.adults or 0))


def heard(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """The answer: so many, so old; or that there are none. Anything else is heard as what it is."""
    wanted = remembered(scene, here)
    if meant.stay or meant.party is not None or meant.undoes:
        return None
    heads = _told_before(scene, wanted)
    before = replace(scene, memory=_before_this(scene))
    uncounted = are_uncounted(before, meant.language.spoken) and not _are_among_all(before, meant)
    apart = _MOST if uncounted else heads
    told = _children(meant, numbered(normalise(meant.text), meant.language.spoken), apart)
    if told is None or told.count >= apart:
        return None
    adults = heads if uncounted else heads - told.count
    party = replace(wanted.party, adults=adults, children=told.count or None, child_ages=told.ages)
    return offering.go(session, scene, replace(wanted, party=party), here=here)


def _before_this(scene: Scene) -> Memory:
    return replace(scene.memory, recent=scene.memory.recent[:-1])


@dataclass(frozen=True)
class _Told:
    count: int
    ages: tuple[int, ...] = ()


def _told_before(scene: Scene, wanted: Wanted) -> int:
    """So many they are: of this message's own numbers none is that of all."""
    was = scene.memory.before.party if scene.memory.before is not None and scene.memory.before.just else None
    return (was.adults if was is not None else None) or wanted.party.adults or 0


def _children(meant: Understanding, plain: str, heads: int) -> _Told | None:
    said = meant.entities
    if said.people is not None and said.people != heads and not said.children:
        return None  # they are so many in the end
    if said.adults is not None and "adult" in plain:
        left = heads - said.adults
        return (
            _Told(said.children if said.children is not None else left, said.child_ages)
            if left >= 0
            else None
        )
    if said.children == 0 or _NONE.search(plain) or _GROWN.search(plain):
        return _Told(0)
    numbers = [int(one) for one in re.findall(r"\d{1,2}", plain)]
    told_apart = said.children and len(said.child_ages) == said.children and said.people is None
    if told_apart and numbers[:1] != [len(numbers) - 1]:
        return _Told(said.children or 0, said.child_ages)
    if not numbers or said.people is not None or max(numbers) > _OLDEST:
        return _Told(said.children, said.child_ages) if said.children else None
    return _of_numbers(numbers, plain, heads)


def _of_numbers(numbers: list[int], plain: str, heads: int) -> _Told | None:
    """ "2", "2, 5 and 8", "5 and 8", "one of 3", "the baby and one of 6"."""
    first, *rest = numbers
    if len(rest) == first:
        return _Told(first, tuple(rest))
    babies = len(_BABY.findall(plain))
    if len(numbers) == 1 and not babies and first < heads and not _OF_AN_AGE.search(plain):
        return _Told(first)
    return _Told(len(numbers) + babies, (*numbers, *[0] * babies)) if len(numbers) + babies < heads else None
