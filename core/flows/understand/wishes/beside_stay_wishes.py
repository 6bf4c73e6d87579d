"""What a message says beside its wishes for a stay: "yes, with a crib" leaves the yes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from core.flows.understand.days import late_hours
from core.flows.understand.text import as_blanks, fold, has_figures
from core.flows.understand.wishes import for_the_room, to_be_noted
from core.flows.understand.wishes.named_barely import HEALTH
from core.flows.understand.wishes.needs import BAGS, NEEDS
from core.flows.understand.wishes.stay_wishes import LATE, PART, Said, sentences, wishes_in
from core.flows.understand.wishes.taken_off import DENIED

_CLAUSE: Final = re.compile(r"[,;:]| (?:y|and|e|pero|but|mas) (?!i\b)")
_CAR: Final = "transfer"
_WITH_ITS_CLAUSE: Final = HEALTH | NEEDS | {"near_each_other", for_the_room.KIND, PART, _CAR}
# "..., our flight lands at 10:40 on the 16th": when the car has to be there.
_WHEN_IT_COMES: Final = re.compile(
    r"\b(?:flight|vuelo|voo|lands?|landing|aterriz\w+|lleg\w+|cheg\w+|arriv\w+|micro|bus|bondi|onibus|hs|hrs|[ap]m"
    r"|a las|as \d|at \d|el \d|dia \d|on the \d)\b"
)
_GLUE: Final = re.compile(
    r"(?i)^[\s,]*(?:(?:y|e|and|con|com|with|but|pero|mas)\b[\s,]*)+|[\s,]+(?:y|e|and|con|com|with)[\s,.]*$"
)
# Behind the wish, and of nothing but it: "si lo apuntas?".
_ASKS_TO_NOTE: Final = re.compile(
    r"(?i)(?<=[.!?;])[ ¿]*(?:(?:si|me|te|l[oa]s?|can|could|you|pod[eé]s|puedes?|podr[ií]as|pode|please|por favor) )*"
    r"(?:apunt\w+|anot\w+|note|write(?: it)? down)(?: (?:it|that|isso|eso|down|por favor|please|porfa))*[ ?.!]*$"
)
# "Queremos" alone takes a room; before a crib it wants the crib.
_WISHING: Final = re.compile(
    r"\b(?:(?:yo |eu |i ?|we ?|nos |me |lo que )?(?:quiero|queremos|quisiera|quisieramos|querria|querriamos|quero"
    r"|queria|queriamos|gostaria|gostariamos|gustaria|encantaria|want|need|prefer|prefiero|preferimos"
    r"|prefiro|preciso"
    r"|precisamos|precisaria(?:mos)?|necesit(?:o|amos|aria|ariamos|are|aremos)|(?:will|'?ll|would|'d) need"
    r"|would like|'d like|would love|si puede ser|if possible|se possivel"
    r"|de ser posible)(?: de| to have| pedir| que sea)?(?: (?:an?|the|una?|la|uma?))?)[ ,]*$"
)
# "And note two cribs": the verb goes with the wish.
_NOTING: Final = re.compile(
    r"\b(?:(?:y|e|and|,) *)?(?:please |por favor |porfa |me |nos )?(?:anot\w+|agreg\w+|agend\w+|note(?: down)?|add"
    r"|ped[ií](?:me|nos|le)|p[ií]d[ae](?:me|nos|le)?"
    r"|put(?: down)?|coloc\w+|poe|pon[ea]?(?:me|nos|le)?|sum[aá]\w*)[ ,]*$"
)
# "My wife is celiac, anotalo porfa": the order says nothing more.
_ORDERS_A_NOTE: Final = re.compile(
    r"(?:(?:por favor|porfa|please|pls|y|e|and|can you|could you|podes|podrias|pueden?|podem?|da pra|me|nos|l[oa]s?"
    r"|just|so)[ ,]+)*"
    r"(?:anot(?:a|e|en|em|ar|alo|ala|elo|enlo|enla|ame|amelo|arlo|arla|as|an)|agend(?:a|alo|ame)"
    r"|tom(?:a|e|en|ar) nota|note|write|put|add"
    r"|(?:agreg|adicion|inclu|sum|coloc|coloqu|bot|pon|po)(?:a|e|ue|en|uen|em|uem|i|y[ae]|ga|gan)?(?:me"
    r"|nos)?(?:l[oa]s?)?)"
    r"(?:[ ,]+(?:(?:o|el|the) (?:nome|nombre|name)(?: del[ea])?|su nombre|(?:his|her|their) name|ela|ele|her|him))?"
    r"(?:[ ,]+(?:tambem|tambien|also|too))?(?:[ ,]+(?:en|na|in|on|to) (?:la|mi|a|minha|the|my|our)? ?"
    r"(?:reserva|booking|reservation))?"
    r"(?:[ ,]+(?:it|that|this|down|ai|eso|isso|nomas|por favor|porfa|please|pls|gracias|thanks|obrigad[oa]))*[ .!]*"
)
# "And the help with the bags, you didn't answer me": said of the wish, and of nothing else.
_UNANSWERED: Final = re.compile(
    r"\b(?:(?:you|u|y'?all) (?:did ?n.?t|never|still have ?n.?t) (?:answer|repl)\w*(?: (?:me|about|to))*"
    r"|(?:todavia |aun )?no (?:me |nos )?(?:contest\w+|respond\w+)(?: (?:lo de|sobre|de))*"
    r"|(?:vc |voce |voces )?(?:ainda )?nao (?:me )?respond\w+(?: (?:sobre|da|do|de))*)"
)
# Whom the crib is for, and where it goes, is said with it.
_FOR_WHOM: Final = re.compile(
    r"^,? (?:para|for|pro|pra)(?: (?:el|la|mi|mis|nuestr[oa]|un|una|my|our|the|a|an|o|um|uma|meu|minha"
    r"|nosso|nossa))* (?:beb[ea]s?|bebit[oa]|baby|babies|nenem|nen[ea]s?|hij[oa]s?|filh[oa]s?|son|daughter"
    r"|toddler|gemel[oa]s|twins"
    r"|chiquit[oa]|\d+[- ]?(?:months?|years?|mos?|yr)[- ]olds?|(?:one|two) year old)"
    r"(?:,? (?:que tiene |tem |de |who is |of |aged |is )?\d+(?: y medio)?"
    r" ?(?:meses|mes|anos?|anitos?|months?|years?|m)?(?: old)?)?"
    r"|^ (?:en|in|no|na)(?: (?:la|the|el|our|my|nuestra|nosso))* (?:habitacion|cuarto|room|quarto)\b"
)
# "Two cribs, not one": how many, and not that there be none.
_FEWER_DENIED: Final = re.compile(
    r"^(?:[ ,]+(?:pfv|pf|porfa|por favor|please|pls))*[ ,]+(?:(?:y|e|and) )?(?:no|nao|not)"
    r"(?: (?:so|solo|just|only|apenas))? (?:\d|un[oa]?|uma?|one)\b"
)


def without(told: Iterable[str], words: str) -> str:
    for sentence in told:
        words = words.replace(sentence.strip(), " ")
    return words


def without_asking_to_note_it(words: str) -> str:
    return _ASKS_TO_NOTE.sub("", words)


def left_beside(text: str) -> str:
    """What the message says beside its wishes: "yes, with a crib" leaves the yes, "we want a crib" leaves nothing."""
    left = [_GLUE.sub("", _GLUE.sub("", _in_their_letters(one))).strip(" ,") for one in sentences(text)]
    rest = " ".join(" ".join(part.split()) for part in left if any(map(str.isalnum, part)))
    return "" if _ORDERS_A_NOTE.fullmatch(fold(rest)) is not None else rest


def _in_their_letters(sentence: str) -> str:
    """Names keep their capitals: "book it for Lucy Shaw, and roses on the bed if you can"."""
    left = _without_its_wishes(fold(sentence))
    return "".join(" " if kept == " " else own for own, kept in zip(sentence, left, strict=True))


def _without_its_wishes(sentence: str) -> str:
    left, wished = sentence, wishes_in(sentence)
    for start, end in (
        to_be_noted.blanked(sentence, [(one.start, one.end) for one in wished]) if wished else ()
    ):
        left = f"{left[:start]}{' ' * (end - start)}{left[end:]}"
    if any(one.kind in NEEDS | {BAGS} for one in wished):
        left = _UNANSWERED.sub(as_blanks, left)
    for said in (_with_whoever_has_it(one, sentence) for one in wished):
        before = _NOTING.sub(as_blanks, _WISHING.sub(as_blanks, left[: said.start]))
        before = before if said.wanted else DENIED.sub(as_blanks, before)
        after = left[said.end :]
        if said.kind == LATE:
            before, after = late_hours.without_its_clause(before, after)
        while whom := _FOR_WHOM.match(after) or _FEWER_DENIED.match(after):
            after = f"{after[whom.end() :]}"
        gap = " " * (len(left) - len(before) - len(after))
        left = f"{before}{gap}{after}"
    return left


def _with_whoever_has_it(said: Said, sentence: str) -> Said:
    """ "My husband can't eat gluten" tells of nobody else who comes: the whole clause is of the wish.

    "It is her birthday on the 5th, could you put flowers in the room?" tells no day to come.
    """
    if said.kind not in _WITH_ITS_CLAUSE:
        return said
    whole = said.kind == for_the_room.KIND
    starts = [found.end() for found in _CLAUSE.finditer(sentence, 0, said.start)]
    start = starts[-1] if starts and not (whole and has_figures(sentence)) else 0
    end = len(sentence) if whole else _until_it_comes(said, sentence) if said.kind == _CAR else said.end
    return replace(said, start=start, end=end)


def _until_it_comes(said: Said, sentence: str) -> int:
    """The day and the hour behind a car are the car's, and no other days of the stay."""
    ends = [found.start() for found in _CLAUSE.finditer(sentence, said.end) if found.group() != ":"]
    end = ends[0] if ends else len(sentence)
    for after in [*ends[1:], len(sentence)] if ends else ():
        clause = sentence[end:after]
        if not has_figures(clause) or _WHEN_IT_COMES.search(clause) is None:
            break
        end = after
    return end


def sentences_beside(text: str) -> str:
    """Those that speak of no wish."""
    return " ".join(sentence for sentence in sentences(text) if not wishes_in(fold(sentence)))
