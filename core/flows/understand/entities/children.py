"""Children with what is said of them in passing: "two boys, 4 and 9", twins, babies, and grandma on top."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from core.flows.understand.entities.one_by_one import told_one_by_one
from core.flows.understand.entities.people import find_people, said_of_people
from core.flows.understand.entities.people_words import people_words, tells_of_grown_children
from core.flows.understand.entities.plainly import told_plainly
from core.flows.understand.entities.tally import NOBODY, People
from core.flows.understand.entities.whole_years import is_plainly_of_each
from core.flows.understand.text import has_figures, says_any
from core.flows.understand.watching import Seldom

_PLUS_KIN = re.compile(
    r"(?:\+|\b(?:plus|mas|mais|y (?:viene|se suma|vendria)|e vem)\b) ?"
    r"(?:(?:my|mi|minha|meu|la|el|a|o|the|un|una|um|uma|our|nuestr[oa]|noss[oa]) )?"
    r"(?:grand(?:ma|pa|mother|father)|granny|abuel[oa]|vovo|vo|suegr[oa]|sogr[oa]|herman[oa]|brother|sister|irmao?"
    r"|guide|guia|driver|chofer|motorista|nanny|niner[oa]|baba|amig[oa]|friend|cunad[oa]|cunhad[oa]|ti[oa]|prim[oa]|cousin|mother|father|madre|padre|mama|papa|mae|pai)(?![a-z])"
)
# A Portuguese "mas" takes back, a Spanish one adds.
_BUT = re.compile(r"\bmas\b")
# Two without saying so. In English two beds are twins too: those of a family have an age or an owner.
_TWINS = re.compile(
    r"(?<!\d )\b(?:mellis|mellizos|mellizas|gemelit[oa]s|mellicit[oa]s|gemelos|gemelas|gemeos|gemeas"
    r"|(?:(?<=my )|(?<=our )|(?<=kids \()|(?<=and )|(?<=with ))twins(?! (?:bed|room))"
    r"|twin (?:boys|girls)|twins(?=,? ?\(?(?:\d|aged|who|of \d|both|each)))(?![a-z])"
)
_ALL_TOGETHER = re.compile(
    r"\b(?:l[oa]s|ell[oa]s|[oa]s|el[ea]s|the) [2-9]\b|\b(?:both|ambos|juntos|together)\b"
)
# "I come with my son, just the two of us": he is one of the two.
_JUST_US_TWO = re.compile(
    r"\b(?:so|solo|just|apenas|nada mas) (?:nos|nosotr[oa]s|l[oa]s|the|us) 2\b"
    r"|\b(?:l[oa]s|nos) 2 (?:sol(?:it)?[oa]s|nomas|so)\b"
)
_THOSE_TWO = re.compile(r"\b(?:ell[oa]s 2|l[oa]s 2 solit[oa]s|the 2 of them|el[ea]s 2|os 2 so)\b")
_EVERY = ("cada u", " each")
TWINNED = ("mellis", "mellic", "melliz", "gemel", "gemeo", "gemea", "twin")
_TWINS_ARE = re.compile(r"\b(?:twins|mellizos|mellizas|gemelos|gemelas|gemeos) (?:are|tienen|tem|de) \d")
# "Adults: 2. Children: 3 (4 years, 8 months and 8 months)": the party told whole, whatever was said before it.
_WHOLE_FORM = re.compile(
    r"\b\d{1,2} (?:adult[a-z]*|mayores)[.,;]? (?:(?:y|e|and|con|com|with) )?(?P<number>[2-9]) [a-z]+ ?"
    r"\((?P<ages>[^()]*\d[^()]*)\)"
)
# "My husband's mum may come, so 3 adults and the kid": so are they told whole behind a sum.
_SUMMED_UP = Seldom(
    r"\b(?:so|that'?s|o ?sea|asi|entonces|entao|ou seja)(?: (?:que|somos|seriamos|we are|we're|we'd be))?[,:]? "
    r"(?P<grown>\d{1,2} (?:adult[oa]?s|grandes|mayores|grown ?-?ups)) (?:and|y|e|\+|mas|mais|plus|con|with|com) "
    r"(?:(?:1|an?|one|the|our|my|la|el|una?|mi|nuestr[oa]|o|uma?|minha|meu|noss[oa]) )?"
    r"(?P<young>(?:kid|child|toddler|girl|boy|nen[ea]|nin[oa]|chic[oa]|menor|crianca|menin[oa])\b[^.?!]*)"
)
_BABIES = re.compile(
    r"(?:\b(\d|una?|uma?|an?|one|my|our|mi|meu|nosso|nossa|nuestr[oa]|la|el|al|o|a|the|y|e|and|con|com|with|mas|plus) )"
    r"(?:bebes?|bebas?|babies|baby|bbs?|newborns?"
    r"|recem[ -]nascidos?)(?![a-z])"
)
# "two boys, 4 and 9": no word says that these are years, but there are as many as boys.
_LISTED = re.compile(
    r"(?:boys?|girls?|kids?|children|sons?|daughters?|nen[ea]s?|nin[oa]s?|chic[oa]s?|hij[oa]s?|filh[oa]s?"
    r"|menin[oa]s?|criancas?|menores)(?: with me| conmigo| comigo)?"
    r"(?:,|:| \(|,? de)? ?(?P<list>\d{1,2}(?:(?:, ?| y | e | and | & | )\d{1,2})+)"
    r"(?! ?(?:[/\d:-]|al? |to |ate |till? |until |noches?|noites?|nights?|d[aei]\b|of |[a-z]{3,9}ber|dec|jan|feb))"
)
_YOUNG = (
    "boy", "girl", "kid", "child", "son", "daughter", "nen", "nin", "chic", "hij", "filh", "menin", "crianca",
    "menores",
)  # fmt: skip
_ONE_OF = re.compile(
    r"\b(?:1|uno|una|un|one|um|uma) (?:de|of|is|aged|que tiene|tiene|com|tem) (\d{1,2})\b"
    r"(?= ?(?:anos? |years? )?(?:,|y|and|e|&) )"
)
_NO_AGES = range(18, 100)
_COUPLE_AND = re.compile(
    r"\b(?:casal|matrimonio|pareja|couple) (?:e|y|and|mas|mais|plus) (?:a|la|el|o|the|her|his|su|una?|uma?|one|1|mi"
    r"|minha) "
    r"(?:abuel[oa]|suegr[oa]|sogr[oa]|mama|mae|madre|mother|mom|mum|father|friend|amig[oa]|herman[oa]|irma|cunad[oa])\b"
)
_ADULTS = re.compile(
    r"\b(\d{1,2}) (?:adult|grown)|\b(?:somos|nosotros|we are|we're|us|nos)(?: nosotros| somos)* (\d{1,2})\b(?! \d)"
    r"|\b(?P<people>\d{1,2}) (?:people|personas|pessoas)\b"
)
_COUPLES = ("casal", "matrimonio", "pareja", "couple")
_COUNTED = frozenset({"noun", "heads", "party", "minors", "those", "whole", "self", "kin"})
_CHILDREN = {"es": "nenes", "en": "kids", "pt": "criancas"}


# "Two families, each with a mum, a dad and one kid": what is told of one holds for each.
_EACH_OF = re.compile(
    r"\b(?P<times>[2-9]) (?:familias?|families|grupos?|groups?|turmas?)[,:;]? (?:de )?"
    r"(?:cada un[oa]|cada uma?|each)(?: one)?"
    r"(?: (?:con|with|com|of|has|have|is|es|de|tiene|tem|e|somos|son|sao|seria))*[,:]? (?P<one>[^.?!;]+)"
)


_EVERY_ONE = ("cada", "each", " su", " seus", " suas", " their", " con la", " com as", " y la", " e as")
_EACH_HAS = re.compile(
    r"\b[2-9] (?:parejas|matrimonios|casais|couples) (?:con|com|with) [^.?!,]{0,24}\b(?:cada|each)\b"
    r"|\b[2-9] (?:herman[oa]s|amig[oa]s|prim[oa]s|irm[ao]\w*|brothers|sisters|friends|cousins|colegas)"
    r"(?:,? cada un[oa]|,? each)?"
    r" (?:con|com|with|y|e|and) (?:sus?|su|seus?|suas?|[oa]s?|their|an?|una?|la|el) ?"
    r"(?:maridos?|mujer(?:es)?|espos[oa]s?|novi[oa]s?|parejas?|namorad[oa]s?|mulheres|husbands?|wi(?:fe|ves)|partners?"
    r"|girlfriends|boyfriends)\b"
)


def _whole_form(text: str) -> str | None:
    found = _WHOLE_FORM.search(text) if "(" in text else None
    if found is not None and len(re.findall(r"\d+", found["ages"])) == int(found["number"]):
        return found.group()
    summed = _SUMMED_UP.search(text)
    return f"{summed['grown']}, 1 {summed['young']}" if summed is not None else None


def _of_each(text: str, lang: str) -> People | None:
    told = _EACH_OF.search(text) if says_any(text, _EVERY) else None
    one = (
        party_by_rules(f"somos {told['one']}" if lang != "en" else f"it's {told['one']}", lang)
        if told
        else None
    )
    if told is None or one is None or not (one.adults or one.people):
        return None
    times = int(told["times"])
    adults, children = (times * told if told else None for told in (one.adults, one.children))
    return People(adults, children, (), times * one.people if one.people else None)


def told_in_figures(text: str, lang: str) -> bool:
    """ "2A 1C", "two couples with a child each": there is nothing to weigh."""
    if not has_figures(text):
        return False
    plain = told_plainly(text, lang)
    if _whole_form(plain) is not None:
        return True
    short = any(match.lastgroup == "party" for match in said_of_people(plain, lang))
    plainly = short or _each_has(text) or _of_each(plain, lang) is not None
    return plainly or tells_of_grown_children(plain)


def _each_has(text: str) -> bool:
    """ "Two couples with a child each", "three brothers and their wives"."""
    return says_any(text, _EVERY_ONE) and _EACH_HAS.search(text) is not None


@lru_cache(maxsize=256)
def party_by_rules(text: str, lang: str) -> People:
    """`text` is folded and numbered, with money, times and contacts hidden."""
    text = told_plainly(text, lang)
    text = _whole_form(text) or text
    if (families := _of_each(text, lang)) is not None:
        return families
    twins = says_any(text, TWINNED) and _TWINS.search(text) is not None
    if twins:
        text = _TWINS.sub(f"2 {_CHILDREN.get(lang, 'enfants')}", text)
    text = text.replace("kids (2 kids", "(2 kids")
    found = _all_of_them(text, lang)
    if found is NOBODY and not has_figures(text):
        return found
    found = _with_kin(text, lang, found)
    ages = found.child_ages or _listed(text, found.children)
    ages, found = _one_beside(text, found, ages)
    if len(ages) == 1 and (twins or ((found.children or 0) > 1 and is_plainly_of_each(text))):
        ages *= 2 if twins else found.children or 0
    if ages and found.children is not None and len(ages) < found.children and _TWINS_ARE.search(text):
        ages = (*ages, ages[-1])
    return replace(_beside(found), child_ages=_with_babies(text, found.children, ages))


def _all_of_them(text: str, lang: str) -> People:
    """Those told one by one, unless a number of adults or heads stands beside them."""
    found, row = find_people(text, lang), told_one_by_one(text, lang)
    if (found.adults, found.children) == (2, 1) and row is None and _JUST_US_TWO.search(text):
        return replace(found, adults=1, people=2)
    if row is None:
        told = found.adults or found.people
        return (
            found
            if told or "2" not in text or not _THOSE_TWO.search(text)
            else replace(found, adults=2, people=2)
        )
    start, end = row.told
    beside = find_people(text[:start] + "\x01" * (end - start) + text[end:], lang)
    if (beside.adults or 0) > row.named_before and not (
        beside.adults == row.adults and _ALL_TOGETHER.search(text)
    ):
        return found
    if beside.people and not beside.adults and beside.people != row.adults + row.children:
        return found
    children = row.children or (None if row.named_before else beside.children)
    ages = found.child_ages if children else ()
    return People(row.adults, children, ages[: children or 0], row.adults + (children or 0))


def _one_beside(text: str, found: People, ages: tuple[int, ...]) -> tuple[tuple[int, ...], People]:
    """ "One of six and the girl of three": the first of them is a child too, if no number said how many."""
    other = _ONE_OF.search(text) if found.children == len(ages) == 1 else None
    if other is None or int(other.group(1)) in (*ages, *_NO_AGES):
        return ages, found
    heads = found.people + 1 if found.people is not None else None
    return (int(other.group(1)), *ages), replace(found, children=2, people=heads)


def _with_kin(text: str, lang: str, found: People) -> People:
    """ "2 adults + grandma": one more than the number said."""
    if found.adults == 2 and says_any(text, _COUPLES) and _COUPLE_AND.search(text):
        return replace(found, adults=3, people=found.people + 1 if found.people is not None else None)
    if not has_figures(text):
        return found
    said = _ADULTS.search(text)
    told = int(next(filter(None, said.groups()))) if said is not None else 0
    if not told or (found.adults or found.people) != told:
        return found
    if said is not None and said["people"]:  # "four plus our driver, so five people"
        text = text[said.end() :]
    if not (more := len(_PLUS_KIN.findall(text if lang != "pt" else _BUT.sub(",", text)))):
        return found
    heads = found.people + more if found.people is not None else None
    return replace(found, adults=found.adults + more if found.adults is not None else None, people=heads)


def _beside(found: People) -> People:
    """ "We are two, with twins": the twins are not the two."""
    heads, children = found.people, found.children
    if heads is None or not children or found.adults is not None or heads > children:
        return found
    return replace(found, adults=heads, people=heads + children)


def _listed(text: str, children: int | None) -> tuple[int, ...]:
    if children is None or children < 2:
        return ()
    found = _LISTED.search(text)
    ages = tuple(int(one) for one in re.findall(r"\d+", found.group("list"))) if found else ()
    return ages if len(ages) == children and all(age <= 17 for age in ages) else ()


def _each_with_an_age(text: str, found: re.Match[str]) -> bool:
    """ "3 girls 15, 16 and 18": as many figures as heads, whether all of them are children or not."""
    counted = re.search(r"\b([2-9]) $", text[: found.start()])
    return counted is not None and int(counted[1]) == len(re.findall(r"\d+", found["list"]))


def _with_babies(text: str, children: int | None, ages: tuple[int, ...]) -> tuple[int, ...]:
    """Nobody asks how old a baby is: those whose age was not told are of none."""
    said = _BABIES.findall(text) if children else []
    babies = sum(int(one) if one.isdigit() else 1 for one in said)
    return (*ages, *(0,) * babies) if babies and children == len(ages) + babies else ages


def without_heads(text: str, lang: str) -> str:
    """The words with heads and ages hidden: four guests do not come on the 4th, nor does a boy of 4."""
    words = people_words(lang)
    spans = [m.span() for m in words.ages.finditer(text)]
    spans += [m.span() for m in said_of_people(text, lang) if m.lastgroup in _COUNTED]
    if (
        says_any(text, _YOUNG)
        and (found := _LISTED.search(text))
        and (_listed(text, party_by_rules(text, lang).children) or _each_with_an_age(text, found))
    ):
        spans.append(found.span("list"))
    for start, end in spans:
        text = text[:start] + "\x01" * (end - start) + text[end:]
    return text
