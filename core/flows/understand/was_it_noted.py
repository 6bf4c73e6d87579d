""" "Did you note the crib?": asked of what stands on a booking, alone or beside another matter."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import fold, tidy

_NOTED: Final = re.compile(
    r"\b(?:qued(?:o|a|aron)|esta|estan|ta) (?:todo |ya |todos? )*anotad[oa]s?\b"
    r"|\b(?:lo|la|los|las) (?:\w+ )?anot(?:aste|o|aron|astes)\b|\banot(?:aste|aron) (?:lo|la|el|los|las|todo)\b"
    r"|\b(?:is|was|are) (?:all )?(?:of )?(?:it|he|she|that|this|(?:the|my|our) [a-z]+(?: [a-z]+)?|everything)"
    r" (?:all |both )?(?:noted|down|on (?:it|my booking|our booking|the booking))\b"
    r"|\bare (?:both|all|they(?: all| both)?) (?:noted |down )?on (?:it|my booking|our booking|the booking)\b"
    r"|\b(?:know|check|confirm|tell me|saber|confirmar|decime|dime|diga) (?:if|whether|si|se) .{0,40}"
    r"\b(?:noted|anotad[oa]s?)\b"
    r"|\b(?:did|have) (?:you|u|y'?all|ya)(?: (?:guys|all))? (?:get |got )?(?:note|noted|write|written|put|add|added)\b"
    r"|\b(?:ficou|esta|ficaram|ta) (?:tudo )?anotad[oa]s?\b"
    r"|^[^a-z]*(?:(?:e|y|ja|ya) )*anot(?:ou|aram|aste|aron)\b[^.!]*\?"
    r"|\b(?:en|na|on) (?:la |a |the |my )?(?:reserva|booking) (?:pones|pusiste|ponen|consta|figura|aparece)\b[^.!]*\?"
    r"|\b(?:voce|voces|vc|vcs) anot(?:ou|aram)\b|\btomaste nota\b|\btomaron nota\b"
    r"|\bwhat (?:did|have) (?:you|u) (?:note|noted|write|written)\b"
    r"|\b(?:si|se) (?:ya |me |nos |lo |la )*(?:anotaron|anotaste|anotaram|anotou)\b"
    r"|\banot(?:aste|aron) (?:al|a la|algo|que (?:soy|es|somos|tengo|tiene))\b"
    r"|\bque (?:anotaste|anotaron|tenes anotado|tienen anotado)\b"
)
_IS_A_BOOKING: Final = re.compile(
    r"\b(?:reserv\w+|booking|booked|reservation|estadia|pago|payment|sena|pagamento|habitacion|cuarto|room|quarto)\b"
)
# "And the petals?": what became of it.
_OF_A_THING: Final = re.compile(
    r"^[^a-z]*(?:(?:y|e|and|ah|pero|but|mas|hola) )*(?:lo (?:de|del)|what about|how about"
    r"|e (?:sobre |quanto )[oa]s?)\b[^.!?]*\?"
    r"|\b(?:y|and|pero) (?:lo (?:de|del)|what about)\b[^.!?]*\?"
    r"|\b(?:y|e|and) (?:el|la|los|las|o|a|os|as|the) [a-z]+ (?:qued(?:o|aron)|al fin\w*|ficou|ficaram"
    r"|ya esta)\b[^.!?]*\?"
)
_SOMETHING: Final = re.compile(
    r"\b(?:lo de(?: la| las| los|l)?|las|los|la|el|the|my|our|mi|mis|as|os|[ao]) (?!reserv|booking|todo|tudo|anot"
    r"|hab|room|quarto|que\b)[a-z]{4,}"
)
_CLAUSE: Final = re.compile(
    r"[.!?;\n]+ *|, *(?:(?:y|and|e|pero|but|mas|also)\b *)?| +(?:y|and|e|pero|but|mas|also) +"
)


def is_asked(plain: str) -> bool:
    return _NOTED.search(plain) is not None


def asks_of_a_thing(plain: str) -> bool:
    return _OF_A_THING.search(plain) is not None


def names_something(plain: str) -> bool:
    """ "Did you note the towels?", and not only "did you note it?"."""
    return _SOMETHING.search(plain) is not None


def of_a_booking(plain: str) -> bool:
    return _IS_A_BOOKING.search(plain) is not None


def parted(text: str) -> tuple[str, str]:
    """The question with the wish it names, and what was said before it; nothing where it stands alone."""
    own = tidy(text)
    plain = fold(own)
    found = _NOTED.search(plain)
    if found is None:
        return "", ""
    clauses = [*_CLAUSE.finditer(plain, 0, found.start())]
    end, start = clauses[-1].span() if clauses else (0, 0)
    return own[start:].strip(), own[:end].strip()
