"""Who wants nothing booked: "no quiero reservar nada", "don't book it", "não reserva ainda"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_SENTENCES: Final = re.compile(r"[.,;:!?\n]+")
_LEAD: Final = (
    r"(?:(?:no|nao|nop|nope|bueno|ok|okay|che|ah|uh|pero|but|mas|y|e|and|perdon|sorry|desculpa|gracias|thanks|hola|hi"
    r"|oi|mejor|melhor|al final|no final|por favor|please|yo|eu|i|we|i'?m|we'?re|ya|todavia|ainda|por ahora"
    r"|actually|so"
    r"|entonces|entao|pues|pq|es que|que|posta|te dije que|i said|eu disse que) )*"
)
_NOT: Final = r"(?:no|nao|don'?t|do not|not|never|nunca)"
_WANT: Final = (
    r"(?:(?:me|nos|te|la|lo|las|los|le|les|a|o|us|quiero|queremos|querida?|quisiera|quero|queria|voy a"
    r"|vou|vamos|deseo|pienso|necesito|necesitamos|preciso|pretendo|iba a|want to|wanna|need to|going to|wish to"
    r"|mean to|have to|estoy|estamos|looking to|trying to|vayas a|vayan a|go|you) )*"
)
_BOOK: Final = (
    r"(?:reserv\w+|book\w*|agend\w+|confirm\w*|guard(?:ar?|es?|en|arl?[oa]|arme|[eo]s)|segur(?:ar?|e|em|es)"
    r"|hold(?:ing)?|tomarl[oa]"
    r"|take it|take that|hac(?:er|erla|ernos) (?:la|una|ninguna) reserva|fazer (?:a|uma|nenhuma) reserva"
    r"|make (?:a|any|the) (?:booking|reservation)|hagas (?:la|ninguna) reserva|fech(?:ar|a|e))"
)
_OF_IT: Final = (
    r"(?: (?:nada|nao|no|todavia|aun|ainda|yet|anything|any|it|that|this|la|las|lo|a|o|una?|uma?|ninguna?|nenhuma?"
    r"|habitacion|pieza|cuarto|quarto|room|por|ahora|hoy|agora|hoje|now|gracias|thanks|obrigad[oa]|esa|eso"
    r"|esta|essa|isso|esse"
    r"|for|me|us|pra|mim|gente|che|nomas|please|favor|right|just|con|vos|ustedes|voces|with|you|mas|more|mais))*"
)
_REFUSES: Final = re.compile(rf"{_LEAD}{_NOT} {_WANT}{_BOOK}{_OF_IT}")
_NOT_YET: Final = re.compile(
    r"\b(?:todavia|aun|ainda|yet|por ahora|por enquanto|for now|right now|just now|now|ahora|hoy|agora|hoje)\b"
)


def refuses_to_book(text: str) -> bool:
    """A sentence that says so and nothing else; "no, quiero reservar" answers something else and books."""
    return any(
        _REFUSES.fullmatch(" ".join(one.split())) is not None for one in _SENTENCES.split(normalise(text))
    )


def refuses_for_now(text: str) -> bool:
    return refuses_to_book(text) and _NOT_YET.search(normalise(text)) is not None


_COURTESY: Final = (
    r"(?:no|nao|nop|nope|na+h?|ah|oh|ok|okay|bueno|che|eh|hola|hi|oi|perdon|sorry|desculpa|gracias|muchas gracias|mil"
    r"|thanks|thank you|thx|obrigad[oa]|valeu|brigad[oa]|igual|todo bien|no worries|it'?s (?:ok|fine)|dale"
    r"|listo|tranqui"
    r"|disculpa|por ahora|por enquanto|for now|nada mas|nomas|no mas|that'?s all|so isso|era eso|nada|mesmo"
    r"|really|nothing)"
)
_PRICE: Final = (
    r"(?:(?: (?:de|por|about|for|on))?(?: (?:el|los|la|las|the|o|os|your|sus|tus))? (?:precios?|prices?"
    r"|precos?|valor(?:es)?"
    r"|tarifas?|rates?|costos?))"
)
_ONLY_ASKED: Final = re.compile(
    rf"(?:{_COURTESY} )*(?:(?:es|era|fue|i was|i'?m|we'?re|we were|was|yo|eu|foi|it was|estaba|estoy"
    r"|was just|que) )*"
    r"(?:"
    r"(?:solo|solamente|nomas) (?:(?:estaba|estoy|estabamos|andaba|ando|queria|queriamos|quiero|quise|era"
    r"|para|por|te) )*"
    r"(?:averigu\w+|pregunt\w+|consult\w+|mir(?:aba|ando|ar)|viendo|ver|saber|cotiz\w+|curios\w+|chusme\w+|compar\w+)"
    r"|(?:averiguaba|averiguando|preguntaba|consultaba|preguntando|chusmeando|curioseando)(?= (?:nomas|no mas"
    r"|nada mas|solo))"
    r"|(?:solo )?(?:una )?(?:consulta|pregunta|averiguacion) (?:nomas|no mas|nada mas|solamente)"
    r"|solo (?:una )?(?:consulta"
    r"|pregunta)"
    r"|(?:just|only) (?:asking|looking|checking|browsing|wondering|curious|enquiring|inquiring|comparing"
    r"|window shopping"
    r"|having a look|want(?:ed)? to (?:know|ask|check|see)|a question)(?: around| it out)?"
    r"|(?:so|somente|apenas) (?:(?:queria|quero|estava|tava|tou|to|estou|era|pra|para|uma) )*"
    r"(?:saber|perguntando|perguntar|pergunta|olhando|pesquisando|cotando|vendo|consultando|curiosidade"
    r"|dando uma olhada"
    r"|dar uma olhada)"
    rf")(?P<price>{_PRICE})?(?: (?:para|pra|por) (?:mas adelante|saber|tener una idea|ter uma ideia|depois|despues))?"
    rf"(?: {_COURTESY})*"
)
_ONLY_COURTESY: Final = re.compile(rf"(?:{_COURTESY}(?: |$))*")


def only_asked(text: str, *, shown: bool = True) -> bool:
    """Nothing is wanted, "solo averiguaba"; where no price was shown yet, to ask for prices is a wish."""
    plain = normalise(text)
    sentences = [" ".join(one.split()) for one in _SENTENCES.split(plain) if one.strip()]
    found = [_ONLY_ASKED.fullmatch(one) for one in sentences]
    rest = [one for one, match in zip(sentences, found, strict=True) if match is None]
    told = [one for one in found if one is not None and (shown or one["price"] is None)]
    return "?" not in plain and bool(told) and all(_ONLY_COURTESY.fullmatch(one) for one in rest)
