"""Later on: the words for it, "is tonight too late?", and whoever has no card or money with them till then."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.watching import Seldom

LATER: Final = (
    r"(?:pasado manana|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|otro dia|semana|fin de mes"
    r"|quincena|cobr[eo]|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|payday"
    r"|amanha|segunda|terca|quarta|quinta|sexta|dia \d{1,2}|\d{1,2} ?hs?\b|las \d{1,2})"
)
# Later on this very day, of which the room may still be kept, or no longer.
THIS_EVENING: Final = (
    r"(?:(?:hoy )?(?:a|por|en|esta) (?:la )?noche|de noche|(?:later )?tonight|in the evening|this evening"
    r"|(?:hoje )?(?:a|de) noite|esta noite)"
)
AN_HOUR: Final = (
    r"(?:\d{1,2}(?::\d\d)? ?(?:am|pm|hs?|horas)\b|noon|midday|midnight|mediodia|medianoche|meio dia|meia noite"
    r"|(?:la|esta|a|this) (?:noche|noite|tarde|evening|afternoon))"
)
_THEN: Final = rf"(?:{THIS_EVENING}|{LATER}|{AN_HOUR})"
_IS: Final = (
    r"(?:(?:,|que|entonces|entao|then|ya|ja|es|sera|seria|e|fica|vai ser|is|'s|will|would|might|be) )"
)
_TOO_LATE: Final = (
    r"(?:(?:too|already) late|(?:muy|demasiado|re) tarde|muito tarde|tarde demais|(?<=es )tarde|(?<=sera )tarde"
    r"|(?<=seria )tarde|(?<=fica )tarde)"
)
_PAYING: Final = (
    r"(?:pag\w+|abon\w+|transfer\w*|deposit\w*|pay\w*|settle|(?:the|la|el|o) (?:deposit|sena|pago|sinal))"
)
_IS_IT_TOO_LATE: Final = Seldom(
    rf"\b{_THEN} ?{_IS}{{0,4}}{_TOO_LATE}\b|\b{_TOO_LATE} (?:to|for|para|pra|if i|si) {_PAYING}\b"
    rf"|\b{_THEN} {_IS}{{1,3}}tarde (?:para|pra) {_PAYING}\b"
)
# Hours of coming, of meals and of the house are for others to tell.
_OF_ELSE: Final = re.compile(
    r"\b(?:lleg\w+|arriv\w+|cheg\w+|check\w*|entr(?:ar|amos|o)|ingres\w+|com(?:e|ing)|dinner|cen(?:a|ar|amos)|jant\w+"
    r"|breakfast|desayun\w+|pileta|pool|piscina|taxi|remis)\b"
)
_PURSE: Final = (
    r"(?:cards?|wallet|purse|money|cash|tarjetas?|billetera|cartera|plata|guita|dinero|cartao|carteira|dinheiro|grana)"
    r"(?: de (?:credito|debito))?"
)
_HERE: Final = (
    r"(?:(?:on|with) (?:me|us)|here|at hand|handy|right now|rn|now|at the moment|yet|encima|conmigo|aca|aqui|ahora"
    r"|ahorita|a mano|todavia|aun|en este momento|comigo|agora|em maos|na mao|ainda)"
)
_NOT: Final = (
    r"(?:(?:don'?t|do not|didn'?t|haven'?t) (?:actually |really )?(?:have|got|bring|carry)|without"
    r"|(?:no|nao) (?:tengo|tenemos|traje|trajimos|llevo|ando con|estoy con|estou com|to com|tou com|tenho|temos|trouxe)"
    r"|sin|sem)"
)
_ITS: Final = r"(?:(?:i|any|the|my|our|a|enough|el|la|las|mi|o|meu|minha|credit|debit|suficiente) )"
_AT_HOME: Final = (
    r"(?:at home|(?:back )?home|in the (?:car|hotel|house|room)|en (?:mi )?casa|en el (?:auto|coche|hotel)|em casa"
    r"|no (?:carro|hotel))"
)
_FOR_IT: Final = (
    r"(?: (?:para|pra|for|to)(?: (?:la|el|the|o))? (?:sena\w?|sinal|deposito?|pagar\w*|pago|pay)(?: it)?)?"
)
_NOTHING_HERE: Final = Seldom(
    rf"\b{_NOT} {_ITS}{{0,3}}{_PURSE}{_FOR_IT} {_HERE}\b"
    r"|\b(?:left|forgot|(?:me |nos )?(?:deje|dejamos|olvide|olvidamos)(?: de)?|deixei|esqueci)"
    rf" (?:{_AT_HOME} )?{_ITS}{{1,2}}{_PURSE}\b"
    rf"|\b{_ITS}{_PURSE} (?:is|esta|quedo|se quedo|me quedo|ficou|ta) {_AT_HOME}\b"
    r"|\b(?:nao|no) (?:estou|estoy|to|tou|ando) (?:com|con) "
    rf"{_ITS}{_PURSE}\b"
)
_HAS_IT: Final = (
    r"(?:(?:i|i'?ll|will|la|lo|me|recien|so|only|tengo|tendre|voy a tener|tenho|terei|vou ter|consigo|have|get|got"
    r"|llega|entra|cae|cai|chega|comes?|arrives?) )"
)
_ONLY_THEN: Final = Seldom(
    rf"\b{_PURSE},? {_HAS_IT}{{1,4}}(?:el |on |na |no |the )?{_THEN}\b"
    rf"|\b(?:have|get|tengo|tendre|tenho|terei|consigo) (?:the|la|el|o|a) {_PURSE} {_HAS_IT}{{0,2}}"
    rf"(?:el |on |na |no )?{_THEN}\b"
)
_ANOTHER_WAY: Final = re.compile(
    r"\b(?:transf\w+|alias|cbu|cvu|pix|mercado ?pago|links?|enlace|otra tarjeta|another card|outro cartao|apple pay)\b"
)


def asks_if_too_late(plain: str) -> bool:
    return _IS_IT_TOO_LATE.search(plain) is not None and _OF_ELSE.search(plain) is None


def has_nothing_with_them(plain: str) -> bool:
    """No money and no card just now, and no other way to pay is named."""
    none = any(said.search(plain) for said in (_NOTHING_HERE, _ONLY_THEN))
    return none and _ANOTHER_WAY.search(plain) is None
