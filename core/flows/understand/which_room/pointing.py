"""How guests point at a room without its name: the river one, the other one, the biggest, not that one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.wishes.turning_down import left_of, turned_down


class By(StrEnum):
    """What the one that is meant has most or least of, or that it is not the one spoken of last."""

    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    BIGGEST = "biggest"
    SMALLEST = "smallest"
    OTHER = "other"


_MOST: Final = r"(?:(?:la|el|lo|the|a|o|una|un|uma|um|algo|something|alguma coisa) )?(?:mas|mais|most)"
_BY: Final[tuple[tuple[By, re.Pattern[str]], ...]] = (
    (
        By.CHEAPEST,
        re.compile(
            rf"\b{_MOST} (?:barat|economic|accesible|acomodad|conveniente|em conta|affordable)[a-z]*"
            r"|\bmenos (?:car[oa]|costos[oa])\b|\bcheap(?:er|est)?\b|\b(?:less|least) expensive\b|\bbaratit[oa]\b"
            r"|\b(?:la|el|lo|a|o) barat[oa]\b"
        ),
    ),
    (By.DEAREST, re.compile(rf"\b{_MOST} (?:car[oa]|expensive|luxurious|lujos[oa]|luxuos[oa])\b|\bpriciest\b"
                            r"|\b(?:la|el|the|a|o|your|tu) (?:mejor|melhor|best|nicest|fanciest)"
                            r" (?:habitacion|pieza|cuarto|quarto|room|one|suite|you have"
                            r"|que (?:tengas?|tenes|tienen|haya|tem|tiver))\b")),
    (
        By.BIGGEST,
        re.compile(
            rf"\b{_MOST} (?:grande|ampli[oa]|espacios[oa]|espacos[oa]|comod[oa]|roomy|spacious)\b"
            r"|\b(?:the |a |o )?(?:bigger|biggest|larger|largest|roomiest)\b|\b[ao] maior\b"
        ),
    ),
    (
        By.SMALLEST,
        re.compile(
            rf"\b{_MOST} (?:chic[oa]|chiquit[oa]|pequen[oa])\b|\bde menor medida\b"
            r"|\b(?:the |a |o )?(?:smaller|smallest)\b|\b[ao] menor\b"
        ),
    ),
    (
        By.OTHER,
        re.compile(r"^(?:[a-z,]+ ){0,4}(?:la|el|the|a|o) (?:otr[oa]|other|outr[oa])"
                   r"(?: (?:one|room|opcion|opcao|option))?"
                   r"(?:[ ,]+(?:por favor|please|porfa|mejor|melhor|entonces|then|entao|instead|mesmo|nomas))*$"),
    ),
)  # fmt: skip
_FEW: Final = 9
_POINTING: Final = frozenset(
    {"la", "el", "esa", "ese", "aquella", "the", "that", "this", "a", "o", "essa", "esse", "na", "no"}
)
_BEFORE_A_NAME: Final = frozenset(
    {"ok", "okay", "si", "yes", "sim", "dale", "bueno", "fine", "then", "entonces", "entao", "so", "al", "del",
     "please"}
)  # fmt: skip
_WORDS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
# What may stand around the words that tell which is meant.
_AROUND: Final = _POINTING.union(_WORDS["around"].split())
# The words for what a room has.
TOLD_BY: Final[Mapping[str, frozenset[str]]] = {
    topic: frozenset(words.split()) for topic, words in _WORDS["told_by"].items()
}
# What guests call a sort of room that the hotel's own names may say in another language.
SORTS: Final[Mapping[str, frozenset[str]]] = {
    sort: frozenset(words.split()) for sort, words in _WORDS["sorts"].items()
}
_TAKES: Final = re.compile(
    r"\b(?:quedamos en|ficamos n[ao]|(?:settled|agreed) on"
    r"|deix[ae]|dej(?:a|ame|anos|eme|enos|emela|amela)|keep|"
    r"prefier\w+|preferi\w+|prefir\w+|prefer|quier\w+|quer\w+|quisier\w+|qued\w+ con"
    r"|fic\w+ com|(?:vamos|voy|vou) (?:con|com|de)|tom\w+|take|want|book|reserv\w+|mejor|melhor|pode ser|puede ser"
    r"|que sea|entonces|entao|then|instead|have|go (?:with|for)|let'?s do|elij\w+|elegi\w*|escolh\w+|choose|pick"
    r"|(?:nos|me) (?:sirve|conviene|viene bien|cierra|parece bien|serve|atende)"
    r"|encant\w+|adorei|amei|adoramos"
    r"|(?:esta|ta|is|e|would be|will be|parece) (?:(?:just|muy|muito|very|really|mega|re) )?"
    r"(?:perfect[ao]?|bien|bem|bom|otim[ao]|ideal|lovely|perfeit[ao]"
    r"|genial|barbar[ao]|great|fine|good|ok)|'?ll (?:do|be (?:great|fine|perfect|lovely))|will do|does it"
    r"|suits (?:us|me)"
    r"|(?<=')s (?:good|great|fine|perfect|lovely|ok)|(?:sounds|looks) (?:good"
    r"|great|fine|grand|perfect|lovely)|works (?:for us|for me|well)|va de una"
    r"|gusta|gostei|like|love|llevo|llevamos|dale|listo|pedi|pedimos|dije|dijimos|asked for|i said|i meant|falei"
    r"|switch(?:ing)? to|chang(?:e|ing) to|cambi\w+ (?:a|por)|pas(?:ar|ame|emos) a|troc\w+ (?:pela|pelo|para|pra))\b"
)
_DENIES: Final = re.compile(
    r"\b(?:no|not|nao|ni|nem|don'?t|dont|sin|sem|without|pero|but|porem|too|demasiado|demais"
    r"|(?:muy|muito)(?! (?:bien|buen[oa]|lind[oa]|bonit[oa]|bell[oa]|bem|bom|boa|legal|otim[oa])\b))\b"
)
# "O jardim sem o dog" leaves out no room.
_NO_PET: Final = re.compile(
    r"\b(?:sin|without|sem) (?:(?:el|la|o|a|the|my|our|mi|meu|minha) )?"
    r"(?:dogs?|perr(?:it)?[oa]s?|cachorr(?:inh)?[oa]s?|mascotas?|pets?|gat[oa]s?|cats?)\b"
)
WATER: Final = re.compile(
    r"\b(?:agua|aguas|water|waterfront|waterside|rio|river|riverside|riverfront|muelle|dock|pier|cais|lago|lake|lagoa"
    r"|laguna|lagoon|mar|sea|ocean|oceano|arroyo|canal)\b"
)
# "Que sea la adaptada" is no room by the sea.
_LET_IT_BE: Final = re.compile(r"\b(?:que|q|o|como|cual|ya) (?:no )?sea\b|^sea\b")
_NEAR: Final = re.compile(
    r"\b(?:aguas?|water|miedo|medo|temo|afraid|scared|scary|fear\w*|peligro\w*|perigo\w*|danger\w*|lejos|longe|away|far"
    r"|cerca|cercan[oa]s?|perto|near|close|next to|by|al lado|beside|facing)\b"
)
_NO_VIEW: Final = re.compile(
    r"\bagua (?:caliente|fria|mineral|quente|potable)\b|\b(?:hot|cold|drinking) water\b"
)
_PARTS: Final = re.compile(r"[.!;,\n]+|(?<=\?)|\b(?:pero|(?<!anything )but|porem)\b")
_ASKS: Final = re.compile(
    r"^(?:hay|tiene|tienen|is|are|does|do you|tem|has|que tan|how|cuanto|quanto|acept\w*|aceit\w*|what|which|cual"
    r"|qual)\b|\b(?:saber|know|wonder\w*|if|whether|consult\w+|diferenc\w+|difference)\b"
)
_POLITELY: Final = re.compile(
    r"\b(?:how about|what about|que tal|e se for|y si es|pode ser|puede ser|podria ser|could it be|poderia ser"
    r"|(?:can|could|may) (?:i|we) (?:have|take|get|book)|(?:can|could) you book"
    r"|posso (?:ficar com|pegar|reservar)|pued(?:o|es|en) (?:tomar|reserv\w+)|me (?:reservas|das|guardas|dejas))\b"
)
# "Esa", of several: one of them, and which is not said.
_THAT: Final = re.compile(
    r"(?:(?:ok|si|sim|yes|dale|bueno|quiero|quero|entonces|oh|ah|opa)[ ,]+)*"
    r"(?:es[ao]|ese|est[ae]|esto|ess[ae]|isso|that|this)(?: one)?"
    r"(?:[ ,]+(?:por favor|porfa|please|entonces|then|mesmo|nomas))*[ .!]*"
)


def says_that_one(text: str) -> bool:
    return _THAT.fullmatch(normalise(text)) is not None


def parts(text: str) -> list[str]:
    """A message bit by bit, folded; those that ask end with their mark."""
    return [part.strip(" ¿¡") for part in _PARTS.split(normalise(text)) if part.strip(" ¿¡")]


def _asks(part: str) -> bool:
    return (part.endswith("?") or _ASKS.search(part) is not None) and _POLITELY.search(part) is None


def asks_or_denies(part: str) -> bool:
    return _asks(part) or _DENIES.search(part) is not None


def asks_to_have(text: str) -> bool:
    """ "Could it be the cabin?": a question in its form alone."""
    return _POLITELY.search(normalise(text)) is not None


# "Is it cheaper without breakfast?" points at none of them.
_ON_WHAT_TERMS: Final = re.compile(
    r"\b(?:es|sale|saldria|seria|queda|is it|it'?s|would it be|e|fica|sai|ficaria|sairia)"
    r" (?:algo |un poco |any |a bit )?(?:mas barat[oa]|mais barat[oa]|mas economic[oa]|menos|cheaper|less)"
    r" (?:sin|without|sem|si|if|se|pag\w+|pay\w+|con|com|with|en|in|em|por)\b"
)


# "Is it dearer then?" asks of all of them.
_DEARER_THEN: Final = re.compile(
    r"\b(?:es|son|sale|salen|saldria|sera|is it|is that|are they|will it be|would it be|e|fica|sai|sairia)"
    r" (?:(?:mucho|algo|muito|bem|any|much|a lot|way) )?(?:mas caro|mais caro|more expensive|dearer"
    r"|pricier)\b(?=[^.!]*\?)"
)


def on_what_terms(text: str) -> bool:
    plain = normalise(text)
    return any(one.search(plain) for one in (_ON_WHAT_TERMS, _DEARER_THEN))


def by_degree(text: str) -> By | None:
    """ "The cheaper one", "la más grande", "a outra": said of one of them, in few words."""
    plain = normalise(text).strip(" .!¡¿?")
    if len(plain.split()) > _FEW or turned_down(plain) or on_what_terms(text):
        return None
    return next((by for by, said in _BY if said.search(plain)), None)


_THE_CHEAPEST: Final = re.compile(
    r"\b(?:la|el|lo|a|o|cual es|qual e|que) (?:habitacion |pieza |cuarto |quarto |opcion |opcao )?(?:que sea )?"
    r"(?:mas|mais) (?:barat|economic|em conta)[a-z]*(?! (?:que|do que)\b)|\bcheapest\b"
)


def asks_for_the_cheapest(text: str) -> bool:
    """Of all there are, beside whatever else is said: "reservame para mañana, lo más barato"."""
    plain = normalise(text)
    return _THE_CHEAPEST.search(plain) is not None and not on_what_terms(text)


def by_a_word(part: str, names: Mapping[int, frozenset[str]]) -> int | None:
    """The one whose names have a word that no other's have, where the words around it point or take."""
    part = _NO_PET.sub(" ", left_of(part) or part)
    spoken = _spoken(part)
    told = {word for word in spoken if word not in _AROUND}
    most = max((len(told & theirs) for theirs in names.values()), default=0)
    having = {key for key, theirs in names.items() if most and len(told & theirs) == most}
    if len(having) != 1 or len(spoken) > 2 * _FEW or _DENIES.search(part):
        return None
    [key] = having
    alone = told <= names[key] and (set(spoken) & _POINTING or set(spoken) <= told | _BEFORE_A_NAME)
    if _asks(part) and not (alone and _ASKS.search(part) is None):
        return None  # "and the river one?" may be looked at, but what is asked of it chooses nothing
    return key if alone or _TAKES.search(part) else None


