"""What only sounded like a call for help, or for no more letters, because of who quarrelled or stays away."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.understand.alarms import quarrels
from core.flows.understand.alarms.temper import Mood, mood
from core.flows.understand.entities.spoken import as_spoken
from core.flows.understand.intents.deciding import Guess, decide
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise
from core.flows.understand.which_room.shower_or_tub import cannot_get_over
from core.flows.understand.which_room.stairs import cannot_be_climbed
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.needs import NEEDS

_ALARM: Final = "urgent_help"
_CERTAIN: Final = 0.9
_HARDLY: Final = 0.3
_FAINT: Final = 0.5
_FEWEST_WORDS: Final = 2
# Whoever is kept from coming is ill at home, with doctors of their own.
_KEPT_AT_HOME: Final = re.compile(
    r"\b(?:no|nao|not|doesn'?t|didn'?t|won'?t|hasn'?t)\b(?: (?:me|nos|le|les|la|lo|a))*"
    r" (?:dej\w+|permit\w*|autoriz\w+|liber\w+|deix\w+|let|allow\w*|clear\w*|want)(?: [a-z]+){0,3}"
    r" (?:viaj\w+|travel|fly|come)\b"
    r"|\b(?:prohib\w+|proib\w+|forbid\w*|forbade)(?: [a-z]+){0,2} (?:viaj\w+|travel|fly)\b"
    r"|\b(?:no|nao|not|can'?t|cannot|can no longer|won'?t)\b(?: [a-z]+){0,3} (?:viajar|viajamos|travel)\b"
)
_HERE: Final = re.compile(
    r"\b(?:help|ayuda|ayuden|socorro|ajuda|aca|aqui|here|volver|voltar|regresar|back|home|casa|ahora|now|agora"
    r"|habitacion|room|quarto|ambul\w+)\b"
)
_NEEDED: Final = r"(?:necesit\w+|needs?|precis\w+|quier\w+|wants?)"
_WORD: Final = re.compile(r"[a-z]{3,}")
# An allergy is told so that nobody serves what it is to; with any of these it may have been served.
_ALLERGY: Final = re.compile(
    r"\b(?:(?:a|an|una|uma|severe\w*|grave|fuerte|muy|very|muito) )*(?:alerg|allerg)[a-z]*"
    r"(?: (?:al?|ao|aos|as|to|de|of)(?: (?:la|las|los|the|os|as))?(?: [a-z]+){1,2})?"
)
_EATEN: Final = re.compile(
    r"\b(?:com(?:io|i|eu|imos|e[nu]?)|ate|eat\w*|eaten|trag\w+|prob(?:o|e|amos)|provou|tasted|swallow\w*|had|tenia|tinha"
    r"|habia|hinch\w+|inch\w+|respir\w+|breath\w*|swell\w*|swoll\w*|choking|ahog\w+|ahora|now|agora|rea[ct]\w*|ayud\w+"
    r"|help|socorro|ajud\w+|shock|choque|anafil\w*|anaphyl\w*|epi ?pen|adrenalin\w*|urg\w+|emerg\w+|ambul\w+|hospital"
    r"|doctor\w*|medic[oa]s?|garganta|throat|ronchas?|rash|hives|urticaria|bit|bitten|stung|pic(?:o|aron|ada)|picou)\b"
)

# "My husband says his mum might come too."
_SOMEBODY: Final = r"(?:my|his|her|our|their|mi|su|nuestr[oa]|minha|meu|sua|noss[oa]|el|la|o|a) [a-z']+"
_MAY_COME: Final = re.compile(
    rf"\b(?:{_SOMEBODY} (?:says?|said|thinks?|dice|dijo|disse|diz|acha|cree)(?: (?:that|que))? )?"
    rf"(?:{_SOMEBODY} ){{1,2}}(?:in law |del[ea] )?"
    r"(?:(?:might|may|could)(?: also)? (?:come|join|tag|be (?:coming|joining))"
    r"|(?:capaz|quizas?|tal ?vez|talvez)(?: (?:que|se))? (?:ven\w+|vien\w+|vem|sum\w+))"
    r"(?: (?:too|along|as well|with us|us|tambien|tambem|junto|con nosotros|com a gente))*"
)


def without_false_alarms(meant: Understanding, rest: Understanding | None = None) -> Understanding:
    """A family that quarrelled at home is no emergency of the house; with the `rest` of a message that says who joins
    or leaves, "se baja" asks for no end of writing either. What is said beside it counts."""
    false = set() if rest is None else {"opt_out"} - rest.names
    gossip = quarrels.told_in_passing(meant.text) if _ALARM in meant.names else False
    if _ALARM in meant.names and mood(meant.text) is not Mood.DANGER:
        false |= {_ALARM} if gossip or (rest is not None and _is_why_they_change(meant, rest)) else set()
        false |= {_ALARM} if _is_told_of_a_room(meant.text) or _is_kept_at_home(meant) else set()
        false |= {_ALARM} if _only_tells_of_an_allergy(meant.text) or _says_who_may_come(meant) else set()
    if not false & meant.names:
        return meant
    others = tuple(guess for guess in meant.intents if guess.name not in false)
    if others:
        return replace(meant, intents=others)
    if gossip and rest is None:
        return _beside_gossip(meant)
    told = "cancel_booking" if _ALARM in false and _is_kept_at_home(meant) else "inform"
    return replace(meant, intents=(Guess(told, _CERTAIN),))


def _is_told_of_a_room(text: str) -> bool:
    return cannot_be_climbed(text) or cannot_get_over(text)


def _is_kept_at_home(meant: Understanding) -> bool:
    plain = normalise(meant.text)
    return _KEPT_AT_HOME.search(plain) is not None and _HERE.search(plain) is None


def _only_tells_of_an_allergy(text: str) -> bool:
    """Before anybody has eaten anything: who has it, and against what. The rest alone must not ring."""
    plain = normalise(text)
    left = _ALLERGY.sub(" ", plain)
    return left != plain and _EATEN.search(plain) is None and not _rings(left)


def _says_who_may_come(meant: Understanding) -> bool:
    """Hardly an alarm or all that is said, and no alarm without whoever may come."""
    alarm = next((guess.confidence for guess in meant.intents if guess.name == _ALARM), 0.0)
    plain = normalise(meant.text)
    left = _MAY_COME.sub(" ", plain)
    alone = len(_WORD.findall(left)) <= _FEWEST_WORDS
    return left != plain and (alone or alarm < _FAINT) and not _rings(left)


def _rings(left: str) -> bool:
    rings = any(guess.name == _ALARM and guess.confidence >= _HARDLY for guess in decide(left).intents)
    return rings and len(_WORD.findall(left)) > _FEWEST_WORDS


def only_tells_of_a_need(meant: Understanding) -> bool:
    """ "And my girl needs a rail on her bed": hardly an alarm, and none without the rail."""
    alarm = next((guess.confidence for guess in meant.intents if guess.name == _ALARM), 0.0)
    told = [one for one in stay_wishes.told(meant.text) if one.kind in NEEDS]
    plain = normalise(meant.text)
    if not told or alarm >= _FAINT or _EATEN.search(plain) is not None:
        return False
    for thing in (thing for one in told for thing in stay_wishes.things(one.kind, one.sentence)):
        plain = re.sub(rf"(?:{_NEEDED} )?(?:[a-z]+ )?{re.escape(normalise(thing))}", " ", plain)
    return not _rings(plain)


def _beside_gossip(meant: Understanding) -> Understanding:
    left = quarrels.without(meant.text)
    if not any(letter.isalpha() for letter in left):
        return replace(meant, intents=(Guess("inform", _HARDLY),), rivals=(), right=_HARDLY, answer=False)
    verdict = decide(left)
    return replace(
        meant, intents=verdict.intents, rivals=verdict.rivals, right=verdict.right, answer=verdict.answer
    )


def _is_why_they_change(meant: Understanding, rest: Understanding) -> bool:
    """Where the quarrel is what sounded so, or hardly anything did and somebody joins. In doubt it rings."""
    alarm = next((guess.confidence for guess in meant.intents if guess.name == _ALARM), 0.0)
    as_read = " ".join(as_spoken(rest.text, rest.language.spoken, "AR").left.split())
    calmer = " ".join(quarrels.WHY_AWAY.sub(" ", as_read).split())
    words = len(_WORD.findall(calmer))
    if words >= _FEWEST_WORDS and any(guess.name == _ALARM for guess in decide(calmer).intents):
        return False
    joins = alarm < _FAINT and all(one.joins for one in meant.changes)
    return not words or calmer != as_read or joins
