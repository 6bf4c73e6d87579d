"""Somebody else's answer handed on: "she says yes", "dice mi marido que dale", "meu marido topou"."""

from __future__ import annotations

import re
from typing import Final

from core.domain.memory import About, Asked
from core.flows.understand.answers.insisting import without_insisting
from core.flows.understand.answers.sighing import without_sighing
from core.flows.understand.days.as_written import plainly_written
from core.flows.understand.text import fold, normalise

_LEAD: Final = (
    r"(?:(?:yes please|yes|si+|sim|dale|ok|okay|okey|bueno|listo|ya|ah|y|e"
    r"|and|so|well|hola|hi|oi|entonces|then|entao)[ ,]+)*"
)
_WHO: Final = r"(?:(?:[a-z']+ ){1,3})"
_BY_WHOM: Final = r"(?:(?: [a-z']+){1,3}?)"
_SAYS: Final = (
    r"(?:says?|said|dice|dicen|dijo|dijeron|diz|dizem|disse|disseram|falou|respondio|respondeu|told me)"
)
_YES: Final = (
    r"(?:si+|yes|ok|okay|dale|sure|sim|bueno|de una|pode ser|yeah|fine|it'?s (?:ok|okay|fine)|esta bien|ta bom"
    r"|ta bien|go ahead|que bueno|perfecto|les (?:gusta|gusto|cierra|cerro|parece bien)|le (?:gusta|gusto|cierra)|va)"
)
_NO: Final = r"(?:no|nao|nope)"
_ORDERS: Final = (
    r"(?:(?:me |nos )?(?:l[ao] )?reserv(?:a|ala|amela|anosla|ela|emos|emosla|amos|o|as|ar|arla)|hacela|hacelo"
    r"|hagamosla"
    r"|hagala|confirm(?:a|ala|amos|emos)|va|vamos|(?:we'?ll |let'?s |i'?ll |please |can you |so )?(?:book|take"
    r"|reserve)"
    r"(?: (?:it|that))?|pode reservar|reserva (?:pra|para) (?:mim|nos|gente)|fecha(?:do|mos)?|quero(?: sim)?)"
)
_BEHIND: Final = (
    r"(?:[ ,.!]+(?:(?:y|and|e|asi que|so(?! (?:book|take|reserve))|que) )?"
    r"(?:please(?! (?:book|take|reserve))|por favor|porfa|dale|gracias|thanks|obrigad[oa]|then"
    r"|entonces"
    rf"|entao|todas|todos|ya|{_ORDERS}))*[ .!?]*"
)
_SAID_YES: Final = re.compile(
    rf"{_LEAD}(?:{_WHO}?{_SAYS}|{_SAYS}{_BY_WHOM}?)(?: que)? ?(?:,? )?{_YES}{_BEHIND}"
    rf"|{_LEAD}{_WHO}(?:agree[sd]|topou|topa|acepto|aceptaron|aceitou|esta de acuerdo|concordou"
    rf"|(?:esta|estan|quedamos|quedaron|estamos) (?:todas |todos )?de acuerdo|(?:les|le) (?:gusto|cerro|gusta|cierra)"
    rf"|(?:quiere|quieren) (?:ir|esa)"
    rf"|(?:is|are|r) (?:all )?(?:ok|fine|good|cool|up|happy|in)(?: (?:with|for) (?:it|that))?"
    rf"|toparam|concordaram){_BEHIND}"
    rf"|{_LEAD}(?:ya )?(?:lo |la )?(?:hable|hablamos|charle|charlamos|consulte|consultamos|decidimos|conversamos"
    rf"|falei"
    rf"|talked|spoke|checked|we talked|i talked)"
    r"(?: (?:it|over|to|with|con|com|y|a|mi|my|meu|minha|las|los|the|as|os)){0,4}"
    rf"(?: [a-z]+)??,? (?:y |and |e )?(?:{_YES}|{_ORDERS}){_BEHIND}"
)
# "I just told you yes": the yes that was not heard.
_SAID_BEFORE: Final = re.compile(
    rf"{_LEAD}(?:pero |but |mas )?(?:(?:ya|le|les|te|lo|eu|i|we|just|already|ja|acabo de|acabei de|recien) )*"
    r"(?:decir(?:te|le|les)?|dije|digo|dizer|disse|falei|falar|said|told you|say)(?: (?:you|ya|a usted))? (?:que )?"
    rf"(?:si|yes|sim){_BEHIND}"
)
_SAID_NO: Final = re.compile(
    rf"{_LEAD}(?:{_WHO}?{_SAYS}|{_SAYS}{_BY_WHOM}?)(?: que)? ?{_NO}{_BEHIND}"
    rf"|{_LEAD}(?:[a-z' ]+, )?(?:(?:pero|but|mas|a|y|and|e) )*(?:{_WHO})?"
    r"(?:no (?:(?:le|les|los|la) )?(?:gusto|gusta|cierra|cerro|convence|convencio|quiere|quieren)"
    r"|(?:doesn'?t|didn'?t|don'?t) (?:like|want) it|(?:is|are) not (?:keen|sure|up for it)|nao (?:gostou|gostaram"
    r"|topou"
    rf"|toparam|quer|querem)){_BEHIND}"
)
# "My wife said yes, but what about parking?": hers counts as theirs, and nobody more comes along.
_YES_BUT: Final = re.compile(
    rf"{_LEAD}(?:{_WHO}?{_SAYS}|{_SAYS}{_BY_WHOM}?)(?: que)? ?{_YES}(?=[ ,.;]+(?:but|pero|mas|though|aunque)\b)"
)
# "The girls ask whether there is a pool": the question alone.
_THEY_ASK: Final = re.compile(
    rf"{_LEAD}{_WHO}?(?:preguntan?|quieren? saber|perguntam?|querem saber|(?:asks?|wants? to know|asking)"
    rf"|{_SAYS} que)"
    r" (?:que )?(?:si|se|if|whether) (?=(?:hay|tiene|tienen|aceptan|se puede|incluye|there|you|it|tem|pode"
    r"|aceitam)\b)"
)


