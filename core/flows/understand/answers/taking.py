"""What is said to what was shown: a yes in so many words, "la queremos", or that something cheaper is sought."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.which_room.pointing import on_what_terms

_BEFORE: Final = (
    r"(?:(?:si)+i*|que si+|q si+|dale|ok|okay|bueno|listo|perfecto|barbaro|va|ya|bakan|genial|de una"
    r"|u[gh]h*|uf+a?|oof|a[hy]+|eh+|aff+|puxa|pucha|bah|meh|h+m+|vai|anda|venga|whatever"
    r"|yes|yeah|fine|great|ta|mientras(?: tanto)?|por mientras|meanwhile|in the meantime|enquanto isso|bele|bom"
    r"|sim|otimo|blz|andale|orale|vale|sale|hagale|sorted|right|alright|cheers|mate|go on then"
    r"|aye|yea|yh|ta bem"
    r"|beleza|entonces|esta|esa|igual|mejor|ess[ae]|po|pues|pe|nomas|that one|this one|por favor|please|porfa"
    r"|go ahead(?: and)?|joya|buenisimo|copado|obvio|claro|vamos|sip|yep|yup|sure|cool|awesome"
    r"|perfect|lovely|splendid"
    r"|sounds good|no (?:worries|dramas|problem|hay problema)|sin problemas?"
    r"|bora|show|massa|legal|tudo bem|y|e|and|then|so|anyway"
    r"|muy bien|estupendo|fenomenal|de acuerdo|excelente|maravilla|barbara|ahi si|very good|excellent|wonderful"
    r"|(?:(?:that|it)(?: i|')s |all )(?:fine|ok|good|great|perfect)(?: (?:for|by|with) (?:us|me))?"
    r"|good|(?:fine|ok|good|great|perfect) (?:for|by|with) (?:us|me)"
    r"|(?:(?:that|it) )?works(?: for (?:us|me))?|(?:nos|me) (?:sirve|va bien|parece bien)|est[ae] bien(?: asi)?"
    r"|(?:para|pra) (?:nos|mim) (?:ta|esta) (?:bom|otimo)"
    r"|phew|menos mal|que (?:bom|bueno|alivio)|ainda bem|what a relief"
    r"|muito bem|perfeito|combinado|senor|senora|senorita|sir|ma'?am|amig[oa]|querid[oa]|gracias|thanks|obrigad[oa]"
    r"|nen[ea]|mij[oa]|lind[oa]|reina|geni[ao]|crack|mi (?:amor|vida|cielo|reina)|corazon|meu (?:bem|amor)|mo[cç][oa]"
    r"|(?:me |nos )?(?:encant[ao]|gusta)|amei|adorei|gostei|love it|(?:that|it) sounds (?:good|great|perfect)|isso)"
)
# What stands behind a yes and is none.
_BEHIND: Final = (
    r"(?:por favor|please|pl[sz]|porfa|gracias|thanks|obrigad[oa]|entonces|then|esa"
    r"|no ?mas|mesmo|ya|igual|anyway|senor(?:a|ita)?|sir|ma'?am|senhora?|asi (?:queda|esta|va) (?:bien|perfecto)"
    r"|de acuerdo|assim (?:ta|esta|fica) (?:bom|otimo)"
    r"|noma|porfis|cheers|mate|ta|pues|po|pe|ai|aqui|(?:para|pra) (?:mi|mim|nosotros|nos|gente|a gente)|for (?:me"
    r"|us)|kindly|now|entao|asi|assim|nen[ea]|mij[oa]|lind[oa]|mi (?:amor|vida|cielo)|corazon|de una vez|logo|already"
    r"|porra|caralho|carajo|dammit|damn it|hostia|ostia|joder|cono|leche|hombre|tio|tia|che|loco|boludo|jeez|geez|ffs"
    r"|for (?:god|fuck|christ)'?s? sake|man|bro|poxa|caramba|por dios|pelo amor de deus)"
)
_AFTER: Final = rf"(?:{_BEHIND}|si|sim|dale|me parece bien|that'?s (?:fine|good|ok|perfect))"
_SPANISH: Final = (
    r"(?:me |nos )?(?:la|lo|esa|esta) (?:quiero|queremos|tomo|tomamos|reservo|reservamos|llevo|llevamos|quedo"
    r"|quedamos)"
    r"|(?:tomo|tomamos|quiero|queremos|reservo|reservamos) (?:esa|esta|la)|(?:quiero"
    r"|queremos) reservar(?:la)?"
    r"|(?:hag(?:a|an)|hace|haz)(?:me|nos)? la reserva"
    r"|reserv(?:ala|ela|enla|enosla|emela|enos|anos|eme|ame|amela|anosla)|reserva(?:la|me|mela|nosla)?|hacela"
    r"|hag(?:amos|an)l[ao](?: asi)?"
    r"|hagal[ao]|confirm(?:ela|ala|alo|emela|amela|o|amos)|hace(?:me|nos)(?:la|lo)?(?: la reserva)?|hacelo(?: asi)?"
    r"|(?:apart|separ|agend)(?:al[ao]|el[ao]|enl[ao]|amel[ao]|emel[ao]|anosl[ao]|enosl[ao]|ame|eme|anos|enos)"
    r"|reserv(?:al[oe]|el[oe]|enlo|amelo|emelo|enmel[ao]|anoslo)|anot(?:ame|anos|eme|enos)|jalo|jalamos"
    r"|(?:puede|podes|puedes|pueden|podrias?|podria) (?:reservarla|reservarmela|reservar|hacerla)"
    r"|(?:me |nos )?l[ao] (?:reservas|vas a reservar|van a reservar)\??"
    r"|(?:nada[ ,]+(?:(?:po|pues|no)[ ,]+)?)?(?:que|q) (?:me |nos )?(?:l[ao] )?reserv(?:es|en)"
    r"|reservar?|reserv(?:o|amos)(?: nomas)?|me late|(?:vamos|voy) con (?:esa|esta)"
)
_ENGLISH: Final = (
    r"(?:i|we)(?: will|'ll|ll)(?: still| gladly| happily| just)? (?:take|have|book) (?:it|that(?: one)?)"
    r"|(?:do )?book (?:it|that)(?: for (?:me|us))?|let'?s (?:do|book|take|have) (?:it|that(?: one)?)"
    r"|(?:can|could|will|would) you (?:book|reserve) (?:it|that(?: one)?)(?: for (?:me|us))?\??"
    r"|(?:i|we) want it|(?:please )?do (?:it|that|so)|go ahead with (?:it|that)"
    r"|bang (?:it|us|me) (?:on|in|down)|lock (?:it|that|us|me) in|(?:i'?ll "
    r"|we'?ll |let'?s )?(?:go for|lock in) it|let'?s lock (?:it|that) in"
    r"|(?:please )?(?:do|make|complete|finali[sz]e|proceed with|confirm) (?:the|my|our) (?:booking|reservation)"
    r"|(?:kindly |please )?do the needful|(?:kindly |please )?book(?: (?:it|that))?|go on then"
    r"|(?:book|put|stick|pencil|sign|count) (?:us|me) (?:in|down|up)(?: for (?:it|that(?: one)?))?"
    r"|(?:are|r) (?:you|u) (?:going to|gonna) (?:book|reserve|hold) (?:it|that)(?: for (?:me|us))?\??"
    r"|get (?:it|that|us|me) booked(?: in)?|reserve (?:it|that)(?: for (?:me|us))?"
)
_PORTUGUESE: Final = (
    r"(?:queremos|quero|vou querer|vamos querer|fico com|ficamos com)(?: (?:sim|ela|ess[ea]|est[ae]"
    r"|ess[ea] mesm[oa]))?"
    r"|(?:voce )?pode reservar\??|(?:pode )?(?:faz|faca|fazer|efetu(?:a|e|ar)) a reserva"
    r"|reserva (?:pra|para) (?:mim|nos|gente|a gente)|fechado|fecho|fechou|fechamos"
    r"|(?:pode )?(?:faz|faca) (?:isso|assim)|pode fazer(?: isso| assim)?"
    r"|(?:pode )?(?:fecha|confirma|reserva)[r]?(?: (?:ela|ele|ess[ea]|est[ea]))?|(?:quero"
    r"|queremos)(?: sim)?[ ,]+reservar?|manda (?:ver|bala)|reserve(?: por favor)?"
)
# What was put before them is as they want it.
_SUITS: Final = (
    r"(?:(?:todo |eso |asi |a mi |a nosotros )*(?:me|nos) (?:sirve|conviene|cierra"
    r"|(?:viene|queda|va) (?:bien|perfecto|genial|barbaro|joya)"
    r"|parece (?:bien|perfecto|genial|barbaro|excelente|joya))|trato hecho|cerrado|quedamos asi|estamos de acuerdo"
    r"|(?:it |that |this )?(?:works|suits|does)(?: (?:it )?(?:well |great |fine |perfectly )?(?:for )?(?:me|us))"
    r"|(?:(?:it|that|this|all)(?:'?s| is| sounds| looks| seems) )?(?:fine|good|great|ok|okay|perfect|ideal)"
    r" (?:for|by|with) (?:me|us)|(?:i'?m|we'?re|i am|we are) (?:happy|good|fine|ok) with (?:it|that|this)"
    r"|(?:it'?s a |it is a )?(?:done )?deal|(?:that|it)(?:'?ll| will) do(?: nicely| fine)?"
    r"|(?:bom|otimo|perfeito|tranquilo|bem|fechado|ok) (?:pra|para) (?:mim|nos|gente|a gente)"
    r"|(?:isso )?(?:me|nos) serve(?: bem)?|serve (?:pra|para) (?:mim|nos|a gente)"
    r"|por mim (?:tudo bem|ta bom|ta otimo|ok)"
    r"|topo|topamos|(?:ta|esta) (?:otimo|fechado|perfeito|combinado)|pode fechar|combinado)"
)
# Said again, and with impatience.
_SAID_BEFORE: Final = (
    r"(?:(?:(?:ya|si) )*(?:(?:te|le|les|se l[oa]) )?(?:ya )?(?:dije|dijimos)(?: ya)?(?: (?:que|q|k) si+)?"
    r"|(?:(?:ja|eu|te) )+(?:disse|falei)(?: (?:que|q) sim)?"
    r"|i(?:'ve)? (?:already )?(?:said|told (?:you|ya|u))(?: (?:yes|so))?)"
)
_SAID_YES: Final = (
    r"(?:(?:(?:ya|si) )*(?:(?:te|le|les|se l[oa]) )?(?:ya )?(?:dije|dijimos)(?: ya)? (?:que|q|k) si+"
    r"|(?:(?:ja|eu|te) )+(?:disse|falei) (?:que|q) sim|i(?:'ve)? (?:already )?(?:said|told (?:you|ya|u)) yes)"
)
# "Nothing, I don't want to change anything": what stands open is wanted as it is.
_NOTHING_CHANGED: Final = (
    r"(?:nada|nothing|que no|no|nao)?[ ,!.]*(?:yo |eu |i )?(?:no|nao|don'?t|dont|do not)"
    r" (?:quiero|quero|queremos|want to|wanna) (?:cambiar|mudar|trocar|change) (?:nada|anything|nothing)"
)
_PLAIN_YES: Final = (
    r"(?:si+|dale|ok|okay|bueno|listo|perfecto|barbaro|va|genial|de una|yes|yeah|yep|sure|fine|great"
    r"|sim|otimo|blz"
    r"|beleza|claro|joya|buenisimo|obvio|sip|yup|perfect|sounds good|ta bom|bora|pode ser|isso|confirmad[oa]"
    r"|go ahead|andale|orale|venga|vale|sale|hagale|mandale|metele|dale que va|dale q va|ya po"
    r"|sale y vale|jalo|me late"
    r"|sisi|fechou|manda ver|partiu|perfeito"
    r"|(?:that|it|this|all)(?:'?s| is| sounds| looks) (?:fine|good|great|ok|okay|perfect|ideal)"
    r"|excelente|excellent|very good|muy bien|muito bem|estupendo|wonderful"
    r"|esta (?:bien|perfecto|barbaro|genial)|show(?: de bola)?"
    rf"|{_SUITS}|{_SAID_YES})"
)
_IT_SUITS: Final = re.compile(rf"(?:{_BEFORE}[ ,!.]+)*{_SUITS}(?:[ ,!.]+{_AFTER})*[ .!]*")
_AGREES: Final = re.compile(
    rf"(?:{_BEFORE}[ ,!.]+)*{_PLAIN_YES}(?:[ ,!.]+(?:{_PLAIN_YES}|{_BEHIND})){{0,12}}[ .!]*"
)
_THE_ROOM: Final = (
    r"(?: (?:es[ae]|est[ae]|ess[ae]|la|el|o|a|that|this|the)"
    r" (?:habitacion|habi|pieza|cuarto|quarto|room|reserva|booking))?"
)
_TAKES: Final = re.compile(
    rf"(?:(?:{_BEFORE}|{_SAID_BEFORE}|{_NOTHING_CHANGED})[ ,!.]+)*"
    rf"(?:{_SPANISH}|{_ENGLISH}|{_PORTUGUESE}){_THE_ROOM}(?:[ ,!.]+{_AFTER})*[ .!]*"
)
# "Switch it then", "muda pra essa": a yes to a change that was just put before them.
_MOVES: Final = re.compile(
    rf"(?:(?:{_BEFORE}|pode ser|entao|pode|podes|pued[ea]s?|(?:you )?can(?: you(?! can\b))?|just|let'?s"
    rf"|quiero|queremos"
    r"|quero|melhor)[ ,!.]+)*"
    r"(?:(?:me|nos|la|lo) )?(?:(?:hag[ao](?:me|nos)?|hace(?:me|nos)?|make|faz|faca) (?:el|the|a|o) "
    r"(?:cambio|change|mudanca|troca)"
    r"|(?:cambi|muev|mov|pas|corr)(?:a|e|an|en|ar|er|amos|emos)(?:me|nos)?(?:l[ao]s?)?"
    r"|(?:sum|agregu?|anad|incluy?|acrescent)(?:a|e|en|an|i|ar|ir)?(?:me|nos)?(?:l[ao]s?)?"
    r"|add|include|mud(?:a|e|ar|amos)|troc(?:a|ar)|troque|passa|passar"
    r"|(?:sac|quit|tir)(?:a|e|en|ar)(?:me|nos)?(?:l[ao])?(?: (?:es[ao]|la|el|ess[ae]|a) (?:noche|dia|noite))?"
    r"|(?:take|drop|knock|cut)(?: off)? that (?:night|day|one)(?: off| out)?"
    r"|(?:poe|coloca|bota|put|pon(?:e|ga|gan)?l[ao])(?: (?:ela|ele|her|him|them))?"
    r"(?: (?:na|en la|a la|on the|to the|in the|en mi|na minha|on our|on my) (?:reserva|booking))?"
    r"|change|switch"
    r"|move"
    r"|swap)"
    r"(?: (?:it|that|him|her|them|la|ela|ele|nomas|sim|si|me|us|over|tudo|todo"
    r"|(?:(?:a|la|mi|minha|my|the|our|nossa|nuestra) ){1,2}(?:reserva|booking|reservation)"
    r"(?: (?=[a-z]*\d)[a-z0-9]{6})?)){0,8}"
    r"(?: (?:to|a|al|for|para|pra|por|pro|en) (?:that|it|those|the other|the new|them|es[ao]s?"
    r"|ess[ae]s?|ella|ela|ele"
    r"|el otro|la otra|a outra|o outro)"
    r"(?: (?:one|ones|dates?|days?|weekend|datas?|dias?|fechas?|finde|semana|week|fds))?)?"
    rf"(?:[ ,!.]+{_AFTER})*[ .!]*"
)
_SAYS_YES: Final = re.compile(
    rf"(?:(?:{_SAID_YES}|si+|que si+|q si+|dale|sip|obvio|claro que si|listo|yes|yeah|yep|yup|sure|sim(?!andale)"
    r"|fechado|fechou|bora"
    r"|andale|orale|venga|hagale|mandale|metele)[ ,!.]*)+"
)
_LED_BY_YES: Final = re.compile(rf"(?:{_PLAIN_YES}|ta|va|{_SAYS_YES.pattern})(?=$|[ ,.!])")
# "Una noche menos entonces", "so two nights then": what was just put before them, said back.
_SUMS_UP: Final = re.compile(
    r"^(?:(?:ok|ah|bueno|bien|listo) ?,? )?(?:entonces|o sea(?: que)?|quedan?|quedaria(?:mos|n)?|serian?|so|that'?s"
    r"|then|entao|ou seja|ficam?|seriam?)\b|\b(?:entonces|then|entao)[ ,.!]*"
    r"(?:fine|bien|esta bien|ok|perfecto|ta bom)?[ .!]*$"
)
_CHEAPER: Final = re.compile(
    r"\b(?:mas|mais) (?:barat|economic|accesible|acomodad|conveniente|em conta)[a-z]*|\bmenos (?:car[oa]"
    r"|costos[oa])\b"
    r"|\b(?:la|el|lo|a|o) barat[ao]\b|\bcheap(?:er|est)?\b|\bless expensive\b|\bbaratit[oa]\b"
)


def wants_cheaper(text: str) -> bool:
    return _CHEAPER.search(normalise(text)) is not None and not on_what_terms(text)


def agrees(text: str) -> bool:
    """A yes, with or without what is taken by it, and nothing beside it."""
    return takes_it(text) or _AGREES.fullmatch(normalise(text).strip(" ¡")) is not None


def suits(text: str) -> bool:
    """ "Nos sirve", "works for us": more than an "ok", which may only mean that something was read."""
    return _IT_SUITS.fullmatch(normalise(text).strip(" ¡")) is not None


def is_led_by_yes(text: str) -> bool:
    """ "Sí, hasta el 26": whatever is told after it is for others to compare with what was asked."""
    return _LED_BY_YES.match(normalise(text).strip(" ¡")) is not None


def sums_up(text: str) -> bool:
    return _SUMS_UP.search(normalise(text).strip(" ¡")) is not None


def says_yes(text: str) -> bool:
    """No "ok" or "good" that only leads up to something."""
    return _SAYS_YES.fullmatch(normalise(text).strip(" ¡,.!")) is not None


def moves_it(text: str) -> bool:
    """The change that was asked about is to be made; it says no new day or number."""
    return _MOVES.fullmatch(normalise(text).strip(" ¡")) is not None


def agrees_to_move(text: str) -> bool:
    """A yes in whatever words to the change that was asked about."""
    return agrees(text) or moves_it(text)


def takes_it(text: str) -> bool:
    """And says nothing else: a question, a but or another day is no such yes."""
    return _TAKES.fullmatch(normalise(text).strip(" ¡")) is not None
