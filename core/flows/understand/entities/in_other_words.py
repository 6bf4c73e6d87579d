"""Who comes, told in words that count nobody or somebody too many: put as plainly as others put it.

Over folded text with its numbers as digits, before anybody is counted.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import rewriting, rewritten

_MINE: Final = r"(?:mi|my|meu|minha)"
# "3 children, not 2. They are 4, 6 and 10": the correction stands between the children and their ages.
_AND_NOT: Final = re.compile(
    r"(?P<told>\b\d{1,2} (?:nin[oa]s?|nen[ea]s?|chic[oa]s?|hij[oa]s?|menores|criancas?|kids?|children"
    r"|adult[oae]?s?|personas|pessoas|people)),"
    r" (?:y |e |and )?(?:no|nao|not) \d{1,2}(?= *(?:[.,;!]|$))"
)
# "We are 2 and we bring a baby": it is none of the two.
_AND_A_BABY: Final = re.compile(
    r"\b(?:(?:somos|seriamos|seremos|vamos|venimos|we are|we're|there are) (?P<heads>\d)(?: adultos| adults| grandes"
    r"| personas| people| pessoas| of us)?,? (?:pero |but |mas |y |e |and |plus )(?:we (?:are |will )?|we're )?"
    r"(?:venimos|vamos|viajamos|llevamos|traemos|levamos|viene|va|vai|vem|bring(?:ing)?|com(?:e|ing) with|have)"
    r"(?: con| com| tambien| tambem)?(?: una?| uma?| mi| meu| minha| el| la| o| a| our| my| the)?"
    r"|(?:somos|seriamos|seremos|vamos|venimos) 2 (?:con|com)"
    r"|2 of us (?:(?:coming|travell?ing|arriving) )?(?:with|and) (?:a|our|my)) (?:bebe|beba|baby)\b"
    r"(?! (?:de|of|que|aged|tiene|tem|is)\b)"
)
_MY_GIRL: Final = re.compile(
    r"\b(?:me|i|myself) (?:n|and|&|an|\+) m[ya] girl\b(?! ?(?:aged|of \d|who|is \d|\d|\())"
)
# "Now it is only two": of whoever was told of before.
_IT_IS_NOW: Final = re.compile(
    r"\b(?:agora|no final|entao|vao),? (?:ja |so )?sao (?:so |somente |apenas )?(?P<heads>\d{1,2})"
    r"(?= ?(?:$|[,.;!?]|mesmo|pessoas|so\b))"
)
# "I need one of 3" is a room, and nobody of that age.
_A_ROOM_OF: Final = re.compile(
    r"\b(?P<wants>necesito|necesitamos|quiero|queremos|busco|buscamos) una de (?P<heads>[2-6])"
    r"(?= ?(?:$|[,.;!?]|para\b|por favor|porfa|del\b|y\b))"
)
_THEY_NEED: Final = re.compile(
    r"\b(?P<need>necesitan?|quieren|precisan?) una de [2-6](?= ?(?:$|[,.;!?]|para\b|por favor|porfa|del\b|y\b))"
)
_HIJO_WITHOUT_H: Final = re.compile(r"\bij(?=[oa]s?\b)")
# "He travels alone, I'm his assistant": whoever writes for him stays where they are.
_ALONE: Final = re.compile(
    r"\b(?:(?:he|she|el|ella|ele|ela) (?:travels|is travell?ing|comes|is coming|will come|viaja|viene|va|vem|vai)"
    r" (?:alone|solo|sola|by h(?:im|er)self|on h(?:is|er) own|sozinh[oa]|so)"
    r"|(?:viaja|va|viene|vai|vem) (?:sin acompanante|sem acompanhante)|he'll be (?:by himself|alone|on his own)"
    r"|mochilao sozinh[oa]|mochileando sol[oa]|backpacking (?:solo|alone)"
    r"|viajando (?:so|sozinh[oa]|sol[oa])|travell?ing (?:alone|solo)|(?:i'd|i'll|i will|i would|i) (?:come"
    r"|travel) (?:solo|alone))\b"
)
_ME_AND_A_DOG: Final = re.compile(
    r"\b(?P<so>para|pra|por|soy|somos|seria|e para|vamos|vou|voy) (?:mi|mim|yo|eu) (?:y|e|mas|con|com)"
    r" (?=(?:mi|el|la|mis|un|una|meu|minha|o|a) (?:perr|gat|mascot|cachorr|dog|caniche|pet\b))"
)
_HONEYMOON: Final = re.compile(
    r"\b(?:nuestra|our|nossa|estamos de|vamos de|iremos de|on our|on a|em|(?:pass?ar|spend(?:ing)?) (?:la|a|the))"
    r" (?:luna de miel|honeymoon|lua de mel)\b"
)
_SAYS_HEADS: Final = re.compile(
    r"\b\d{1,2} (?:adult|person|people|pessoa|pax)|\bsomos\b|\bespos[oa]|\bmarid|\bmujer\b|\bsenora\b|\bhusband"
    r"|\bwife|\bnovi[oa]"
    r"|\bpareja|\bcasal\b|\bcouple|\bhij[oa]|\bmarido|\bnamorad|\bfilh[oa]|\bus two\b|\bboth of us\b"
)
_COUPLES_OF: Final = re.compile(
    r"\b(?P<couples>\d{1,2} (?:parejas|casais|couples)) (?:de (?:novios|enamorados|amigos|casados|namorados)|of"
    r" friends)\b"
)
_MEN_AND_WOMEN: Final = re.compile(
    r"\b(?P<all>\d{1,2}) (?P<people>personas|people|pessoas|adultos|adults)[,:]? (?P<men>\d{1,2})"
    r" (?:varones|hombres|men|guys|homens|mujeres|women|girls|mulheres|chicas|chicos) (?:y|and|e)"
    r" (?P<women>\d{1,2}) (?:mujeres|women|girls|mulheres|varones|hombres|men|guys|homens|chicas|chicos)\b"
)
_CONFIRMED: Final = re.compile(
    r"\bconfirmad[oa]s (?:somos |ya |son )?(?P<heads>\d{1,2})\b(?! ?(?:de|/|noch|noit|hab))"
)
_FRIEND_IN_PERU: Final = re.compile(
    r"\bmi (?:pata|causa|yunta)(?= y yo\b)|(?<=\bcon )mi (?:pata|causa|yunta)\b(?! de)"
)
_MY_BOY: Final = re.compile(
    r"\bmi (?:chico|chica)(?=(?: y yo\b|, (?:los|las) 2\b)(?!.*\b(?:\d{1,2} (?:anos|meses)|hij|nen[ea]))|,? las? 2\b)"
)
_PARTNER_AND_ME: Final = re.compile(
    r"\b(?P<are>somos|seriamos|seremos|vamos|iriamos|viajamos|iremos|para|con) mi pareja, (?P<others>[^.]{3,40}?)"
    r" y yo\b"
)
_THEIR_YEARS: Final = re.compile(
    rf"\b(?P<me>yo|eu|i'm|i am)(?: tengo| tenho| de|,)? [3-9]\d,? (?P<and>y|e|and) (?P<mine>{_MINE} [a-z]+)(?:"
    rf" tiene| tem| is|,| de)? [3-9]\d\b"
)
_PLUS_ONE: Final = re.compile(
    r"\b(?:just )?(?:me|yo|eu|myself) (?:and a |y |e |mas |and )?(?:\+ ?1|plus (?:1|one))\b(?! ?\w*(?:kid|nen))"
)
_A_CHILDS_FRIEND: Final = re.compile(
    r"\b(?:his|her|their|su|um|uma|un|una|o|a) (?:friend|amig(?:uinh|uit)?[oa]|prim[oa]|cousin)(?: (?:dele|dela"
    r"|suy[oa]|de el|de ella))?"
    r"(?:,? (?:who is |que tem |que tiene )?(?:\()?(?:(?:also|tambien|tambem) )(?:de |of )?| \()(?P<age>1[0-7]"
    r"|\d)\)?(?: anos| years(?: old)?)?(?! ?(?:/|de\b))"
)
_A_GROUP_OF: Final = re.compile(
    r"\b(?:una?|uma?|an?) (?:contingente|grupo|group|equipo|delegacion|team|turma) (?:de|of) (?=\d{1,2} [a-z])"
)
_TRADES: Final = re.compile(
    r"\b(?P<heads>\d{1,2}) (?:tecnicos|ingenier[oa]s|engenheir[oa]s|consultants|consultor[ea]s|albaniles"
    r"|topografos|obreros|operarios"
    r"|trabajadores|emplead[oa]s|funcionarios|ciclistas|corredores|musicos|workers|engineers"
    r"|technicians"
    r"|jubilad[oa]s|aposentad[oa]s|retirees|enfermeras|motoqueros|motociclistas|bikers|pescadores"
    r"|peregrinos)\b"
)
_GIRLS_OF_A_NIGHT: Final = re.compile(
    r"\b(?P<heads>\d{1,2}) (?:girls|chicas|amigas|meninas|mujeres|women|lads|boys|chicos)(?=.*\b(?:hen"
    r"|bachelor\w*|stag|bridal|despedida)\b)"
)
_THE_DRIVER: Final = re.compile(r"\bel que maneja(?: [a-z]+ [a-z]+)?\b")
_HER_TOO: Final = re.compile(
    r"\b(?P<first>me|yo|eu|mujer|mulher|wife|husband|marido), (?P<her>her|ella|ela)(?=,| y | and | e )"
)
_SISTER: Final = {"her": "my sister", "ella": "mi hermana", "ela": "minha irma"}
_A_NANNY: Final = re.compile(
    r", (?:la|el|the|our|o|a) (?:canguro|nanny|au pair|ninera|baba)(?=,| y | and | e )"
)
_AND_FOR_ME: Final = re.compile(
    r"\bpara (?P<whom>mi (?:senora|espos[oa]|mujer|marido|novi[oa]|hij[oa]|herman[oa]|amig[oa])) y para mi\b(?!"
    r" [a-z])"
)
_THE_THREE: Final = re.compile(
    r"\b(?:seriamos|somos|seremos|iriamos) (?:las|los|as|os) (?P<heads>\d{1,2})\b(?! (?:chic|nen|hij|nin|kid|filh"
    r"|crian|adult|de\b))"
)
_ONLY_ME: Final = re.compile(
    r"\b(?:only me|just me|(?:solo|solamente|unicamente|nada mas|nomas) (?:voy |iria |vengo |viajo )?yo"
    r"|(?:so|apenas|somente) eu)"
    r"(?=[.!]|[,\s\x01]*$|, (?:how|what|is|do|que|qual|cual|cuanto|hay|tem|tiene)\b)"
)
_LONE_PARENT: Final = re.compile(
    r"\b(?P<who>(?:eu sou|yo soy|sou|soy)) (?:uma |una )?(?:mae|madre|mama) sol[oa]\b"
)
_MINE_AND_YOURS: Final = re.compile(
    r"\b(?P<mine>\d) (?P<kids>hij[oa]s|filh[oa]s|nen[ea]s|chic[oa]s|kids|children)(?: (?:mios|mias|meus|minhas|of"
    r" mine))"
    r" (?:y|e|and) (?P<yours>\d) (?:de el|de ella|dele|dela|of his|of hers|suy[oa]s)\b"
)
_WITH_ME: Final = re.compile(
    r"\b(?:sin contarme|sem me contar|without me)(?: a mi)?(?: son| somos| sao| it's)? \d{1,2},? (?:y |e |and"
    r" )?(?:conmigo|comigo|with me)"
    r"(?: son| somos| sao)? (?P<heads>\d{1,2})\b"
)
_BEST_FRIEND: Final = re.compile(
    r"\b(?P<my>mi|my|minha|meu) (?:mejor|best|melhor) (?P<friend>amig[oa]|friend|mate)\b"
)
_ONE_FOR_EACH: Final = re.compile(
    r"\b(?:una?|1|one|uma?) (?:para|pra|for) (?:mi|mim|me),? (?:y|e|and) (?:(?:la|the|a|o) )?"
    r"(?:otr[oa]|outr[oa]|another|one|other|1) (?:para|pra|pro|for)"
    r" (?:(?:una?|uma?|1|an?|my|mi|meu|minha|el|la|the) )?"
    r"(?!nen|nin|hij|filh|kid|child|son\b|daught|bebe|baby|crian|(?:el|la|the|o|a|mi|my|1) )[a-z]{4,}"
)
_MATES: Final = re.compile(r"\b(?P<some>\d{1,2}|my) (?:best )?(?P<mate>mates?)\b")
_ME_MUM: Final = re.compile(
    r"(?:(?<=and )|(?<=with )|(?<=for )|(?<=& )|(?<=, ))me"
    r" (?=(?:mates?|mum|mam|nan|nana|dad|gran|missus|other half|bro|sis|sister|brother|son|daughter|kids?|lads?|lass"
    r"|girlfriend|boyfriend|fella|hubby|husband|wife|cousin|friends?)\b)"
)
_NAN: Final = re.compile(r"\bmy nan\b")
_A_LADY: Final = re.compile(
    r"\b(?:una?|uma?|an?|1) (?:senora|senor|hombre|mujer|lady|woman|man|chica|mulher|homem|persona) (?:sol[oa]"
    r"|sozinh[oa]|alone)\b"
)
_WITH_MINE: Final = re.compile(r"\b(?P<me>yo|eu) (?:con la mia|con el mio|com a minha|com o meu)\b")
_NUMBER_FIRST: Final = re.compile(r"^(?P<heads>\d{1,2}), (?P<are>somos|we are|we're)\b")
_IN_ALL: Final = re.compile(
    r"\b(?:en|in|no) total (?:se hospedan|se alojan|somos|son|seremos|seriamos|we are|sao) (?P<heads>\d{1,2})\b"
)
_WE_R: Final = re.compile(r"\bwe r\b")
_PAUSE: Final = re.compile(r"(?<=,) (?:eh+|ehm+|emm*|mmm*|uh+|erm*|este+),")


def _adults(number: int | str, *, english: bool) -> str:
    return f"{number} {'adults' if english else 'adultos'}"


def _grown(said: re.Match[str]) -> str:
    if int(said["men"]) + int(said["women"]) != int(said["all"]):
        return said.group()
    return _adults(said["all"], english=said["people"] in ("people", "adults"))


def _two_of_them(said: re.Match[str]) -> str:
    if _SAYS_HEADS.search(said.string):
        return said.group()
    return f"{said.group()}, {_adults(2, english='honeymoon' in said.group())},"


def _me_and_another(said: re.Match[str]) -> str:
    return _adults(2, english="me" in said.group() or "myself" in said.group())


def _a_child_of(said: re.Match[str]) -> str:
    english = "friend" in said.group() or "cousin" in said.group()
    return f"a kid aged {said['age']}" if english else f"un nene de {said['age']} anos"


def _without_their_years(said: re.Match[str]) -> str:
    """ "We're a couple, me 74 and my wife 71" counts them twice."""
    counted = re.search(r"\b(?:matrimonio|pareja|casal|couple)\b", said.string[: said.start()])
    return "" if counted else f"{said['me']} {said['and']} {said['mine']}"


def _and_a_sister(said: re.Match[str]) -> str:
    return f"{said['first']}, {_SISTER[said['her']]}"


def _friends(said: re.Match[str]) -> str:
    return f"{said['some']} {'friends' if said['mate'] == 'mates' else 'friend'}"


def _all_of_them(said: re.Match[str]) -> str:
    return f"{int(said['mine']) + int(said['yours'])} {said['kids']}"


def _grown_up(said: re.Match[str]) -> str:
    english = said.group().endswith(("girls", "women", "lads", "boys", "nts", "ers", "ians", "retirees"))
    return _adults(said["heads"], english=english)


def _one_of(said: re.Match[str]) -> str:
    english = said.group().startswith(("he ", "she ", "he'll", "i", "travel", "only", "just", "back"))
    return f", 1 {'adult' if english else 'adulto'}"


def _beside_a_baby(said: re.Match[str]) -> str:
    english = said.group().endswith("y") and "baby" in said.group()
    return f"{said['heads'] or 2} {'adults and 1 baby' if english else 'adultos y 1 bebe'}"


_TABLE: Final = rewriting(
    ((" bebe", " beba", " baby"), _AND_A_BABY, _beside_a_baby),
    (("my girl", "ma girl"), _MY_GIRL, "me and my girlfriend"),
    ((" sao ",), _IT_IS_NOW, r"somos \g<heads>"),
    ((" una de ",), _A_ROOM_OF, r"\g<wants> 1 habitacion para \g<heads>"),
    ((" una de ",), _THEY_NEED, r"\g<need> otra habitacion"),
    ((" eh", " em", " mm", " uh", " er", " este"), _PAUSE, ""),
    ((" ijo", " ija"), _HIJO_WITHOUT_H, "hij"),
    ((", no ", ", nao ", ", not ", " y no ", " e nao ", " and not "), _AND_NOT, r"\g<told>"),
    ((" alone", " solo", " sola", "self", " own", "sozinh", "viajando so", "vai so", "acompan"), _ALONE, _one_of),
    ((" r ",), _WE_R, "we are"),
    (("contingente", "grupo", "group", "equipo", "delegacion", "team", "turma"), _A_GROUP_OF, ""),
    (
        ("tecnicos", "ingenier", "engenheir", "consult", "albaniles", "topografos", "obreros", "operarios", "trabaj",
         "emplead", "funcionarios", "ciclistas", "corredores", "musicos", "workers", "engineers", "technicians",
         "jubilad", "aposentad", "retirees", "enfermeras", "moto", "bikers", "pescadores", "peregrinos"),
        _TRADES, _grown_up,
    ),
    ((" hen", "bachelor", " stag", "bridal", "despedida"), _GIRLS_OF_A_NIGHT, _grown_up),
    (("maneja",), _THE_DRIVER, "el chofer"),
    ((", her", ", ella", ", ela"), _HER_TOO, _and_a_sister),
    (("canguro", "nanny", "au pair", "ninera", "baba"), _A_NANNY, ", una amiga"),
    (("y para mi",), _AND_FOR_ME, r"para \g<whom> y yo"),
    (("amos ", "omos ", "remos "), _THE_THREE, r"somos \g<heads>"),
    (("only me", "just me", " yo", " eu"), _ONLY_ME, _one_of),
    (("mae ", "madre ", "mama "), _LONE_PARENT, r"\g<who>"),
    ((" mi", " meus", " minhas", " of mine"), _MINE_AND_YOURS, _all_of_them),
    (("conmigo", "comigo", "with me"), _WITH_ME, r"somos \g<heads>"),
    ((" mejor", " best", " melhor"), _BEST_FRIEND, r"\g<my> \g<friend>"),
    ((" me ",), _ME_MUM, "my "),
    ((" nan",), _NAN, "my grandmother"),
    ((" mate",), _MATES, _friends),
    ((" mi", " me"), _ONE_FOR_EACH, "2 adultos"),
    ((" sol", " sozinh", " alone"), _A_LADY, "1 adulto"),
    ((" mi", " minha", " meu"), _WITH_MINE, r"\g<me> con mi esposa"),
    ((", somos", ", we"), _NUMBER_FIRST, r"\g<are> \g<heads>"),
    ((" total ",), _IN_ALL, r"somos \g<heads>"),
    (("perr", "gat", "mascot", "cachorr", "dog", "caniche", " pet"), _ME_AND_A_DOG, r"\g<so> 1 adulto con "),
    (("miel", "honeymoon", " mel"), _HONEYMOON, _two_of_them),
    (("parejas", "casais", "couples"), _COUPLES_OF, r"\g<couples>"),
    (("personas", "people", "pessoas", "adult"), _MEN_AND_WOMEN, _grown),
    (("confirmad",), _CONFIRMED, r"somos \g<heads>"),
    ((" pata", " causa", " yunta"), _FRIEND_IN_PERU, "mi amigo"),
    (("mi chic",), _MY_BOY, "mi pareja"),
    (("mi pareja",), _PARTNER_AND_ME, r"\g<are> mi esposa, \g<others> y yo"),
    ((" yo ", " eu ", "i'm ", "i am "), _THEIR_YEARS, _without_their_years),
    (("+", "plus"), _PLUS_ONE, _me_and_another),
    (("amig", "friend", "prim", "cousin"), _A_CHILDS_FRIEND, _a_child_of),
)  # fmt: skip


def plainly(text: str) -> str:
    return rewritten(text, _TABLE)
