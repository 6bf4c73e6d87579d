"""What whoever has booked says of those very nights: "we leave Sunday", "a week later", "my husband wants other dates".

Of somebody who looks for a room the same words begin a stay; against one that is booked they change it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from core.flows.understand.days.calendar_names import NUMBER_OF_WEEKDAY
from core.flows.understand.days.one_end import Days
from core.flows.understand.text import says_any

_WEEKDAY: Final = (
    rf"(?P<weekday>{'|'.join(sorted(NUMBER_OF_WEEKDAY, key=len, reverse=True))})(?:-feira| feira)?"
)
_LEAD: Final = (
    r"(?:(?:ok(?:ay)?|dale|bueno|listo|no|nao|yes|si|sim|wait|espera|hold on|sorry|perdon|desculpa"
    r"|actually|al final|no final|en realidad"
    r"|na verdade|mejor|melhor|and|y|e|but|pero|mas|so|entonces|entao|then|hi|hola|oi|what if|e se|que tal si"
    r"|can|could|may|shall|would|podemos|podriamos|puedo|podria|posso|da (?:para|pra)|queremos|quiero|quisieramos"
    r"|quero|queriamos|we want to|i want to|we'?d (?:like|rather|prefer) to|vamos a|vamos|let'?s|we|i|a gente|nos"
    r"|it'?s|seria|que sea)[ ,.:!]+)*"
)
_TAIL: Final = (
    r"(?:[ ,]+(?:instead|nomas|no mas|mejor|melhor|please|por favor|porfa|entonces|then|entao|en realidad|actually"
    r"|al final|no final|tambien|too|dale|gracias|thanks|obrigad[oa]|so|just|only|solo))*[ .!?]*"
)
_ON: Final = (
    r"(?: (?:on|the|el|recien|no|na|o|a|este|this|that|ese|just|only|so|solo|already|ya|ja|em|para|pra))*"
)
_GOES: Final = (
    r"(?:nos vamos|me voy|irnos|irme|nos iriamos|nos iremos|leave|leaving|we'?re leaving|i'?m leaving|we'?ll leave"
    r"|i'?ll leave|go(?:ing)? home|check(?:ing)?[ -]?out|salimos|salir|saimos|sair|saio|ir embora|vamos embora"
    r"|vamos sair|nos volvemos|volvernos|voltamos|(?:(?:nos )?qued(?:amos|arnos|armos|arme|o)|me quedo|stay(?:ing)?"
    r"|we'?re staying|we'?ll stay|fic(?:ar|amos|o)|vamos ficar)?(?: here| aca| aqui)? ?(?:hasta|until|till?|thru"
    r"|through|ate))"
)
_COMES: Final = (
    r"(?:llegamos|llego|llegar|llegariamos|arrive|arriving|we'?re arriving|i'?m arriving|we'?ll arrive|i'?ll arrive"
    r"|come|coming|we'?re coming|check(?:ing)?[ -]?in|chegamos|chego|chegar|vamos chegar|entramos|entrar|venimos)"
)
_LOOK: Final = tuple(NUMBER_OF_WEEKDAY)
_ENDS: Final = (
    (re.compile(rf"{_LEAD}{_COMES}{_ON} {_WEEKDAY}{_TAIL}"), True),
    (re.compile(rf"{_LEAD}{_GOES}{_ON} {_WEEKDAY}{_TAIL}"), False),
)
_HALF_A_WEEK: Final = 3
_OFF: Final = re.compile(
    r"\b(?:remove|take (?:off|away|out)|drop|without|sac(?:a|ar|ame|anos|ale|amos)|saqu(?:en|enme|enos)"
    r"|quit(?:a|ar|ame|anos|ale)|quiten(?:me|nos)?|sin|sem|tir[ae]|(?:pode|poderia|quero|queria"
    r"|gostaria de|da pra|da para) tirar|remov(?:a|er))(?: (?:the|la|a|me|nos))*"
    rf" (?:night|noche|noite) (?:(?:of|on|del?|do|da|no|na|the|el|la|dia) )*(?:(?P<day>\d{{1,2}})(?:st|nd"
    rf"|rd|th)?\b|{_WEEKDAY})"
)
_CHANGES: Final = (
    r"(?:(?:cambiar(?:la|lo)?|cambio|mover(?:la|lo)?|pasar(?:la|lo)?|correr(?:la|lo)?|mudar|passar|remarcar|trocar|change"
    r"|move|push|shift|make|it|do it|a reserva|la reserva|the booking|my booking|mi reserva|minha reserva|para|pra|a|to"
    r"|por|que|sea|seja|se|puede|pode|ser|be|is it possible|es posible|fazer|hacerla|hacerlo)[ ,]+)*"
)
_UNITS: Final = ("semana", "week", "mes", "month")
_WHOLE: Final = re.compile(
    rf"{_LEAD}{_CHANGES}(?:(?:\d{{1,2}}|una?|uma?|one|an?|two|dos|duas|dois) (?:semanas?|weeks?|mes(?:es)?|months?)"
    r" (?:mas |mais |para |pra )*(?:despues|depois|later|after|tarde|adelante|frente|antes|before|earlier"
    r"|cedo|temprano)"
    r"|(?:a|na|la|the|pra|para|for)?(?: a| la)? ?(?:semana (?:siguiente|seguinte|que sigue|posterior|anterior)"
    rf"|(?:following week|week (?:after|before))(?: that)?)){_TAIL}"
)
_NIGHTS: Final = ("night", "noche", "noite")
_OTHER: Final = r"(?:otr[oa]s?|another|other|different|some other|outr[oa]s?|distint[oa]s?|diferentes?)"
_DATES: Final = r"(?:fechas?|dias?|dates?|days?|datas?)"
_WANTS: Final = (
    r"(?:quier[eo]n?|queremos|quisiera(?:mos)?|prefier[eo]n?|preferimos|preferi?ria(?:mos)?|necesit(?:a|o|amos|an)|want"
    r"|wants|wanted|prefers?|needs?|would (?:like|prefer)|'?d (?:like|prefer|rather have)|quer|querem|queria|quero"
    r"|preferem?|prefiro|precis(?:a|o|amos|am))"
)
_OTHER_DATES: Final = re.compile(
    rf"(?:[a-z',]+ ){{0,6}}?{_WANTS} (?:(?:cambiar|mudar|trocar|passar|pasar|change|move"
    rf"|it|la|a|to|pra"
    rf"|para|por|for|on|en|em|que sea|the) )*(?:{_OTHER} {_DATES}|{_DATES} {_OTHER})(?: now| ahora| agora)?{_TAIL}"
)
_LOOK_OTHER: Final = ("otr", "other", "different", "outr", "distint", "diferente")
_INTO: Final = re.compile(
    r"\b(?:make (?:it|that)|let'?s (?:make|do)(?: it)?|que sean?|pas(?:ala|alo|enla|emosla|arla)|cambi(?:ala|alo|enla"
    r"|emosla|arla)|mov(?:ela|erla|amosla)|(?:can|could) (?:it|we) (?:be|have it)|should (?:be|have been)|pode ser"
    r"|(?:la|lo|l[ao]s|it|a) (?:puedo|podemos|podria(?:mos)?|podrian|puede[ns]?|podes|podrias|posso|pode(?:mos|ria)?"
    r"|quiero"
    r"|queremos|quero) (?:pasar|cambiar|mover|correr|mudar|passar|trocar|remarcar|adelantar|atrasar)"
    r"|(?:can|could|may) (?:i|we|you) (?:move|change|switch|push|shift|swap) (?:it|our|my|the)"
    r"|(?:posso|podemos|da (?:para|pra)|pode) (?:mudar|passar|trocar|remarcar|transferir) (?:para|pra|a|minha|nossa)"
    r"|(?:puedo|podemos|se puede|puede[ns]?|podria(?:mos)?) (?:pasarl|cambiarl|moverl|correrl)[ao]"
    r"|poderia ser|muda(?:r)? (?:para|pra)|passa(?:r)? (?:para|pra))\b"
)
_PUT_RIGHT: Final = re.compile(
    r"\b(?:era[n]?|it was|foi|eram) (?:del?|from|para|pra)\b|\b(?:al final|en realidad|actually|na verdade|no final"
    r"|after all|mejor|melhor|instead|en vez|em vez|we (?:want|need|prefer)|preferimos)\b"
)
_STAYS_UNTIL: Final = re.compile(
    r"\b(?:qued\w+|stay\w*|extend\w*|fic(?:ar|amos|o|a)|estend\w+|alarg\w+)\b[^.!?]{0,20}?\b(?:hasta|until|till?|to|ate)"
    r" (?:(?:the|el|o|dia|day) )*\d{1,2}(?:st|nd|rd|th)?\b(?! ?(?:hs?\b|horas?|am|pm|:|o'?clock|de la "
    r"|da (?:tarde|manha)))"
)
_RATHER_CHANGES: Final = re.compile(
    r"\b(?:cambi(?:ar|a|o|amos|emos|ame|arla)(?:la|le)?|mud(?:ar|a)|remarcar|trocar|mover|change|move|reschedule|postpone"
    r"|postergar|adiar)(?: (?:de|the|la|las|el|los|a|as|o|os|my|mi|mis|minha|it|to|para|pra|por))* ?"
    r"(?:fechas?|dias?|dates?|days?|datas?|another day|other days?|otro dia|outro dia)\b"
)
_ANOTHER_DAY: Final = re.compile(
    rf"{_LEAD}(?:digo |i mean |i meant |quis dizer |quise decir )?(?:(?:what|how) about )?"
    rf"(?:(?:(?:hasta|until|till?|ate|desde|from|on|to|para|pra|el|the|o|al?|ao|no|dia"
    rf"|day) )+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"{_TAIL}"
)
_FEW_WORDS: Final = 18
_INSTEAD: Final = ("instead", "rather than", "en vez", "en lugar", "em vez", "ao inves", "no lugar")


def end_told(plain: str) -> tuple[int, bool] | None:
    """The weekday on which they come or go, and whether they come."""
    if not says_any(plain, _LOOK):
        return None
    told = ((pattern.fullmatch(plain.strip(" ¿¡")), arrives) for pattern, arrives in _ENDS)
    return next(
        ((NUMBER_OF_WEEKDAY[found["weekday"]], arrives) for found, arrives in told if found is not None), None
    )


def end_moved(weekday: int, stay: Days, *, arrives: bool) -> Days | None:
    """The day of that name next to the end that is told of; the other end stays."""
    old = stay[0] if arrives else stay[1]
    new = old + timedelta(days=(weekday - old.weekday() + _HALF_A_WEEK) % 7 - _HALF_A_WEEK)
    after = (new, stay[1]) if arrives else (stay[0], new)
    return after if after[0] < after[1] else None


def a_night_off(plain: str) -> re.Match[str] | None:
    return _OFF.search(plain) if says_any(plain, _NIGHTS) else None


def without_the_night(found: re.Match[str], stay: Days) -> Days | None:
    """ "Without the night of the 6th": the first or the last one; a stay has no hole in it."""
    nights = (stay[0], stay[1] - timedelta(days=1))
    named = NUMBER_OF_WEEKDAY.get(found["weekday"] or "")
    first, last = (
        night.day == int(found["day"]) if found["day"] else night.weekday() == named for night in nights
    )
    if nights[0] == nights[1] or not (first or last):
        return None
    return (stay[0], nights[1]) if last else (stay[0] + timedelta(days=1), stay[1])


def whole_moved(plain: str) -> bool:
    """ "A week later", and nothing else: of a stay that is known it moves both ends."""
    return says_any(plain, _UNITS) and _WHOLE.fullmatch(plain.strip(" ¿¡")) is not None


def wants_other_dates(plain: str) -> bool:
    """And says not which."""
    return says_any(plain, _LOOK_OTHER) and _OTHER_DATES.fullmatch(plain.strip(" ¿¡")) is not None


def another_day(plain: str) -> int | None:
    """ "No, the 3rd", said to a day that was proposed."""
    found = _ANOTHER_DAY.fullmatch(plain.strip(" ¿¡"))
    return int(found["day"]) if found is not None else None


def stays_until_a_day(plain: str) -> bool:
    """ "May we stay until the 7th?" asks for a night more, and for no later hour."""
    return _STAYS_UNTIL.search(plain) is not None


def rather_changes(plain: str) -> bool:
    """ "Mejor cambiar la fecha", with nothing told of which."""
    return _RATHER_CHANGES.search(plain) is not None


def made_into(plain: str) -> bool:
    """Days told with it are what the stay is to become: "make it the 10th through the 15th"."""
    return len(plain.split()) <= _FEW_WORDS and _INTO.search(plain) is not None


def put_right(plain: str) -> bool:
    """ "Del 10 al 12 en realidad"."""
    return len(plain.split()) <= _FEW_WORDS and _PUT_RIGHT.search(plain) is not None


def weekdays_swapped(plain: str) -> bool:
    """ "Until Tuesday instead of until Monday"."""
    return says_any(plain, _INSTEAD) and sum(plain.count(name) for name in _LOOK) > 1
