"""The link, the account or the code itself, wished for at once: whoever asks for it means to pay."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_WHAT: Final = (
    r"(?:links?|enlace|liga|aliaz?s?|cbu|cvu|chave(?: pix)?|clabe|datos|dados|details|cuenta|conta|account"
    r"|(?:numero|n[ro]o?) de cuenta)"
)
_SEND: Final = (
    r"(?:pas[ae](?:me|nos|n|s|melo|mela|nosla)?|mand[ae](?:me|nos|n|s|melo|r)?|envi[ae](?:me|nos|n|s|melo|r)?"
    r"|tir[ae](?:me|nos)?"
    r"|regal[ae](?:me|nos)?|facilit[ae](?:me|nos)|d[ae](?:me|nos)|send|share|give|drop|shoot|text|ping|(?:me |nos )?"
    r"(?:passa|passe|manda|mande|envia|envie))"
)
_DEMANDED: Final = re.compile(
    rf"\b{_SEND}\b(?: (?:me|us|nos|over|ya|ai|aqui|por favor|porfa|entonces|then|el|la|los|las|tu|su|sus"
    rf"|un|o|a|os|as|seu|the|your|bank|payment))* {_WHAT}\b(?! (?:de|del|do|da|of|to|for|para|with|con|com)"
    r" (?!pag|pay|la sena|conta|cuenta|account|bank|banco"
    r"|el pago|mercado|mp|la cuenta|transf|deposit|the dep|sinal|o sinal|reserv))"
    rf"|^(?:(?:ok|dale|listo|bueno|y|e|and|perfecto|el|la|o|a|the)[ ,]+)*{_WHAT}"
    r"(?:[ ,]+(?:pls|plz|please|por favor|porfa|pfv|gracias|thanks|entonces|y listo|nomas))*[ .!]*$"
    r"|\b(?:pas|mand|envi)[ae](?:me|nos)? (?:algo |como )?(?:para|pra) pagar\b"
    r"|\b(?:pago|paso el pago|pagamos|senamos|seno|abono|abonamos|lo pago|transfiero|te transfiero|i'?ll pay"
    r"|we'?ll pay"
    r"|i pay|we pay|paying|eu pago|(?:vou|vamos) pagar|(?:voy|vamos) a (?:pagar|abonar|senar))"
    r"(?: (?:yo|todo|ya|ahora|now|agora|eu|tudo|it|(?:la|el|o|the) (?:sena|deposito|sinal|deposit"
    r"|reserva)))* (?:por|con|via|by|with|through|pelo|com)"
    r" (?:el |un |the |a |o )?(?:link|enlace|transferencia|transfer|pix|mercado ?pago|mp)\b"
    r"|\b(?:a )?(?:d?onde|where) (?:tengo que|hay que|debo|te|les?|do i|should i|can i|devo|tenho que|eu)? ?"
    r"(?:deposit\w*|transfier\w*|transfer\w*|transfir\w*|pago|pay|senar)\b"
)
_NOT_YET: Final = re.compile(
    r"\b(?:no|not|nao|don'?t|despues|luego|later|depois|manana|tomorrow|amanha|antes de|before|cuando (?:pueda|cobre)"
    r"|foto|fotos|photos?|ubicacion|location|localizacao|maps?|menu|carta|wifi)\b"
)
_NOW: Final = re.compile(r"\b(?:ahora|ya mismo|now|agora)\b(?! (?:no|not|nao)\b)")


def demands(text: str) -> bool:
    """ "Send me the link", "alias please", "where do I transfer it?": now, and nothing that holds it back."""
    plain = normalise(text).strip(" ¡¿")
    held_back = _NOT_YET.search(plain) is not None and _NOW.search(plain) is None
    return _DEMANDED.search(plain) is not None and not held_back
