"""What seals a choice without the word for it: a name, money that goes or is gone, an order, bit by bit of a message.

A receptionist who hears "Brody Nash" or "I'll pay now" after the price takes the room; nobody pays for what they do
not want, and nobody leaves a name for it.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.answers.beside_an_order import parted, without_others
from core.flows.understand.answers.questions import asks
from core.flows.understand.money.paid import says_paid
from core.flows.understand.money.paying_now import demands
from core.flows.understand.text import has_figures, normalise

_PIECES: Final = re.compile(r"[^.,;:!?…\n]+(?:[.,](?=\d)[^.,;:!?…\n]+)*[.,;:!?…\n]*")
_PAY: Final = (
    r"(?:pago|pagamos|pay|paying|transfiero|transferimos|deposito|depositamos|abono|pagar|transferir|depositar|transfer"
    r"|seno|senamos|mando|envio|send)"
)
_NOW: Final = (
    r"(?:now|right now|right away|ahora|ya|ya mismo|enseguida|agora|ja|hoy mismo|straight away|hoy|today|hoje|tonight"
    r"|esta tarde|esta noche|hoje mesmo|manana|tomorrow|amanha)"
)
_MAKES: Final = (
    r"(?:hago|hacemos|hace|hara|hacen|faco|fazemos|faz|fara|fazer|hacer|do|does|make|makes|making|send|sending"
    r"|paso|pasamos|mando|mandamos|envio|enviamos|giro|passo|passamos)"
)
_MONEY: Final = (
    r"(?:transferencia|transfer|transf|pagos?|pagamento|payment|deposito?|deposit|sena|sinal|pix|giro)"
)
_GOES: Final = re.compile(
    rf"\b{_PAY}(?: (?:it|la|lo|te|yo|eu|todo|tudo|the|deposit|a|el|sena|sinal|money|plata|dinheiro|pix|now))* {_NOW}\b"
    rf"|\b{_NOW} (?:te |le |les |lo |la |eu |mesmo )*{_PAY}\b"
    r"|\b(?:send|give|text|manda|mande|mandame|mandeme|mandenme|pasame|pasa|passa|me manda|me passa|me envia|envia"
    r"|enviame) (?:me |us |pra mim |para mim |nos )?"
    r"(?:(?:whatever|what|lo que|o que|todo lo que|algo|como|how|onde|donde|para|pra|a forma de|la forma de)[a-z' ]*)"
    r"\b(?:pay|pagar|pago|transfer\w*|deposit\w*)\b"
    r"|\b(?:te|le|les|lhe|i'?ll|we'?ll|will|vou|voy a|vamos a)\b.{0,20}\b(?:mand|envi|pas|send|forward)\w*\b.{0,16}"
    r"\b(?:comprobante|comprovante|receipt|proof|recibo)\b"
    r"|\b(?:espero|aguardo|i(?:'ll)? wait for|waiting for|quedo a la espera de[l]?|fico no aguardo d[oe])"
    r" (?:el|o|the|your|tu|su|seu|del)? ?(?:link|alias|cbu|pix|datos|dados)\b"
    rf"|\b{_MAKES} (?:ya |ja |ahora |hoy |agora )?(?:la|el|o|a|the|una?|uma?|un) {_MONEY}\b"
    r"|\b(?:ya|ahora|ahi|ja|agora)(?: mismo)? (?:te |le )?(?:la|lo|o|a) (?:hago|hacemos|faco|mando|paso|pago|abono)\b"
    r"|\bmanda (?:ai )?(?:o pagamento|a cobranca|el pago|el cobro)\b"
    r"|\b(?:money|deposit|payment)(?:'s| is) on its way\b"
    r"|^(?:(?:it|that)(?:'s| is) |ya |ta |all |listo |pronto )?"
    r"(?:paid|pagad[oa]|pago!?)(?: (?:by|with|con|com|no|por) .*)?$"
)
# "No problem" holds nothing back, nor "no cartão", which is "by card".
_NO: Final = (
    r"no(?! (?:dramas?|worries|problem\w*|probs|stress|hay problema|tem problema|cartao|link|pix|credito|debito"
    r"|dinheiro|banco|app|nome|site|local|dia|quarto|hotel|caso)\b)"
)
_HELD_BACK: Final = re.compile(
    rf"\b(?:{_NO}"
    r"|not|nao|nem|don'?t|can'?t|cannot|won'?t|haven'?t|nunca|never|if|si|se|unless|cuando|quando|when|once"
    r"|puedo|puede|podria|podriamos|podemos|can i|could i|may i|can we|could we|posso|poderia"
    r"|al llegar|on arrival|at arrival|na chegada|alla|there|despues|depois|later|before|antes|quiero saber"
    r"|want to know|quero saber)\b"
)
# "I'll send the receipt when I get home" is promised all the same.
_WHEN_HOME: Final = re.compile(
    r"\b(?:cuando|quando|when|apenas|assim que|once)"
    r" (?:llegue|llego|chegue|chegar|chego|i (?:get|am)|este|esteja|salga|saia)"
    r"(?: (?:a|en|em|de|do|in|to|at|home|casa|mi|la|my|the|office|oficina|trabajo|trabalho|work))*"
)
_HOW: Final = re.compile(
    r"^(?:(?:y|e|and|ok|so|bueno|dale|entonces|entao|please|perdon|blz|listo|pero)[ ,]+)*"
    r"(?:(?:por |a |de )?(?:como|how|onde|donde|where))\b.{0,30}"
    r"\b(?:pag\w+|pay|payment|transf\w+|deposit\w*|abon\w+|senar?|sinal"
    r"|mand\w+ (?:a|o|la|el) (?:plata|dinheiro|sena|sinal))\b"
)
_WHICH_ROOM: Final = re.compile(
    r"(?:(?:y|e|and|so|pero|mas|but) )?(?:cual|qual|which|what|que)(?: (?:es|era|e|is|was|seria|foi|ficou|quedo))?"
    r"(?: (?:el|la|o|a|the))? (?:quarto|habitacion|pieza|cuarto|room)"
    r"(?:,? (?:es|era|e|is|was|it|mesmo|again|that|al final|entonces|entao|then))*"
)
_HOW_TO_BOOK: Final = re.compile(
    r"^(?:(?:y|e|and|ok|so|bueno|dale|entonces|entao|genial|listo|great|pero)[ ,]+)*"
    r"(?:(?:como|how)(?: (?:do|can|would|could|should|hago|hacemos|faco|fazemos|puedo|podemos|posso|seria|es|se|i|we"
    r"|the|to|a gente|eu|para|pra|por|que|go about|process|funciona|works?|it|la|el|una|um[a]?|fazer|hacer))*"
    r" (?:reserv\w*|book(?:ing)?|apart\w*|segur[ao]|garant\w+)\b.{0,16})$"
)
# "How do I pay if I'm from Mexico?" asks whether they can at all.
_ON_TERMS: Final = re.compile(
    r"\b(?:si|if|se) (?:soy|somos|vivo|vivimos|estoy|estamos|no|vengo|tengo|i|we|eu|sou|moro|moramos|estou|venho|tenho"
    r"|a gente|nao)\b|\b(?:desde|from|fora|abroad|afuera|exterior|extranjero|overseas)\b"
)
# The sum that holds it, which the room that is held says too.
_WITH_HOW_MUCH: Final = re.compile(
    r"^(?:(?:y|e|and|ok|so|bueno|dale|entonces|entao)[ ,]+)*(?:(?:con|com) (?:cuanto|quanto)|how much)\b.{0,20}"
    r"\b(?:separ|reserv|apart|segur|garant|confirm|sen[ao]|hold|secure|book|put down)\w*"
)
_CAME: Final = re.compile(
    r"\b(?:lleg(?:o|aron)|cheg(?:ou|aram)|caiu|entro|entrou|came|come|arriv\w+|received|recib\w+|receb\w+|went"
    r"|gone) ?(?:through|ai|in|bien|bem|it)?\b|\b(?:check|confer\w+|verific\w+|fijate|ve se)\b"
)
_HESITATES: Final = re.compile(
    rf"\b(?:not(?! that)|{_NO}|nao|don'?t|isn'?t"
    r"|can'?t|won'?t|haven'?t|maybe|perhaps|quizas?|tal vez|talvez|capaz|though|aunque|creo|i think|acho|duda\w*"
    r"|doubt\w*|depend\w*|unsure|pero|but|porem|later|mas tarde|mais tarde|despues|depois|let you know|te aviso|tell me"
    r"|avisame|me avisa|wait|espera\w*|hold on|first|primero|primeiro|sooner|cheaper"
    r"|too (?:much|dear|expensive)|car[oa]"
    r"|muy|demasiado|muito"
    r"|(?:fico|ficamos) com|me quedo con|nos quedamos con|prefiero|preferimos|prefiro|prefer|rather|instead"
    r"|mejor|melhor|i want|we want|i need|we need|quiero|queremos|necesito|necesitamos|quero|preciso|precisamos)\b"
)
_CAN_ONE: Final = re.compile(r"[ ¿¡]*se (?:pued|pag|acept|cobr|permit|admit|hac)")
_LATELY: Final = re.compile(
    r"\b(?:last (?:time|year|month|summer)|la otra vez|la ultima vez|la vez pasada|el ano pasado|da outra vez"
    r"|da ultima vez|ano passado|before|once)\b"
)


def pieces(text: str) -> list[str]:
    """A message bit by bit, each with its mark."""
    said = (one for found in _PIECES.findall(text) for one in parted(found))
    return [one.strip() for one in said if any(map(str.isalnum, one))]


def brings_money(piece: str) -> bool:
    """It goes, has gone, or is asked where to go."""
    plain = normalise(piece).strip(" .,!¡…;")
    if says_paid(piece):
        return _LATELY.search(plain) is None and not asks(piece)
    if asks(piece) and not demands(piece):
        return False
    return demands(piece) or (_GOES.search(plain) is not None and not _is_held_back(plain))


def _is_held_back(plain: str) -> bool:
    return _HELD_BACK.search(_WHEN_HOME.sub("", plain)) is not None


def asks_whether_one_can(piece: str) -> bool:
    """ "Se puede pagar en dólares?": its "se" is no "if"."""
    return _CAN_ONE.match(normalise(piece)) is not None


def hesitates(piece: str) -> bool:
    """Told beside what seals it, it may take that back, or wishes for something else."""
    return _HESITATES.search(without_others(piece)) is not None


def asks_how_to_pay(piece: str) -> bool:
    """And of no way in particular: the room that is held says it."""
    plain = normalise(piece).strip(" ¿?!.,")
    asked = _HOW.search(plain) or _WITH_HOW_MUCH.search(plain)
    return (
        len(plain.split()) <= 9
        and asked is not None
        and not has_figures(plain)
        and _ON_TERMS.search(plain) is None
    )


def asks_how_to_book(piece: str) -> bool:
    """Of what is shown: whoever asks so has chosen to."""
    plain = normalise(piece).strip(" ¿?!.,")
    return len(plain.split()) <= 9 and _HOW_TO_BOOK.search(plain) is not None and not has_figures(plain)


def asks_whether_it_came(piece: str) -> bool:
    """Of money that was just said to be sent."""
    return len(piece.split()) <= 9 and _CAME.search(normalise(piece)) is not None


def asks_which_room(bit: str) -> bool:
    """ "Qual o quarto mesmo?", said by whoever takes it."""
    return _WHICH_ROOM.fullmatch(normalise(bit).strip(" ¿?!.,;")) is not None
