""" "What do you have written down for me?": all of it is to be read back, and what else the message says is apart.

Patterns over folded text. Whether one thing is noted is another question (`was_it_noted`).
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, has_figures, tidy
from core.flows.understand.watching import Seldom, Watched

_WRITTEN: Final = r"(?:anotad|apuntad|registrad|escrit|agendad|asentad|cargad|marcad|guardad)[oa]s?"
_MINE: Final = (
    r"(?:(?:la |a )?(?:mi|mis|nuestra|minha|nossa)|la|a|my|our|the|this|esa|esta|essa) (?:reserv\w+"
    r"|booking|stay|estadia|hold)"
)
_FILL_ES: Final = (
    r"(?: (?:ahi|ahora|ya|todo|ustedes|uds?|vos|usted|exactamente|entonces|al final|hasta (?:ahora"
    r"|aca)|por (?:ahora|aca)|bien"
    r"|datos?|mio|de (?:mi|lo mio|nosotros|la)|para (?:mi|nosotros)|a mi nombre|en|sobre|la|lo|mi"
    r"|reserva|cosas))*"
)
_FILL_PT: Final = (
    r"(?: (?:ai|aqui|ja|tudo|mesmo|agora|vc|vcs|voces?|ate agora|exatamente|pra (?:mim|gente)|para mim"
    r"|a gente|meu|no meu nome"
    r"|na|da|de|em|sobre|minha|nossa|reserva))*"
)
_WHAT: Final = (
    r"(?:(?:wh?at(?:s|'s)?|which|everything|all|whatever|anything)(?: (?:is it|it is|exactly|else|all"
    r"|info\w*|details?|data|notes?|things?|name|dates?|that|and|stuff|the|of the))*)"
)
_YOU: Final = (
    r"(?:(?:do|did|have|has|r|are)? ?(?:you|u|ya|y'?all|they)(?: (?:guys|all|people|now|already"
    r"|actually|'?ve|have|got|do|did))*)"
)
_ME: Final = r"(?:me|us|my|our|the (?:booking|reservation|room|stay)|this (?:booking|reservation))"

_TELL: Final = (
    r"(?:decime|dime|contame|mostrame|pasame|mandame|dame|repetime|confirmame|decinos|show me|send me|tell me"
    r"|me (?:manda|mandas|mostra|mostras|muestras|fala|diz|decis|dices|passa|pasas|confirma|confirmas))"
)

_ASKED: Final = Seldom(
    rf"\b(?:que|q|cual(?:es)?)(?: (?:es|son|fue|mas|otras?|todo|cosas?|los?|las?|datos?|notas?|info\w*"
    rf"|detalles?|pedidos?|que|te|me|nos|le|les|se))*"
    rf" (?:q(?:ue|e)?do|quedaron|tengo|tenemos|tenes|tenis|tienes?|tienen|tiene usted|hay|esta|estan"
    rf"|figuran?|tienes|ha|has|han|habeis|hemos)"
    rf"{_FILL_ES} {_WRITTEN}\b"
    r"|\b(?:que|q|lo que)(?: (?:datos?|cosas?|notas?|es lo que|me|nos|te|les?|vos|ustedes|uds))*"
    r" (?:anotaste|anotaron|apuntaste|anoto|apuntaron|registraron|escribieron|escribiste"
    r"|cargaron)\b(?! (?:que|si)\b)"
    r"|\b(?:que|cuales|los|mis) (?:son )?(?:(?:los|mis) )?(?:datos?|informacion|notas|anotaciones"
    r"|detalles)(?: (?:mios|nuestros))?"
    r" (?:que )?(?:me |nos |te |les? )?(?:tenes|tenis|tienes?|tienen|figuran?|quedaron|aparecen?"
    r"|guardaron|anotaron|hay)\b"
    r"|\b(?:que|q|o que|oq) (?:me |nos )?(?:quedo|ficou) (?:de|en|da|na) (?:mi|nuestra|minha|nossa) reserva\b"
    rf"|\b(?:que|lo que) (?:cosas )?(?:dice|pone|figura|aparece|consta|sale|hay|contiene"
    rf"|tiene) (?:puesto |escrito |todo )?(?:en |de )?{_MINE}\b"
    rf"|\b(?:resumen|resum\w+|repas\w+|recapitul\w+|resumo|recap\w*|summar\w+|sum up|go over"
    rf"|run me through|read me)"
    rf" (?:(?:de|da|do|con|com|of|for|completo|todo|tudo|all|me|os|los|the|details|datos|dados|lo) )*{_MINE}\b"
    r"|\b(?:resumen|resumo|summary|recap|read me)(?: (?:de|del|da|do|of|la|a|the|my|our|mi|nuestra|minha|nossa"
    r"|whole|full|entire|complet[oa]|toda|todo))* (?:reserva|booking|reservation|estadia|stay)\b"
    r"|\b(?:resumen|resumo|summary|recap)(?: (?:de|del|da|do|of|con|com|with|todo|tudo|everything|all|lo|o))*"
    r" (?:que|what|that|i|we)(?: (?:me|te|nos|les?|i|we|eu|a gente|ya|ja|have|is|was|all))*"
    r" (?:quedo|quedamos|ficou|apart\w+|reserv\w+|pedi\w*|asked|booked|noted|held|anot\w+)\b"
    rf"|\b{_TELL} (?:(?:por favor|porfa|pls|please|bien|ya|de nuevo|otra vez) )*"
    r"(?:todo lo (?:anotado|que (?:esta|quedo|tenes|tienen|hay) anotado)|tudo (?:o que (?:ta|esta|ficou) )?anotado"
    r"|everything (?:you have|noted|written)"
    r"|como (?:quedo|queda|ficou|fica|esta|ta) (?:todo|tudo|(?:la|a|mi|minha) reserva)"
    r"|tudo(?= *(?:por favor|pfv|pf)?[ ?.!]*$))"
    r"|\bcomo (?:quedo|ficou) (?:todo|tudo)\b"
    r"|\b(?:los|mis|os|meus) (?:datos|dados) (?:completos )?(?:de|da) (?:mi|nuestra|la|minha|nossa) reserva\b"
    rf"|\b(?:o que|oq|q|que|tudo o que|quais|qual)(?: (?:e|eh|sao|foi|que|mais|os|as|dados|informacoes|notas"
    rf"|anotacoes|pedidos|vc|vcs|voces?"
    rf"|eu|a gente|tudo|mesmo|exatamente|ja|me|te))*"
    rf" (?:ta|esta|estao|tao|tem|teem|tenho|temos|ficou|ficaram|foi|consta|constam){_FILL_PT} {_WRITTEN}\b"
    r"|\b(?:o que|oq|o q|que|tudo que)(?: (?:que|foi|vc|vcs|voces?|ja|me|e))* (?:anotou|anotaram"
    r"|registrou|registraram|escreveu)\b(?! (?:que|se)\b)"
    rf"|\b(?:o que|oq|o q) (?:consta|diz|tem|esta|ta|aparece|ha)(?: escrito| anotado| tudo)? (?:na|da"
    rf"|em|no) (?:{_MINE}|reserva)\b"
    r"|\b(?:quais|que|os|meus) (?:sao )?(?:os )?(?:meus )?(?:dados|informacoes|anotacoes)(?: (?:meus|nossos"
    r"|que))? (?:vc |vcs |voces? |ja )?"
    r"(?:tem|estao|ficaram|constam|guardou|anotou)\b"
    rf"|\b{_WHAT} (?:{_YOU} )?(?:(?:is|was|are|has been|have|got|had|be|it|now|currently|actually"
    rf"|already|so far|in there) )*"
    rf"(?:written|wrote|write down(?= *(?:$|[?,]| for| on| about| so))|noted|recorded|jotted|on (?:file"
    rf"|record)|(?:put )?down)\b(?! the (?:road|street|river))"
    rf"|\bwh?at(?:'s| is|s| are)(?: (?:now|currently|all|actually|written|it))* (?:in|on) (?:my"
    rf"|our) (?:booking|reservation)\b"
    rf"|\bwh?at (?:does|do|did) (?:my|our|the) (?:booking|reservation) say\b"
    rf"|\b(?:wh?at|which|the|any|all|name|dates?)(?: (?:and|are|is|other|special|the|name|names|dates?"
    rf"|room|&))* notes? (?:(?:are|is|do|have|you|u|got|there|listed) )*"
    rf"(?:on|in|for|about|against) {_ME}\b"
    rf"|\b(?:wh?at|which)(?: (?:name|names|dates?|details?|info\w*|data|and|room|else"
    rf"|all))* {_YOU} (?:have|got|get|has)?"
    rf" ?(?:(?:so far|now|all|written|down) )*(?:for|on|about|under) (?:me|us|my (?:booking|reservation"
    rf"|stay|name)|our (?:booking|reservation|stay))\b(?! (?:for|in|on|from|to)\b)"
    rf"|\bwh?at (?:{_YOU} )?(?:have|got|get) (?:me|us) down (?:for|as)\b"
    r"|\bread (?:it|that|me|everything|all|my booking|what you have)(?: all| everything| of it)? back\b"
)
# "Show me the whole booking", "all the details you noted", "what do the notes say".
_SEE: Final = (
    r"(?:(?:(?:me )?(?:mostra(?:me|s|r|rme)?|muestra(?:me|nos)?|muestreme|mostranos|ensename|fala|diz|passa|manda"
    r"|envia)"
    r"|pasa(?:me|s|nos)|manda(?:me|s|nos)|envia(?:me|s)|lee(?:me|r|las)?|dime|decime|deci(?:me|nos)|repeti(?:me|r)|repite(?:me)?"
    r"|(?:quiero|queria|quisiera|puedo|quero|posso|podes?|pode) (?:ver|mostrarme|me mostrar|pasarme|leer(?:me)?"
    r"|repetirme)"
    r"|ver|le|show(?: me| us)?|tell(?: me| us)?|send(?: me| us)?|share(?: me| with me| with us)?|give(?: me| us)?"
    r"|read(?: me| out)?"
    r"|list|repeat|see|check|confirm(?:a|ame|anos|e|eme|as|ar|arme|enme)?))"
)
_POLITE: Final = (
    r"(?: (?:por favor|porfa|please|pls|kindly|pra mim|para mim|de nuevo|otra vez|once more|again|ya|bien|entonces"
    r"|all|todos?|todas?|tudo|both|de vuelta|outra vez))*"
)
_THEIRS: Final = r"(?: (?:la|las|los|el|mi|mis|nuestra|a|as|os|minha|nossa|my|our|the|that|esa|essa))*"
_SHOWN: Final = Seldom(
    rf"\b{_SEE}{_POLITE}{_THEIRS} (?:reserva|booking|reservation)"
    r" (?:entera|completa|toda|inteira|todinha|(?:tal )?como (?:quedo|esta|ficou|ta))\b"
    rf"|\b{_SEE}{_POLITE}{_THEIRS} (?:reserva|booking|reservation)"
    r" (?:with|con|com) (?:all|everything|todo|tudo|lo que|o que)\b"
    rf"|^(?:(?:can|could|may) (?:i|you) |let me )?(?!confirm)(?:mira(?:me)?|{_SEE}){_POLITE}{_THEIRS}"
    rf" (?:reserva|booking|reservation){_POLITE}[ .!?]*$"
    rf"|\b{_SEE}{_POLITE}{_THEIRS} (?:whole|full|entire|complete) (?:booking|reservation)\b"
    rf"|\b{_SEE}{_POLITE}{_THEIRS} (?:notes?(?! (?:book|pad|that|to|for|fiscal))|anotaciones|notas|anotacoes"
    r"|(?:detalles?|datos|detalhes|dados) (?:completos )?(?:de|da) (?:(?:mi|la|nuestra|minha|nossa) )?reserva"
    r"|details (?:of|for|about|on) (?:my|our|the) (?:booking|reservation|stay))\b"
    r"(?! (?:from|off|out|del?|da) (?:the |my |la |mi )?(?:reserva|booking|list))"
    r"|\b(?:the noted|all noted) (?:details?|info\w*|things?|points?)\b"
    r"|\b(?:details?|info\w*|things?|points?) (?:that |which )?(?:you(?:'ve| have| guys| all)?"
    r"|u) (?:have )?(?:noted|recorded|written)\b"
    r"|\b(?:details?|info\w*|things?|points?) (?:noted|recorded|written down) (?:please|pls|\?)"
    r"|\b(?:que|o que) dicen? (?:las|mis) notas\b|\bo que dizem as anotacoes\b|\bwhat (?:do|does) (?:the|my"
    r"|our) notes? say\b"
)
# Of whoever has a booking; before there is one it takes what is offered.
_CONFIRMED: Final = Seldom(
    r"\b(?:confirm|confirma(?:me|nos|s|r|rme)?|confirme(?:me|n|nme|nos)?|me confirmas?)(?: (?:me|us|to me|please"
    r"|pls|por favor"
    r"|porfa|pra mim|para mim|once|again|de nuevo|otra vez|ya|kindly|back))*"
    r" (?:everything|all (?:of it|the details|details|is noted)|todo|todos los datos|tudo|todos os dados"
    r"|the whole booking)\b"
    r"(?! (?:que|lo que|o que|that|i|is|esta|ta|bien|bem|ok|certo)\b)"
)
# Whose words are "noted" or "down" in another sense.
_OTHERWISE: Final = Seldom(
    r"\b(?:let|slow|calm|break|broke|broken|go|come|walk|upside|note|turn) down\b"
    r"|\b(?:carta|menu|cartel|pagina|sitio|site|web|google|instagram|booking\.com|factura que|recibo que)\b"
    r"|\bque (?:tengo que|tenho que|hay que)\b"
    r"|\b(?:is|are|was|were|have) (?:you )?(?:all|everything)\b[^.?!]*\b(?:noted|down|written)\b"
)
_LOOK: Final = Watched(
    ("anot", "apunt", "registr", "escrit", "escrib", "escrev", "agendad", "cargad", "marcad", "guardad", "asentad",
     "dato", "dado", "nota", "notes", "noted", "informa", "detalle", "resum", "repas", "recap", "written", "wrote",
     "todo", "tudo", "record", "jotted", "down", "on file", "reserv", "booking", "for me", "for us", "on me", "back",
     "summar", "detail", "everything")
)  # fmt: skip
_SENTENCES: Final = re.compile(r"[^.!?;\n]+(?:\.(?=\d)[^.!?;\n]+)*[.!?;\n]*")
_CLAUSE: Final = re.compile(r" *, *(?:(?:y|and|e|pero|but|mas|also)\b *)?| +(?:y|and|e|pero|but|mas) +")
# Said beside the question, of what the summary tells.
_OF_THE_SUMMARY: Final = re.compile(
    r"\b(?:total|valor|monto|precio|price|preco|nombres?|names?|nome|hora|horario|time|hour|fechas?"
    r"|dates?|datas?|dados?|datos?"
    r"|factura|invoice|nota fiscal|notes?|todo|tudo|everything|all|anyway|haha|jaja|kk|noches|nights"
    r"|noites|personas|people|pessoas"
    r"|falta|queda|deb[eo]|owe|pay|pagar|habitacion|room|quarto|lleg\w+|cheg\w+|arriv\w+|tarde|late)\b"
)
_SHORT, _A_FEW = 9, 4
_NOTHING_MORE: Final = re.compile(
    r"[^a-z]*(?:(?:no|nao|sorry|perdon|y|e|and|bueno|ok|okay|dale|entonces|ahora|please|pls|por favor"
    r"|porfa|pregunto|pregunte|i mean|wait"
    r"|hola|hello|hi|oi|che|digo|una cosa|le pedi|te pedi|i asked|gracias|thanks|thank you|obrigad[oa]"
    r"|hey|perfeito|perfecto|great"
    r"|(?:mira(?:me|te)?|fijate|fijese|olha|veja|ve|chequea(?:me)?|revisa(?:me)?|look at|check|pull up|see)"
    r" (?:la|mi|nuestra|a|minha|nossa|my|our|the) (?:reserva|booking|reservation)"
    r"|si|yes|sim|ah|eh|well|disculpa|de nuevo|otra vez|again|tell me|one last thing|i changed so often)[^a-z]*)*"
)


def asked(text: str) -> bool:
    plain = fold(tidy(text))
    if not _LOOK.said_in(plain) or _OTHERWISE.search(plain) is not None:
        return False
    return _found_in(plain) is not None


def wants_it_confirmed(text: str) -> bool:
    """ "Kindly confirm everything once more", of whoever has booked."""
    return _CONFIRMED.search(fold(tidy(text))) is not None


def _found_in(plain: str) -> re.Match[str] | None:
    return _ASKED.search(plain) or _SHOWN.search(plain)


def beside(text: str) -> str:
    """What the message says besides: another matter, and nothing that a summary tells anyway."""
    return " ".join(_rest_of(one) for one in _SENTENCES.findall(tidy(text))).strip(" ,")


def _rest_of(sentence: str) -> str:
    plain = fold(sentence)
    found = _found_in(plain) or _CONFIRMED.search(plain)
    if found is None:
        of_it = "?" in sentence and len(sentence.split()) <= _A_FEW and not _is_else(sentence)
        return "" if of_it or _NOTHING_MORE.fullmatch(fold(sentence)) else sentence.strip()
    before, after = sentence[: found.start()], sentence[found.end() :]
    ends, starts = [*_CLAUSE.finditer(before)], _CLAUSE.search(after)
    told = [before[: ends[-1].start()] if ends else "", after[starts.end() :] if starts else ""]
    return " ".join(one.strip() for one in told if _is_else(one)).strip()


def _is_else(words: str) -> bool:
    plain = fold(words)
    if not plain.strip(" .,!?") or _NOTHING_MORE.fullmatch(plain):
        return False
    return has_figures(plain) or len(plain.split()) > _SHORT or _OF_THE_SUMMARY.search(plain) is None
