"""Heads that a message names and that do not come: who was to come before, fifteen in a meeting.

Over folded text with its numbers as digits; what is said of them is covered before anybody is counted.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import covered, rewriting, rewritten

_MINE: Final = r"(?:mi|my|meu|minha)"
_BREED: Final = (
    r"(?:salsicha|salchicha|vira-?lata|shih ?tzu|lhasa|poodle|caniche|labrador|beagle|bulldog|pug|golden|york\w*"
    r"|mestiz[oa]|border collie|galg[oa]|dachshund|spaniel|perr\w+|cachorr\w+|gat[oa]|dog|puppy|cat)"
)
# "I had said two adults and a child ... so it's my mother and me", "last year seven of us, but this time ...".
_SAID_BEFORE: Final = re.compile(
    r"\b(?:te|les?|os) habia (?:dicho|pedido)\b.*\b(?:asi que|entonces|por eso)\b"
    r" (?=(?:vamos|somos|seremos|seriamos|queda)\b)"
    r"|\b(?:i|we)(?:'d| had) (?:said|told|asked)\b.*\b(?:so|therefore)\b"
    r" (?=(?:it's|it is|we are|we're|it'll|that's|that makes)\b)"
    r"|\b(?:tinha (?:dito|falado|pedido)|no comeco era|al principio (?:era|eramos)|at first it was)\b"
    r".*\b(?:entao|por isso|asi que|so)\b (?=(?:vamos|vai|vou|somos|seremos|fica|it'?s)\b)"
    r"|\b(?:it was|eran|era para|eram|era pra)\b[^.]{0,40}\b(?:but|pero|mas)\b(?= (?:[a-z]+ ){0,4}\d)"
    r"|\b(?:(?:el )?ano pasado|(?:la )?(?:otra|ultima) vez|la vez pasada|ano passado|(?:na |da )?(?:ultima|outra) vez"
    r"|last (?:time|year))\b[^.]*\b(?:pero|mas|but)\b(?=[^.]* (?:esta|dessa|desta|this) (?:vez|time)\b)"
)
_IN_THE_END: Final = re.compile(
    r"^.*\b(?:booked|reserv\w+|falad\w+|dicho|dito|coming too)\b.*"
    r"\b(?:so that (?:brings us (?:down )?to|makes us|leaves us(?: with| at)?)|(?:entao|asi que|entonces) (?:fica"
    r"|ficam|quedamos|quedan))"
    r" (?:em |en )?(?=\d)"
)
_INSTEAD: Final = re.compile(
    rf"\b(?:instead of|en vez de|em vez de) (?:only |just |solo |so )(?:me|{_MINE}|yo|eu)\b.*$"
)
_ONLY_FOR_US: Final = re.compile(
    r"^.*\b(?:solo|solamente|only|just|apenas) (?:por|para|pra|for) (?:nosotr[oa]s|us|nos|a gente)(?: (?:dos"
    r"|2))?[,:]?"
    rf" (?={_MINE}\b)"
)
_OF_A_MEETING: Final = re.compile(
    r"\b(?:meetings?|calls?|reunion(?:es)?|reunioes|reuniao|clases?|classes|aulas?) (?:of|de|com|con|with) \d{1,3}"
    r" (?:people|personas|pessoas|person)\b"
)
# Whoever writes for them stays where they are.
_WRITES_FOR_THEM: Final = re.compile(
    r"\b(?:i'm|i am|soy|sou) (?:his|her|su|o|a)? ?(?:personal )?(?:assistant|secretary|asistente|secretari[oa]"
    r"|assistente)\b"
    r"|\byo (?:solo|nomas) hago la reserva\b|\beu (?:so )?faco (?:so )?(?:o agendamento|a reserva)\b"
    r"|\bi'm (?:just|only) (?:doing|making) the booking\b"
)
_A_CHILD_STAYS: Final = re.compile(
    r"[,;.] (?:y |e |and |but |pero |mas )?(?:los|las|mis|nuestr[oa]s|os|as|meus|the|our|my)"
    r" (?:nen[ea]s|chic[oa]s|hij[oa]s|nin[oa]s|criancas|filhos|kids|children)"
    r"(?:,? (?:de )?\d{1,2}(?:(?:,| y| e| and) \d{1,2})*(?: anos| years)?,?)?"
    r" (?:se quedan|quedan|ficam|stay|are staying|will stay) (?:en casa|em casa|con|com|at home|with|at)[a-z"
    r" ]*?(?=[.,;]|$)"
)
_A_BREED: Final = re.compile(
    rf"\b(?:ele|ela|el|ella|he|she|it)(?:'s| e| es| is) (?:um|uma|un|una|an?) {_BREED}(?: [a-z]+)?"
    r" (?:de|of|aged) \d{1,2} (?:anos?|years?|meses|months)\b"
    rf"|,? (?:y|e|and|con|com|with) (?:la |el |a |o )?(?!{_MINE}\b)[a-z]+, (?:una?|uma?|an?|la|el|o|a|nuestr[oa]"
    rf"|our|{_MINE}) {_BREED}\b"
)
# "My wife stays in Puebla with the children", "my daughter studies there": neither sleeps here.
_STAYS_WITH_THEM: Final = re.compile(
    r"\b(?:mi|my|minha|meu|su|la|el|a|o) [a-z]+ (?:se queda|queda|fica|vai ficar|is staying|stays|will stay)"
    r" (?:en|em|at|in) (?:[a-z]+ ){0,3}(?:con|com|with) (?:los|las|nuestr[oa]s|mis|os|as|the|our)"
    r" (?:nen[ea]s|chic[oa]s|hij[oa]s|nin[oa]s|criancas|filh[oa]s|kids|children)\b"
)
_LIVES_THERE: Final = re.compile(
    r"\b(?:visit\w*|ver|see|seeing) (?:a )?"
    rf"{_MINE} (?:hij[oa]|filh[oa]|herman[oa]|irma|irmao|niet[oa]|net[oa]|son|daughter|sister|brother|sobrin[oa])"
    r" (?:que )?(?:estudia|vive|trabaja|estuda|mora|vive|trabalha|lives|studies|works) (?:alla|ahi|ali|la|ai|there)\b"
    rf"|\b{_MINE} (?:hij[oa]|filh[oa]|daughter|son) (?:que )?(?:estudia|vive|trabaja|estuda|mora|lives|studies|works)"
    r" (?:alla|ahi|ali|la|ai|there)\b(?=.* (?:visit|ver|see)\w*\b)"
)
# "Just him and me, his parents have to work".
_PARENTS_DO_NOT: Final = re.compile(
    r"(?<![a-z] con)(?<![a-z] com)\b(?:l[oa]s|os|sus|his|her|their|the) (?:padres|papas|pais|parents)"
    r" (?:(?:tienen que|tem que|have to|are|estan|estao|van a|vao) )?(?:trabaja(?:[nr]|ndo)?|trabalha(?:[mr]|ndo)?"
    r"|work(?:ing)?|(?:se )?quedan|ficam|stay(?:ing)?|(?:no|nao|don't|aren't|can't|won't|are not) (?:[a-z]+)?)\b"
)
# "Nobody drinks" is no baby, "we'd share twins" are beds.
_DRINKS: Final = re.compile(
    r"\b(?:ninguem|nadie|quem|quien|nao|no|nunca|que|se) beb[ea][nm]?\b(?! (?:de|com|con) \d)"
)
_SHARE_TWINS: Final = re.compile(r"\b(?:shar(?:e|ing)|in|into|sleep in|pair up in) twins\b")
_COUNTED: Final = re.compile(
    r",? ?\b(?:contando(?:me(?: a mi)?| a mi| conmigo| comigo| eu| yo)|including me|counting me|incluyendome)\b"
    rf"(?: (?:e|y|and) (?:a |la )?{_MINE} [a-z]+)?"
)
# "How much for both rooms?": so many rooms are told, and nobody who sleeps in them.
_BOTH_ROOMS: Final = re.compile(
    r"\b(?:both|amb[oa]s)(?: of the| the| os| as| los| las)? (?=(?:double |twin |triple )?(?:rooms?|cabins|doubles"
    r"|twins|triples"
    r"|habitacion|habs?\b|pieza|cuarto|doble|triple|caban|quarto|duplo|triplo|suite|apart|dep))"
)
# "Does he pay the same as an adult?": whom they are held against.
_AS_AN_ADULT: Final = re.compile(
    r"\b(?:pag\w+|pay\w*|cobr\w+|charg\w+|cuest\w+|cust\w+|cost\w*|abon\w+)\b[^.,?!]{0,24}?"
    r" (?:que|q|como|as|than|like|a|de) (?:(?:una?|1|one|an?|uma?) )?(?:adult[oa]?s?|mayor(?:es)?|grown-?ups?)\b"
)
# "Nosso cachorro de 9 kg": how heavy, and nobody's age.
_SO_HEAVY: Final = re.compile(
    r"\b(?:(?:de|of|com|con|with|tipo|unos|uns|about) ){0,2}\d{1,3} ?(?:kgs?|kilos?|quilos?|lbs?|pounds?)\b"
)
# "Tem vaga pra 2 carros?", "room for two cars".
_CARS: Final = re.compile(
    r"\b(?:lugar(?:es)?|espacio|espaco|sitio|vagas?|room|spaces?|spots?|place|entran?|caben?|cabem|fits?)"
    r" (?:(?:para|pra|pro|pa|for) )?\d (?:autos?|coches?|carros?|camionetas?|motos?|cars?|vans?|trucks?)\b"
)
# "Só eu e a magrela", "me and my motorbike": one comes.
_ME_AND_A_THING: Final = re.compile(
    r"\b(?P<me>yo|eu|me|i) (?:y|e|and|con|com|with) (?:la|el|a|o|my|mi|minha|meu|the)"
    r" (?:moto|motito|motorbike|motorcycle|bici|bicicleta|bike|bicycle|magrela|camper|combi|kombi|camioneta|mochila"
    r"|backpack|guitarra|guitar|kayak)\b"
)
_ALONE: Final = {"yo": "1 adulto", "eu": "1 adulto", "me": "1 adult", "i": "1 adult"}
_BOTH_NIGHTS: Final = re.compile(r"\b(?:both|amb[oa]s) (?:nights?|days?|noches|noites|dias)\b")
# "Half me and half my friend", "does it have to be one person": who pays what, and nobody is counted.
_HALVES: Final = re.compile(
    r"\b(?:(?:la|el|a|o|the|our|my) )?(?:(?:otr[oa]|outr[oa]|other) )?(?:metade|mitad|half)\b"
    r"(?: (?:la|el|a|o|da|do|de|del|is|paga|pago|pays?|by|from|on|to|con|com|with|no|na|cartao|card|tarjeta))*"
    rf" (?:(?:{_MINE}|nossa|nuestr[oa]|la|el|a|o|the|her|his) [a-z]+(?! ?\d)|(?:yo|eu|me|i|ele|ela|ella|el|her"
    rf"|him)\b)"
)
_ONE_PAYER: Final = re.compile(
    r"\b(?:(?:ha(?:ve|s)|needs?|tienen? que|tem que|should|must|deve|debe) (?:to )?(?:be|ser|pagar|pay) (?:just "
    r"|only |so |solo )?"
    r"(?:one|1|una|uma|a single|1 sola|1 so)|(?:pag\w+|pay\w*) (?:just |only |so |solo )?(?:a single|1 sola|1 so))"
    r" (?:person|persona|pessoa)\b"
)
_PAYS: Final = ("pag", "pay", "abon", "transf", "split", "divid", "sena", "sinal", "deposit", "rach")


# "One couple snores", "one room per couple": some of them, who were counted with the others.
_ONE_OF_THE_COUPLES: Final = re.compile(
    r"\b(?:1|one|una|um|la|the|o) (?:otra |outro |other )?(?:couple|pareja|casal) (?=(?:que |que ya "
    r"|who )?(?:snor\w+|ronc\w+"
    r"|prefier\w+|prefer\w*|needs?|necesita|precisa|takes?|likes?|sleeps?|duerm\w+"
    r"|dorm\w+"
    r"|brings?|tra[ez]\w*|arriv\w+|lleg\w+|cheg\w+|has\b|tiene|tem\b|va\b|vai\b|can'?t|could|no puede|nao pode)\b)"
    r"|\b(?:(?:1|one|una?|uma?) )?(?:per|por|each|cada|every) (?:couple|pareja|casal)\b"
)


def _alone(said: re.Match[str]) -> str:
    return _ALONE[said["me"]]


def without_payers(said: re.Match[str]) -> str:
    return covered(said) if any(word in said.string for word in _PAYS) else said.group()


def _so_many(said: re.Match[str]) -> str:
    return "we are " if "so that" in said.group() else "somos "


_TABLE: Final = rewriting(
    (("couple", "pareja", "casal"), _ONE_OF_THE_COUPLES, covered),
    (("both ", "ambos ", "ambas "), _BOTH_ROOMS, "2 "),
    (("both ", "ambos ", "ambas "), _BOTH_NIGHTS, covered),
    (("kg", "kilo", "quilo", "lb", "pound"), _SO_HEAVY, covered),
    ((" adult", " mayor", " grown"), _AS_AN_ADULT, covered),
    ((" auto", " coche", " carro", " camioneta", " moto", " car", " van", " truck"), _CARS, covered),
    ((" moto", " bici", " bike", "magrela", "camper", "ombi", "camioneta", "mochila", "backpack", "guitar", "kayak"),
     _ME_AND_A_THING, _alone),
    (("metade", "mitad", "half"), _HALVES, without_payers),
    ((" person", " pessoa"), _ONE_PAYER, without_payers),
    (
        (" habia ", "tinha ", "'d ", " had ", "it was", "eran", "era para", "eram", "era pra", "pasad", "passad",
         " vez", "last ", "comeco", "principio", "at first"), _SAID_BEFORE, covered,
    ),
    (("so that ", "entao fica", "asi que queda", "entonces queda"), _IN_THE_END, _so_many),
    (("instead of", " vez de"), _INSTEAD, covered),
    ((" nosotr", " us", " nos", " gente"), _ONLY_FOR_US, covered),
    (("meeting", "call", "reunio", "reuniao", "clase", "class", "aula"), _OF_A_MEETING, covered),
    (("assistant", "secretar", "asistente", "assistente", " hago ", " faco ", " booking"), _WRITES_FOR_THEM, covered),
    (("quedan", "ficam", "stay"), _A_CHILD_STAYS, ""),
    (
        ("salsicha", "salchicha", "vira", "shih", "lhasa", "poodle", "caniche", "labrador", "beagle", "bulldog", " pug",
         "golden", " york", "mestiz", "collie", " galg", "dachshund", "spaniel", "perr", "cachorr", " gat", " dog",
         "puppy", " cat"), _A_BREED, covered,
    ),
    (("queda", "fica", "stay"), _STAYS_WITH_THEM, covered),
    ((" alla", " ahi", " ali", " la", " ai", "there"), _LIVES_THERE, covered),
    (("padres ", "papas ", "pais ", "parents "), _PARENTS_DO_NOT, covered),
    ((" bebe", " beba"), _DRINKS, covered),
    ((" twins",), _SHARE_TWINS, covered),
    (("contando", "including me", "counting me", "incluyendome"), _COUNTED, covered),
)  # fmt: skip


def without_those(text: str) -> str:
    return rewritten(text, _TABLE)
