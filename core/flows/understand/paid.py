"""Who says that money was paid: one ear for it, whether a room is held or booked."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_DID: Final = r"(?:pague|garpe|abone|transferi|deposite|pagu?ei|depositei|paid|transferred)"
_MONEY: Final = (
    r"(?:pago|plata|guita|senal?|transferencia|transfe|pix|deposito|pagamento|dinheiro|sinal|payment|money|deposit|transfer"
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
    r"\b(?:no|nao|not|never|nunca|haven'?t|hasn'?t|sin|que(?! ya\b)|si|if|se|quiero|quero|want) "
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


def refuses_to_pay(text: str) -> bool:
    return _REFUSES.search(normalise(text)) is not None


def names_a_payment(text: str) -> bool:
    """The words for it stand there, whatever stands beside them."""
    return _PAID.search(normalise(text)) is not None


def says_paid(text: str) -> bool:
    plain = normalise(text)
    told = _PAID.search(_DENIED.sub(" ", plain)) is not None
    return told and not (_NOT_PAID.search(plain) or _WANTS_TO.search(plain))
