"""A feast as the name of a meal or a party, "the new year's eve dinner", is nobody's day of arrival."""

from __future__ import annotations

import re
from typing import Final

from core.base.kept import table
from core.flows.understand.patterns import any_of
from core.flows.understand.stay.lexicon import lexicon_of
from core.flows.understand.text import covered, has_figures, normalise
from core.flows.understand.watching import Seldom, Watched
from core.flows.understand.words import LANGUAGES

_MEALS: Final = (
    r"(?:cenas?|almuerzos?|brindis|(?<!\blas )(?<!\bestas )fiestas?|menus?|festejos?|shows?|(?<!as )festas?"
    r"|ceias?|jantar(?:es)?|almocos?|dinners?"
    r"|lunch(?:es)?|brunch(?:es)?|part(?:y|ies)|buffets?|galas?|celebra\w+|comemora\w+|meals?|event(?:os?|s)?"
    r"|fireworks|(?:algo|something|anything|alguma coisa) (?:especial|special|diferente|different)|activit(?:y|ies)"
    r"|actividad(?:es)?|atividades?)"
)
# Parts of those words: where there is none, there is no meal.
_MEALISH: Final = Watched((
    "cena", "almuerzo", "brindis", "fiesta", "menu", "festejo", "show", "festa", "ceia", "jantar", "almoco", "dinner",
    "lunch", "brunch", "part", "buffet", "gala", "celebra", "comemora", "meal", "event", "firework",
    "especial", "special", "diferente", "different", "activi", "ativid",
))  # fmt: skip
_JOINS: Final = (
    r"(?: (?:especial|especiais|gala|a|de|del|da|do|la|el|las|los|en|em|para|por|for|on|at|the|of|noche|noite))"
    r"{0,5}"
)
# The weeks between Christmas and New Year are no parties.
_SEASON: Final = re.compile(
    r"\b(?:entre|para|pasar|durante|despues de|antes de|en) (?:estas |de )?(?:las )?fiestas\b"
)
_CELEBRATES: Final = re.compile(r"\b(?:hac\w+|festej\w+|organiz\w+|celebr\w+|permit\w+|cumple\w*)\b")


_OPENS: Final = Seldom(
    r"\b(?:abr(?:en|is|e|em|iran|irao)|abiert[oa]s?|abert[oa]s?|cierran|cerrad[oa]s?|fecham|fechad[oa]s?|open|closed?"
    r"|trabajan|trabalham|funciona[nm]?|atienden|atendem)\b"
)
_FOR_A_ROOM: Final = re.compile(
    r"\d|\b(?:somos|habitaci\w+|cuartos?|quartos?|rooms?|lugar|vagas?|noches?|noites?|nights?|reserv\w+|book\w*)\b"
)
_SPENT: Final = re.compile(r"\b(?:pasar|passar|spend|pasarl[ao]s?|spending|pasando|passando)\b")


# "Ah, that is carnival": said of the days that are talked about.
_ANY_FEAST: Final = r"feriad(?:o|ao|os)|(?:bank |public )?holidays?|(?:finde|fin de semana) largo"


# Beside another time "that is Christmas" is why.
_ANOTHER_TIME: Final = re.compile(
    r"\b(?:semanas?|finde|fds|weekends?|weeks?|dias?|days?|antes|before|after|despues|depois|anterior|previ[oa]|siguiente"
    r"|seguinte|earlier|later|instead)\b"
)


_THEN: Final = re.compile(
    r"\b(?:that|th(?:is|ose|ese)|the same) (?:very |same )?(?:weekend|days?|dates?|week|night)\b"
    r"|\b(?:es[eao]s?|est[eao]s?|aquell?[oa]s?|el mismo|la misma|l[oa]s mism[oa]s) (?:mism[oa]s? )?"
    r"(?:finde|fin de semana|dias?|fechas?|semana|noche)\b"
    r"|\b(?:n?ess[ea]s?|n?est[ea]s?|no mesmo|na mesma|nos mesmos) (?:mesm[oa]s? )?(?:fim de semana|fds|dias?|datas?"
    r"|semana|noite)\b|\b(?:clash\w*|coincid\w*|(?:cae|cai) (?:justo|bem|just[oa]mente)|bate com)\b"
)
_AWAY: Final = re.compile(
    r"\b(?:mov(?:e|ing|er\w*|amos)|chang\w+|switch|shift|push|postpon\w+|reschedul\w+|cancel\w*|cambi\w+|pass?[ae]\w*"
    r"|corr[aeio]\w*|mud[ae]\w*|remarc\w+|troc\w+|posterg\w+|adi[ae]r?|reprogram\w+"
    r"|(?:can'?t|cannot|couldn'?t) (?:make|come|do|go|be)"
    r"|(?:no|nao) (?:vamos a |vou |vamos )?(?:pod\w+|pued\w+|pos\w+))\b"
)


def keep_away(text: str) -> bool:
    """ "That weekend is my brother's birthday, can we move it?" tells why they cannot come, and no feast of it."""
    plain = normalise(text)
    return _THEN.search(plain) is not None and _AWAY.search(plain) is not None


def only_names_them(text: str, lang: str) -> bool:
    plain = normalise(text)
    named = not has_figures(plain) and _named_so(lang).search(plain) is not None
    return named and _ANOTHER_TIME.search(plain) is None


@table
def _named_so(lang: str) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:that(?:'?s| is)|it(?:'?s| is)|this is|es|son|cae|caen|cai|caem|e|sao)"
        rf" (?:(?:the|a|an|el|la|los|o|um|un|en|em|no|na|justo|bem|right) )*(?:{_names(lang)}|{_ANY_FEAST})\b"
    )


def without_feast_meals(text: str, lang: str) -> str:
    """The words with such meals hidden, where there are any; whoever asks if the house is open comes for no feast."""
    plain = normalise(text)
    if open_then(plain, lang):
        return _feasts(lang).sub(covered, plain)
    if not _MEALISH.said_in(plain):
        return text
    found = _about(lang).sub(covered, plain)
    return text if found == plain else found


def feast_meal(text: str, lang: str) -> bool:
    return _about(lang).search(normalise(text)) is not None


def open_then(text: str, lang: str) -> bool:
    """ "Are you open at Christmas?", and no room is spoken of."""
    plain = normalise(text)
    asks = _OPENS.search(plain) is not None and _FOR_A_ROOM.search(plain) is None
    return asks and _feasts(lang).search(plain) is not None


@table
def _feasts(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_names(lang)})\b")


def _names(lang: str) -> str:
    lexicon = lexicon_of(lang if lang in LANGUAGES else "es")
    entries = [entry for entries in lexicon.by_first_word.values() for entry in entries if entry.code == "H"]
    return any_of(" ".join(entry.words) for entry in entries)


@table
def _about(lang: str) -> re.Pattern[str]:
    feasts = _names(lang)
    return re.compile(
        rf"\b{_MEALS}{_JOINS} (?:{feasts})\b|\b(?:{feasts})(?:'s?)?(?: (?:day|eve|gala))? {_MEALS}\b"
    )


def to_be_spent_there(text: str) -> bool:
    """ "We'd like to spend the holidays with you"."""
    return _SPENT.search(normalise(text)) is not None


def only_a_season(text: str) -> bool:
    """The holidays named as days to stay, and nobody celebrates anything."""
    plain = normalise(text)
    return _SEASON.search(plain) is not None and not _CELEBRATES.search(plain)
