"""Who holds on to a room: "don't let it go", "keep it for me until Monday", "may I pay tomorrow?".

Days named with keeping or paying are no days of a stay, and "don't cancel it" cancels nothing.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.answers.later_on import (
    AN_HOUR,
    LATER,
    THIS_EVENING,
    asks_if_too_late,
    has_nothing_with_them,
)
from core.flows.understand.stay.days_of_money import waits_for_money
from core.flows.understand.text import normalise

_LET_GO: Final = r"(?:suelt|cancel|liber|anul|borr|pierd|quit|saqu|solt|apagu|tir)"
_NOT_LET_GO: Final = re.compile(
    rf"\b(?:no|nao) (?:(?:me|nos|te|se|la|lo|a|o) ){{0,2}}{_LET_GO}(?:e|es|en|a|em|ue|ues|uen|as)\b"
    r"|\b(?:no|nao) (?:(?:me|nos|la|lo) ){0,2}(?:quiero|queremos|quisiera|quisieramos|querria|quero|queria"
    r"|gostaria de|me gustaria) (?:perder|soltar|cancelar|liberar|anular)(?:l[ao]|te)?\b"
    r"|\b(?:don'?t|do not|please not) (?:you )?(?:let (?:it|that|this|go)|cancel|release|drop|lose)"
    r"|\b(?:don'?t|do not|wouldn'?t) want to (?:lose|cancel|release|drop)"
    r"|\b(?:dej(?:al[oa]|emosl[oa]|el[oa])|que quede|queda|leave it|deix[ae](?: (?:ele|ela))?)"
    r" (?:asi|tal cual|como (?:esta|estaba)|as (?:it )?(?:is|was)|assim|do jeito que esta)\b"
)
# "I don't want to change anything": whatever days stand beside it are those that are held.
_CHANGES_NOTHING: Final = re.compile(
    r"\b(?:no|nao|don'?t|do not|not|sin|sem|without)\b(?: (?:me|nos|te|le|se|la|lo|quiero|queremos|quise|quisimos|quero"
    r"|hace falta|hay que|es para|e pra|vou|vamos|voy a|want|wanted|need|wanna|to|asking|trying|please))*"
    r" (?:cambi\w+|toqu?\w+|toc\w+|mov\w+|muev\w+|modifi\w+|mud\w+|troc\w+|troqu\w+|mex\w+|chang\w+|touch\w*)"
    r" (?:(?:absolutamente|absolutely) )?(?:nada|anything|nothing|any of it)\b"
)
_NOT_PAID: Final = (
    r"(?:no|nao|don'?t|do not|can'?t) (?:[a-z]+ ){0,2}?"
    r"(?:pag\w+|pay|transf\w+|abon\w+|deposit\w+|senar?|sene)"
)
# "If I don't pay now, do I lose it?", "se me vence mientras responden?"
_RUNS_OUT: Final = re.compile(
    rf"\b(?:si|se|if)\b(?: [a-z]+){{0,3}}? {_NOT_PAID}\b.*(?:\?|\b(?:pas\w+|pierd\w+|perd\w+|perco|lose"
    r"|happens?|acontece|cae|cancel\w+)\b)"
    r"|\b(?:se|si) (?:(?:me|nos|te) )?(?:(?:la|lo) )?(?:vence|cae|caer|pierde|libera|vencer\w*)\b"
    r"|\b(?:la|lo) (?:pierdo|perdemos|perderia(?:mos)?)\b|\b(?:perco|perdemos) (?:a (?:reserva|vaga)|o quarto|ele"
    r"|ela)\b"
    r"|\b(?:do|will|would|can) (?:i|we) lose (?:it|the room|my room|the booking)\b"
    r"|\b(?:does|will) (?:it|the hold) expire\b|\b(?:a reserva|ela|ele) (?:cai|vence|expira)\b"
)
_ASKS: Final = re.compile(r"\?|^(?:(?:y|e|and|pero|but|mas|o sea|digo|i mean)[ ,]+)*(?:que si|se|si|if)\b")
# What is lost by cancelling is the rule's, and a card that fails is no money that is missing.
_OF_ELSE: Final = re.compile(
    r"\b(?:cancel\w*|sena|senia|sinal|deposit|deposito|tarjetas?|cards?|cartao|link|mercado|descuent\w*|desayun\w+)\b"
)
_ENDS: Final = r"(?= *(?:$|[.,!;)]|igual|si\b|porfa|por favor|eh\b|sim\b|mantener|conservar|guardar|please))"
_WANTS_IT: Final = re.compile(
    rf"(?<!\bno )\b(?:la|lo) (?:quiero|queremos){_ENDS}|\b(?:i|we) (?:still )?want it{_ENDS}|\bkeep it{_ENDS}"
    rf"|\bquero (?:sim|ficar com (?:ele|ela)){_ENDS}"
)
_ALREADY_NOT: Final = re.compile(r"\b(?:ya no|ja nao|no longer|any ?more|not anymore)\b")
_KEEP: Final = (
    r"(?:guard(?:a|ar|as|e|es|an|en|ame|ala|ela|arme|arla|armela|amela|emela|arnos|annos|ennos|anos|alas|elas|arlas)"
    r"(?:la|lo|mela|melo)?"
    r"|(?:man|sos)(?:ten|tien)\w*|aguant\w+|esper[ae]\w*|conserv\w+|hold|keep|segur\w+|wait for)"
)
_PAY: Final = (
    r"(?:pag(?:o|ar|arla|arlo|arte|amos|aria|ado|ue|arle)|transf(?:iero|erir|erirte|erirle)|depositar"
    r"|deposito"
    r"|pagar(?:e|emos|ei)|transferir(?:e|emos|ei)|depositar(?:e|emos|ei)|abonar|pay|transfer"
    r"|transferir|pagando|paying|transfiere|deposita|(?<!se )paga|transfere|pays|transfers"
    r"|(?:ha(?:go|cemos|ga|re|remos|cer)|far(?:ei|emos)|fazer|mand(?:o|amos)|fa[cz]o|fazemos|make"
    r"|send|hace|hacen|faz|fazem|makes?|sends?|manda|mandan|mandara|hara) (?:(?:la|el|a|o|the|un|una|um|uma) )?"
    r"(?:transferencia|transfe|transfer|pago|pagamento|payment|deposit[oe]?|sena|sinal|plata|pix)"
    r"|(?:do(?:ing)?|sort(?: out)?|settle|handle) (?:the |my |our )?(?:payment|deposit))"
)
_KEEPS_UNTIL: Final = re.compile(
    rf"\b{_KEEP}\b.{{0,45}}\b(?:hasta|until|till|til|ate)\b.{{0,20}}\b(?:{LATER}|{THIS_EVENING}|{AN_HOUR}|entonces|entao|then"
    rf"|la(?= *(?:$|[?.!]))|(?:es[ea]|that|ess[ea]) (?:dia|day|fecha|data|date))"
    r"|\b(?:extend\w*|extiend\w*|prolong\w*|estend\w*|estir\w*|alarg\w*)\b.{0,20}"
    r"\b(?:hold|deadline|time|plazo|prazo|tempo|hora|reserva)\b"
    rf"|\b{_KEEP}\b.{{0,20}}\b(?:un rato|un poco|unas horas|otra hora|mas tiempo|longer|mais (?:tempo"
    rf"|um pouco))\b"
)
# By which way, and for whom: "la hace mi nieto por mí, mañana".
_BESIDE: Final = (
    r"(?:,? (?:(?:por|by|via|con|com|with|in) (?:(?:el|la|the|o|a) )?(?:transfer\w*|transfe|deposito|deposit|banco|bank"
    r"|link|pix|alias|mercado ?pago)|(?:por|pra|para|for) (?:mi|mim|me|us|nosotr[oa]s|nos|a gente|ustedes)"
    r"|entonces|entao|then|it))*,?"
)
_IT: Final = (
    r"(?:(?:la|el|a|o|the|my|mi|meu|it|them) )?(?:(?:sena|sinal|deposito?|deposit|anticipo|adiantamento|resto|rest"
    r"|reserva|booking) )?"
)
_TIME_TO_PAY: Final = re.compile(
    rf"\b(?:give|dame|danos|deme|dejame|let|me (?:da|deja)|d[ae]-me|deixa)\b.{{0,20}}"
    rf"\b(?:until|till|til|hasta|ate)\b.{{0,12}}\b{LATER}.{{0,12}}\b{_PAY}\b"
)
_SENT_LATER: Final = re.compile(
    rf"\b(?:alias|cbu|account|link|cuenta|conta|dados|datos|deposit|transfer\w*)\b.{{0,50}}"
    rf"\b(?:send|transfer|mand\w+|pass?[ao]\w*) (?:it|l[oa]|isso|tudo|todo) (?:on |el |la |na |no |so )?"
    rf"(?:tonight|hoy a la noche|esta noche|hoje a noite|{LATER})\b"
)
# The days in it are those of the bank.
_PROOF: Final = r"(?:al banco|to the bank|ao banco|no banco|comprobante|comprovante|receipt|proof of payment)"
_PROVED_LATER: Final = re.compile(
    rf"\b{LATER}\b.{{0,40}}\b{_PROOF}\b|\b{_PROOF}\b(?: [a-z]+){{0,3}} {LATER}\b"
)
_PAYS_LATER: Final = re.compile(
    rf"\b{_PAY}\b{_BESIDE} {_IT}(?:(?:recien|el|la|hasta|on|by|na|no|so|it|te|todo|despues|para|until|till?|ate|a) )"
    rf"{{0,2}}{LATER}"
    r"|\b(?:transferencia|transfe|transfer|pix|pagamento|pago|deposit[oe]?) (?:l[oa] |o |a )?(?:hace|manda|paga|faz)n? "
    rf"(?:[a-z]+ ){{0,3}}{LATER}"
    rf"|\b{LATER} (?:te |le |les |lo |la |i |i'?ll |eu )?(?:(?:puedo|voy a|can|will|posso|vou) )?{_PAY}\b"
    r"|\b(?:mas tiempo|mas plazo|more time|mais tempo|mais prazo)\b.{0,20}\b(?:pag|pay|guard|transf"
    r"|sena|deposit)"
    r"|\b(?:pag|pay|guard|transf)\w*.{0,20}\b(?:mas tiempo|mas plazo|more time|mais tempo|mais prazo)\b"
)
# "Pago cuando cobre": nobody can say on which day that is.
_ONCE_PAID: Final = re.compile(
    r"\b(?:cuando|apenas|en cuanto|hasta que|quando|assim que|ate|when|once|until|till|as soon as"
    r"|after)"
    r" (?:yo |eu |i |i'm |i am |que |me |nos )*(?:cobr(?:e|emos|o|ar)|(?:get |got )?paid|pag(?:uen|arem|am)"
    r"|deposit(?:en|em)"
    r"|receb(?:er|ermos|o)(?= *(?:$|[.,;!?]|o sal|o pag|meu))"
    r"|(?:cai|cair|caia|entr[ae]r?|sair?) (?:o |a |el |meu |mi )?(?:salario|pagamento|decimo|sueldo|aguinaldo"
    r"|dinheiro|grana))\b"
    r"|\bquinto dia util\b"
)
_MONEY: Final = r"(?:pag\w*|pay\w*|senar?|sena|sinal|deposit\w*|transf\w+|abonar|adelanto|anticipo)"
_UNTIL_WHEN: Final = re.compile(
    rf"\b(?:hasta|ate) (?:cuando|quando|que (?:horas?|dia)).{{0,30}}\b{_MONEY}\b"
    rf"|\b(?:how long|(?:until|till|by) (?:when|what time)|when) (?:do|must|should|have|can|will) (?:i|we)"
    rf" (?:(?:have|need|got) )?(?:to|for)? ?.{{0,12}}\b{_MONEY}\b"
    rf"|\b(?:prazo|plazo|deadline)\b.{{0,20}}\b{_MONEY}\b"
    rf"|\b(?:cuanto|quanto) (?:tiempo|tempo)\b.{{0,24}}\b{_MONEY}\b"
    rf"|\b(?:how long|(?:until|till|by) (?:when|what time)) (?:do|will|can|would|are) (?:you|u)(?: guys)?"
    rf" {_KEEP}(?:ing)?\b"
    rf"|\b(?:(?:hasta|ate) (?:cuando|quando|que horas?)|(?:por )?(?:cuanto|quanto) (?:tiempo|tempo))"
    rf" (?:(?:me|nos|la|lo|a|o|se|ustedes|uds|voces?|vcs?) ){{0,3}}{_KEEP}(?:m|n)?\b"
)
# What is kept is no room.
_BAGS: Final = re.compile(
    r"\b(?:bags?|luggage|suit ?cases?|valij|malet|equipaj|mochil|malas\b|cosas\b|stuff\b)"
)
_AT_OR_WHEN: Final = (
    r"(?:(?:at|around|like|a las?|as|tipo) \d{1,2}(?::\d\d)? ?(?:pm|hs?)? ?"
    r"|(?:when|once|cuando|quando) [a-z' ]{3,30} )?"
)
_PAYS_THIS_EVENING: Final = re.compile(
    rf"\b{_PAY}\b (?:(?:recien|el|la|it|te|todo|despues|hoy|so) ){{0,2}}{_AT_OR_WHEN}{THIS_EVENING}\b"
    rf"|\b{THIS_EVENING} (?:te |le |les |lo |la |i |i'?ll |eu )?(?:(?:puedo|voy a|can|will|posso"
    rf"|vou) )?{_PAY}\b"
)
_PAYS_LATER_TODAY: Final = re.compile(
    rf"\b{_PAY}\b (?:(?:recien|it|te|todo|un poco|um pouco|a bit|so|la|lo) ){{0,2}}"
    r"(?:mas tarde|mais tarde|later|en un rato|mas luego|daqui a pouco|in a (?:bit|while))\b"
)
# "La reservo mañana", "te confirmo el lunes": it is the deciding that comes later.
_SOON: Final = r"(?:manana|despues|mas tarde|luego|en un rato|tomorrow|later|amanha|depois|mais tarde)"
_DECIDES_LATER: Final = re.compile(
    r"\b(?:l[ao] (?:reserv|confirm)(?:o|amos)|(?:book|confirm|decide|reserve)(?: (?:it|that))?"
    r"|(?:reserv|confirm)arei)"
    rf" (?:recien )?{_SOON}\b"
    r"|\b(?:te|les?|lhe) (?:confirm|avis|escrib|respond|cont)(?:o|amos) (?:(?:recien|el|la|na|no|por|a) )*"
    rf"(?:{_SOON}|{LATER})"
    rf"|\b(?:{_SOON}|{LATER}) (?:te |les? |l[ao] )*(?:confirm|avis|decid|reserv)(?:o|amos)\b"
    r"(?! (?:la|el|una?|the|a|o) )"
    rf"|\b{LATER},? (?:(?:tengo que|voy a|i'?ll|i (?:have|need) to|we'?ll|vou|tenho que) )?"
    r"(?:hablar|charlar|consultar|talk|speak|falar|conversar|let you know|get back)\b"
    r"|\b(?:habl(?:o|ar)|consult(?:o|ar)|charl(?:o|ar)|talk|speak|check|fal(?:o|ar)|convers(?:o|ar))"
    rf" (?:con|to|with|com) (?:[a-z]+ ){{1,2}}(?:(?:el|la|on|na|no) )?{LATER}\b"
    rf"|\b(?:let you know|get back to you) (?:on |by )?{LATER}\b"
)


# "Will do it Monday", said to how a room that is held is paid.
_DOES_IT_LATER: Final = re.compile(
    r"\b(?:(?:i'?ll|we'?ll|will|gonna|going to|can) (?:do|make|send|sort) (?:it|that)"
    r"|(?:lo|la|te la|te lo) (?:hago|hacemos|mando|paso|puedo hacer|voy a hacer)"
    r"|(?:voy a|vamos a) (?:hacerl[ao])|(?:vou|vamos|posso|consigo) fazer(?: isso)?|(?:faco|fazemos)(?: isso)?)"
    rf" (?:(?:on|el|la|na|no|so|recien|in|by) )?{LATER}\b"
)

# "Then ask reception whether they can".
_ASKS_RECEPTION: Final = re.compile(
    r"\b(?:pregunt(?:a|ar|ale|ales|en|enle|arle|arles|ame|alo)|consult(?:a|ar|ale|alo|en|arlo|e|em)|averigu\w+"
    r"|pergunt(?:a|ar|e|em)|fal(?:a|ar|e)|ve[rj]a?|avis(?:a|ar|ale|ales|e|em)|ask|check|tell"
    r"|pas(?:a|ale|alo|ar|selo)|find out)\b[^.?!\n]{0,24}"
    r"\b(?:recepcion|recepcao|reception|ellos|them|eles|duen[oa]s?|encargad[oa]|gerente|manager|owners?|staff|alguien"
    r"|alguem|someone|somebody|equipe|equipo)\b"
)


def asks_reception_for_it(text: str) -> bool:
    return _ASKS_RECEPTION.search(normalise(text)) is not None


def does_it_later(text: str) -> bool:
    return _DOES_IT_LATER.search(normalise(text)) is not None


def decides_later(text: str) -> bool:
    return _DECIDES_LATER.search(normalise(text)) is not None


def pays_later_today(text: str) -> bool:
    """A little later: until when there is time says it."""
    return _PAYS_LATER_TODAY.search(normalise(text)) is not None


def pays_this_evening(text: str) -> bool:
    return _PAYS_THIS_EVENING.search(normalise(text)) is not None


def holds_on(text: str) -> bool:
    """Nothing is to be let go or called off."""
    plain = normalise(text)
    if _NOT_LET_GO.search(plain) is not None:
        return True
    return _WANTS_IT.search(plain) is not None and _ALREADY_NOT.search(plain) is None


def changes_nothing(text: str) -> bool:
    return _CHANGES_NOTHING.search(normalise(text)) is not None


def runs_out(text: str) -> bool:
    """What becomes of a hold that is not paid in time is asked."""
    plain = normalise(text).replace("¿", "").strip()
    return bool(_RUNS_OUT.search(plain) and _ASKS.search(plain)) and _OF_ELSE.search(plain) is None


def keeps_until(text: str) -> bool:
    """The room kept for longer."""
    plain = normalise(text)
    return _KEEPS_UNTIL.search(plain) is not None and _BAGS.search(plain) is None


def asks_for_time(text: str) -> bool:
    """The room kept, or the money paid, later than the house said."""
    return (
        keeps_until(text)
        or any(one.search(normalise(text)) for one in (_PAYS_LATER, _TIME_TO_PAY, _ONCE_PAID))
        or pays_this_evening(text)
        or pays_later_today(text)
        or any(said(normalise(text)) for said in (waits_for_money, asks_if_too_late, has_nothing_with_them))
    )


def asks_until_when(text: str) -> bool:
    """ "How long do I have to pay?" """
    return _UNTIL_WHEN.search(normalise(text)) is not None


def speaks_of_later(text: str) -> bool:
    """The days in it are those of keeping, paying or deciding."""
    plain = normalise(text)
    sent = any(one.search(plain) for one in (_SENT_LATER, _PROVED_LATER))
    return sent or asks_for_time(text) or decides_later(text)
