"""What somebody wants written on their booking: a crib, how the beds stand, a late hour, what they cannot eat.

Told or wanted, and not asked about: "is there a crib?" wants an answer, "could you put one?" wants the crib.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from core.base.kept import table
from core.flows.understand.answers.questions import asks as is_asked
from core.flows.understand.days import feasts, late_hours, part_of_stay
from core.flows.understand.heads import so_many_of_it
from core.flows.understand.text import as_blanks, fold, normalise, tidy
from core.flows.understand.watching import Watched
from core.flows.understand.which_room.beds_swapped import beds_as_wished
from core.flows.understand.wishes import (
    for_the_room,
    named_barely,
    needs,
    taken_off,
    to_be_noted,
    was_it_noted,
    who_sleeps_there,
)
from core.flows.understand.wishes.named_barely import HEALTH
from core.flows.understand.wishes.pets import names_a_pet
from core.flows.understand.wishes.their_own import brings_their_own
from core.flows.understand.wishes.who_cannot_eat import asks_what_is_served

# "Sur S.R.L. CUIT 30-...": a dot between letters, or before a firm's number, ends no sentence.
_SENTENCES: Final = re.compile(
    r"[^.!?;\n]+(?:\.(?=\d|[A-Za-z]\.|(?<=\.[A-Za-z]\.),? ?(?i:cuit|cuil|cnpj|rut|nif|cif|rfc|vat|tax id))[^.!?;\n]+)*"
    r"[.!?;\n]*"
)
_ASKS: Final = re.compile(
    r"\b(?:tienen|tenes|tiene|tenian|hay|habra|existe|aceptan|is there|are there|do you have"
    r"|have you got|tem|voces tem"
    r"|cuanto|quanto|how much|does it)\b"
)
# "My son has an allergy" asks nothing; what there is to eat is asked.
_OF_FOOD: Final = re.compile(
    r"\b(?:hay|tienen|tenes|do you|opcion\w*|options?|opcoes|opcao|menus?|comidas?|food)\b"
)
LATE: Final = "late_arrival"
_FEAST: Final = "celebration"
# It lands first: at the inn they are later.
_FLIGHT: Final = "flight"
PART: Final = "fewer_nights"
# What a room either is or is not.
_OF_THE_ROOM: Final = frozenset({"ground_floor", "quiet_room"})
_WANTS: Final = re.compile(
    r"\b(?:pod(?:es|ras|ran|ria|rian|riamos|riais|emos|rias|em|eria|eriam|eriamos)|puede[ns]?|pued[eo]|posso|could"
    r"|can|may|would|da (?:para|pra)|possible|posible|possivel|se puede|te(?:m|ria) como|quer\w+"
    r"|quier\w+|quisier\w+"
    r"|necesit\w+"
    r"|precis\w+|prefer\w+|prefier\w+|need|want|prefer|like|anot\w+|agreg\w+|sum\w+|pon\w+|pedir\w*"
    r"|pido|pedimos|note"
    r"|add|put|request|por favor|porfa|please|pls|plis)\b"
)
_PRICE: Final = re.compile(r"\b(?:total|how much|cuanto|quanto|price|precio|preco|cost\w*)\b")
# What is supposed; "y si nos pueden poner flores" only asks kindly.
_IF: Final = re.compile(
    r"\b(?:si (?:quiero|pido|necesito|llego|llegamos)|if (?:i|we)|se eu|caso"
    r"|y si(?! (?:(?:nos|me|les?|te|se|es|fuera|seria|ustedes|uds|ya) )*(?:pued|pod[er]|posible))"
    r"|e se(?! (?:(?:voces?|for|fosse|nos|me) )*(?:pud|pod|der\b|possivel)))\b"
)
_DAYS: Final = re.compile(
    r"\b(?:dias?|days?|noches?|noites?|nights?) (?:mas |mais )?$|^ ?(?:un|one|um|1|a) (?:dia|day)\b"
)
# "Ok?" behind what is told asks nothing.
_TAG: Final = re.compile(
    r"[, ]+(?:ta(?: bom| bien)?|ok(?:ay|ey)?|dale|si|sim|ne|viu|eh|right|yes|por favor|please|tudo bem|pode ser"
    r"|(?:hay|tem|algun|algum)(?: algun| algum)? problema|es problema|esta bien|todo bien|no hay drama"
    r"|any (?:problem|issue)s?|se puede|puede ser|podra ser|can (?:you|we) (?:do|manage) (?:that|it)|would that be ok"
    r"|(?:is )?(?:that|it)(?:'s)? (?:ok|okay|fine|alright|a problem)|is that (?:ok|fine))? *\?+ *$"
)
# "Coming at midnight, is that possible?" tells of nobody who comes then.
_ONLY_NAMED: Final = re.compile(
    r"[^a-z]*(?:(?:y|e|and|pero|but|mas|hola|hi|lo de|o de|isso de|about) )*(?:llegar|chegar|entrar|arriving"
    r"|coming|getting)\b"
)
# "Una cuna, no, perdón, cochera": said by mistake, and something else is meant.
_MISTAKEN: Final = re.compile(
    r"^[ ,.]*(?:(?:mas|pero|but|mejor) )?(?:no|nao)[ ,.]+(?:perdon\w*|disculp\w*|sorry|desculp\w*|digo|quise decir"
    r"|i mean|quis dizer|quero dizer)\b"
)
# "Gluten, will you note it?" tells.
NOTE_IT: Final = re.compile(
    r"[ ,.]+(?:(?:me |lo |la |pode[sm]? |podrias |da (?:pra|para) |can you |could you "
    r"|please )*(?:anot\w+|note)"
    r"(?: it| that| isso| eso)?)(?: (?:por favor|porfa|please))? *\?+ *$"
)
_LISTS: Final = ("stay_wishes.toml", "needs.toml")
_COUNTED: Final = frozenset({"crib", "high_chair"})
_ARTICLES: Final = re.compile(
    r"(?i)^(?:(?:una?|unas|unos|la|el|las|los|an?|some|the|uma?|umas|as|os|o|su|mi|my|her|his|meu|minha|ni|nem"
    r"|nor|or) )+"
)


@dataclass(frozen=True)
class StayWish:
    """One thing wanted, or no longer wanted, with the sentence that says so and the `words` of it; of some so many."""

    kind: str
    wanted: bool
    sentence: str
    number: int = 1
    words: str = ""


@dataclass(frozen=True)
class Said:
    kind: str
    wanted: bool
    start: int
    end: int
    number: int = 1

    def overlaps(self, other: Said) -> bool:
        return self.start < other.end and other.start < self.end


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


@table
def _patterns() -> dict[str, tuple[Watched, re.Pattern[str]]]:
    listed = {kind: one for name in _LISTS for kind, one in tomllib.loads(_read(name)).items()}
    said = {kind: (tuple(one["words"]), one["said"]) for kind, one in listed.items()}
    said[LATE] = (late_hours.WORDS, late_hours.SAID)
    said[for_the_room.KIND] = (for_the_room.WORDS, for_the_room.SAID)
    said[PART] = (part_of_stay.WORDS, part_of_stay.SAID)
    words, names = said[who_sleeps_there.KIND]
    either = rf"(?:{names}|{who_sleeps_there.SAID})"
    said[who_sleeps_there.KIND] = ((*words, *who_sleeps_there.WORDS), either)
    return {
        kind: (Watched(words), re.compile(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])"))
        for kind, (words, pattern) in said.items()
    }


def kinds() -> tuple[str, ...]:
    return (*_patterns(), to_be_noted.KIND)


@lru_cache(maxsize=256)
def told(text: str) -> tuple[StayWish, ...]:
    """Every wish of the message, the last word on each."""
    found: dict[str, StayWish] = {}
    for sentence in sentences(text):
        for said in wishes_in(fold(sentence)):
            words = sentence[said.start : said.end].strip()
            if said.kind == to_be_noted.KIND:
                found[said.kind] = _one_more_note(found.get(said.kind), words)
                continue
            whole = _with_what_was_told(found.get(said.kind), said, sentence.strip())
            found[said.kind] = StayWish(said.kind, said.wanted, whole, said.number, words)
    if _FEAST in found and feasts.keep_away(text):
        del found[_FEAST]
    return tuple(found.values())


def _one_more_note(before: StayWish | None, words: str) -> StayWish:
    """Of a note nothing counts but its own words, and a second one takes none of the first away."""
    words = f"{before.words}; {words}" if before is not None else words
    return StayWish(to_be_noted.KIND, True, words, words=words)


def words_of(kind: str, text: str) -> tuple[str, ...]:
    """Each time that it is told, in the guest's own letters."""
    said = [(one, told) for one in sentences(text) for told in wishes_in(fold(one)) if told.kind == kind]
    return tuple(dict.fromkeys(one[told.start : told.end].strip() for one, told in said))