# "How much is the garden double for the same nights?" asks of nothing but that room.
_PRICE_ASKED: Final = re.compile(
    r"\b(?:a )?(?:cuanto|quanto|how much|what(?= would| will))\b"
    r"(?: (?:me|nos|is|are|would|does|do|will|for|e|es|seria|sale|saldria|cuesta|costaria|queda|quedaria|vale"
    r"|sai|sairia|fica|ficaria|custa|custaria|ta|esta)\b)*"
    r"|\b(?:que|qual|cual|what'?s?)(?: (?:e|es|is|o|el|the))* (?:precio|preco|valor|price|rate)\b"
    r"(?: (?:tiene|tem|of|for|d[eao]l?)\b)*"
    r"|\bcosts?\b"
    r"|\b(?:(?:para|pra|por|for|on|over|en|n?[ao]s|l[ao]s|the|n?es[ao]s|n?ess[ae]s|n?est[ae]s|those|these|mism[ao]s|mesm[ao]s"
    r"|same) )+(?:datas|dias|fechas|noches|noites|dates|days|nights)\b"
)


def without_its_price(part: str) -> str:
    """What is left where a price, or the days that are talked about, are asked of a room."""
    return _PRICE_ASKED.sub(" ", part)


def _spoken(part: str) -> list[str]:
    return re.findall(r"[a-z]+", _LET_IT_BE.sub(" ", part))


def not_wished(part: str) -> str:
    """What is turned down in it, unless that is asked."""
    return "" if _asks(part) else turned_down(part)


def not_wanted(part: str, names: Mapping[int, frozenset[str]]) -> frozenset[int]:
    """ "La del río no", "anything but the cabin": those that are left out by a word of theirs."""
    told = {word for word in _spoken(not_wished(part)) if word not in _AROUND}
    heard = {key: told & theirs for key, theirs in names.items() if told & theirs}
    having = frozenset(
        key for key, said in heard.items() if not any(said < other for other in heard.values())
    )
    return having if len(having) < len(names) else frozenset()


def fears_water(part: str) -> bool:
    """The water itself, or being near it: "not the river one" leaves out that room, and no other."""
    shunned = not_wished(part)
    return (
        WATER.search(shunned) is not None
        and _NEAR.search(shunned) is not None
        and _NO_VIEW.search(shunned) is None
    )
