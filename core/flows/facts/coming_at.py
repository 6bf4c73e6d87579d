"""The hour at which somebody comes: "and if I come at three?", "can we check in at midnight?", "and at two?"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from typing import Final

from core.flows.understand import Guess, Understanding
from core.flows.understand.answers.questions import asks as is_asked
from core.flows.understand.days.late_hours import NIGHT_WORDS
from core.flows.understand.entities import read_entities
from core.flows.understand.entities.clock_times import ClockTime
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.stay import StayReading
from core.flows.understand.text import has_figures, normalise, numbered, says_any
from core.flows.understand.watching import Seldom
from core.flows.understand.wishes import was_it_noted

_COMING: Final = re.compile(
    r"\b(?:lleg\w+|cheg\w+|arriv\w+|aterriz\w+|lands?|landing|get (?:there|in)|be (?:there|with (?:you|ye|u))"
    r"|reach(?:ing|es)?(?! (?:you|u|out|me|us|reception|(?:the )?(?:airport|station|terminal|ezeiza))\b)|com(?:e"
    r"|ing) (?:in|at"
    r"|around|about|by)|caigo|caemos|est(?:oy|amos|are|aremos|aria\w*) (?:ahi|alla|ai|la|por (?:ahi|alla|ai|la))"
    r"|check(?:ing)?[ -]?in)\b"
)
_ANYBODY: Final = re.compile(
    r"\b(?:(?:hay|habra|esta|estara|tem|vai ter) (?:gente|alguien|alguem)|(?:any|some)(?:one|body)"
    r"|(?:me|nos) (?:espera|recib|receb|atiend|atend|abr)\w*|(?:meet|greet|receive|let) us"
    r"|(?:alguien|quien(?:es)?|alguem|quem|who) (?:\w+ ){0,4}(?:recib|receb|abr|esper|atiend|atend|meet|let)\w*"
    r"|lo de las? \d{1,2})\b"
)
# "First tell me whether somebody is there at eleven" asks without a mark.
_TELL_ME: Final = re.compile(
    r"\b(?:dig\w+|deci\w*|dime|avis\w+|cont\w+|confirm\w+|quisiera saber|queria saber|quiero saber|necesito saber"
    r"|me pued\w+ decir|tell me|let me know|i need to know|me diz|me diga|gostaria de saber) (?:\w+ )?"
    r"(?:si|se|if|whether|quien|quem|who)\b|\blo de las? \d|\bpregunt\w+ (?:\w+ )?(?:si|por)\b"
    r"|\bi asked (?:if|whether)\b"
)
# "You did not answer me about eleven": this no refuses nothing.
_STILL_OPEN: Final = re.compile(
    r"\blo de las? \d|\bno (?:me )?(?:contest|respond|dij)\w*|\bdidn'?t (?:answer|tell|say)\b"
)
_SENTENCES: Final = re.compile(r"[?!;\n]+|\.(?= )")
_HARMLESS: Final = frozenset({"inform", "ask_hours", "ask_policy", "greet"})
NIGHT_ENDS: Final = time(6)  # who comes before it comes in the night of the day before
# Nobody calls this an early hour.
_LATE: Final = time(19)
_EARLY: Final = re.compile(r"\b(?:antes|temprano|early|earlier|cedo)\b")
_LEAVING: Final = re.compile(r"\b(?:check(?:ing)?[ -]?out|leav\w+|salir|salida|sair|saida|irnos|dejar)\b")
_CARRIED: Final = re.compile(
    r"\b(?:vuelo|avion|flight|plane|voo|aviao|aterriz\w*|lands?|landing|micro|colectivo|omnibus|bus|onibus|tren"
    r"|train|trem"
    r"|ferry|lancha|barco|boat|catamaran)\b"
)
# They come by it themselves.
_BY_BOAT: Final = re.compile(
    r"\b(?:en|de|by|em|con|na|on|with) (?:(?:la|el|una?|uma?|the|our|nuestr[oa]) )?"
    r"(?:lanch(?:a|ita)|barco|boat|catamaran)(?: (?:colectiva|taxi|interislen[ao]))?\b"
)
_SUPPOSED: Final = re.compile(r"\b(?:if|si|se|caso)\b")
# "Could you note that we come at four?" tells it.
_NOTE_IT: Final = re.compile(
    r"(?i)[ ,¿]*\b(?:(?:pode[ms]?|podés|puede[ns]?|podr[ií]as?|can you|could you|d[aá] (?:pra|para)|me|l[oa]"
    r"|please) )*"
    r"(?:anot(?:[aá]r?|[aá]s|en?|em|ame|anos|alo|arlo|enlo)|note|write (?:it|that)? ?down)\b(?:,? (?:it|that|isso"
    r"|eso|lo"
    r"|por favor|porfa|please|down))*[ ?!.]*$"
)
_ENDS: Final = (".", "!", "?")
_TO_NOTE: Final = ("note", "anot", "write")
_NOTE_THAT: Final = re.compile(
    r"^(?:(?:and|y|e|ok|please|por favor|porfa)[ ,]+)*(?:(?:can|could) you |pode[ms]? |podes |puedes? "
    r"|podrias |me )?"
    r"(?:please )?(?:note|write down|anot(?:ar?|en?|em|ame|anos|alo|enlo))(?: (?:down|that|que|ai"
    r"|ahi))* (?P<told>[^?]+)\?*$"
)
_ITS_ARRIVAL: Final = re.compile(r"^(?:(?:and|y|e) )?[^?]{0,14}\b(?:arrival|llegada|chegada) ?\?$")
_TOLD_PIECES: Final = re.compile(
    r"[,;!\n]+|\.(?!\d)|(?<=\?) |(?i:\b(?:so|as[ií] que|entonces|ent[aã]o|por eso|por isso|de modo que)\b)"
)
# "The hour of our arrival is missing, 11 pm": what it is stands behind.
_HOUR_NAMED: Final = re.compile(
    r"(?i)\b((?:hora(?:rio)? (?:de (?:mi |nuestra |la )?llegada|d[ae] (?:minha |nossa )?chegada)|arrival (?:time"
    r"|hour)"
    r"|time of arrival)(?: [a-z]+){0,3}),(?= ?\d)"
)
# "... is that ok?" asks nothing of the hour itself.
_IS_THAT_OK: Final = re.compile(
    r"(?i)[ ,]*\b(?:is (?:that|it|this)|that'?s|est[aá]|t[aá]|es|hay|tem|all|todo|tudo|no|sin|sem|alg[uú]n|any) ?"
    r"(?:an?y? |un |alg[uú]n |algum )?(?:ok(?:ay)?|alright|fine|grand|good|right|bien|bem|problem[ao]?|drama"
    r"|possible|posible|poss[ií]vel|cool"
    r"|issues?|inconveniente)\W*$"
    r"|[ ,]+(?:se puede|se podr[aá]|puede ser|podr[aá] ser|pode ser|d[aá] (?:pra|para|certo)|can (?:we|you) (?:do"
    r"|manage) (?:that|it)"
    r"|any (?:problem|issue)s?|would that be ok(?:ay)?|does that work|les parece|te parece)\W*$"
)
_IF_THEY_COME: Final = Seldom(
    r"\b(?:if|si|se|caso) (?:(?:i|we|yo|nosotros|eu|a gente) )?(?:lleg\w+|cheg\w+|arriv\w+|get there|com(?:e|ing)"
    r"|caigo|caemos)\b"
)
_NOT_TOLD: Final = (_ANYBODY, _TELL_ME, _LEAVING, _CARRIED, _SUPPOSED, re.compile(r"\bcheck"))
IN_WORDS: Final = (
    *NIGHT_WORDS,
    "madrugada",
    "mediodia",
    "medio dia",
    "meio dia",
    "meio-dia",
    "noon",
    "midday",
)
_BY_NIGHT: Final = re.compile(
    r"\b(?:\d{1,2} ?)?(?:am|a\.m)\b|\b0\d ?[:.h]|\b0 ?[:h]"
    r"|\b(?:night|noche|noite|madrugada|medianoche|midnight|meia[- ]noite|late|(?:de|por) la manana|da manha)\b"
    r"|\bin the morning\b"
)
_CLAUSES: Final = re.compile(r"[,.;!\n]+ *| (?:and|y|e) ")
_SURE, _FAINT = 0.9, 0.3
_MOST_WORDS: Final = 7


def hour_of(meant: Understanding) -> time | None:
    """The one beside "is anybody there", else the last one said: flights land before their passengers are here."""
    times = meant.entities.times
    for piece in _SENTENCES.split(meant.text) if len(times) > 1 else ():
        if _ANYBODY.search(normalise(piece)) and (told := read_entities(piece, meant.language.spoken).times):
            return told[-1].at
    return times[-1].at if times else None


def told_hour(words: str, lang: str) -> time | None:
    told = told_time(words, lang)
    return told.at if told is not None else None


def without_asking_to_note(words: str, lang: str) -> str:
    """ "I arrive at 16:30. Could you note it, please?": the hour is what is told, and nothing else is asked."""
    if not says_any(normalise(words), _TO_NOTE) or told_time(words, lang) is None:
        return words
    asking = _NOTE_IT.search(words)
    before = words[: asking.start()].rstrip() if asking is not None else ""
    return before if before.endswith(_ENDS) else words


def supposed_hour(words: str, lang: str) -> time | None:
    """ "And if I come around eight, and pay in cash there?": asked beside something else."""
    pieces = [one for one in _CLAUSES.split(normalise(words)) if one.strip()]
    for piece in pieces if len(pieces) > 1 else ():
        if _IF_THEY_COME.search(piece) and not _CARRIED.search(_BY_BOAT.sub("", piece)):
            times = read_entities(piece, lang).times
            return times[0].at if len(times) == 1 else None
    return None


def told_time(words: str, lang: str) -> ClockTime | None:
    """ "Arriving at 4pm": told, and neither asked, nor of leaving, nor of the flight that lands first."""
    if _COMING.search(normalise(words)) is None:
        return None
    pieces = _TOLD_PIECES.split(_HOUR_NAMED.sub(r"\1", words))
    return next(filter(None, (_told_time(piece, lang) for piece in pieces)), None)


def is_sure(hour: time, words: Iterable[str]) -> bool:
    """ "Around four" is of the afternoon as well: an hour of the night is one where something says so."""
    return hour >= NIGHT_ENDS or any(map(is_of_the_night, words))


def is_of_the_night(words: str) -> bool:
    return _BY_NIGHT.search(normalise(words)) is not None


def is_of_something_else(words: str) -> bool:
    """Leaving, a flight, or whether somebody is there."""
    plain = normalise(words)
    return any(one.search(plain) for one in _NOT_TOLD)


def _told_time(piece: str, lang: str) -> ClockTime | None:
    plain = _NOTE_THAT.sub(r"\g<told>", normalise(_IS_THAT_OK.sub("", _NOTE_IT.sub("", piece))).strip())
    plain = _BY_BOAT.sub("", plain)
    told = has_figures(numbered(plain, lang)) or says_any(plain, IN_WORDS)
    if not told or not _COMING.search(plain) or is_of_something_else(plain) or was_it_noted.is_asked(plain):
        return None
    if _ITS_ARRIVAL.search(plain) is None and ("?" in plain or is_asked(plain)):
        return None
    times = read_entities(plain, lang).times
    return times[0] if len(times) == 1 else None


def comes(meant: Understanding, wish: str | None) -> bool:
    """Of a message with an hour in it: somebody comes then, or asks on after another hour."""
    plain = normalise(meant.text)
    return bool(_COMING.search(plain) or _ANYBODY.search(plain) or _asks_on(meant, wish))


def an_hour(meant: Understanding) -> Understanding:
    """When one comes, said as a question, asks whether somebody is there then. By night it asks for no early room."""
    plain, hour = normalise(meant.text), hour_of(meant)
    asks = _is_asked(meant.text) or _TELL_ME.search(plain)
    if hour is None or not asks or not (_COMING.search(plain) or _ANYBODY.search(plain)):
        return meant
    if meant.stay:
        return _asking_too(meant) if _ANYBODY.search(plain) else meant
    by_night = not NIGHT_ENDS <= hour < _LATE and not _EARLY.search(plain)
    harmless = (
        _HARMLESS
        | ({"early_checkin"} if by_night else set())
        | ({"late_checkout"} if by_night and not _LEAVING.search(plain) else set())
        | ({"no"} if _STILL_OPEN.search(plain) else set())
    )
    else_heard = any(guess.name not in harmless and guess.confidence >= _FAINT for guess in meant.intents)
    unsure = (
        not meant.answer
        or meant.names <= {"inform", "no"}
        or bool(meant.names & {"early_checkin", "late_checkout"})
    )
    return _asking(meant) if unsure and not else_heard else meant


def _is_asked(text: str) -> bool:
    return "?" in text or any(map(is_asked, _CLAUSES.split(normalise(text))))


def on_their_day(meant: Understanding, arrival: date | None) -> Understanding:
    """ "Can we come on the 16th at ten in the morning?" of those who come that day: the hour alone is asked."""
    said = meant.stay
    only_that = arrival is not None and said.check_in == arrival and not (said.check_out or said.nights)
    if not only_that or not meant.entities.times or meant.names & FOR_RECALL or not _is_asked(meant.text):
        return meant
    plain, hour = normalise(meant.text), hour_of(meant)
    if not _COMING.search(plain) or hour is None:
        return meant
    by_day = NIGHT_ENDS <= hour < _LATE
    return replace(meant, stay=StayReading()).heard_as("early_checkin" if by_day else "ask_hours", _SURE)


def another_hour(meant: Understanding, wish: str | None) -> Understanding:
    """ "And at two in the morning?", where hours were asked for just before."""
    return _asking(meant) if meant.names == {"inform"} and _asks_on(meant, wish) else meant


def _asks_on(meant: Understanding, wish: str | None) -> bool:
    few = len(meant.text.split()) <= _MOST_WORDS and "?" in meant.text
    return wish == "ask_hours" and few and bool(meant.entities.times) and not meant.stay


def _asking(meant: Understanding) -> Understanding:
    return meant.heard_as("ask_hours", _SURE)


def _asking_too(meant: Understanding) -> Understanding:
    """ "From the 4th to the 6th, we arrive at half past eleven, will somebody be there?"."""
    if "ask_hours" in meant.names or not meant.answer:
        return meant
    return replace(meant, intents=(*meant.intents, Guess("ask_hours", _SURE)))