def _with_what_was_told(before: StayWish | None, said: Said, sentence: str) -> str:
    """An asthma told a sentence later takes away no pacemaker."""
    adds = before is not None and before.wanted and said.wanted and said.kind in needs.IN_THEIR_WORDS
    if before is None or not adds or sentence in before.sentence:
        return before.sentence if before is not None and adds else sentence
    return f"{before.sentence} {sentence}"


def things(kind: str, text: str) -> tuple[str, ...]:
    """What of this kind is told, as it was called; of what is one matter the longest."""
    own = tidy(text)
    found = [own[slice(*one.span())].strip() for one in _patterns()[kind][1].finditer(fold(own))]
    told: dict[str, str] = {}
    for one in (_ARTICLES.sub("", thing) for thing in found):
        matter = needs.matter_of(fold(one))
        told[matter] = max(told.get(matter, ""), one, key=len)
    return tuple(told.values())


def named(text: str) -> frozenset[str]:
    """The kinds that are spoken of at all, told or asked."""
    plain = normalise(text)
    return frozenset(kind for kind, _start, _end in _named_in(plain))


def asks_whether_noted(text: str) -> bool:
    """Whether the booking itself is on the list is another question."""
    plain = normalise(text)
    if was_it_noted.is_asked(plain):
        of_a_matter = was_it_noted.of_the_hour(plain) or was_it_noted.of_the_name(plain)
        of_a_thing = bool(asked_of(text)) or names_a_pet(text)
        return of_a_matter or of_a_thing or not was_it_noted.of_a_booking(plain)
    return was_it_noted.asks_of_a_thing(plain) and bool(asked_of(text))