# "My sister asked if we can take her son": what is asked, of the house.
_ASKED_WHETHER: Final = re.compile(
    rf"{_LEAD}(?:(?:mi|my|minha|meu|nuestr[oa]|our|a|la|el|o) )?(?:[a-z]+ )?"
    r"(?:pregunt[ao]|quiere saber|perguntou|pergunta|quer saber|asks|asked(?: me| us)?|is asking|wants to know)"
    r" (?:que )?(?:si|se|if|whether) (?=(?:we|i|can|could|she|he|they|podemos|puedo|podriamos|pued[eo]n?|posso"
    r"|pode[m]?)\b)"
)
# "My wife says to tell you that we come at four, and that she likes a big bed": hers, told to the house.
_HANDED_ON: Final = re.compile(
    rf"{_LEAD}(?:(?:o|oh|olha|oye|che|look|hey)[ ,]+)?"
    r"(?:mi|my|minha|meu|nuestr[oa]|our|noss[oa]|a|la|el|o) [a-z]+ "
    r"(?:(?:me |nos )?(?:mand[ao]|mandou|manda|pidio|pide|pediu|pede|dijo|dice|disse|falou)"
    r"(?: (?:a|para|pra|que))? (?:decir|dizer|falar|avisar|contar|(?:te|les|le|lhe)s? (?:diga|avise|cuente))"
    r"|(?:says|said|asked me|told me|wants me|tells me) to (?:tell|let|say|inform)(?: (?:you|u|guys|to|know))*)"
    r"(?: (?:que|that))? "
    r"(?=(?:a gente|nos|nao|no|we|i|she|he|they|llegamos|llego|vamos|voy|venimos|chegamos|chego|vou|viemos|gosta|gostam"
    r"|prefer\w*|prefier\w*|(?:le|les|nos) gusta\w*|likes?|quer|quiere[n]?|quisiera|would)\b)"
)


def in_own_words(text: str, asked: Asked | None) -> str:
    """What it comes to where a yes or a no was asked for, as the guest would say it; else what others ask by them."""
    text = without_insisting(plainly_written(text))
    if (whether := _ASKED_WHETHER.match(fold(text))) is not None:
        text = text[whether.end() :]
    elif (handed_on := _HANDED_ON.match(fold(text))) is not None:
        text = text[handed_on.end() :]
    if asked is None or asked.about is not About.YES_OR_NO:
        return text
    plain = normalise(text).strip(" ¡")
    if _SAID_YES.fullmatch(plain) is not None or _SAID_BEFORE.fullmatch(plain) is not None:
        return "ok"
    if _SAID_NO.fullmatch(plain) is not None:
        return "no"
    if (said := _YES_BUT.match(plain)) is not None:
        return f"ok{plain[said.end() :]}"
    if (said := _THEY_ASK.match(plain)) is not None:
        return f"{plain[said.end() :].strip(' ?')}?"
    return without_sighing(text)
