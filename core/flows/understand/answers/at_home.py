"""Who asks at home before they decide: "lo hablo con mi señora", "let me check with my wife", "deixa eu ver com ele".

Whoever is asked is no guest more, no room and nobody of the hotel: the words about them are heard as "I'll think
about it".
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise, tidy
from core.flows.understand.watching import Seldom

# "The boss" and "the lady" may be the hotel's; theirs are nobody else's.
_THEIRS_ES: Final = (
    r"(?:(?:mi|mis|nuestr[oa]s?) (?:senora|mujer|pareja|jef[ea]|patrona|jermu|viej[oa]s?|suegr[oa]s?|herman[oa]s?"
    r"|hij[oa]s?|nen[oa]s|gente|amig[oa]s?|mama|papa|madre|padre|prim[oa]s?|cunad[oa]s?|companer[oa]s?"
    r"|marido|espos[oa]|novi[oa]|familia|grupo)"
    r"|(?:el|la|los|las) (?:marido|espos[oa]|novi[oa]|familia|chic[oa]s|amig[oa]s|grupo|resto"
    r"|otr[oa]s? (?:parejas?|familias?|chic[oa]s))"
    r"|(?P<bare>los demas|las demas|ell[oa]s?|el(?= *(?:$|[.,!]|y\b|primero\b|antes\b))))\b"
    r"(?! (?:(?:del?|que)|en (?:la )?recep\w*)\b)"
)
_THEIRS_EN: Final = (
    r"(?:(?:my|our) (?:wife|wifey|husband|hubby|partner|missus|mrs|girlfriend|boyfriend|gf|bf|fiancee?|spouse"
    r"|family|folks|parents?|mother|father|mum|mom|dad|kids|sister|brother|sons?|daughters?|friends?|mates?"
    r"|group|boss|better half"
    r"|other half)"
    r"|the (?:wife|husband|missus|family|kids|girls|boys|lads|group|other couple|rest of (?:us|them|the \w+))"
    r"|(?P<bare>the others|(?:him|her|them)(?= *(?:$|[.,!]|first\b|and\b|before\b))))\b(?! (?:at|from|of|that|in)\b)"
)
_THEIRS_PT: Final = (
    r"(?:(?:o |a |os |as )?(?:meus?|minhas?|noss[oa]s?) ?(?:marido|mulher|espos[oa]|namorad[oa]|noiv[oa]"
    r"|familia|patroa"
    r"|parceir[oa]|chefe|mae|pai|pais|irma|irmao|filh[oa]s?|amig[oa]s?|galera|turma|pessoal|grupo|sogr[oa]s?"
    r"|cunhad[oa]s?|prim[oa]s?)"
    r"|(?:[oa]s? )?(?:marido|mulher|esposa|namorad[oa]|noiv[oa]|familia|patroa|galera|turma|pessoal"
    r"|outro casal)"
    r"|(?P<bare>(?:os |as )?outr[oa]s|el[ea]s?))\b(?! (?:(?:d[aeo]s?|que)|na recep\w*)\b)"
)
_FIRST: Final = (
    r"(?: (?:primero|antes|bien|un (?:poco|toque|ratito|rato)|hoy|isso|primeiro|direitinho|rapidinho|la|aqui"
    r"|this|that"
    r"|it|first|quickly|over|through|about it))*"
)
_ASK_ES: Final = (
    r"(?:(?:(?:me )?l[oa]s? |les? |se l[oa] )?"
    r"(?:hablo|charlo|consulto|converso|platico|comento|pregunto|discuto|decido|veo|hablamos|charlamos|consultamos"
    r"|(?:habl|charl|consult|convers|platic|coment|pregunt)(?:ar|arl[oae]s?|arsel[oa])"
    rf"|ver|verl[oa]|decidir|decidirl[oa]|discutir|discutirl[oa]){_FIRST} (?:con|a)"
    r"|ver (?:que|si) (?:le parece a|(?:dice|opina|piensa|quiere)n?))"
)
_ASK_EN: Final = (
    rf"(?:(?:check|checking|talk|talking|speak|discuss|confirm|consult|chat){_FIRST} (?:with|to)"
    r"|ask|asking|consult|run (?:it|this|that) (?:by|past)|see (?:what|if|whether))"
)
_ASK_PT: Final = (
    r"(?:(?:falar|ver|conversar|confirmar|combinar|consultar|decidir|checar|conferir|alinhar|discutir|falo|vejo"
    r"|converso"
    rf"|confirmo|combino|consulto|decido|checo){_FIRST} com|ver o que"
    rf"|(?:perguntar|pergunto|mostrar){_FIRST} (?:pr[ao]s?|para|aos?|a))"
)
_SAYS: Final = (
    r"(?:(?: (?:y |and |e |a |to |para |pra )?(?:ver |see )?(?:o que|que|what|if|si|se)(?: (?:le|les|s?he|they))?)?"
    r" (?:dicen?|opinan?|piensan?|parece|says?|thinks?|diz|dizem|acham?|preferem?|quieren?|wants?|prefers?|likes?"
    r"|agrees?)\b)?"
)
_BEFORE: Final = (
    r"(?:(?:deixa eu|deixe-me|deixa a gente|me deixa|vou|vamos|tenho que|preciso|quero|dejame|dejeme|voy a|vamos a"
    r"|tengo que|tenemos que|quiero|debo|let me|lemme|let us|i'?ll|we'?ll|i will|i'?d like to|i'?m gonna|gonna|gotta"
    r"|i gotta|i (?:need|have|want|got) to|we (?:need|have|want) to|need to|have to|going to) )?"
)
_BEHIND: Final = (
    r"(?: (?:first|primero|antes|primeiro|before)\b)?"
    r"(?:,? (?:and|then|y|e|ahi|luego|despues|depois) (?:(?:i'?ll|we'?ll|will|then|ya|ja|ahi|luego|despues|depois"
    r"|te|les?|lhe|os|eu|a gente) )*(?:(?:get|come|write) back(?: to you)?|let you know|tell you|digo|decimos"
    r"|aviso|avisamos"
    r"|confirmo|confirmamos|cuento|contamos|respondo|respondemos|escribo|escrevo|falo|retorno|volto|vuelvo)\b)?"
    r"(?: (?:(?:el|la|on|by|na|no|por la|a la|de) )?(?:pasado manana|manana|lunes|martes|miercoles|jueves"
    r"|viernes|sabado|domingo|noche|tarde|mas tarde|luego|despues|hoy|tomorrow|later(?: today)?|tonight|today"
    r"|soon|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|amanha|segunda|terca|quarta|quinta|sexta|mais tarde|depois|hoje)\b)?"
)
_IN_SHORT: Final = tuple(
    (Seldom(rf"\b{_BEFORE}{asks} {theirs}{_SAYS}{_BEHIND}"), short)
    for asks, theirs, short in (
        (_ASK_PT, _THEIRS_PT, "vou pensar um pouco"),
        (_ASK_ES, _THEIRS_ES, "lo pienso"),
        (_ASK_EN, _THEIRS_EN, "I'll think about it"),
    )
)
# "Quiero hablar con ella" calls for somebody of the hotel: only what is talked over tells that one is asked at home.
_CALLS_FOR: Final = re.compile(
    r"\b(?:habl[aeo]\w*|charl\w+|platic\w+|convers\w+|fal(?:ar|o)|talk\w*|speak\w*|chat|quiero|need|want|like)\b"
)
_TALKED_OVER: Final = re.compile(
    r"\b(?:(?:se )?l[oa]s? (?:habl|charl|platic|convers)\w+|\w+[aei]r(?:se)?l[oa]|isso|it|this|that|over|through"
    r"|primero|antes|primeiro|first|before|back|let you know|tell you|digo|decimos|avis(?:o|amos)|confirm(?:o|amos)"
    r"|cuento|contamos|respond(?:o|emos)|escrib(?:o|imos)|escrevo|retorno|volto|vuelvo|(?:te|lhe) falo)\b"
)


def _is_asked_at_home(said: re.Match[str]) -> bool:
    return said["bare"] is None or not _CALLS_FOR.search(said[0]) or _TALKED_OVER.search(said[0]) is not None


def without_who_is_asked_at_home(text: str) -> str:
    """A question is left as it is asked."""
    if "?" in text:
        return text
    for said, short in _IN_SHORT:
        if (found := said.search(normalise(text))) is not None and _is_asked_at_home(found):
            whole = tidy(text)
            return f"{whole[: found.start()]}{short}{whole[found.end() :]}"
    return text