def asked_of(text: str) -> frozenset[str]:
    """The kinds that a question whether they are noted is about, if only by a word: "and the flowers?"."""
    return named(text) | named_barely.kinds(normalise(text))


def sentences(text: str) -> list[str]:
    """In the guest's own letters; folded each is as long."""
    return _SENTENCES.findall(beds_as_wished("\n".join(map(tidy, text.splitlines()))))


def _named_in(plain: str) -> list[tuple[str, int, int]]:
    return [
        (kind, found.start(), found.end())
        for kind, (words, pattern) in _patterns().items()
        if words.said_in(plain)
        for found in pattern.finditer(plain)
        if kind != who_sleeps_there.KIND or who_sleeps_there.names_somebody(found)
    ]


@lru_cache(maxsize=256)
def wishes_in(sentence: str) -> tuple[Said, ...]:
    """What is wished for by its name, and what else is to be noted as it was said."""
    told_of = _wishes_named(sentence)
    if asks_whether_noted(sentence):
        return tuple(told_of)
    flights = [one for one in told_of if one.kind == _FLIGHT]
    told_of = [one for one in told_of if one.kind != LATE or not any(map(one.overlaps, flights))]
    heard = [(one.start, one.end) for one in told_of]
    notes = to_be_noted.beyond(sentence, heard, lambda part: bool(_named_in(part)))
    return (*told_of, *(Said(to_be_noted.KIND, True, start, end) for start, end in notes))


def _wishes_named(sentence: str) -> list[Said]:
    untagged = late_hours.ASKED_OF_IT.sub(as_blanks, _TAG.sub(as_blanks, sentence))
    told = untagged.strip(" ,") and not _ONLY_NAMED.match(sentence) and _comes_late(untagged)
    if so_many_of_it.TOLD.search(sentence) or told:
        sentence = untagged
    sentence = sentence if was_it_noted.is_asked(sentence) else NOTE_IT.sub(as_blanks, sentence)
    found = [one for one in _named_in(sentence) if not _MISTAKEN.match(sentence[one[2] :])]
    if not found or _IF.search(sentence) or asks_whether_noted(sentence):
        return []
    wants = _WANTS.search(sentence) is not None
    heard = {kind for kind, _start, _end in found}
    asked_of = _OF_FOOD if heard <= HEALTH else _ASKS
    asks = "?" in sentence or asked_of.search(sentence[: found[0][1]]) is not None
    asks = asks or (heard <= _OF_THE_ROOM | HEALTH and is_asked(sentence))
    asks = asks or (heard <= HEALTH and asks_what_is_served(sentence))
    if asks:
        found = [one for one in found if named_barely.is_told(sentence, *one, wanted=wants)]
    told_of = []
    for kind, start, end in found:
        before, after = sentence[:start], sentence[end:]
        if kind == "transfer" and _PRICE.search(sentence) is not None:
            continue
        only_asks = kind == LATE and late_hours.MAY_THEY.search(before) is not None
        if only_asks or (kind == LATE and (_DAYS.search(before) or _DAYS.search(after))):
            continue
        denied = taken_off.is_denied(sentence, (kind, start, end), found)
        denied = denied or (kind in _COUNTED and brings_their_own(sentence))
        told_of.append(_counted(Said(kind, not denied, start, end), sentence))
    return told_of


def _comes_late(plain: str) -> bool:
    words, pattern = _patterns()[LATE]
    return words.said_in(plain) and pattern.search(plain) is not None


def _counted(said: Said, sentence: str) -> Said:
    """With the number that stands beside it."""
    if said.kind not in _COUNTED:
        return said
    found = so_many_of_it.beside(sentence, said.start, said.end)
    if found is None:
        return said
    number, start, end = found
    return replace(said, number=number, start=start, end=end)
