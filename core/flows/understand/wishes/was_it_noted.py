""" "Did you note the crib?": asked of what stands on a booking, alone or beside another matter."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, tidy
from core.flows.understand.watching import Seldom

# "Anotó", "le figura", "ficou registrado", "did you get it down": written by the house, and asked of.
_WRITTEN: Final = r"(?:anotad|registrad|agendad|apuntad|asentad|marcad)[oa]s?"
_WROTE: Final = r"(?:anot|registr|agend|apunt)(?:aste|astes|o|ou|aron|aram|ado|aste[in]s)"
_DOWN: Final = r"(?:noted(?: down)?|down|written(?: down)?|recorded|on (?:file|record))"
_AT: Final = r"(?:(?:para|pra|a|at|for|as|las|en|com|con|in) ){0,2}"
_AT_AN_HOUR: Final = (
    rf"{_AT}(?:\d{{1,2}}[:.h] ?\d\d ?(?:hs|hrs|horas|h|am|pm)?|\d{{1,2}} ?(?:hs|hrs|horas|h|am|pm)\b)"
)
_RIGHT: Final = (
    r"(?:cert(?:o|inho)|direit(?:o|inho)|mesmo|correct[oa]?|right|ok|ne|no|si|entonces|entao|then"
    r"|(?:la|a|o|el|the|our|my|mi|nuestra|minha|nossa) (?:llegada|chegada|arrival|hora|horario))"
)
_THEIRS: Final = r"(?:my|our|the|mis|los|nuestros|meus|minhas|os|nossos|as)"
_DETAILS: Final = r"(?:details|info|information|data|datos|dados|informacoes)"
_NOTED: Final = Seldom(
    rf"\b(?:qued(?:o|a|aron)|fic(?:o|a|ou|aram)|esta|estan|ta|tao|estao|tenes|tienen?|tienes|tem|teem|tens)"
    rf" (?:(?:todo|tudo|ya|ja|bien|bem|me|te|nos|ai|ahi|algo|cosas|mas|mais|para|pra|mi|meu|el|la|o"
    rf"|a) )*{_WRITTEN}\b"
    rf"|^[^a-z]*(?:(?:y|e|che|hola|oi|ya|ja|ustedes|uds?|usted|vos|vc|vcs|voces?|me|nos|te|le|se|lo|la|a gente) )*"
    rf"{_WROTE}\b[^.!]*\?"
    r"|\b(?:te|les?|lhes?) (?:figura|aparece|consta)\b[^.!]*\?"
    r"|\bse (?:guardo|anoto|registro) (?:(?:el|la|lo|mi) )?(?:dato|horario|hora|info\w*|lo de)\b"
    r"|\b(?:did|have|has) (?:you|u)(?: guys| all)? (?:make|made|take|taken|took|keep|kept|leave|left)"
    r" (?:a |any )?notes?\b"
    rf"|\b(?:do|did|have|has) (?:you|u)(?: guys| all)? (?:have|got|get|put|keep)\b[^.?!]{{0,60}}?\b{_DOWN}\b"
    rf"|\b(?:you|u) (?:have |'?ve )?(?:got|have) (?:it|that|this|me|us|my|our)(?: [a-z]+)? ?{_DOWN}\b"
    rf"|\bwhat (?:do|have|did) (?:you|u) (?:have|got|get) (?:{_DOWN}|for (?:me|us))\b"
    r"|\b(?:tenes|tienen?|tienes|tem|got|get|have|pegou|pegaram|anotaste|anotaron|anotou|anotaram)"
    r" (?:bien |bem |certo |ya |o )*(?:my|mi|meu) (?:name|nombre|nome)\b[^.!]*\?"
    r"|\b(?:qued(?:o|a|aron)|esta|estan|ta) (?:ya |todos? )*anotad[oa]s?\b"
    r"|\b(?:lo|la|los|las) (?:\w+ )?anot(?:aste|o|aron|astes)\b|\banot(?:aste|aron) (?:lo|la|el|los|las|todo)\b"
    r"|\b(?:is|was|are) (?:all )?(?:of )?(?:it|he|she|that|this|(?:the|my|our) [a-z]+(?: [a-z]+)?|everything)"
    r" (?:all |both )?(?:noted|written|down|on (?:it|my booking|our booking|the booking))\b"
    r"|\bare (?:both|all|they(?: all| both)?) (?:noted |down )?on (?:it|my booking|our booking|the booking)\b"
    r"|\b(?:know|check|confirm|tell me|saber|confirmar|decime|dime|diga) (?:if|whether|si|se) .{0,40}"
    r"\b(?:noted|anotad[oa]s?)\b"
    r"|\b(?:did|have) (?:you|u|y'?all|ya)(?: (?:guys|all))? (?:get |got )?(?:note|noted|write|written"
    r"|put|add|added)\b"
    r"|\b(?:ficou|esta|ficaram|ta) (?:tudo )?anotad[oa]s?\b"
    r"|(?:^|[.?!;,])[^a-z]*(?:(?:e|y|ja|ya) )*anot(?:ou|aram|aste|aron)\b[^.!]*\?"
    r"|\b(?:en|na|on) (?:la |a |the |my )?(?:reserva|booking) (?:pones|pusiste|ponen|consta|figura"
    r"|aparece)\b[^.!]*\?"
    r"|\bdid (?:you|ye|u|ya|y'?all) (?:get|see|catch) (?:the (?:bit|part)|my (?:note|message)|what i (?:said"
    r"|wrote)|that bit)"
    r" about\b|\b(?:viste|vieron|leiste|leyeron|viu|viram|leu|leram) (?:lo de|lo que (?:te |les )?(?:dije"
    r"|puse) de|o que"
    r" (?:eu )?(?:falei|disse) (?:da|do|de)|a parte (?:da|do|de))\b"
    rf"|\b(?:did|have) (?:you|u)(?: guys| all)? (?:get|got|receive|received) {_THEIRS}"
    rf" (?:(?!pay\w*|card\b)[a-z]+ )?{_DETAILS}\b"
    r"|\b(?:llegaron|quedaron|recibiste|recibieron|tenes|tienen|recebeu|receberam|chegaram|pegou|pegaram)"
    rf"(?: bien| bem| ya| ja)? {_THEIRS} {_DETAILS}\b(?! d[aeo]l? (?:l?a |o )?(?:pag|transf|tarj|cart|sena|sinal))"
    r"[^.!]*\?"
    r"|\b(?:voce|voces|vc|vcs) anot(?:ou|aram)\b|\btomaste nota\b|\btomaron nota\b"
    r"|\bwhat (?:did|have) (?:you|u) (?:note|noted|write|written)\b"
    r"|(?:^|[.!?,] *)(?:(?:and|so|ok|okay|hi|hello|you|u|ya|have)[ ,]+)*(?:noted|written down) (?:our|my|the|it"
    r"|that|this)\b[^.!?]*\?"
    r"|\b(?:si|se) (?:ya |me |nos |lo |la )*(?:anotaron|anotaste|anotaram|anotou)\b"
    r"|\banot(?:aste|aron) (?:al|a la|algo|que (?:soy|es|somos|tengo|tiene))\b"
    r"|\bque (?:anotaste|anotaron|tenes anotado|tienen anotado)\b"
    rf"|\b(?:lo|la|los|las) (?:tengo|tenemos|tenes|tienes?|tienen) (?:(?:ya|bien|ahi) )*{_WRITTEN}\b"
    r"|\b(?:lo|la|los|las) (?:tenes|tienes?|tienen) o no\b|\b(?:do|did|have) (?:you|u) (?:have|get"
    r"|got) (?:it|them|that) or not\b"
    r"|\b(?:hora|horario|llegada|chegada|arrival|vuelo|voo|flight|rut|cuit|cnpj|factura|invoice"
    r"|traslado|transfer|nota fiscal)\b[^.!?]{0,40}\??[^.!?]{0,8}"
    r"\b(?:quedo|ficou|(?:esta|quedo|ficou|is it|is) (?:pedid[oa]|solicitad[oa]|reservad[oa]|ordered|arranged))"
    rf"(?:,? (?:bien|ya|{_WRITTEN}|o no|ou nao|or not|{_RIGHT}|{_AT_AN_HOUR}|{_AT}\d{{1,2}})){{0,5}}[ ,]*\?"
    rf"|\b(?:quedo|quedamos|ficou|ficamos|is it|are we|you have us|you'?ve got us)(?: down| set| noted)? {_AT_AN_HOUR}"
    rf"(?:,? (?:o no|ou nao|or not|{_RIGHT})){{0,3}}[ ,]*\?"
    r"|^[^a-z]*(?:(?:y|e|and|pero|but|mas|what about) )*(?:la|el|a|o|the) (?:hora|horario|time)"
    r"(?: de (?:llegada|chegada)| of arrival)? (?:(?:que|q|i|we|te|les|lhe|you|yo|eu) )+"
    r"(?:dije|pase|puse|avise|disse|falei|passei|told|gave|said)\b[^?]{0,12}\?"
    r"|\b(?:traslado|transfer|remis|auto|car|pick ?-?up|taxi)\b[^.!?]{0,20}\b(?:pedid[oa]"
    r"|solicitad[oa]|ordered|arranged|agendad[oa]|marcado)\b[^.!?]*\?"
    r"|\b(?:is|are) (?:the |my |our )?(?:name|names|arrival|note|notes|invoice"
    r"|flight)\b[^.!?]{0,30}\bon (?:it|there|the booking|my booking)\b"
)
# When they come, and whose name it is in: no wish, and asked of like one.
_OF_THE_HOUR: Final = re.compile(
    r"\b(?:hora|horas|horario|hours?|time|lleg\w+|cheg\w+|arriv\w+|coming|lo de las? \d{1,2}"
    r"|\d{1,2}[:h]\d\d|\d{1,2} ?(?:hs|hrs|h|am|pm)"
    r"|late|tarde)\b"
)
_OF_THE_NAME: Final = re.compile(
    r"(?<!company )(?<!company's )(?<!firm's )\b(?:nombre|name|nome)\b(?! (?:de|of|da|del) (?:(?:la|mi"
    r"|the|my|minha) )?(?:empresa|company|firm"
    r"|perr[oa]|dog))"
)
_IS_A_BOOKING: Final = re.compile(
    r"\b(?:reserv\w+|booking|booked|reservation|estadia|pago|payment|sena|pagamento|habitacion|cuarto"
    r"|room|quarto)\b"
)
# "And the petals?": what became of it.
_OF_A_THING: Final = Seldom(
    r"^[^a-z]*(?:(?:y|e|and|ah|pero|but|mas|hola) )*(?:lo (?:de|del)|what about|how about"
    r"|e (?:sobre |quanto )[oa]s?)\b[^.!?]*\?"
    r"|\b(?:y|and|pero) (?:lo (?:de|del)|what about)\b[^.!?]*\?"
    r"|(?:^|[.!?,] *)(?:and |n |so |but |what of )*the [a-z]+(?: [a-z]+)? (?:thing|bit|part|stuff)(?: (?:too|then"
    r"|as well))? ?\?"
    r"|\b(?:y|e|and) (?:el|la|los|las|o|a|os|as|the) [a-z]+ (?:qued(?:o|aron)|al fin\w*|ficou|ficaram"
    r"|ya esta)\b[^.!?]*\?"
)
# "About coming at midnight, is it possible?" asks whether it can be at all.
_WHETHER_IT_CAN_BE: Final = re.compile(
    r"\b(?:se puede|se podra|puede ser|puedo|podemos|podria\w*|hay (?:problema|drama|alguien)|pasa algo|es posible"
    r"|is it (?:ok|okay|fine|possible|allowed)|is that (?:ok|okay|fine|possible)|can (?:i|we)|any problem"
    r"|da pra|da para|tem (?:problema|como)|e possivel|pode ser|posso|podemos)\b"
)
# "And the time?", before it is asked what became of it.
_THE_HOUR: Final = re.compile(
    r"[^a-z]*(?:(?:y|e|and|pero|but|mas|what about|lo de|sobre)[ ,]+)*(?:la|el|a|o|the|mi|my|our|minha|nossa|nuestra)"
    r" (?:hora|horario|time|llegada|chegada|arrival)(?: de (?:mi |la )?(?:llegada|chegada)| of arrival| time)?[ ,.?]*"
)
_SOMETHING: Final = re.compile(
    r"\b(?:lo de(?: la| las| los|l)?|las|los|la|el|the|my|our|mi|mis|as|os|[ao]) (?!reserv|booking|todo|tudo|anot"
    r"|hab|room|quarto|que\b)[a-z]{4,}"
)
_CLAUSE: Final = re.compile(
    r"[.!?;\n]+ *|, *(?:(?:y|and|e|pero|but|mas|also)\b *)?| +(?:y|and|e|pero|but|mas|also) +"
)


def is_asked(plain: str) -> bool:
    return _NOTED.search(plain) is not None


def asks_of_a_thing(plain: str) -> bool:
    return _OF_A_THING.search(plain) is not None and _WHETHER_IT_CAN_BE.search(plain) is None


def of_the_hour(plain: str) -> bool:
    return _OF_THE_HOUR.search(plain) is not None


def names_the_hour_alone(plain: str) -> bool:
    return _THE_HOUR.fullmatch(plain) is not None


def of_the_name(plain: str) -> bool:
    return _OF_THE_NAME.search(plain) is not None


def names_something(plain: str) -> bool:
    """ "Did you note the towels?", and not only "did you note it?"."""
    return _SOMETHING.search(plain) is not None


def of_a_booking(plain: str) -> bool:
    return _IS_A_BOOKING.search(plain) is not None


def parted(text: str) -> tuple[str, str]:
    """The question with the wish it names, and what was said before it; nothing where it stands alone."""
    own = tidy(text)
    plain = fold(own)
    found = _NOTED.search(plain)
    if found is None:
        return "", ""
    clauses = [*_CLAUSE.finditer(plain, 0, found.start())]
    end, start = clauses[-1].span() if clauses else (0, 0)
    if names_the_hour_alone(plain[:end]):
        return own.strip(), ""
    return own[start:].strip(), own[:end].strip()
