"""The patterns that find people, put together from each language's words in `people.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.base.kept import table
from core.flows.understand.patterns import at_words
from core.flows.understand.watching import Seldom

# "2A 1C", "2 ad + 2 ch", "2+1"
_SHORT_PARTY = (
    r"(?P<party>(?<![\w.,/])(?P<grown>\d) ?(?:a|ad|adl|ads|adt|adts|adul) ?(?:\+|,|/|&|y|e|and)? ?"
    r"(?P<young>\d) ?(?:c|ch|chd|chs|n|k|cca|ccas|crc|inf|infs|men|nin)(?![a-z\d])"
    r"|(?<![\w.,/+-] )(?<![\w.,/+-])(?P<two>\d) ?\+ ?(?P<more_heads>\d)(?![\d/:.]| ?[a-z+]))"
)
# "seven, three of whom are children", "tres de ellos menores"
_OF_WHOM = (
    r"(?:of us |of them |of whom |de nosotros |de nos |deles |delas |(?:de )?(?:l[oa]s cuales|ell[oa]s) )"
)
_AFTER_WHOM = "|".join(
    f"(?<={w} )" for w in ("ellos", "ellas", "deles", "delas", "cuales", "of them", "whom")
)
_WHOSE = (
    r"(?:de|aged?|of|ages|com|con|(?:que )?tienen?|are|is|que tem|tem|sao|\((?:ages? |de )?"
    r"|(?:who's|who is|who are|they're|they are|he's|she's)(?: just)?(?: turned)?|who (?:just )?turned)"
)
# "My daughter, my son-in-law": she is as grown up as he is; so is whoever has a child, a grandchild of the speaker.
_IN_LAW = re.compile(r"\b(?:genro|nora|yerno|nuera)\b|\b(?:son|daughter)-in-law\b")
_HAVE_A_CHILD = Seldom(
    r"\b(?:mis?|nuestr[oa]s?|my|our|meus?|minhas?|noss[oa]s?) (?:\d |little |pequen[oa]s? )?(?:niet(?:it)?[oa]s?"
    r"|net(?:inh)?[oa]s?|grand(?:sons?|daughters?|kids?|child(?:ren)?|babies|baby))\b"
    r"|\b(?:hij[oa]|filh[oa]|son|daughter)\b(?:,| y| e| and| con| com| with)+ (?:su|his|her|sus) (?:\d )?"
    r"(?:beb[ea]s?|nen[ea]s?|hij[oa]s?|nin[oa]s?|chic[oa]s?|bab(?:y|ies)|kids?|child(?:ren)?|sons?|daughters?|toddler)\b"
    r"|\bfilh[oa] (?:e|com) (?:[oa]s? )?(?:\d )?(?:filh[oa]s?|bebes?|criancas?) del[ea]\b"
)
# Whose own age is told is as old as that.
_AGED = re.compile(
    r",? ?\(?(?:(?:de|com|con|of|aged|is|who is|who's|que tiene|que tem|tiene|tem) )?\d{1,2}\b(?! ?(?:niet|net|grand))"
)
_SON_OR_DAUGHTER = re.compile(r"(?:hij|filh)[oa]|son|daughter")
_A_SON_OR_DAUGHTER = re.compile(rf"\b(?:{_SON_OR_DAUGHTER.pattern})\b")
_WORD = re.compile(r"[a-z]+")
# "Two children, from the 6th to the 9th of February": no child is of 6.
_UNTIL_A_DAY = (
    r"(?:al?|ao|ate|to|until|till|-) ?\d{1,2}(?:st|nd|rd|th)? (?:de |of )?"
    r"(?:jan|ene|feb|fev|mar|abr|apr|may|mai|jun|jul|ago|aug|sep|set|oct|out|nov|dic|dez|dec)"
)
_FILE = Path(__file__).with_name("people.toml")


@dataclass(frozen=True)
class PeopleWords:
    pattern: re.Pattern[str]
    ages: Seldom
    wholes: tuple[tuple[re.Pattern[str], int], ...]
    child: re.Pattern[str]
    adult: re.Pattern[str]
    trade: re.Pattern[str]
    and_child: re.Pattern[str]  # "for 2 + 1 kid": the first number was of adults
    plural: re.Pattern[str]
    pairs: re.Pattern[str]
    partners: re.Pattern[str]
    grown_too: re.Pattern[str]  # "girls": of a family they are children, of themselves they are friends

    def is_child(self, noun: str) -> bool:
        return self.child.fullmatch(noun) is not None

    def is_adult(self, noun: str) -> bool:
        return self.adult.fullmatch(noun) is not None

    def is_trade(self, noun: str) -> bool:
        return self.trade.fullmatch(noun) is not None

    def is_anybody(self, noun: str | None) -> bool:
        """ "People", "heads": neither a child's nor a grown-up's word."""
        return noun is not None and not (self.is_child(noun) or self.is_adult(noun) or self.is_trade(noun))

    def is_plural(self, noun: str) -> bool:
        return self.plural.fullmatch(noun) is not None

    def is_pair(self, noun: str) -> bool:
        return self.pairs.fullmatch(noun) is not None

    def is_partner(self, noun: str) -> bool:
        return self.partners.fullmatch(noun) is not None

    def adults_at(self, match: re.Match[str]) -> int:
        for pattern, adults in self.wholes:
            found = pattern.match(match.string, match.start())
            if found:
                number = found.groupdict().get("n")
                return adults * int(number) if number else adults
        return 0


def _told(said: dict[str, Any]) -> re.Pattern[str]:
    """Everything told of people begins where a word or number begins: no other place is tried."""
    unnamed = [one["pattern"].replace("?P<n>", "?:") for one in said["whole"]]
    noun = rf"{said['children']}|{said['adults']}|{said['trades']}|{said['people']}"
    kin = rf"{said['kin_children']}|{said['kin_adults']}"
    return at_words(
        rf"(?P<none>{said['no_children']})|{_SHORT_PARTY}|(?P<tiny>{said['the_child']})"
        rf"|(?P<minors>\b\d{{1,2}} {_OF_WHOM}?(?:(?:are |son |sao |{_AFTER_WHOM})(?:{said['children']})(?![a-z])"
        rf"|(?:are )?under \d))"
        rf"|(?P<those>\b(?:{said['children']})(?:,? que)? (?:are|son|sao) \d{{1,2}}\b"
        r"(?! ?(?:(?:y|e|and|,) \d|\d|anos|years)))"
        rf"|(?P<whole>{'|'.join(unnamed)})"
        rf"|(?<![\d/.,\x01-])\b(?P<count>\d{{1,2}}|{said['one']}) ?x? ?{said['filler']}(?P<noun>{noun})(?![a-z])"
        rf"|(?P<heads>{said['heads']})"
        rf"|\b(?:{said['ours']}) (?:(?P<howmany>\d{{1,2}}) |(?P<aged>\d{{1,2}})[ -]years?[ -]old )?"
        rf"{said['filler']}(?P<kin>{kin})(?![a-z])"
        rf"|\b(?P<theirs>(?:su|his|her|their) (?:{said['kin_adults']})|[oa] (?:{said['partners']}) del[ae])(?![a-z])"
        rf"|\b(?P<bare>{said['bare_kin']})(?![a-z'])|\b(?P<self>{said['speaker']})(?![a-z'])"
    )


def _ages(said: dict[str, Any]) -> Seldom:
    of_one = "(?:uno?|una|uma?|otr[oa]|outr[oa]) de "
    between = (
        rf"(?:(?: ?, ?| {{0,2}})(?:y|e|and|&|et|o|or)(?![a-z])| ?,(?! ?o {of_one})) ?"
        rf"(?:de |a |another |(?:el |la |o )?{of_one}|the other (?:one )?(?:is )?)?"
    )
    numbers = rf"\d{{1,2}}(?:(?: anos| years(?: old)?)?{between}\d{{1,2}})*"
    # "The kids are 2 6 and 11": with no comma, as people write.
    following = rf"(?: anos| years(?: old)?)?{between}|(?<=\d) (?=\d{{1,2}} ?(?:,|y|e|and|&) ?\d)"
    in_a_row = rf"\d{{1,2}}(?:(?:{following})\d{{1,2}})*"
    return Seldom(
        rf"\b(?<![\d/$:.])(?P<list>{numbers})[ -]?(?:{said['years']})(?![a-z])"
        rf"|(?:{said['children']})(?: \w+)?,? (?:un[oa] |uma? |one )?"
        rf"{_WHOSE} ?(?P<more>{in_a_row})"
        rf"(?! ?(?:[/\d:]|noches?|noites?|nights?|diarias?|pesos|de [a-z]|(?:{said['children']})(?![a-z])"
        rf"|{_UNTIL_A_DAY}))"
        rf"|\b(?:my|our|mi|nuestr[oa]|meu|minha|noss[oa]) (?:{said['kin_children']}),? \(?(?P<his>\d{{1,2}})\b"
        r"(?= ?(?:$|[,.)]|and |y |e ))"
        r"|\b(?:oldest|eldest|youngest|older|younger|little|twins|mayor|menor|mas chic[oa]|mas grande|chic[oa]|grande"
        r"|mellizos|gemelos|mais velh[oa]|mais nov[oa])(?: one)? (?:is |are |tienen? |tem |de )?"
        r"(?P<elder>\d{1,2})\b(?! ?(?:[/\d:]|personas|people|pessoas|noches?|noites?|nights?|de [a-z]))"
    )


@table
def people_table() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads(_FILE.read_text("utf-8"))
    return table


@table
def people_words(lang: str) -> PeopleWords:
    said = people_table()[lang]
    return PeopleWords(
        pattern=_told(said),
        ages=_ages(said),
        wholes=tuple((re.compile(one["pattern"]), one["adults"]) for one in said["whole"]),
        child=re.compile(f"{said['children']}|{said['kin_children']}"),
        adult=re.compile(said["adults"]),
        trade=re.compile(said["trades"]),
        and_child=re.compile(
            rf" ?(?:of us |in total |altogether |personas? |people |pessoas? )?"
            r"(?:\+|mas|plus|mais|y|and|e|con|with|com) ?"
            r"(?:\d|una?|uma?|an?|(?:el|la|the|o|a|mi|my|our|meu|minha)(?= )) ?"
            rf"(?:{said['children']})"
        ),
        plural=re.compile(said["plural"]),
        pairs=re.compile(said["pairs"]),
        partners=re.compile(said["partners"]),
        grown_too=re.compile(r"chic[oa]s|girls|boys|muchach[oa]s|meninas|meninos|pibas|pibes"),
    )


def is_of_age(kin: str, text: str, end: int) -> bool:
    """Of a son or daughter named up to `end`: married, or with a child of their own."""
    if _SON_OR_DAUGHTER.fullmatch(kin) is None:
        return False
    return _IN_LAW.search(text) is not None or (
        _HAVE_A_CHILD.search(text) is not None and _AGED.match(text, end) is None
    )


def tells_of_grown_children(text: str) -> bool:
    """Of folded text: a son or daughter comes along with a child of theirs."""
    if _HAVE_A_CHILD.search(text) is None:
        return False
    return any(is_of_age(one.group(), text, one.end()) for one in _A_SON_OR_DAUGHTER.finditer(text))


def names_children(text: str, lang: str) -> bool:
    """Of folded text: it has a word for a child, beside ages and numbers."""
    child = people_words(lang).child if lang in people_table() else people_words("es").child
    return any(child.fullmatch(word) for word in _WORD.findall(text))
