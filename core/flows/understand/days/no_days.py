"""Numbers beside a stay that are none of its days: rooms counted, a day that was never meant, today's own date."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH, NUMBER_OF_WEEKDAY
from core.flows.understand.stay.clock import Clock
from core.flows.understand.text import fold, has_figures, says_any
from core.flows.understand.watching import Seldom, Watched

_KINDS: Final = (
    "doble", "dobles", "duplo", "duplos", "dupla", "duplas", "double", "doubles", "triple", "triples",
    "triplo", "triplos", "simple", "simples", "single", "singles", "familiar", "familiares", "family",
    "cabana", "cabanas", "chale", "chales", "cabin", "cabins", "rio", "river", "jardin", "jardim", "garden",
    "quartos", "habitaciones", "piezas", "rooms",
)  # fmt: skip
_OF_ROOMS: Final = Watched(_KINDS)
_KIND: Final = "|".join(_KINDS)
# "El 2 por el río", "the 2 by the river": so many of that room, once its offer was read.
_OFFERED: Final = re.compile(
    rf"\b(?:el|los|las|la|o|os|as|the) (?P<count>[2-9]) ?(?:por|pelo|pela|x|×|by|na beira d[oe])"
    rf" ?(?:(?:el|la|los|o|the|de|do|del) )*(?={_KIND})"
)
# "Oi, 2 duplo rio de 14 a 16": so many rooms, and the days behind them.
_COUNTED: Final = re.compile(
    rf"(?:^|[,.;!?\n] ?)(?:(?:(?:quero|quiero|queria|quisiera|i want|want|busco|procuro|necesito|preciso|e|y|and) )*)"
    rf"(?P<count>[2-9]) (?={_KIND})"
)
# "3 rooms: a double for my parents and two for the couples".
_FOR_SOME: Final = Seldom(
    r"(?:[,.;:!?\n] ?|\b(?:y|e|and|mas|mais|plus) )(?P<count>[2-9]|dos|tres|cuatro|two|three|four|dois|duas|quatro)"
    r" (?:p/?|pa|para|pra|for) (?:l[oa]s|[oa]s|the|mis|nuestr[oa]s|my|our|meus|minhas|noss[oa]s)"
    r" (?!noches|noites|nights|dias|days|\d)[a-z]{3}"
)
# "A second booking"; in Spanish "la segunda" alone, of what is shown, is no day either: those are masculine.
_OF_A_ROW: Final = Seldom(
    r"\b(?P<count>primera|segunda|tercera|primeira|terceira|first|second|third|[123](?:da|ra))"
    r" (?:reservas?|reservation|booking|habitacion|hab|pieza|room|opcion|option|opcao|estadia|stay|simple|doble|triple"
    r"|single|double)\b"
    r"|\b(?P<asked>primera?|segund[oa]|tercera?|primeir[oa]|terceir[oa]|first|second|third)"
    r" (?:pregunta|duda|consulta|cosa|tema|punto|pergunta|duvida|coisa|questions?|things?|points?)\b"
    r"|\b(?P<he>primer|segundo|tercer|primeiro|terceiro) (?:cuarto|quarto|duplo|triplo)\b"
    r"|\bla (?P<shown>primera|segunda|tercera|cuarta)\b(?! (?:de|del|semana|quincena|mitad|parte|noche)\b)"
)
# "Cabana primeiro e jardim depois?", "cabin first": in which order, and of no month's first.
_IN_TURN: Final = Seldom(
    r"(?<!\bel )(?<!\bal )(?<!\bdel )(?<!\bo )(?<!\bno )(?<!\bao )(?<!\bdo )(?<!\bthe )(?<!\bon )(?<!\bdia )(?<!\bate )"
    + "".join(rf"(?<!\b{name} )(?<!\b{name[:3]} )" for name in NUMBER_OF_MONTH)
    + r"\b(?P<turn>primeiro|first)\b(?! (?:d[eo]|of|to|till|until|through|and(?! then)|week\w*|half|days?|nights?"
    rf"|{'|'.join(NUMBER_OF_MONTH)})\b)"
)
_BAGS: Final = (
    r"(?:bags?|luggage|suitcases?|stuff|things|backpacks?|valijas?|equipajes?|maletas?|bolsos?|mochilas?|cosas|malas?"
    r"|bagagens?|bagagem|coisas)"
)
# "Can we leave the bags til 2?" is an hour.
_UNTIL_AN_HOUR: Final = Seldom(
    rf"\b{_BAGS}(?: (?:there|here|with you|ahi|alla|aca|ai|la|con ustedes|com voces|in|at reception|en recepcion"
    r"|na recepcao)){0,2}"
    r" (?:un)?(?:til|till|hasta|ate) (?:(?:like|about|around|tipo|como|umas|unas) )?(?P<count>\d{1,2})"
    r"(?=$| ?[,.;!?)]| (?:and|y|e|or|o|ou|please|por favor|porfa) )"
)
# "Split it between two cards", "in 3 payments".
_OF_PAYING: Final = Seldom(
    r"\b(?P<count>[2-9]|dos|tres|cuatro|two|three|four|dois|duas|quatro)"
    r"(?: (?:different|separate|distint[oa]s|diferentes))? (?:cards|tarjetas|cartoes|payments|pagos|pagamentos|links"
    r"|instal?ments|cuotas|parcelas|transfers|transferencias)\b"
)
_SAID: Final = (
    "dije|pedi|falei|disse|said|meant|asked for|quise|quiero|queria|quero|want|wanted|prefiero|prefiro"
)
_ONE_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_LED: Final = r"(?:(?:el|o|dia|the|para|pra|pro|no|en|em|on|for|q|que|al|ao) )*"
# "N quero dia 13, falei 12", "I didn't say the 13th, I said the 12th".
_NEVER_MEANT: Final = re.compile(
    r"\b(?:no|nao|n|nunca|didn'?t|did not|don'?t|never)"
    r"(?: (?:te|le|les|lhe|eu|yo|i|ha|he))*"
    rf" (?:{_SAID}|say|ask for|mean|hable de|dijimos|pedimos)(?: (?:{_SAID}|q|que|that|i|eu|de))* {_LED}{_ONE_DAY}"
    r"(?: de [a-z]+)? ?[ ,.;!:]+(?:(?:y|e|and|sino|but|mas|pero|yo|eu|i|te|le|lhe|ja|ya|que|it was|era) )*"
    rf"(?:(?:{_SAID}) )?{_LED}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?! ?(?:personas|pessoas|people|noites|noches|nights|adult|quarto|habita|room|hs\b|h\b|:|am\b|pm\b))"
)
_DENIES: Final = ("no ", "nao ", "n ", "nunca ", "n't ", "didnt ", "dont ", "not ", "never ")
_WEEKDAY: Final = rf"(?:{'|'.join(NUMBER_OF_WEEKDAY)})(?:-feira| feira)?"
_TODAY: Final = ("hoy", "hoje", "today", "tonight", "esta noche")
_TOMORROW: Final = ("manana", "amanha", "tomorrow")
# "HOY sábado 28": the date of that day, told once more.
_ITS_DATE: Final = re.compile(
    rf"\b(?P<word>{'|'.join((*_TODAY, *_TOMORROW))})(?P<date>(?: ?,)?(?: (?:mismo|mesmo|es|e|is|el|o|the))*"
    rf"(?: {_WEEKDAY},?)?(?: (?:dia|the|el|o))* (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?: (?:de |of )?(?:{'|'.join(NUMBER_OF_MONTH)})| de (?:este|esse) m[eê]s)?)\b"
    r"(?! ?(?:noches?|noites?|nights?|personas?|pessoas?|people|adult|hs\b|h\b|am\b|pm\b|:|/"
    r"|al? \d|ate \d|to \d|- ?\d))"
)
# "Até 17, quinta": the weekday that this day is.
_ITS_WEEKDAY: Final = Seldom(
    rf"\b(?:ate|hasta|until|til|till|dia|el|the) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: [a-z]+){{0,3}},"
    rf"(?: (?:que|o|um|un|es|e|is|a|that'?s|it'?s))*(?P<name> {_WEEKDAY})\b"
    r"(?! (?:\d|al?\b|ao|to\b|ate|hasta|until|till))"
)
_STILL_AWAKE: Final = 6
_A_YEAR: Final = 366
# "Two nights, he arrives in the night of the 7th to the 8th": one night is named, and more are told.
_ONE_NIGHT: Final = re.compile(
    r"\b(?:noche|noite|night|madrugada) (?P<first>(?:(?:del?|do|da|of|the|dia) )*\d{1,2}(?:st|nd|rd|th)?)"
    r" (?:al?|ao|para|pra|pro|to)(?: (?:o|the|el|dia))* \d{1,2}(?:st|nd|rd|th)?\b"
)
_MORE_NIGHTS: Final = re.compile(
    r"\b(?:[2-9]|dos|tres|cuatro|cinco|duas|quatro|two|three|four|five) (?:noches|noites|nights)\b"
)


def without_numbers_of_else(text: str, clock: Clock) -> str:
    """The words of days without what only looks like one."""
    plain = fold(text)
    if _OF_ROOMS.said_in(plain):
        text = _blanked(_COUNTED, _blanked(_OFFERED, text))
    for pattern in (_FOR_SOME, _OF_A_ROW, _IN_TURN, _UNTIL_AN_HOUR, _OF_PAYING):
        text = _blanked(pattern, text)
    if says_any(plain, (*_TODAY, *_TOMORROW)) and has_figures(plain):
        text = _without_its_date(text, clock)
    if not has_figures(plain):
        return text
    text = _without_its_weekday(text, clock)
    if says_any(plain, _DENIES) and (meant := _NEVER_MEANT.search(fold(text))) is not None:
        led = "the " if "n't" in meant.group() or "said" in meant.group() else "dia "
        text = f"{text[: meant.start()]}{led}{meant['day']} {text[meant.end() :]}"
    if says_any(plain, ("noche", "noite", "night", "madrugada")) and _MORE_NIGHTS.search(fold(text)):
        text = _from_that_night(text)
    return text


def _blanked(pattern: re.Pattern[str] | Seldom, text: str) -> str:
    for found in pattern.finditer(fold(text)):
        start, end = found.span(found.lastgroup or 0)
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _without_its_date(text: str, clock: Clock) -> str:
    for found in reversed(list(_ITS_DATE.finditer(fold(text)))):
        ahead = timedelta(days=1 if found["word"] in _TOMORROW else 0)
        days = {(clock.today + ahead).day}
        if _is_night(clock):
            days.add((clock.today + ahead - timedelta(days=1)).day)  # whoever is still awake
        if int(found["day"]) in days:
            text = f"{text[: found.start('date')]}{text[found.end('date') :]}"
    return text


def _without_its_weekday(text: str, clock: Clock) -> str:
    for found in _ITS_WEEKDAY.finditer(fold(text)):
        ahead = (clock.today + timedelta(days=days) for days in range(_A_YEAR))
        that = next((day for day in ahead if day.day == int(found["day"])), clock.today)
        if that.weekday() == NUMBER_OF_WEEKDAY[found["name"].split("-")[0].split()[0]]:
            return f"{text[: found.start('name')]}{text[found.end('name') :]}"
    return text


def _is_night(clock: Clock) -> bool:
    return clock.local.hour < _STILL_AWAKE


def _from_that_night(text: str) -> str:
    plain = fold(text)
    found = _ONE_NIGHT.search(plain)
    if found is None:
        return text
    first = text[found.start("first") : found.end("first")]
    return f"{text[: found.start()]}{first}{text[found.end() :]}"
