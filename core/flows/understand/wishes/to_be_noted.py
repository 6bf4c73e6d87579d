""" "Anotá que mi perra se llama Frida": whatever it is, it is written down in the guest's own words.

Patterns over folded text, in places of it. What a wish of its own, the hour of coming, a name, days, people or money
tells is heard as that, and is no note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from core.flows.understand.answers.gladness import likes_it
from core.flows.understand.days.late_hours import NIGHT_WORDS
from core.flows.understand.text import has_figures, says_any
from core.flows.understand.watching import Watched
from core.flows.understand.wishes.pet_by_name import tells_its_kind
from core.flows.understand.wishes.pets import names_a_pet

KIND: Final = "note"
_LOOK: Final = Watched(
    ("anot", "apunt", "note", "nota", "asent", "registr", "conste", "write", "written", "agend", "put down")
)
_PLEASE: Final = (
    r"(?:,? ?(?:por favor|porfa(?:vor)?|pfv?|please|pls|plis|tambien|tambem|also|ahi|ai|aqui|isso|eso"
    r"|esto|ademas|bien)\b)*"
)
_IN_IT: Final = (
    r"(?: (?:en|na|no|in|on|to|down on|down in|para|a) (?:(?:mi|la|nuestra|minha|nossa|a|my|our|the) )?"
    r"(?:reserva|reservation|booking|ficha|stay|file|sistema|recepcion|recepcao|reception))?"
)
_ORDER: Final = re.compile(
    r"(?<![a-z])(?:(?:tem como|da pra|da para|pode|podem|podes|podrias|podrian|puede|pueden|se puede"
    r"|can you|could you|would you) )?(?:"
    r"(?:(?:quiero|quisiera|necesito|queria|quero|preciso|gostaria|pido|peco) que (?:me |nos |lo |la )?)?"
    r"(?:anot(?:ar?[ -]me|ame|ale|eme|enme|arme|enos|ennos|anos|alo|elo|ela|ala|enlo|en|em|ar|es|a|e)(?![a-z])"
    r"|apunt(?:ame|eme|enme|ar|a|en|e)(?![a-z])|asent(?:a|ar|en)|registr(?:a|e|en|em|ame|ar)(?= que| en la)"
    r"|agend(?:a|e|en|ame)(?= que)|tom(?:a|e|en|ar) nota(?: de)?"
    r"|dej(?:a|e|en|ame|eme|ar|enme) (?:anotad[oa]|asentad[oa]|registrad[oa])|deix(?:a|e"
    r"|em) (?:anotad[oa]|registrad[oa])"
    r"|que (?:conste|quede (?:anotado|asentado|registrado)))"
    r"|(?:please |can you |could you |pls |and |also )*(?:note(?: down)?(?![a-z]| (?:from|of)\b)|write down"
    r"|write(?= ?[:,])"
    r"|write(?= (?:the|my|her|his|that|also|our|in|it in)\b[a-z' ]{2,40} down\b)|put down(?= that\b)"
    r"|(?:put|make|add|leave|take)(?: down)? (?:an? |the )?(?:little |quick )?note(?: down)?"
    r"|put (?:down|on|in) (?:my|our|the) (?:booking|reservation|note)s?)"
    rf"){_PLEASE}{_IN_IT}{_PLEASE}(?: (?:that|que|q|to say|saying|about|for|of|de que|lo de que)\b)?[ :,]*"
)
_ORDER_BEHIND: Final = re.compile(
    r"[ ,.]+(?:(?:y|e|and|me|lo|la|por favor|porfa|please|can you|could you|podes|pode|puede[ns]?) )*"
    r"(?:anot(?:a|e|en|em|alo|ala|elo|ela|enlo|amelo|emelo|arlo|a isso|a ai)|apunt(?:alo|elo|a|e)"
    r"|note (?:it|that)(?: down)?"
    r"|write (?:it|that) down)(?: (?:por favor|porfa|please|pls|ai|ahi|isso|eso|si))*[ .!?]*$"
)
# "Don't note it", "did you note it", "what do I have to note?".
_NO_ORDER: Final = re.compile(
    r"\b(?:no|nao|not|don'?t|sin|sem|never|lo|la|que tengo que|tengo que|tenho que|voy a|vou|yo|i'?ll|let me|si|to)"
    r" (?:me |lo |la |vou |te )?$|\b(?:the|that|this|my|our|your|last|first|wrong|which|any|one) $"
)
_PART: Final = re.compile(
    r" *[,;] *(?:(?:y|e|and|pero|but|mas|tambien|tambem|also|que|q)\b *)*| +(?:y|e|and|mas|\+"
    r"|&)(?: (?:que|q|tambien|tambem|also))? +"
)
_OF_ITS_OWN: Final = re.compile(
    r"\b(?:a nombre de|al nombre de|em nome de|no nome de|in the name|under (?:the )?name|(?:mi|el|my"
    r"|the|meu|o) (?:nombre|name|nome)\b"
    r"|me llamo|me chamo|my name|apellido|sobrenome|surname"
    r"|lista de espera|wait(?:ing)? ?list|pag(?:o|amos|a|ar|ue|aremos|uei)|pay(?:ing|ment)?|paid"
    r"|transfer\w*|transf\w+|sena|deposit\w*"
    r"|tarjeta|cartao|cards?|efectivo|cash|dinheiro|mercado ?pago|pix"
    r"|(?:\d+|un[oa]?|uma?|dos|tres|cuatro|cinco|seis|two|three|four|five|six|dois|duas|quatro|somos|seremos|one)"
    r" (?:(?:mas|more|extra|mais) )?(?:adult\w*|personas?|pessoas?|people|guests?|noches?|nights?"
    r"|noites?|chic[oa]s?|nin[oa]s?|nen[ea]s?|beb[ea]s?|menor(?:es)?"
    r"|crianc\w+|kids?|child(?:ren)?|habitacion\w*|rooms?|quartos?|cuartos?)"
    r"|somos (?:\d|dos|tres|cuatro|cinco|seis|dois|duas|quatro)|we(?:'re| are) (?:\d|two|three|four|five)"
    r"|(?:del?|from) (?:\w+ )?\d{1,2} (?:al|a|ate|to|till|until)|\d{1,2}[/-]\d{1,2}\b"
    r"|cancel\w*|reserv(?:a|ame|ala|e|ar)(?! es\b)|book (?:it|me|us)|cambi\w+|change|mud(?:a|ar|e)"
    r"|(?:mi|my|meu) (?:numero|telefono|celular|phone|number|mail|email|correo)|you (?:only|just"
    r"|already)|i (?:told|said|wrote|asked)|(?:te|le|les|lhe) dije|ya (?:te |le )?dije|ja (?:falei"
    r"|disse)|(?:solo|so|apenas) anot\w+|desayuno|breakfast|cafe da manha)\b"
)
_POINTS: Final = re.compile(
    r"[^a-z]*(?:(?:hi|hello|hey|hola|oi|ola|buenas|che|bueno|and|y|e|so|eso|esto|it|that|this|isso|todo|tudo|all|everything|lo|la|los|las|el|o|a|de|del|da"
    r"|do|of|the|them|both|ambas|las dos"
    r"|entonces|por favor|porfa|please|pls|ai|ahi|ya|ja|now|gracias|thanks|thank you|obrigad[oa]|si"
    r"|yes|sim|no|nao|ok|okay|dale|tambien"
    r"|tambem|also|too|asi|assim|en|na|in|on|mi|my|minha|reserva|booking|reservation|down|bien|bem|ok"
    r"|para mi|me|mio|cosa|algo|something"
    r"|alguna|un|una|a|dato|datos|nota|note|pedido|pedidos|ese|esa|esos|that|else|mas|more|mais|up"
    r"|if poss(?:ible)?|si se puede|se der)[^a-z]*)*"
)
_TO_SOMEBODY: Final = re.compile(r"^(?:me|us|to|back|you|nos|here|aca|aqui)\b(?! (?:que|q|that)\b)")
_GAP: Final = 8
_COMES_AT: Final = re.compile(
    r"\b(?:lleg\w+|cheg\w+|arriv\w+|check.?in|gets? (?:there|in)|com(?:e|es|ing) (?:in|at|around|by)"
    r"|ca(?:igo|emos))\b"
)
_CALLED: Final = re.compile(r"\b(?:se llam\w+|se chama\w*|called|named|name is|nombre|nome)\b")
_MANNERS: Final = re.compile(
    r"(?:[ ,]+(?:por favor|porfa(?:vor)?|pfv?|please|pls|plis|tambien|tambem|also|too|down"
    r"|if poss(?:ible)?|gracias|thanks"
    r"|thank you|obrigad[oa]|si se puede|si puede ser|se der))+[ .!]*$"
    r"|[ ,]+(?:por favor|porfa|please|pls)[ ,]+(?:q|que|porq(?:ue)?|pq|because|cause|cos|so|sino|or|otherwise)\b.*$"
)
# "Falta la cochera, anotala", "anotá a la Kira": what is noted is behind it.
_LEADS_UP: Final = re.compile(
    r"(?:(?:si|sim|yes|ah|eh|pero|but|mas|y|e|and)[ ,]+)*"
    r"(?:(?:me |nos |still |ainda )?(?:faltan?|faltaba|faltou|missing(?: is)?|(?:i|we) forgot|(?:me |nos )?olvide"
    r"|(?:me )?esqueci) (?:(?:el|la|los|las|o|a|os|as|the|de|del|do|da|our|my) )*|a (?:la|el|mi) )"
)
_NAMING: Final = re.compile(r"[a-z]{4,}")
_SAID_OF_ALL: Final = frozenset(
    {
        "para", "como", "este", "esta", "that", "this", "with", "have", "from", "nota", "note", "noted", "anotado",
        "reserva", "booking", "habitacion", "room", "quarto", "nuestra", "nuestro", "minha", "tiene", "tengo", "tenho",
        "llama", "chama", "favor", "please",
    }
)  # fmt: skip
_EDGES: Final = " ,.;:!?-"

Spans = Sequence[tuple[int, int]]


def beyond(sentence: str, heard: Spans, is_known: Callable[[str], bool]) -> list[tuple[int, int]]:
    """The places of a folded sentence that are to be noted as they stand: none of what was `heard` in it.

    `is_known`: a part of it is told otherwise.
    """
    if not _LOOK.said_in(sentence):
        return []
    whole = _object(sentence)
    if whole is None:
        return []
    said = _parts(sentence, *whole)
    pets = {at - 1 for at, one in enumerate(said) if tells_its_kind(sentence[slice(*one)])}
    parts = [
        one for at, one in enumerate(said)
        if at not in pets and not _is_other(sentence, one, heard, is_known)
    ]  # fmt: skip
    return [_without_manners(sentence, *one) for one in _joined(parts)]


def _without_manners(sentence: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEADS_UP.match(sentence, start, end)
    start = lead.end() if lead is not None and lead.end() < end else start
    return start, start + len(_MANNERS.sub("", sentence[start:end]).rstrip(_EDGES))


def is_of_it(question: str, note: str) -> bool:
    """Whether a folded question names something of what was noted."""
    return bool(set(_NAMING.findall(question)) & set(_NAMING.findall(note)) - _SAID_OF_ALL)


def blanked(sentence: str, heard: Spans) -> list[tuple[int, int]]:
    """The order to note, and what of its object was heard: neither says anything besides."""
    whole = _object(sentence) if _LOOK.said_in(sentence) else None
    if whole is None:
        return []
    parts = [
        (start, end)
        for start, end in _parts(sentence, *whole)
        if any(one < end and start < other for one, other in heard)
    ]
    order = _ORDER.search(sentence) if whole[0] else _ORDER_BEHIND.search(sentence)
    return [*parts, *([order.span()] if order is not None else [])]


def _object(sentence: str) -> tuple[int, int] | None:
    """What is to be noted: behind the order, or the clause that stands before it."""
    order = _ORDER.search(sentence)
    if order is not None and _NO_ORDER.search(sentence[: order.start()]) is None:
        after = sentence[order.end() :]
        if _POINTS.fullmatch(after) is None and _TO_SOMEBODY.match(after) is None:
            return order.end(), len(sentence.rstrip(_EDGES))
    behind = _ORDER_BEHIND.search(sentence)
    if behind is None or _NO_ORDER.search(sentence[: behind.start()] + " ") is not None:
        return None
    return 0, len(sentence[: behind.start()].rstrip(_EDGES))


def _parts(sentence: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    for cut in _PART.finditer(sentence, start, end):
        found.append((at, cut.start()))
        at = cut.end()
    return [(one, other) for one, other in (*found, (at, end)) if sentence[one:other].strip(_EDGES)]


def _is_other(sentence: str, part: tuple[int, int], heard: Spans, is_known: Callable[[str], bool]) -> bool:
    words = sentence[slice(*part)]
    if any(start < part[1] and part[0] < end for start, end in heard):
        return True
    if names_a_pet(words):
        return _CALLED.search(words) is None
    return (
        bool(_POINTS.fullmatch(words) or _OF_ITS_OWN.search(words))
        or likes_it(words)
        or _is_an_hour(words)
        or is_known(words)
    )


def _is_an_hour(words: str) -> bool:
    timed = has_figures(words) or says_any(words, NIGHT_WORDS)
    return timed and _COMES_AT.search(words) is not None


def _joined(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts that stand side by side are one note: "Ciro, Benja y Thiago"."""
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        if joined and start - joined[-1][1] <= _GAP:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
