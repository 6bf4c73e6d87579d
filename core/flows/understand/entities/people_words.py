"""The patterns that find people, put together from each language's words in `people.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# "2A 1C", "2 ad + 2 ch", "2+1"
_SHORT_PARTY = (
    r"(?P<party>(?<![\w.,/])(?P<grown>\d) ?(?:a|ad|adl|ads) ?(?:\+|,|/|&|y|e|and)? ?"
    r"(?P<young>\d) ?(?:c|ch|chd|chs|n|k)(?![a-z\d])"
    r"|(?<![\w.,/+-] )(?<![\w.,/+-])(?P<two>\d) ?\+ ?(?P<more_heads>\d)(?![\d/:.]| ?[a-z+]))"
)
_FILE = Path(__file__).with_name("people.toml")


@dataclass(frozen=True)
class PeopleWords:
    pattern: re.Pattern[str]
    ages: re.Pattern[str]
    months: re.Pattern[str]
    wholes: tuple[tuple[re.Pattern[str], int], ...]
    child: re.Pattern[str]
    adult: re.Pattern[str]
    and_child: re.Pattern[str]  # "for 2 + 1 kid": the first number was of adults
    plural: re.Pattern[str]
    pairs: re.Pattern[str]
    partners: re.Pattern[str]

    def is_child(self, noun: str) -> bool:
        return self.child.fullmatch(noun) is not None

    def is_adult(self, noun: str) -> bool:
        return self.adult.fullmatch(noun) is not None

    def is_plural(self, noun: str) -> bool:
        return self.plural.fullmatch(noun) is not None

    def is_pair(self, noun: str) -> bool:
        return self.pairs.fullmatch(noun) is not None

    def is_partner(self, noun: str) -> bool:
        return self.partners.fullmatch(noun) is not None

    def adults_in(self, said: str) -> int:
        for pattern, adults in self.wholes:
            found = pattern.search(said)
            if found:
                number = found.groupdict().get("n")
                return adults * int(number) if number else adults
        return 0


@cache
def people_words(lang: str) -> PeopleWords:
    said = tomllib.loads(_FILE.read_text("utf-8"))[lang]
    wholes = [(one["pattern"], one["adults"]) for one in said["whole"]]
    unnamed = [pattern.replace("?P<n>", "?:") for pattern, _ in wholes]
    noun = rf"{said['children']}|{said['adults']}|{said['people']}"
    kin = rf"{said['kin_children']}|{said['kin_adults']}"
    # Everything told of people begins where a word or number begins: no other place is tried.
    pattern = re.compile(
        rf"\b(?=[a-z\d])(?:(?P<none>{said['no_children']})|{_SHORT_PARTY}|(?P<tiny>{said['the_child']})"
        rf"|(?P<minors>\b\d{{1,2}} (?:of us |of them |de nosotros |de nos |deles )?"
        rf"(?:(?:are|son|sao) (?:{said['children']})(?![a-z])|(?:are )?under \d))"
        rf"|(?P<those>\b(?:{said['children']}) (?:are|son|sao) \d{{1,2}}\b(?! ?(?:(?:y|e|and|,) \d|anos|years)))"
        rf"|(?P<whole>{'|'.join(unnamed)})"
        rf"|(?<![\d/.,\x01-])\b(?P<count>\d{{1,2}}|{said['one']}) ?x? ?{said['filler']}(?P<noun>{noun})(?![a-z])"
        rf"|(?P<heads>{said['heads']})"
        rf"|\b(?:{said['ours']}) (?:(?P<howmany>\d{{1,2}}) |(?P<aged>\d{{1,2}})[ -]years?[ -]old )?"
        rf"{said['filler']}(?P<kin>{kin})(?![a-z])"
        rf"|\b(?P<bare>{said['bare_kin']})(?![a-z'])|\b(?P<self>{said['speaker']})(?![a-z']))"
    )
    between = r" ?(?:,|y|e|and|&|et|o|or) ?(?:de |el otro de |a |another |otro de |uno de |outr[oa] de |the other )?"
    numbers = rf"\d{{1,2}}(?:{between}\d{{1,2}})*"
    ages = re.compile(
        rf"(?<![\d/$:.])\b(?P<list>{numbers})[ -]?(?:{said['years']})(?![a-z])"
        rf"|(?:{said['children']})(?: \w+)?,? (?:un[oa] |uma? |one )?"
        rf"(?:de|aged?|of|ages|com|con|tienen?|are|is|tem|sao|\((?:ages? |de )?) ?(?P<more>{numbers})"
        r"(?! ?(?:[/\d:]|noches?|noites?|nights?|pesos|de [a-z]))"
    )
    return PeopleWords(
        pattern=pattern,
        ages=ages,
        months=re.compile(r"mes(?:es|ecitos)?\b|months?|mois"),
        wholes=tuple((re.compile(p), n) for p, n in wholes),
        child=re.compile(f"{said['children']}|{said['kin_children']}"),
        adult=re.compile(said["adults"]),
        and_child=re.compile(
            rf" ?(?:of us |in total |altogether |personas? |people |pessoas? )?"
            rf"(?:\+|mas|plus|mais|y|and|e) ?(?:\d|una?|uma?|an?) ?(?:{said['children']})"
        ),
        plural=re.compile(said["plural"]),
        pairs=re.compile(said["pairs"]),
        partners=re.compile(said["partners"]),
    )
