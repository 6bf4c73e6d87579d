"""Who calls a booking off in so many words: "dale, cancelala nomás", "yes cancel it", "sim, pode cancelar"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise, says_any

_LOOK: Final = ("cancel", "anul", "solt", "suelt", "liber", "desmarc", "baja", "call", "release", "let it go")
_LEAD: Final = (
    r"(?:na (?:vdd|verdade|real)|olha|mira|mano|bro|cara"
    r"|si+p?|yes|yep|yeah|yup|ok(?:ay|ey|is)?|dale|bueno|listo|sim|ya|va|please|pls|por ?fa(?:vor)?|perfecto"
    r"|claro|de una"
    r"|entonces|then|entao|so|mejor|melhor|well|y|e|and|no|nah|pero|but|mas|sorry|perdon|disculpa|hola|oi|hi"
    r"|(?:me |la |lo )?(?:podes|puedes|podrias|podrian|pueden)|(?:me )?pode(?:m|ria)?|(?:can|could|would|will) you"
    r"|go ahead and|what i want is|lo que quiero es|o que eu quero e|just|actuall?y|al final"
    r"|no final|te pido que|les pido que|(?:la |lo )?(?:quiero|queremos"
    r"|quisiera)"
    r"|quero|queria|(?:i|we)(?:'d| would)?(?: just)? (?:want|like) to|wanna|want to|(?:la "
    r"|lo )?(?:tengo|tenemos) que|tenho que"
    r"|temos que|(?:i|we) (?:have|need) to|have to|need to|preciso|necesito|precisamos|voy a|vamos a|vou"
    r"|vamos|let'?s"
    r"|(?:i |lo |te )?(?:see|understand|understood|get it|entiendo|entendi(?:do)?|comprendo|compreendo|got it)"
    r"|que(?: (?:me|nos))?(?: (?:la|lo|a|o))?|quero que (?:voce|vc)"
    r"|fair enough|certo|beleza|ta bom|tudo bem|esta bien|ni modo|que pena|no importa)"
)
_IT: Final = (
    r"(?: (?:(?:la|mi|esa|esta|nuestra|essa|a|minha|nossa|the|my|our|this|that) )?(?:reserva(?:cion)?|booking"
    r"|reservation)"
    r"(?: [a-z0-9]{6})?| (?:la|el|the one|a) que (?:ya )?(?:tengo|tenemos|tenho|temos|reserve|hice)(?: ya)?"
    r"| the one (?:i|we)(?: already|'ve got|'ve)? (?:have|booked|made)| (?:todo|it|that|this|isso|ela|esa"
    r"|esta|essa|everything|tudo|eso|all|that one))?"
)
_CALL_OFF: Final = (
    r"(?:cancel(?:es|a|ala|alo|ame|amela|as|e|ela|elo|em|en|enla|enlo|enme|enmela|o|amos|emos|emosla|ar|arla"
    r"|arlo|armela|arei)?"
    r"|anul(?:es|a|ala|alo|ame|amela|e|en|enla|enme|o|emos|emosla|ar|arla|arlo)"
    r"|solt(?:a|ala|alo|e|ela|em|en|ar|arla)|suelt(?:a|ala|alo|e|ela|elo|en|enla|o)|liber(?:a|ala|e|em|en|enla|ar|arla)"
    r"|desmarc(?:a|o|ar|ala)|d(?:a|en|ame|ar)la de baja|call(?: it| everything)? off|release|let it go)"
)
_TAIL: Final = (
    r"(?:por ?fa(?:vor)?|please|pls|plz|nomas|no mas|noma|entonces|then|entao|ya|gracias|thanks|thank you|obrigad[oa]"
    r"|logo|igual|mesmo|dale|si|sim|yes|now|ahora|agora|che|ok|para mi|for me|pra mim"
    r"|mano|cara|bro|man|mate|vei|amig[oa]|senor[a]?)"
)
# "And send me the confirmation": whoever wants it in writing orders all the same.
_IN_WRITING: Final = (
    r"(?:[ ,.!]+(?:y|and|e))?[ ,.!]+(?:me |please |por favor )*"
    r"(?:mand\w+|envi\w+|pas[ae]\w*|send|text|email|confirm\w*|avis\w+)"
    r"(?: (?:me|us|nos|una?|la|el|a|the|uma|o|um|por|by|email|mail|escrito|aca|aqui))*"
    r" (?:confirmacion|confirmation|confirmacao|comprobante|comprovante)"
    r"(?: (?:de|do|da|of|that|the|la|it|is|it'?s|cancel\w*|please|por favor|porfa))*"
)
_ORDER: Final = re.compile(
    rf"(?:{_LEAD}[ ,!.]+){{0,16}}{_CALL_OFF}{_IT}(?:[ ,!.]+{_TAIL})*(?:{_IN_WRITING})?(?:[ ,!.]+{_TAIL})*[ .!]*"
)
# "No la canceles", "y si cancelo".
_NOT: Final = re.compile(
    r"\b(?:no|nao) (?:la |lo |me la |a )?(?:cancel|anul|solt|suelt|liber|desmarc)"
    r"|\b(?:si|se|if|i) (?:la |lo |i |we |a )?(?:cancel|anul)(?:o|amos|ar|armos)?\b"
    r"|\?"
)
_PIECES: Final = re.compile(
    r"[.,;!\n]+|\s(?:y|e|and|porque|pq|because|since|que|pois|con|with|pero|but|mas)\s"
)
_SENTENCE: Final = re.compile(r"(?<=[.!;\n])\s*(?=\w)")
_SENTENCE_AND_MARK: Final = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_CANNOT_COME: Final = re.compile(
    rf"(?:{_LEAD}[ ,!.]+){{0,16}}(?:(?:yo|nosotros|eu|a gente) )?(?:(?:ya )?no (?:voy|vamos)(?: a poder)?(?: a)? (?:ir"
    r"|viajar|llegar)"
    r"|(?:ya )?no (?:puedo|podemos|podre|podremos) (?:ir|viajar|asistir)|(?:ya )?no (?:viajo|viajamos)"
    r"|(?:i|we) (?:can'?t|cannot|won'?t|will not|can no longer)(?: be able to)? (?:come|make it|go"
    r"|travel)(?: any ?more)?"
    r"|nao (?:vou|vamos|posso|podemos|consigo|conseguimos)(?: poder| conseguir)?(?: mais)? (?:ir|viajar))[ .!]*"
)
_STAYS_AWAY: Final = re.compile(
    rf"(?:{_LEAD}[ ,!.]+)*(?:(?:yo|nosotros|eu|a gente|al final|asi que|entonces|entao) )*(?:ya )?"
    r"(?:no (?:voy|vamos|viajo|viajamos)|nao (?:vou|vamos|vai dar)|(?:i'?m|we'?re|i am|we are) not (?:coming|going)"
    r"|(?:i|we) (?:can'?t|won'?t|cannot) (?:come|make it|go|be coming))"
    r"(?: (?:a ir|ir|nada|mais|mas|any ?more|then))*[ .!]*"
)
_IF: Final = re.compile(r"\b(?:si|se|if) (?:ya )?(?:no|nao|we|i)\b")
# "It's the two of them, I'm not coming": whoever books for others gives nothing up.
_I_STAY_HOME: Final = re.compile(
    r"\b(?:no (?:voy|viajo|vengo|me (?:hospedo|alojo|quedo))(?! a poder)(?: yo)?|no (?:soy|seria) yo(?= |$|[.,])"
    r"|nao (?:vou|viajo|venho|fico|me hospedo)(?! (?:poder|conseguir|quer))"
    r"|(?:i'?m|i am) not (?:coming|going|staying|travell?ing|joining)"
    r"|i (?:won'?t|will not) be (?:there|coming|staying|going|joining|travell?ing)"
    r"|i (?:won'?t|will not|don'?t|do not) (?:come|go|stay|travel|join)|not me)\b"
)


def is_ordered(text: str) -> bool:
    """And nothing else is said: no days, no reason, no question."""
    plain = normalise(text).strip(" ¡")
    return says_any(plain, _LOOK) and _NOT.search(plain) is None and _ORDER.fullmatch(plain) is not None


def is_ordered_beside(text: str) -> bool:
    """In a part of it: "cancel it, you're too expensive", "cancelala y devolvenme todo"."""
    plain = normalise(text).strip(" ¡")
    if not says_any(plain, _LOOK) or _NOT.search(plain) is not None:
        return False
    return any(_ORDER.fullmatch(part.strip()) for part in _PIECES.split(plain))


def is_ordered_first(text: str) -> bool:
    """ "Yes, cancel it please. Do I owe you anything?": an order, and then something else."""
    first, *rest = _SENTENCE.split(text.strip(), maxsplit=1)
    return bool(rest) and is_ordered(first)


def is_ordered_beside_a_question(text: str) -> bool:
    """ "No, cancelala, al final no vamos. ¿Me devuelven la seña?": the order stands in a sentence of its own."""
    if "?" not in text or not says_any(normalise(text), _LOOK):
        return False
    return any(is_ordered_beside(one) for one in _SENTENCE_AND_MARK.findall(text) if "?" not in one)


def cannot_come(text: str) -> bool:
    plain = normalise(text).strip(" ¡")
    return _CANNOT_COME.fullmatch(plain) is not None and _IF.search(plain) is None


def is_kept_away(text: str) -> bool:
    """ "Perdón, estamos los dos enfermos, no voy": why they cannot come, and that they do not."""
    plain = normalise(text)
    if "?" in plain or _IF.search(plain) is not None or _WHY_NOBODY_COMES.search(plain) is None:
        return False
    return any(_STAYS_AWAY.fullmatch(part.strip()) for part in _PIECES.split(plain))


def stays_home_alone(text: str) -> bool:
    """Of whoever writes, and of nobody else that the message tells of."""
    return _I_STAY_HOME.search(normalise(text)) is not None and not is_ordered_beside(text)


# "Both of us are sick", "my wife and I split up": heads, and nobody who comes.
_OTHERS_COME: Final = re.compile(
    r"\b(?:them|they (?:come|go|stay|travel|will|are (?:coming|going|staying))"
    r"|they'?(?:re|ll) (?:com|go|stay|travel)\w*"
    r"|(?:they'?(?:re| are)|it'?s) (?:just |only )?(?:my|our|\d|two|three|four)"
    r"|(?:for|para|pr[ao]s?) (?:my|our|mis|mi(?! (?:es|seria|no)\b)(?= [a-z])|meus?|minhas?|him|her)"
    r"|para (?:el|ella)|(?:para|pra|pro) (?:ell[oa]s|el[ea]s?)"
    r"|(?:son|seran|van|vienen|viajan|sao|vao|vem)"
    r" (?:solo |so |solamente |apenas )?(?:ell[oa]s|el[ea]s|mis?|meus?|minhas?)"
    r"|(?:ell[oa]s|el[ea]s) (?:dos|tres|solos?|dois|duas|van|vienen|viajan|vao|vem|se|sim|si)"
    r"|(?:under|in the name of|a nombre de|em nome d[aeo]|no nome d[aeo]))\b"
)
_WHY_NOBODY_COMES: Final = re.compile(
    r"\b(?:sick|ill|flu|covid|dengue|broke up|split|separ\w+|enferm\w+|engrip\w+|gripe|doentes?|internad[oa]s?"
    r"|hospital\w*|terminamos)\b"
)


def others_come(text: str) -> bool:
    """Said of others than whoever writes, and of no reason why nobody comes."""
    plain = normalise(text)
    return _OTHERS_COME.search(plain) is not None and _WHY_NOBODY_COMES.search(plain) is None


_FOR_NOTHING: Final = (
    r"(?:sin (?:cargo|costo|cobro|penalidad|multa|pagar)|gratis|(?:for )?free|without (?:charge|a fee|paying)"
    r"|de graca"
    r"|sem (?:custo|taxa|multa|pagar)|n[oa]o? (?:me |nos )?(?:pago|pagamos|cobran?|cobram) nada)"
)
_GIVING_UP: Final = (
    r"(?:cancel\w*|anul\w*|arrepient\w*|arrepent\w*|desist\w*|(?:me|nos) baj(?:o|amos)|ech\w+ atras|change my mind"
    r"|back out|mudar de ideia|no (?:voy|vamos|viajo))"
)
# Children are free until an age.
_NO_AGE: Final = (
    r"(?! (?:(?:los|las|the|os|as) )?(?:\d{1,2} (?:anos|years|yrs?)|(?:los|las|os|as) \d|(?:que|what|which"
    r"|qual) (?:edad|age"
    r"|idade)|edad|age|idade))"
)
_FREE_UNTIL: Final = re.compile(
    rf"\b{_FOR_NOTHING} (?:hasta|until|till|ate)\b{_NO_AGE}"
    rf"|\b(?:{_FOR_NOTHING}\b[^,.;!?]*\b{_GIVING_UP}|{_GIVING_UP}\b[^,.;!?]*\b{_FOR_NOTHING})\b"
)
# "E pra cancelar até quando?" calls nothing off.
_UNTIL_WHEN: Final = re.compile(
    r"\b(?:cancel\w*|anul\w*|desmarc\w*)\b[^,.;]{0,20}\b(?:hasta (?:cuando|que)|ate (?:quando|que|qual)"
    r"|until (?:when|what)|till when|by when"
    r"|how late|deadline|plazo|prazo)\b"
    r"|\b(?:hasta (?:cuando|que (?:dia|fecha|hora)|q)|ate (?:quando|que (?:dia|hora|data))"
    r"|until (?:when|what (?:day|time))"
    r"|till when|by when|how late|when)\b.{0,20}\b(?:can|could|may|puedo|podemos|se puede|posso|podemos|da pra|da para"
    r"|pode)\b.{0,12}\b(?:cancel\w*|anul\w*|desmarc\w*)\b"
)
_FROM_TO: Final = re.compile(r"\d(?: de [a-z]+)? ?(?:al?|ao|to|y|e|and|-) ?(?:el |the |dia )?\d")


def asks_until_when(text: str) -> bool:
    plain = normalise(text)
    return says_any(plain, _LOOK) and _UNTIL_WHEN.search(plain) is not None


def free_until_a_day(text: str) -> bool:
    """A day told with it is the one until which nothing is charged, and none of a stay; two days are one."""
    plain = normalise(text)
    return _FREE_UNTIL.search(plain) is not None and _FROM_TO.search(plain) is None
