"""In whose name the stay is: asked only where nobody has said it, by words or by the name the channel shows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.conversations import Reason
from core.domain.memory import About, Asked
from core.domain.outgoing import Text
from core.flows.booking.asking import going
from core.flows.booking.order.nobodys import is_nobodys
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import Wanted
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import taking
from core.flows.understand.entities.names import is_given
from core.flows.understand.intents.deciding import decide
from core.flows.understand.text import normalise
from core.services.scenes import Scene
from core.services.showing import QuoteShown

_LONGEST: Final = 80
_LONGEST_COMPANY: Final = 3
_LINKS: Final = frozenset(
    {"de", "del", "la", "las", "los", "da", "das", "do", "dos", "van", "von", "y", "e", "and"}
)
_NOTHING_HEARD: Final = frozenset({"inform", "out_of_scope", "review_answer"})
_LAUGHING: Final = re.compile(
    r"(?:(?:ja|je|ji|ha|he|kk|rs)+[jhkrs]*|lol|xd|ok|oka?y|dale|bueno|hola|hey|oi)[\s!.]*"
)
_KIN: Final = (
    r"(?:viej[oa]|suegr[oa]|cu[nñ]ad[oa]|abuel[oa]|t[ií][oa]|jef[ea]|sogr[oa]|cunhad[oa]|irm[aã]o?|av[oóô]|tia"
    r"|tio|sister"
    r"|brother|mum|mom|dad|gran|aunt|uncle|boss|novi[oa]|mujer|esposa|esposo|marido|mam[aá]|pap[aá]|madre|padre"
    r"|herman[oa]|amig[oa]|hij[oa]|pareja|wife"
    r"|husband|girlfriend|boyfriend|mother|father|partner|friend|namorad[oa]|m[ãa]e|pai|mulher|filh[oa])"
)
# What leads up to a name, and what comes after it.
_LEAD: Final = re.compile(
    r"(?i)^(?:(?:hola|hi|oi|ok|bueno|y|e|no|perd[oó]n|please|por favor|va|es|que (?:quede|vaya|sea|est[eé])"
    r"|la reserva"
    r"|a reserva|quiero que|quero que)[, ]+)*"
    r"(?:(?:p[oó]n(?:e|é|ga|gan|er)?(?:la|lo)?|p[oõ]e|bota|coloca|dej[aáe](?:la|lo)?|anot[aáe](?:la|lo)?|va|queda|sea"
    r"|cambi[aáe](?:la|lo)?|(?:reserv|sep[aá]r|ap[aá]rt|ag[eé]nd)[aáe]\w*"
    r"(?: (?:la|esa|una|el|o|a) (?:habitaci[oó]n|pieza|cuarto|quarto|reserva))?"
    r"|put (?:it|us|them)|change it|book (?:it|both|them|all|us)) )?"
    r"(?:(?:soy|me llamo|(?:mi |el |o )?nom(?:br)?e (?:de la|da|del?) (?:reserva|titular) (?:es|[eé]):?"
    r"|the name (?:on|of|for) (?:the|my) (?:booking|reservation) is|(?:mi |el )?nombre(?:(?: es)?:)?|a nombre de"
    r"|al nombre de|es|ser[ií]a|my name(?:'s| is)|name'?s"
    r"|i'?m|i am|it'?s(?: for)?|(?:under|in) the name(?: of)?|under|name:?"
    r"|(?:meu |o |no )?nome(?: [eé](?=[\s:]))?+:?|me chamo"
    r"|sou|[eé]|(?:em|no) nome d[eao])\s+)+"
    rf"(?:(?:mi|my|minha|meu|de mi|da minha|do meu|de|la|el) {_KIN}[,.…:\s-]+)?"
)
# "Yes go ahead, Hattie Wren", "sim Igor Pires": the yes before a name.
_YES_FIRST: Final = re.compile(
    r"(?i)^[¡\s]*(?:(?:s[ií]+p?|sim|yes|yeah|yep|yup|ok(?:ay|is)?|sure(?: thing)?|dale(?: que s[ií])?|claro|listo|bueno"
    r"|perfecto|perfect|perfeito|beleza|blz|[oó]timo|fine|great|lovely|pode(?: ser)?|isso|obvio|genial"
    r"|joya|barbaro"
    r"|de una|fechado|bora|por favor|please|go ahead|vamos|gracias|thanks|obrigad[oa]"
    r"|(?:reserv|sep[aá]r|ap[aá]rt|confirm|anot)[aáeé](?:me|nos)?l[ao]|book it|do it|pode reservar|reserva)"
    r"(?:[\s,.!;:…-]+|$))+"
)
_REST: Final = re.compile(
    r"(?i)(?:[,;(/\n]|(?<!\w)-|-(?!\w)|\b(?:dni|cpf|rg|rut|c[eé]dula|pasaporte|passport|documento|tel|cel|mail"
    r"|email|e-mail|por favor"
    r"|porfa\w*|please|gracias|thanks|obrigad[oa])\b|\d).*$"
)
# The same at the end of a yes: "reservala, soy", "book it for me, I'm".
_LEADS_THERE: Final = re.compile(
    r"(?i)[,.;:!\s]*\b(?:y |e |and )?(?:soy|yo soy|me llamo|(?:mi |el )?nombre(?: es)?:?|(?:a|al|en) nombre de|es"
    r"|ser[ií]a|my name(?:'s| is)|name'?s|(?:this|it) is|it'?s|i'?m|i am"
    r"|(?:under|in) (?:the name|my name)(?: of)?|under|name:?|meu nome [eé]"
    r"|me chamo|sou|eu sou|aqui [eé]|(?:em|no) nome d[eao]|(?:para|pra|for)|[eé])(?: [oa])?\s*$"
)
_TELLS: Final = re.compile(
    r"\d|\?|\b(?:pero|but|mas|si|if|se|sin|without|sem|con|with|com|para|for|pra|desde|hasta|una?|dos|tres|one|two|three|dois|duas"
    r"|doble|triple|cama|bed|noches?|nights?|noites?|dias?|days?)\b(?! gusto)"
)
_NAMES_A_NAME: Final = re.compile(
    r"(?i)\b(?:nombre|(?:sobre)?nome|apellidos?|(?:sur|last |family )?name|under)\b"
)
_IS_THE_NAME: Final = re.compile(
    r"\b(?:(?:(?:el|o) nom(?:br)?e d(?:el|e la|[ao]) (?:huesped|pasajer[oa]|titular|reserva|hospede) (?:es|e|seria))"
    r"|(?:the (?:guest'?s? )?name|(?:his|her) name)(?: is|'?s)):? $"
)
_IN_THEIR_PLACE: Final = re.compile(
    r"\b(?:replacement|replaced by|reemplaz\w+|en su lugar|in (?:his|her) place|no lugar d(?:ele|ela))\b"
)
_APART: Final = re.compile(
    r"\s*(?:[,.;:!\n]|(?<!\w)-|(?<=\w)-(?!\w))+\s*|\s+(?=(?:é|es|soy|sou|i'?m|under)\s)", re.IGNORECASE
)
_CALLED_SO: Final = re.compile(
    r"(?i)[, ]+(?:me llamo|es mi nombre|me chamo|is my name|[eé] meu nome|a nombre de)[\s.!]*$"
)
_MARKS: Final = " ,.;:!-"
_LONGEST_NAME: Final = 4
# A kiss, and what a name is introduced by a second time.
_TAIL: Final = re.compile(
    r"(?i)(?:\s+(?:x+|pero (?:todos )?me dicen .*|but (?:everyone )?calls? me .*))?[^\w]*$"
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")


def known(scene: Scene) -> str:
    """The name given in words, else the channel's where it looks like a person's."""
    given = scene.memory.name or ""
    return given or (scene.guest.name if is_a_name(scene.guest.name) else "")


def is_a_name(words: str) -> bool:
    """People call themselves all sorts of things: two words of letters at least."""
    parts = words.split()
    return 2 <= len(parts) <= 6 and all(_WORD.fullmatch(part) for part in parts) and len(words) <= _LONGEST


def ask_if_unknown(scene: Scene, wanted: Wanted, row: QuoteShown) -> Turn | None:
    """Where a person answers it is theirs to ask: the house would not hear the name, and hold nothing."""
    if known(scene) or scene.a_person_answers:
        return None
    progress = Progress(Step.NAME, shown=row.id, apart=wanted.apart)
    return going(progress, wanted, Text(scene.say("booking.ask_name")), Asked(About.NAME), "asked_name")


def heard(words: str, named: str | None) -> str | None:
    """What stands after "in whose name?": a name and nothing that is plainly something else."""
    if named:
        return named
    if _LAUGHING.fullmatch(words.strip().lower()):
        return None
    plain = _REST.sub("", _LEAD.sub("", without_a_yes(words))).strip(" .!,")
    parts = plain.split()
    fits = 1 <= len(parts) <= 5 and all(_WORD.fullmatch(part) for part in parts) and len(plain) <= _LONGEST
    whole = " ".join(part if part in _LINKS else part[:1].upper() + part[1:] for part in parts)
    return whole[:1].upper() + whole[1:] if fits else None


def without_a_yes(words: str) -> str:
    """What is said behind the yes; all of it where there is no more than that."""
    text = " ".join(words.split())
    left = _YES_FIRST.sub("", text)
    return left if " " in left and not taking.agrees(left) else text


def is_behind_a_yes(words: str) -> bool:
    """A whole name, written small or not, and a yes before it."""
    left = without_a_yes(words)
    return left != " ".join(words.split()) and in_a_piece(left) is not None


def gives_another(meant: Understanding) -> str | None:
    """ "Put it in my husband's name, Peter Carver", "her replacement is Ruth Vane"."""
    said = meant.text
    return signed(meant) if _NAMES_A_NAME.search(said) or _IN_THEIR_PLACE.search(normalise(said)) else None


def is_told_to_be(words: str, name: str) -> bool:
    """ "The guest's name is Celestina": of whoever comes, and no more than that."""
    return bool(name) and _IS_THE_NAME.search(normalise(words).partition(normalise(name))[0]) is not None


def looks_like_one(words: str) -> bool:
    """Two capitals say more than that one of the words is also a kind of room."""
    name = heard(words, None)
    said = {word.strip(".,;:!?()") for word in words.split()}
    parts = [part for part in (name or "").split() if part not in _LINKS]
    return len(parts) > 1 and all(part in said and part[0].isupper() for part in parts)


def led_up_to(words: str) -> str | None:
    """ "A nombre de mi vieja… Carina Barreiro": a whole name, and nothing beside what leads up to one."""
    text = " ".join(words.split())
    lead = _LEAD.match(text)
    if lead is None or _NAMES_A_NAME.search(lead[0]) is None:
        return None
    name = heard(text, None)
    parts = (name or "").split()
    small = 1 < len(parts) <= _LONGEST_COMPANY and is_given(parts[0])
    whole = len(parts) > 1 and (looks_like_one(text) or small)
    return name if whole and not is_nobodys(text) else None


def signed(meant: Understanding) -> str | None:
    """A name nobody has asked for: led up to as names are, or written alone with its capitals."""
    said = _CALLED_SO.sub("", _without_their_company(meant.text))
    name = heard(said, None) if looks_like_one(said) else None
    whole = name is not None and len(name.split()) == len(said.split())
    alone = whole and not is_nobodys(meant.text) and (not meant.answer or meant.names <= _NOTHING_HEARD)
    return meant.entities.name or led_up_to(meant.text) or (name if alone else None)


def in_a_piece(piece: str) -> str | None:
    """One bit of a message that is a name and nothing else, led up to or not: "book it under Rob Tanner"."""
    text = _TAIL.sub("", _CALLED_SO.sub("", piece.strip(_MARKS + "?!¡¿…")).strip(_MARKS))
    if "?" in piece or taking.agrees(text) or is_nobodys(text):
        return None
    text = without_a_yes(text)
    if (name := led_up_to(text)) is not None:
        return name
    name = _LEAD.sub("", text)
    parts = [part for part in name.split() if part not in _LINKS]
    if not 1 < len(parts) <= _LONGEST_NAME or not all(_WORD.fullmatch(part) for part in parts):
        return None
    if not (looks_like_one(name) or (name.islower() and is_given(parts[0]) and _TELLS.search(name) is None)):
        return None
    told = decide(name)
    says_more = told.answer and {guess.name for guess in told.intents} - _NOTHING_HEARD
    return heard(name, None) if is_given(parts[0]) or not says_more else None


def beside_a_yes(meant: Understanding) -> str | None:
    """ "Dale reservala, soy Tati Bossi": the name, where all that stands beside it is a plain yes."""
    text = " ".join(meant.text.split())
    named = meant.entities.name
    if named is not None:
        return named if taking.agrees(without_it(text, named)) else None
    for mark in _APART.finditer(text):
        first, last = text[: mark.start()], text[mark.end() :]
        for yes, name in ((first, last), (last, first)):
            if taking.agrees(yes) and _is_plainly_one(name):
                return heard(name, None)
    return _after_an_aside(text)


def without_it(words: str, name: str) -> str:
    """What is said beside the name, without what leads up to it."""
    start = words.lower().find(name.lower())
    if start < 0:
        return ""
    return f"{_LEADS_THERE.sub('', words[:start])} {words[start + len(name) :]}".strip(_MARKS)


def _after_an_aside(text: str) -> str | None:
    """ "Resérvela igual, un gusto me voy a dar. Osvaldo Ferrante": what stands between tells of nothing."""
    *said, name = _APART.split(text.strip(_MARKS))
    orders = [at for at in range(1, len(said)) if taking.takes_it(", ".join(said[:at]))]
    if not orders or not _is_plainly_one(name):
        return None
    return None if any(map(_TELLS.search, map(normalise, said[orders[-1] :]))) else heard(name, None)


def _is_plainly_one(words: str) -> bool:
    """With its capitals, or led up to and begun as names of people are: "it's for joe park"."""
    if looks_like_one(words):
        return True
    name = heard(words, None) or ""
    return (
        bool(_LEAD.match(words)) and 1 < len(name.split()) <= _LONGEST_COMPANY and is_given(name.split()[0])
    )


def _without_their_company(words: str) -> str:
    """ "Mike Johnson, Acme Corp": a first name that people have, and a comma before whoever pays."""
    name, comma, company = words.partition(",")
    parts = company.split()
    theirs = comma and 0 < len(parts) <= _LONGEST_COMPANY and all(part[:1].isupper() for part in parts)
    return name if theirs and is_given(name.split(" ")[0]) else words


def note(scene: Scene) -> str:
    """Somebody else's name than the guest's stands on the booking, for whoever receives them."""
    name = scene.memory.name
    if not name or set(normalise(name).split()) <= set(normalise(scene.guest.name).split()):
        return ""
    return scene.voice.say(scene.hotel.language, "booking.in_the_name_of", name=name)


# Said instead of a name; "no" and "yes" are names of nobody.
NO_NAMES: Final = frozenset(
    {"yes", "no", "human", "ask_price", "ask_availability", "ask_payment", "ask_amenity", "ask_hours", "ask_location",
     "ask_policy", "ask_room", "ask_photos", "thanks", "greet", "complaint", "modify_booking"}
)  # fmt: skip


# Nothing of this is a matter of its own: the name is asked for once more.
NOTHING_ELSE: Final = frozenset({"inform", "out_of_scope", "review_answer", "greet", "yes", "book"})


def ask_again(scene: Scene, wanted: Wanted, here: Progress) -> Turn:
    if here.asked > 2:
        return hand_over(scene, Reason.BOOKING, "asked_name_in_vain")
    progress = replace(here, asked=here.asked + 1)
    return going(
        progress, wanted, Text(scene.say("booking.ask_name_again")), Asked(About.NAME), "asked_name_again"
    )


def called(scene: Scene, name: str) -> Scene:
    return replace(scene, memory=replace(scene.memory, name=name))


def remembering(turn: Turn, name: str) -> Turn:
    return replace(turn, memory={**turn.memory, "name": name})
