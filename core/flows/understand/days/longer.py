"""A stay that is known, told longer or shorter: "add a night", "we arrive a day later", "nos vamos un día antes".

A night more is at the end, unless the beginning is named. Nothing of it is a stay of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.flows.understand.text import normalise, numbered, says_any
from core.flows.understand.watching import Seldom

_WORDS: Final = ("noche", "night", "noite", "dia", "day", "diaria")
_COUNT: Final = r"(?P<{}>\d{{1,2}}|una?|uma?|one|an?)"
_UNIT: Final = r"(?:noches?|nights?|noites?|dias?|days?|diarias?)"
_FILL: Final = (
    r"(?: (?:me|nos|le|les|a|en|mi|la|el|my|our|the|minha|estadia|estancia|reserva|stay|booking|estada|por"
    r"|by|for|porfa|please|uns|que|sea|con))*"
)
_ADD: Final = (
    r"(?:agreg\w+|sum(?:a|ame|anos|ale|ar|amos|en|enme)|anad\w+|anadi\w+|add|adicion\w+|acrescent\w+|exten[dst]\w*"
    r"|estend\w+|prolong\w+|alarg\w+)"
)
_TAKE_OFF: Final = (
    r"(?:remove|take (?:off|away|out)|drop|sac(?:a|ar|ame|anos|ale|amos)|saqu(?:en|enme|enos)|quit(?:a|ar|ame|anos|ale)"
    r"|quiten(?:me|nos)?|restame|restale|tir[ae]|(?:pode|poderia|quero|queria|gostaria de|da pra"
    r"|da para) tirar|remov(?:a|er))"
)
# "Take off the night of the 6th" names which.
_OF_NO_DAY: Final = (
    r"(?! (?:of|on|del?|do|da|no|na) (?:the |el |la |dia )*(?:\d|[a-z]+day\b|lunes|martes|mi|jue|vie|sab"
    r"|dom|seg|ter|qu))"
)
_MORE: Final = tuple(
    Seldom(pattern)
    for pattern in (
        rf"\b{_COUNT.format('n')} {_UNIT} (?:de )?(?:mas|mais|more|extra|adicional(?:es)?|longer|additional)\b",
        rf"\b{_COUNT.format('n')} (?:more|mais|mas|extra|additional) {_UNIT}\b",
        rf"\b(?:mais|extra|additional|adicional)(?: {_COUNT.format('n')})? (?:extra )?{_UNIT}\b",
        r"\b(?:otras?|outras?|another)(?: (?P<n>\d{1,2}|una|uma|one))? (?:extra )?(?:noche|night|noite|diaria)s?\b",
        rf"\b{_ADD}{_FILL} {_COUNT.format('n')} (?:extra )?{_UNIT}\b",
        rf"\b{_ADD} (?:the|that|la|esa|a|essa) (?:extra )?(?:night|noche|noite)\b{_OF_NO_DAY}(?! (?:anterior"
        rf"|de antes|before|previa))",
        rf"\b{_ADD}{_FILL} (?:la noche|the night|a noite) (?:anterior|de antes|before|previa)\b",
    )
)
_FEWER: Final = tuple(
    Seldom(pattern)
    for pattern in (
        rf"\b{_COUNT.format('n')} {_UNIT} (?:a |de )?(?:menos|less|fewer|shorter)\b",
        rf"\b{_COUNT.format('n')} (?:less|fewer|menos) {_UNIT}\b",
        rf"\b(?:otras?|outras?|another)(?: {_COUNT.format('n')})? {_UNIT} (?:a |de )?(?:menos|less|fewer|off)\b",
        rf"\b{_TAKE_OFF}(?: (?:me|nos|le|the|that|la|esa|a|essa|just|solo|so|last|ultima|extra|otra|outra|another))*"
        rf" (?:{_COUNT.format('n')} )?(?:last |ultima |extra )?{_UNIT}\b{_OF_NO_DAY}",
    )
)
_COMES: Final = (
    r"(?:lleg\w+|cheg\w+|arriv\w+|com(?:e|ing)|get there|get in|ven(?:imos|go|ir)|vir|viemos|check(?:ing)?[ -]?in"
    r"|entra(?:r|mos)|ingres\w+|empe[cz]\w+|comenz\w+|comec\w+|start\w*)"
)
_LEAVES: Final = (
    r"(?:irnos|irme|nos vamos|me voy|nos iriamos|nos vayamos|ir embora|vamos embora|leav(?:e|ing)|depart\w*"
    r"|sal(?:imos|ir|go)|saimos|sair|volv\w+|voltar|voltamos|check(?:ing)?[ -]?out|retir\w+|go home|head home)"
)
_SHIFT: Final = rf" {_COUNT.format('n')} {_UNIT} (?:mas |mais )?"
_EARLIER: Final = r"(?:antes|earlier|early|before|temprano|cedo|sooner)"
_LATER: Final = r"(?:despues|later|late|depois|tarde|after)"


def _moved(verb: str, when: str) -> Seldom:
    return Seldom(rf"\b{verb}(?: [a-z]+){{0,3}}?{_SHIFT}{when}\b")


# "And a night before?": so few words speak of what was talked about.
_BEFORE_IT: Final = re.compile(
    rf"(?:(?:y|e|and) )?{_COUNT.format('n')} {_UNIT} (?:mas |mais |more )?(?:antes|before|earlier)[ ?!.]*"
)
_AFTER_IT: Final = re.compile(
    rf"(?:(?:y|e|and) )?{_COUNT.format('n')} {_UNIT} (?:mas |mais |more )?(?:despues|depois|after|later)[ ?!.]*"
)
# What is told, its sign for the number of nights, and whether it is the beginning that moves.
_ENDS: Final = (
    (_moved(_COMES, _EARLIER), 1, True),
    (_moved(_COMES, _LATER), -1, True),
    (_moved(_LEAVES, _EARLIER), -1, False),
    (_moved(_LEAVES, _LATER), 1, False),
)
# "And 15 days later?" is another time to come.
_A_WEEK: Final = 7
_AT_THE_START: Final = re.compile(
    r"\b(?:antes|previa|anterior|before|earlier|al (?:principio|comienzo|inicio)|at the (?:start|beginning|front)"
    r"|no (?:comeco|inicio))\b"
)


@dataclass(frozen=True)
class Longer:
    """So many nights more, or fewer, at the end or at the beginning."""

    nights: int
    at_the_start: bool


def longer(text: str, lang: str) -> Longer | None:
    plain = normalise(text)
    if not says_any(plain, _WORDS):
        return None
    plain = numbered(plain, lang)
    for pattern, start in ((_BEFORE_IT, True), (_AFTER_IT, False)):
        if (found := pattern.fullmatch(plain.strip(" ¿"))) and _number(found) < _A_WEEK:
            return Longer(_number(found), start)
    for moved_so, sign, start in _ENDS:
        if found := moved_so.search(plain):
            return Longer(sign * _number(found), start)
    for told, sign in ((_FEWER, -1), (_MORE, 1)):
        for one in told:
            if found := one.search(plain):
                return Longer(sign * _number(found), _AT_THE_START.search(plain) is not None)
    return None


def without_such_nights(text: str, lang: str, *, more: bool) -> str | None:
    """ "1 night less, leaving on the 31st": the day they leave says it all, `more` of one night longer as well.

    None where no night is taken off or added.
    """
    plain = normalise(text)
    if not says_any(plain, _WORDS):
        return None
    plain = numbered(plain, lang)
    patterns = (*_FEWER, *_MORE) if more else _FEWER
    found = next((said for pattern in patterns if (said := pattern.search(plain))), None)
    return f"{plain[: found.start()]} {plain[found.end() :]}" if found is not None else None


def _number(found: re.Match[str]) -> int:
    said = found.groupdict().get("n") or ""
    return int(said) if said.isdigit() and int(said) else 1


_SO_MUCH: Final = r"(?P<n>\d{1,2}|una?|uma?|one|an?) (?P<unit>dias?|days?|semanas?|weeks?)"
_SOONER: Final = r"(?:adelant\w+|antecip\w+|bring forward)"
_PUT_OFF: Final = r"(?:atras\w+|posterg\w+|retras\w+|adi(?:ar|amos|e)|postpon\w+|delay\w*|push back|aplaz\w+)"
_MOVE: Final = r"(?:corr(?:er|emos|e|o|ela|erla)|mov\w+|pasar(?:la)?|mudar|move|shift|push)"
_ARRIVAL: Final = r"(?:llegada|check[ -]?in|ingreso|arrival|chegada|entrada)"
_DEPARTURE: Final = r"(?:salida|check[ -]?out|departure|saida|partida)"
_THE_WHOLE: Final = (
    r"(?:reserva|reservacion|estadia|estada|booking|stay|todo|tudo|everything|fechas?|datas?|dates?|it)"
)
_VERB: Final = rf"(?:(?P<sooner>{_SOONER})|(?P<later>{_PUT_OFF})|(?P<move>{_MOVE}))"
_WHAT: Final = rf"(?:(?P<arrival>{_ARRIVAL})|(?P<departure>{_DEPARTURE})|{_THE_WHOLE})"
_WHOLE: Final = (
    r"(?:(?P<sooner>adelant(?:ar|em|en)?(?:la|lo))|(?P<later>(?:atras|posterg|retras|aplaz)(?:ar|em|en)?(?:la|lo))"
    r"|(?P<move>corr(?:er|e|emos|an)(?:la|lo)|mov(?:er|e|amos)(?:la|lo)|pas(?:ar|a|emos)(?:la|lo)))"
)
_SHIFTS: Final = (
    re.compile(rf"\b{_WHOLE}(?: (?:a|para|por|unos|como|en))* {_SO_MUCH}\b"),
    re.compile(rf"\b{_VERB}(?: [a-z]+){{0,2}}? {_WHAT}(?: [a-z]+){{0,2}}? {_SO_MUCH}\b"),
    re.compile(rf"\b{_VERB}(?: [a-z]+){{0,1}}? {_SO_MUCH}(?: [a-z]+){{0,2}}? {_WHAT}\b"),
)
_BACKWARDS: Final = re.compile(r"\b(?:antes|earlier|before|forward|para atras|sooner|mais cedo)\b")


def moved(text: str, lang: str) -> tuple[int, int] | None:
    """By how many days arrival and departure of a stay that is known move, where both were told or it moves whole."""
    plain = numbered(normalise(text), lang)
    ends = {start: nights for pattern, sign, start in _ENDS if (nights := _nights_at(pattern, sign, plain))}
    if len(ends) > 1:
        return -ends[True], ends[False]
    for pattern in _SHIFTS:
        if found := pattern.search(plain):
            said = found.groupdict()
            days = _number(found) * (7 if said["unit"][0] in "sw" else 1)
            days = -days if said["sooner"] or (said["move"] and _BACKWARDS.search(plain)) else days
            if said.get("arrival"):
                return days, 0
            return (0, days) if said.get("departure") else (days, days)
    return None


def _nights_at(pattern: Seldom, sign: int, plain: str) -> int:
    found = pattern.search(plain)
    return sign * _number(found) if found is not None else 0
