"""Who says that money was paid: one ear for it, whether a room is held or booked."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

_DID: Final = r"(?:pague|garpe|abone|transferi|deposite|pagu?ei|depositei|paid|transferred)"
_MONEY: Final = (
    r"(?:pago|plata|guita|senal?|transferencia|transfe|pix|deposito|pagamento|dinheiro|sinal|payment|money"
    r"|deposit|transfer"
    r"|comprobante|comprovante)"
)
_PAID: Final = re.compile(
    rf"\b{_DID}\b"
    r"|\b(?:ya|ja|already|recien) (?:te |lo |la |les )?(?:pag(?:amos|u\w*)|garp(?:e|amos)|esta pag[oa]|pago"
    r"|transfer(?:i\w*|ed)|deposit(?:e\w*|amos)|hice|hicimos|fiz|fizemos|mand(?:e|ei|amos)|envi(?:e|ei|amos))\b"
    r"|\bi(?:'?ve| have)? (?:just )?(?:sent|made) (?:it|you)\b"
    rf"|\b(?:hice|hicimos|hizo|hicieron|fiz|fizemos|fez|made|sent|mande|mandei|envie|enviei) "
    rf"(?:el |la |o |a |the |you the )?{_MONEY}\b"
    r"|^(?:(?:listo|ya|ok|okay|bueno|done|pronto|ja|all|si|sim|yes)[ ,.!]+)*(?:(?:esta|quedo|ta|esta tudo|todo) )?"
    r"(?:pagad[oa]|abonad[oa]|paid)\b(?= *(?:$|[,.!]))|^(?:pronto|ja esta|ja ta|ta)[ ,!]+pag[oa]\b(?= *(?:$|[,.!]))"
    rf"|\b(?:ya|ja|already|tengo|tenemos|tenho|temos)(?: (?:con|with|com|la|el|the|a|o|esta|toda))* {_MONEY}"
    r" (?:esta |ya )?(?:pag[oa]|pagad[oa]|abonad[oa]|paid)\b"
    rf"|\bpag[oa] ya (?:la |el )?{_MONEY}\b|\bya (?:esta|quedo|salio|fue|se hizo) (?:hech[oa] |list[oa] )?"
    r"(?:la|el) (?:senal?|deposito|transferencia)\b"
    r"|\bja (?:foi|ta|esta) (?:feit[oa] )?(?:a|o) (?:transferencia|deposito|sinal|pix)\b"
    r"|\b(?:acabo|acabei|acabamos) de (?:te |le |lhe )?(?:pagar|transferir|depositar|abonar"
    r"|mandar (?:a|o|la|el) (?:pix|plata|sena|sinal|dinheiro|transferencia))\b"
    r"|\b(?:i|we)(?:'ve)? (?:just )?(?:payed|wired)\b|^just sent (?:it|the)\b"
    rf"|\b{_MONEY}(?:'s)? (?:ya |already |ja |is |esta |fue |foi |was )*(?:hech[oa]|realizad[oa]|enviad[oa]"
    r"|list[oa]|feit[oa]|done|made|sent)\b"
)
# The same in whole tenses, of what is done by now, by somebody of theirs, or by its number.
_DONE_BY_NOW: Final = Seldom(
    r"\b(?<!no )(?<!si )(?:he|hemos|ha|han) (?:ya )?(?:pagado|abonado|transferido|depositado"
    rf"|(?:hecho|realizado|enviado|mandado) (?:el|la) {_MONEY})\b"
    r"|\b(?:ya|ja|recien|recem|ahi)(?: (?:te|le|la|lo|me))* (?:esta|estan|quedo|fue|ta|foi)"
    r" (?:todo |tudo )?(?:transferid[oa]|depositad[oa]|abonad[oa]|pag[oa]|pagad[oa])\b(?! *\?)"
    r"|\b(?:ya|ja|recien|recem) (?:la |lo |te |le |les |nos )*(?:transfirio|transfirieron|transferiu|deposito|giro"
    r"|hizo la transf\w*|fez (?:a transf\w*|o pix))\b(?! *\?)"
    r"|^(?:(?:listo|ya|ok|bueno|done|pronto|ja|hecho)[ ,.!]+)*(?:transferid[oa]|depositad[oa]|transferred|wired)\b"
    rf"|\bla {_MONEY} (?:ya )?la hi(?:zo|ce|cimos|cieron)\b|\bpagad[oa] (?:con|por|via|recien|hoy|desde)\b"
    rf"|\b(?:i|we)(?:'ve| have)?(?: already| just)? (?:done|did|completed|finished) (?:the|my|a|that)"
    rf" (?:bank )?{_MONEY}\b"
    rf"|\b{_MONEY}(?:'s)? (?:has |is |was |have |just |already )*"
    r"(?:gone through|went through|been (?:made|sent|done|paid))\b"
    rf"|\b(?:fiz|fizemos|acab(?:ei|amos|o) de (?:fazer|hacer|mandar|enviar|realizar)) (?:o|a|um|uma|el|la) {_MONEY}\b"
    r"|\b(?:pagamento|pago|pix|transferencia) (?:efetuad[oa]|efectuad[oa]|realizad[oa]|acreditad[oa]|ok)\b"
    r"|\b(?:mi|my|minha|meu) \w+ (?:has |just |already |ya |ja |te |la |lo )*(?:transferred|wired|transfirio"
    r"|transferiu"
    r"|pagou|made the transfer|(?:hizo|fez) (?:la|a|el|o) (?:transf\w*|pago|pagamento|pix))\b(?! *\?)"
    r"|\btransfer(?:encia)?\.? ?(?:no|nro|number|num|numero|id|ref\w*|n)[.:º°#]* ?\d{4,}"
    rf"|\b{_MONEY} (?:ya |ja |ahi )?(?:salio|saiu|vino|veio|came|went) (?:de|d[ao]|desde|from|out of|a nombre"
    rf"|em nome|no nome"
    r"|in the name)\b"
    r"|\b(?:operac\w+|transaction|comprobante|comprovante) ?(?:no|nro|number|num|numero|id|n)?[.:º°#]* ?\d{5,}"
)
# "Nem paguei", "no hice ninguna transferencia": taken out, for "I paid, I sent no receipt" has paid.
_DENIED: Final = re.compile(
    r"\b(?:no|nao|nem|ni|not|never|nunca|tampoco|haven'?t|hasn'?t|didn'?t|sin|sem) "
    rf"(?:(?:te|lo|la|les|le|me|yet|todavia|ainda|ya|ja|i|we|even|already|just|siquiera|sequer) )*"
    rf"(?:{_DID}|hice|hicimos|hizo|fiz|fizemos|fez|made|make|sent|send|mande|mandei|envie|enviei|mandamos|enviamos)\b"
    rf"(?: (?:el|la|o|a|the|any|ningun[oa]?|nenhum[a]?|una?|uma?))*(?: {_MONEY})?(?: (?:ningun[oa]?|nenhum[a]?))?"
    r"|\b(?:to )?(?:be|get|gets|getting|been|am|i'm|are) paid\b"
)
# "I have not paid", "do you want me to pay?", "what if I paid twice?" tell of no payment that came.
_NOT_PAID: Final = re.compile(
    r"\b(?:no|nao|not|never|nunca|haven'?t|hasn'?t|sin|que(?! ya\b)|(?<!pero )si|if|se|cuando|quando"
    r"|apenas|ni bien|en cuanto|assim que|when|once|as soon as|quiero|quero|want) "
    rf"(?:te |lo |la |les |le |me |yet |todavia |ainda |ya |ja |i |we |get |be |already |just )*{_DID}\b"
    r"|\bde mas\b|\btwice\b|\bdos veces\b"
)
_WANTS_TO: Final = re.compile(
    r"\b(?<!no )(?<!nao )(?:quiero|quisiera|queria|queremos|quero|i want|i'?d like|puedo|can i|posso"
    r"|mandame|pasame|send me) (?:to |ya |a )?(?:pagar|pay|abonar|(?:el|o|the|un) link)"
)


# "I don't want to pay that much": no bill is wished for. Whoever cannot pay may need another way.
_REFUSES: Final = re.compile(
    r"\b(?:no|nao|don'?t|do not|not|tampoco) (?:(?:yo|me|lo|la|i|we|eu|a gente) )?"
    r"(?:quiero|queremos|quisiera|querria|quisieramos|voy a|vamos a|pienso|pensamos|want to|wanna|wish to"
    r"|going to|gonna|quero|queria|vou|vamos) (?:tener que |have to |ter que |estar )?"
    r"(?:pagar|pagando|abonar|garpar|gastar|pay|spend)\b"
)


# "Pagué algo?", "did I pay anything?": who asks has not said so.
_ASKED: Final = re.compile(
    r"\b(?:ya|ja) (?:l[oa]s? |eu )?(?:pago|paga) ?\?|"
    r"\b(?:pague|pagamos|abone|abonamos|paguei)(?: (?:ya|ja|yo|eu))? (?:algo|alguma coisa|qualquer coisa)\b"
    r"[^.!?]{0,20}\?"
    r"|\b(?:did|have) (?:i|we) (?:already |ever )?(?:pay|paid) (?:anything|something)\b"
)


# "Ya te pago" is done in a moment; with its accent it is done.
_ABOUT_TO: Final = re.compile(r"(?i)\bya (?:te|le|les) pago\b")


def refuses_to_pay(text: str) -> bool:
    return _REFUSES.search(normalise(text)) is not None


def says_unpaid(text: str) -> bool:
    """ "I haven't paid anything yet": told of the money, and nothing is refused by it."""
    return _DENIED.search(normalise(text)) is not None and not says_paid(text)


def asks_whether_paid(text: str) -> bool:
    return _ASKED.search(normalise(text)) is not None


def names_a_payment(text: str) -> bool:
    """The words for it stand there, whatever stands beside them."""
    plain = normalise(text)
    return (_PAID.search(plain) or _DONE_BY_NOW.search(plain)) is not None


def says_paid(text: str) -> bool:
    plain = normalise(_ABOUT_TO.sub(" ", text))
    left = _DENIED.sub(" ", _ASKED.sub(" ", plain))
    told = (_PAID.search(left) or _DONE_BY_NOW.search(left)) is not None
    return told and not (_NOT_PAID.search(plain) or _WANTS_TO.search(plain))
