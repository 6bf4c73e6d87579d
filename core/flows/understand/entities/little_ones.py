"""Every child told once, with its own age: a baby girl is one, "two kids, 3 and 11 months" are 3 and 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from core.flows.understand.entities.whole_years import in_whole_years
from core.flows.understand.entities.whose_age import with_whose_age
from core.flows.understand.text import has_figures, rewriting, rewritten, says_any
from core.flows.understand.watching import Seldom

_MONTHS: Final = ("mes", "month")
_BABY: Final = ("baby", "beb", "infant", "newborn", "toddler")
_OF_FRIENDS: Final = (
    "todos ", "todas ", "all ", "amig", "pib", "chic", "friends ", "mates ", "guys ", "girls ", "boys ",
)  # fmt: skip
# Two words for one child.
_BABY_GIRL: Final = re.compile(
    r"\b(bab(?:y|ies)|infant|newborn|toddler) (?:girls?|boys?|sons?|daughters?)\b"
    r"|\b(beb[ea]) (?:varon|nena|nene|mujer|menin[oa]|nin[oa])\b"
    r"|\b(?:hij[oa]|filh[oa]|nen[ea]|sobrin[oa]|niet[oa]|net[oa]) (beb[ea])\b"
)
_BABY_TWINS: Final = re.compile(
    r"\b(?:2 )?(?:(?P<babies>baby|infant|newborn)|toddler) twins?\b(?! (?:bed|room))"
    r"|\b(?:2 )?twin (?:(?P<little>babies|infants|newborns)|toddlers)\b"
    r"|\b(?:2 )?(?:mell\w+|gemel[oa]s|gemelit[oa]s|gemeos|gemeas) (?P<bebes>bebes|bebas|bebezinhos)\b"
)
# "My little ones", "a spot 4 2 this saturday".
_ENGLISH: Final = rewriting(
    ((" ones",), re.compile(r"\b(?:little|lil|wee|tiny|young) ones\b"), "kids"),
    (("lil one", "wee one"), re.compile(r"\b(?:lil|wee) one\b"), "kid"),
    (
        (" 4 ",),
        re.compile(
            r"\b(?P<keep>(?:rooms?|spot|crib|place|cabin|beds?|something|anything|space|booking)(?: [a-z]+)?) 4 "
            r"(?P<heads>[1-9])\b(?! ?(?:adult|kid|child|night|[/:-]))"
        ),
        r"\g<keep> for \g<heads> people",
    ),
)
_UNIT: Final = r"(?:meses|months?)\b"
_AND: Final = r"(?:,? ?(?:y|e|and|&) |, ?)"
_SEVERAL: Final = (
    r"(?:kids|kiddos|children|boys|girls|sons|daughters|grandkids|grandchildren|little ones|nen[eo]s|nenas|nin[oa]s"
    r"|chic[oa]s|hij[oa]s|niet[oa]s|sobrin[oa]s|pib[ea]s|peques|pequen[oa]s|menores|criancas|filh[oa]s|net[oa]s"
    r"|menin[oa]s|aged|ages|edades|idades)"
)
# Those of twins and of babies are alike, and "3 and 11 month olds" may be either.
_ALIKE: Final = re.compile(
    r"\b(?:twins?|mell\w+|gemel\w+|gemeos|gemeas|bebes?|bebas?|babies|baby|bbs?|newborns?)\b"
)
_LISTED: Final = re.compile(
    rf"\b(?P<of>{_SEVERAL}\b[^\d.;?!]{{0,20}})(?P<years>\d{{1,2}}(?:{_AND}\d{{1,2}})*)(?P<and>{_AND})(?P<last>\d{{1,2}})"
    rf"(?P<unit> ?{_UNIT})(?! ?-?olds\b)"
)
# "My son is 3 years and 11 months": he alone is.
_ONE: Final = re.compile(
    r"(?P<of>\b(?:kid|child|boy|girl|son|daughter|baby|grandson|granddaughter|nen[ea]|nin[oa]|chic[oa]|hij[oa]|niet[oa]"
    r"|bebe|beba|crianca|filh[oa]|net[oa]|menin[oa]|he|she|el|ella)(?: \w+)?,?"
    r"(?: is|'s| es| e| de| aged| tiene| tem| com| con| who is| who's| que tiene| que tem) )"
    rf"(?P<years>\d{{1,2}} (?:anos?|years?))(?: old)?,? ?(?:y |e |and |con |com )?\d{{1,2}} {_UNIT}"
)
_SMALL: Final = ("chic", "chiquit", "pequen")
# "A double and another small one", "a small dog": small are the room and the dog.
_SMALL_THING: Final = re.compile(
    r"(?P<thing>\b(?:habitaci\w+|cuartos?|piezas?|dobles?|triples?|simples?|singles?|suites?|caban\w+|quartos?|duplos?"
    r"|camas?|perr\w+|gat\w+|mascotas?|caniches?|cachorr\w+|algo)(?:,? (?:y|e) (?:otr[oa]|outr[oa]|una?|uma?))?"
    r"(?: (?:mas|mais|bien|muy|medio))?) (?:chiquit[oa]|chic[oa]|pequen[oa]|pequenit[oa]"
    r"|(?<=s )(?:chiquitas|chicas|pequenas))\b"
    r"(?! (?:de|que tiene|tiene|con|com) \d)"
)
_SEVERAL_ALIKE: Final = ("bebe", "beba", "babies", "bbs", "twin", "melliz", "gemel", "gemeo", "gemea")
# "Two babies of 8 months" and "the twins are 8 months" are so old each.
_OF_SEVERAL: Final = re.compile(
    r"(?P<of>\b(?:(?P<number>[2-4]) (?:beb[ea]s|bebezinhos|babies|bbs)"
    r"|(?:mellis|melliz[oa]s|gemelit[oa]s|mellicit[oa]s|gemel[oa]s|gemeos|gemeas|twins))(?: \(|,)?"
    r"(?: (?:que|who|de|of|aged|com|con|tem|tienen|are|sao|son|(?:2|ambos|ambas|both)))*[ (]{1,2})"
    rf"(?P<age>\d{{1,2}}) ?(?P<unit>{_UNIT}|an(?:it|inh)?os\b|years?\b)"
    rf"(?!{_AND}\d{{1,2}} ?(?:{_UNIT}|an(?:it|inh)?os|years?)(?! ?\w))"
)
_ALONE: Final = re.compile(rf"\d{{1,2}}(?:{_AND}\d{{1,2}})+ ?{_UNIT}(?: old)?[ .!]*")
# "All of us 17 and 18": between friends no word says that these are years.
_FRIENDS: Final = re.compile(
    r"\b(?P<of>(?:tod[oa]s(?: nos| nosotr[oa]s)?|all(?: of us)?|amig[oa]s|pib[ea]s|chic[oa]s|friends|mates|guys|girls"
    r"|boys),? (?:de |con |com |of |aged |tenemos |temos |are |entre )?)(?P<young>1[2-9]|2\d) (?P<and>y|e|and|a) "
    r"(?P<old>1[2-9]|2\d)\b(?! ?(?:de |of |[/:-]|noch|noit|night|dia|day|per|pes|hab|quart|room|jan|feb|mar|apr|may"
    r"|jun|jul|aug|sep|oct|nov|dec))(?: (?:anos|years(?: old)?))?"
)
# "4 guys of 19" are grown up, whatever the word says.
_GROWN_FRIENDS: Final = re.compile(
    r"\b(?P<with>(?:con|with|com) )?(?P<heads>\d{1,2}) (?:amig[oa]s|pib[ea]s|chic[oa]s|friends|mates|guys|girls"
    r"|boys|lads)"
    r"(?:,? de|,? con|,? com|,? of|,? aged|,) (?:1[89]|[2-9]\d)\b(?: (?:anos|years(?: old)?))?"
    r"(?! ?(?:de |of |[/:-]|noch|noit|night|dia|day|per|pes|hab|quart|room|al? |to ))"
)
_TWO_AGES: Final = Seldom(r"[12]\d (?:y|e|and|a) [12]\d")
_NEARLY_GROWN: Final = 16
_NUMBER: Final = re.compile(r"\d+")
_OLDEST: Final = 17
_SAID: Final = re.compile(
    r" ?-?(?:(?P<months>mes(?:es|ecitos)?\b|months?|mois)|anos?|anitos?|years?|yrs?|yo\b)"
)
_UNIT_BEHIND: Final = 12


@lru_cache(maxsize=256)
def told_once(text: str, lang: str) -> str:
    """`text` is folded and numbered; in what comes back every age stands beside its unit."""
    if says_any(text, _BABY):
        text = _BABY_GIRL.sub(lambda said: said[1] or said[2] or said[3], text)
        text = _BABY_TWINS.sub(_two_babies, text)
    text = without_small_things(with_whose_age(text))
    if lang == "en":
        text = rewritten(text, _ENGLISH)
    return in_whole_years(_each_beside_its_unit(text, lang))


def without_small_things(text: str) -> str:
    """Of folded text: "un perrito chico" is a dog, and its size is no child."""
    return _SMALL_THING.sub(r"\g<thing>", text) if says_any(text, _SMALL) else text


def _two_babies(said: re.Match[str]) -> str:
    if said["bebes"]:
        return "2 bebes"
    return "2 babies" if said["babies"] or said["little"] else "2 toddlers"


def _each_beside_its_unit(text: str, lang: str) -> str:
    if not has_figures(text):
        return text
    if _TWO_AGES.search(text) and says_any(text, _OF_FRIENDS):
        text = _FRIENDS.sub(lambda said: _both_years(said, "years" if lang == "en" else "anos"), text)
    if says_any(text, _OF_FRIENDS):
        text = _GROWN_FRIENDS.sub(lambda said: _so_many_grown(said, lang), text)
    text = _OF_SEVERAL.sub(_each_of_them, text) if says_any(text, _SEVERAL_ALIKE) else text
    if not says_any(text, _MONTHS):
        return text
    year = "years" if lang == "en" else "anos"
    text = _ONE.sub(lambda said: f"{said['of']}{said['years']}", text)
    return _LISTED.sub(lambda said: _with_units(said, year), text)


def _so_many_grown(said: re.Match[str], lang: str) -> str:
    """Friends come with whoever writes."""
    if said["with"]:
        return f"{said['with']}{said['heads']} {'friends' if lang == 'en' else 'amigos'}"
    return f"{said['heads']} {'adults' if lang == 'en' else 'adultos'}"


def _each_of_them(said: re.Match[str]) -> str:
    age, alike = f"{said['age']} {said['unit']}", 2 if said["number"] is None else int(said["number"])
    return f"{said['of']}{' y '.join([age] * alike)}"


def ages_alone(text: str, lang: str) -> tuple[int, ...]:
    """Of "3 and 11 months" and no more, in answer to how old they are; nothing of any other words."""
    if _ALONE.fullmatch(text) is None:
        return ()
    told = told_once(f"ages {text}", lang)
    return tuple(reversed(list(_backwards(told, len(told)))))


def _both_years(said: re.Match[str], year: str) -> str:
    """Friends of that age come as grown-ups do; younger ones are children with their ages."""
    if max(int(said["young"]), int(said["old"])) >= _NEARLY_GROWN:
        return said["of"]
    return f"{said['of']}{said['young']} {year} {said['and']} {said['old']} {year}"


def _with_units(said: re.Match[str], year: str) -> str:
    ages = _NUMBER.findall(said["years"])
    if said["last"] in ages or any(int(age) > _OLDEST for age in ages) or _ALIKE.search(said["of"]):
        return said.group()
    years = _NUMBER.sub(lambda age: f"{age.group()} {year}", said["years"])
    return f"{said['of']}{years}{said['and']}{said['last']}{said['unit']}"


def ages_in(text: str, told: Seldom) -> Iterator[int]:
    """ "De 5 y 8 años", "aged 3 and 5", "un nene de 5"; those in months count as zero.

    A number without a unit has the one of the number behind it.
    """
    for found in told.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        yield from reversed(list(_backwards(text[start : end + _UNIT_BEHIND], end - start)))


def _backwards(told: str, length: int) -> Iterator[int]:
    in_months = False
    for number in reversed(list(_NUMBER.finditer(told, 0, length))):
        if unit := _SAID.match(told, number.end()):
            in_months = unit["months"] is not None
        yield 0 if in_months else int(number.group())
