"""What a short answer means against the question just asked: "yes", "3", "the second one", "and for 4?"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from core.domain.memory import About, Asked
from core.flows.understand.answers.questions import only_asks, wants_either
from core.flows.understand.entities import Entities
from core.flows.understand.entities.little_ones import ages_alone, told_once
from core.flows.understand.entities.people import said_of_people
from core.flows.understand.entities.people_words import names_children, people_words
from core.flows.understand.entities.whole_years import in_whole_years
from core.flows.understand.heads.what_is_counted import counts_heads, counts_nights, is_one_alone
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.intents.shape import tokens
from core.flows.understand.stay import StayReading
from core.flows.understand.stay.told_of import THOSE
from core.flows.understand.text import normalise, numbered
from core.flows.understand.which_room.places import both_said, chosen_place, place_said

_COUNTS: Final = frozenset({About.ADULTS, About.CHILDREN, About.PEOPLE, About.ROOMS})
_OF_EVERYBODY: Final = frozenset({About.PEOPLE, About.ADULTS})
_HEADS: Final = _COUNTS | {About.AGES, About.NAME}
# Words that make days of bare numbers.
_SPANNING: Final = frozenset(
    {"al", "del", "desde", "hasta", "dia", "dias", "noche", "noches", "from", "to", "until", "till", "between",
     "night", "nights", "ate", "das", "dos", "do", "ao", "noite", "noites"}
)  # fmt: skip
# Of ages "2, 6 and 9, I told you at the start" spans nothing: such a word stands beside a figure.
_SPANS: Final = re.compile(
    r"\b(?:al|del|desde|hasta|dias?|from|to|until|till|between|ate|das|dos|do|ao)(?: (?:el|the|dia|o))? \d"
    r"|\d (?:dias?|noches?|nights?|noites?)\b"
)
_OLDEST_CHILD: Final = 17
_NONE: Final = frozenset({"ninguno", "ninguna", "none", "nenhum", "nenhuma", "zero", "cero", "sin", "no"})
_FILLING: Final = frozenset(
    {"la", "el", "las", "los", "lo", "the", "one", "o", "a", "opcion", "option", "opcao", "numero",
     "number", "num", "n", "quiero", "want", "quero", "prefiero", "esa", "ese", "that", "esse", "essa",
     "por", "favor", "please", "solo", "just", "so", "somos", "we", "are", "sao", "seria", "serian",
     "somente", "noches", "noche", "nights", "night", "noites", "noite", "diarias", "personas", "people",
     "pessoas", "adultos", "adults", "habitaciones", "rooms", "quartos", "chicos", "kids", "children",
     "criancas", "ninos", "de", "for", "para", "estrellas", "stars", "estrelas", "un", "una", "um", "uma",
     "me", "quedo", "con", "with", "fico", "fica", "entao", "entonces", "then", "mesmo", "nomas", "total", "in", "en"}
)  # fmt: skip
# "2 rooms" counts rooms, "we are 2" people; it is not the second of a list.
_COUNTED: Final = frozenset(
    {"habitaciones", "rooms", "quartos", "noche", "noches", "night", "nights", "noite",
     "noites", "diaria", "diarias", "dia", "dias", "day", "days", "persona", "personas", "person", "people", "pessoa",
     "pessoas", "adulto", "adultos", "adult", "adults", "chico", "chicos", "kid", "kids", "child", "children",
     "crianca", "criancas", "nino", "ninos", "somos", "seremos", "seriamos", "are"}
)  # fmt: skip
_FOLLOWING: Final = frozenset({"y", "e", "and", "pero", "mas", "but"})
_INTERJECTIONS: Final = frozenset({"che", "ah", "oh", "bueno", "ok", "okay", "dale", "ta", "bom"})
# "Y bueno, dale": a yes that begins like a question.
_NODS: Final = frozenset(
    {"bueno", "dale", "joya", "si", "ok", "okay", "listo", "va", "vamos", "genial", "barbaro", "perfecto", "entonces",
     "sim", "yes", "fine"}
)  # fmt: skip
_FOLLOWING_PAIRS: Final = frozenset({("what", "about"), ("how", "about"), ("que", "tal")})
_MOST_WORDS: Final = 5
# "One is six": the one is counted, not aged.
_ONE_CHILD: Final = re.compile(r"\b1 (?=(?:de|of|is|tiene|tem|com|aged) \d)")
# "Two and a half" is two, "1.5" one.
_HALVES: Final = re.compile(r"(?<=\d)(?: (?:and|n|&) (?:an? |1 )?half| y medio| e meio|\.5|1⁄2| 1/2)\b")
_ONE_HALF: Final = re.compile(
    r"\b(?:one|uno?|um|a|an) ?(?=(?:and|n|&|y|e) (?:an? |1 )?(?:half|medio|meio)\b)"
)
# "He is 13, two beds is best": what is counted there is no age.
_THINGS: Final = re.compile(
    r"\b\d{1,2} (?:(?:single|twin|separate|big|double|more|mas|mais) )?(?:beds?|camas?|nights?|noches?|noites?|rooms?"
    r"|cuartos?|quartos?|habitacion(?:es)?|bikes?|bicycles?|bicis?|bicicletas?|cars?|autos?|carros?|bags?|malas?|valijas?)\b"
)
_BABIES: Final = re.compile(
    r"(?:(both|2|an?|una?|uma?|my|our|the|el|la|o|is|es|e|are|son|sao) )?\b(?:baby|bebe|beba|bebit[oa]|newborn|infant"
    r"|recien nacid[oa]|recem[ -]nascid[oa]|(babies|bebes|newborns|infants))\b(?! ?(?:de |of |aged |tiene |tem "
    r"|is |has )?\d)"
)
_FIGURES: Final = re.compile(r"\d+")
# The first child and the second are no days of the month.
_ORDINALS: Final = re.compile(
    r"(?i)\b(?:the |el |la |o |a )?(?:first|second|third|primer[oa]?|segund[oa]|tercer[oa]?|primeir[oa]|terceir[oa]"
    r"|1st|2nd|3rd)\b"
)
_FAINTEST_YES: Final = 0.3


def only_number(text: str, lang: str) -> int | None:
    """The number of a message that says a number and nothing else worth a word."""
    words = re.findall(r"[a-z]+|\d+", numbered(normalise(text), lang))
    figures = [word for word in words if word.isdigit()]
    others = [word for word in words if not word.isdigit() and word not in _FILLING]
    return int(figures[0]) if len(figures) == 1 and not others and len(figures[0]) <= 2 else None


def chosen_option(text: str, asked: Asked | None, lang: str) -> str | None:
    """The option somebody typed instead of tapping: its title, its number, its place."""
    if asked is None or not asked.options:
        return None
    plain = normalise(text).strip(" .!¡?¿")
    for key, title in asked.options.items():
        if plain and plain == normalise(title).strip(" .!¡?¿"):
            return key
    if asked.about is About.RATING or both_said(text, asked):
        return None  # a number there is the stars, whatever stands in that place of the list
    if (chosen := chosen_place(text, asked)) is not None:
        return chosen
    return _by_number(plain, list(asked.options), asked, lang)


def _by_number(plain: str, ids: list[str], asked: Asked, lang: str) -> str | None:
    """Of a yes or no only a figure chooses: "the first" there is the first of what was shown before."""
    figures = any(map(str.isdigit, plain))
    if asked.about is About.YES_OR_NO and (not figures or place_said(plain)):
        return None
    if set(re.findall(r"[a-z]+", plain)) & _COUNTED:
        return None
    words = [word for word in plain.split() if word not in _FILLING]
    place = (place_said(words[0]) if len(words) == 1 else None) or only_number(plain, lang)
    if not place or place > len(ids):
        return None
    return ids[-1] if place < 0 else ids[place - 1]


def fill_count(text: str, asked: Asked | None, entities: Entities, lang: str) -> Entities:
    """A bare number is what was asked for; "none" is nought."""
    if asked is None or asked.about not in _COUNTS:
        return entities
    number = None if counts_nights(text) else only_number(text, lang)
    if number is None and asked.about in _OF_EVERYBODY and is_one_alone(text):
        number = 1
    if number is None and asked.about is About.CHILDREN and set(normalise(text).split()) & _NONE:
        number = 0
    if (
        number is None
        and asked.about in _OF_EVERYBODY
        and (those := THOSE.search(numbered(normalise(text), lang)))
    ):
        number = int(those["number"] or those["same"])  # "the three from before"
    if number is None:
        return _with_adults(text, asked, entities, lang)
    cleared = replace(entities, adults=None, children=None, people=None, rooms=None)
    if asked.about is About.ADULTS:
        return replace(cleared, adults=number)
    if asked.about is About.CHILDREN:
        return replace(cleared, children=number)
    if asked.about is About.PEOPLE:
        return replace(cleared, people=number, adults=entities.adults)
    return replace(cleared, rooms=number)


def _with_adults(text: str, asked: Asked, entities: Entities, lang: str) -> Entities:
    """ "2 and a baby": the bare number in front is the grown-ups."""
    if entities.adults is not None or not entities.children or asked.about is About.ROOMS:
        return entities
    plain = told_once(numbered(normalise(text), lang), lang)
    found = re.match(
        r"\D{0,12}?(\d{1,2})\b(?! ?(?:mes|ano|month|year|nenes de|kids aged|criancas de))", plain
    )
    return replace(entities, adults=int(found.group(1))) if found and int(found.group(1)) else entities


def fill_ages(text: str, asked: Asked | None, entities: Entities, stay: StayReading, lang: str) -> Entities:
    """ "5 and 8" after "how old are they?"; of "make it feb 6 to 9" the days are no ages."""
    if asked is None or asked.about is not About.AGES:
        return entities
    plain = numbered(normalise(text), lang)
    if not names_children(plain, lang):
        entities = replace(entities, children=None)  # an age is of one who was told of before
    if listed := ages_alone(plain, lang):
        return replace(entities, child_ages=listed)
    if len(entities.child_ages) > 1:
        return _with_babies(entities, _babies(plain))
    plain = _ONE_CHILD.sub(" ", _HALVES.sub("", in_whole_years(_ONE_HALF.sub("1 ", plain))))
    left = _THINGS.sub(" ", _BABIES.sub(" ", _without_heads_counted(plain, lang)))
    numbers = _without_days([int(one) for one in re.findall(r"\b\d{1,2}\b", left)], stay)
    ages = tuple(one for one in numbers if one <= _OLDEST_CHILD)
    if re.search(r"\b(?:mes|meses|months?)\b", plain) and len(ages) == 1:
        ages = (0,)
    ages += (0,) * _babies(plain)
    if len(ages) <= len(entities.child_ages):
        return entities
    children = None if entities.children is None else max(entities.children, len(ages))
    return replace(entities, child_ages=ages, children=children)


def _with_babies(entities: Entities, babies: int) -> Entities:
    """ "5, 8 and the baby": three, where so many were counted."""
    known = len(entities.child_ages) + babies
    fits = entities.children is not None and known <= entities.children
    return (
        replace(entities, child_ages=(*entities.child_ages, *(0,) * babies)) if babies and fits else entities
    )


def _without_heads_counted(plain: str, lang: str) -> str:
    """Of "3 women of 28" the three is no age."""
    for said in reversed(said_of_people(plain, lang)):
        if said.lastgroup == "noun" and not people_words(lang).is_child(said["noun"]):
            plain = f"{plain[: said.start()]} {plain[said.end() :]}"
    return plain


def _babies(plain: str) -> int:
    """ "One is 3, the other is a baby": nobody asks how old that is."""
    return sum(2 if said[0] in ("both", "2") or said[1] else 1 for said in _BABIES.findall(plain))


def without_days_as_ages(text: str, entities: Entities, stay: StayReading, lang: str) -> str | None:
    """ "Two kids, jan 10-13": the words without the days, where those were taken for ages as well."""
    if stay.check_in is None or stay.check_out is None:
        return None
    first, last = stay.check_in.day, stay.check_out.day
    if not {first, last} & set(entities.child_ages):
        return None
    plain = numbered(normalise(text), lang)
    told = re.search(
        rf"\b0?{first}(?:st|nd|rd|th)? ?(?:-|al?|to|til+|until|ate|ao|through) ?(?:the |el |o |dia )?0?{last}(?!\d)",
        plain,
    )
    return f"{plain[: told.start()]} {plain[told.end() :]}" if told is not None else None


def _without_days(numbers: list[int], stay: StayReading) -> list[int]:
    """Without the first and the last day, where both stand among them."""
    days = [day.day for day in (stay.check_in, stay.check_out) if day is not None]
    left = list(numbers)
    for day in days:
        if day in left:
            left.remove(day)
    return left if len(days) == len(numbers) - len(left) == 2 else numbers


def without_numbers(text: str) -> str:
    """What is left of days when neither figures nor "the first" and "the second" are told."""
    return _ORDINALS.sub("", _FIGURES.sub("", text))


def without_false_days(
    text: str, asked: Asked | None, stay: StayReading, days: StayReading, lang: str
) -> StayReading:
    """Numbers that answer "how many?" or "how old?" are no days; `days` is what the words say without them."""
    if asked is None or asked.about not in _HEADS or not stay:
        return stay
    plain = numbered(normalise(text), lang)
    words = set(re.findall(r"[a-z]+", plain))
    if asked.about is About.AGES and _SPANS.search(plain) is None and "/" not in text:
        return StayReading() if not days.complete else stay
    if asked.about is About.NAME and not re.search(r"\d", text):
        return StayReading()
    return StayReading() if not days and not words & _SPANNING and "/" not in text else stay


def fill_nights(
    text: str, asked: Asked | None, stay: StayReading, known: StayReading | None, lang: str
) -> StayReading:
    """A bare number after "how many nights?" ends the stay that has begun."""
    number = only_number(text, lang) if asked is not None and asked.about is About.NIGHTS else None
    if not number or counts_heads(text):
        return stay
    begun = known.check_in if known is not None else None
    return StayReading(begun, begun + timedelta(days=number) if begun else None, number, confidence=0.95)


def agreement(text: str, intents: tuple[Guess, ...], asked: Asked | None) -> bool | None:
    """Yes or no, but only where it was asked; a wish of its own beside it is no answer, and nor is a question."""
    if asked is None or asked.about is not About.YES_OR_NO or wants_either(text):
        return None
    if not intents or intents[0].confidence < _FAINTEST_YES:
        return None
    names = [guess.name for guess in intents]
    if set(names) == {"yes", "inform"}:
        return not only_asks(text) or None  # "yes, but without breakfast"
    if names[0] in ("yes", "confirm_booking"):
        return not only_asks(text) or None
    return False if names[0] == "no" or "no" in names[:1] else None


def rating(text: str, asked: Asked | None, lang: str) -> int | None:
    """One to five, where stars were asked for; words never become a number."""
    number = only_number(text, lang) if asked is not None and asked.about is About.RATING else None
    stars = text.count("⭐") if asked is not None and asked.about is About.RATING else 0
    return next((value for value in (number, stars) if value and 1 <= value <= 5), None)


def follows_on(text: str) -> bool:
    """ "And for 4?", "y el 15?": the wish before goes on with something new in it."""
    words = tokens(text)
    while words and words[0] in _INTERJECTIONS:
        words = words[1:]
    if not words or len(words) > _MOST_WORDS + 4 or _NODS.issuperset(words[1:]):
        return False
    return words[0] in _FOLLOWING or tuple(words[:2]) in _FOLLOWING_PAIRS
