"""A dog or a cat of theirs, however it is called: spoken of, asked about, or left at home after all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from core.flows.understand.answers.questions import asks as is_asked
from core.flows.understand.text import normalise, says_any

# What people call them, and what stands before that.
PET: Final = (
    r"(?:perr[oa]s?|perrit[oa]s?|gat[oa]s?|gat(?:it|inh)[oa]s?|mascotas?|cachorr(?:inh)?[oa]s?|dogs?|doggo|pupp(?:y"
    r"|ies)|cats?"
    r"|pets?|caninh[oa]|cao|caes|chihuahua|caniche|labrador(?:es|s)?|michi|peludit?[oa]s?|bulldog|cocker|yorkie"
    r"|salchichas?"
    r"|doguinh[oa]s?|pugs?|golden(?! (?:hour|wedding|anniv|week|years|age|gate|tulip|view|sand|bay))(?: retriever)?"
    r"|retriever|(?<=kg )labs?|(?<=kilo )labs?|(?:black|yellow|chocolate) labs?|poodles?|beagles?|husky|huskies"
    r"|(?:border )?collies?"
    r"|german shepherds?|ovejer[oa]s?|pastor(?:es)? alema(?:n|o|nes|es)|shih ?tzus?|schnauzers?|terriers?|dachshunds?"
    r"|pit ?bulls?|rottweilers?|dalmata|dalmatian|galg[oa]s?|greyhounds?|vira[- ]latas?|spitz|frenchies?"
    r"|yorki|yorkshires?|lhasas?|staff(?:y|ies|ie)|spaniels?|corgis?|malte(?:s|se|za)s?|pinschers?|pomerani\w+"
    r"|dobermans?"
    r"|(?<=our )labs?|(?<=my )labs?|cavapoos?|cockapoos?|labradoodles?|whippets?|mestiz[oa]s?)"
)
WHOSE: Final = (
    r"(?:(?:a|al|el|la|los|las|mi|mis|un|una|nuestr[oa]s?|my|our|the|o|os|as|meus?|minhas?|um|uma|nosso|nossa|tambien"
    r"|tb|also|too|tambem|\d{1,2}|con|com|with|little|small|big|large|\d{1,2}[- ]?(?:kgs?|kilos?|lbs?|pounds?)|kgs?"
    r"|kilos?|lbs?) ){0,4}"
)
DENIED: Final = re.compile(
    rf"\b(?:no|nao|not|don'?t|won'?t|sin|sem|without)\b(?: [a-z']+){{0,4}} {WHOSE}{PET}\b"
    rf"|\b{PET} (?:no|nao|isn'?t|not)\b"
)
_A_PET: Final = "pet"
_ANY: Final = re.compile(rf"\b{PET}\b")
_AT_HOME: Final = (
    r"(?:at home|home|behind|en casa|em casa"
    r"|(?:with|con|com) (?:(?:[ao]s? )?(?:my|mis?|meus?|minhas?)|a friend|un amigo|um amigo))"
)
_STAYS: Final = re.compile(
    rf"\b(?:no|nao) (?:va|viene|van|vienen|llevo|llevamos|traigo|vai|vem|levo|levamos) {WHOSE}{PET}\b"
    rf"|\b{PET} (?:al final |no final )?(?:no|nao) (?:va|viene|van|vienen|vai|vem)\b"
    r"|\b(?:no (?:me |lo |la )?(?:anotes|anoten|agregues|agreguen|pongas)|nao (?:anote|anota|coloque)"
    rf"|don't (?:note|add|put)) {WHOSE}{PET}\b"
    rf"|\b(?:remove|take off|drop|sac[a-z]+|quit[a-z]+|tir[ae][a-z]*) {WHOSE}{PET}\b"
    rf"|\b(?:(?:not|no longer) (?:bringing|taking)"
    rf"|(?:won't|will not|not going to) (?:be )?(?:bring|tak)(?:e|ing)?) {WHOSE}{PET}\b"
    rf"|\b{PET} (?:isn'?t|is not|aren'?t) coming\b"
    rf"|\b(?:leav(?:e|ing)|dej(?:o|amos|aremos|ar)|deix(?:o|amos|ar)) {WHOSE}{PET} {_AT_HOME}\b"
    rf"|\A\W*(?:(?:ok(?:ay)?|bueno|bien|listo|dale|ta|eso|isso|esto|claro|si|sim|yes|exacto|exactly|that'?s it|solo"
    rf"|just|y|e|and|then|entonces|entao|mejor|melhor|no|nao),? )*"
    rf"(?:sin|sem|without) {WHOSE}{PET}\b(?!\W*\?)"
    rf"|\b(?:sin|sem|without) {WHOSE}{PET},? (?:entonces|entao|then|nomas|al final|no final|after all|esta vez)\b"
    r"|\b(?:vamos|voy|viajamos|viajo|vou|iremos|viajaremos|we'?ll come|we come|coming)"
    rf" (?:sin|sem|without) {WHOSE}{PET}\b"
    rf"|\b{PET} (?:se queda[n]?|queda[n]?|stays?|is staying|will stay|fica|ficam|vai ficar) {_AT_HOME}\b"
)

_PART_OF: Final = re.compile(
    r"\b(?:aparte|a parte|inclu\w*|suma(?:n|do|dos)?|on top|extra|separad[oa]"
    r"|ya esta[n]?"
    r"|ja esta[o]?|adentro|dentro|por fora|in the (?:total|price)|total|cuanto|quanto|how much|cuesta|costaba"
    r"|sal(?:e|en|ia|ian)|cobran"
    r"|custa|cost|charge|precio|price|preco|plata|fee|paga|pays?|(?:son|es|sao|e) \d+|lo de|cargo|recargo|taxas?|fees"
    r"|\d+(?: ?(?:mil|k|lucas|pesos|reais))? (?:mas|mais|more|extra))\b"
)
_HOW_MUCH: Final = re.compile(
    r"\b(?:cuanto|quanto|how much|(?:decime|dime|diga\w*|me diz|me fala|tell me|let me know) (?:if|si|se|whether))\b"
)
# Asked in the middle of a talk, without a mark: "y eso ya es con la perra o va aparte".
_EITHER_WAY: Final = re.compile(
    r"\b(?:ya|ja|already) (?:esta[no]?|tao?|es|eh?|vem|viene|trae|tiene|tem|inclu\w+|con|com|sao|son|van?|vai|has|in)\b"
    r"|\b(?:o|ou|or) (?:(?:eu|a gente|lo|la|is it|it'?s|do (?:i|we)|se) )?"
    r"(?:va|vai|es|eh?|paga?|pago|pagamos|pay|cobra\w*|aparte|a parte|extra|por fora|separad\w+|despues|depois|later)\b"
)
# What else may be in a price.
_OF_ELSE: Final = re.compile(
    r"\b(?:desayun\w+|breakfast|cafe|cocheras?|parking|estacionamiento|estacionamento|garage\w*|wi-?fi|pileta|piscina"
    r"|pool|cunas?|practicuna|crib|cot|berco|iva|tax|impuestos?|impostos?|toallas?|towels?|toalhas?)\b"
)
_MINE: Final = r"(?:mi|mis|nuestr[oa]|my|our|minha|meu|nosso|nossa)"
# "Mi perrita Luna", and nothing behind it that would make it a verb.
_NAMED: Final = re.compile(
    rf"\b(?:{_MINE}|un|una|um|uma|a|el|la|o) {PET},? "
    r"(?:(?:que )?(?:se llama|se chama|is called|named|called|llamad[oa]|chamad[oa]) (?P<said>[a-z]{3,12})\b"
    r"|(?P<name>[a-z]{3,12})\b(?= ?(?:$|[,.!?()]|(?:y|e|and|del?|do|from|para|pra|for|el|on|em|en"
    r"|will|is|va|viene|vai|vem|comes|too|tambien)\b)))"
)
# "Anotá a la Luna, 6 kilos": nobody weighs who comes.
_WEIGHED: Final = re.compile(
    r"\b(?:anot|agreg|sum|apunt|acrescent|coloc|note|add|put)[a-z]* (?:down )?(?:a |al |o )?(?:la |el )?"
    r"(?P<name>[a-z]{3,12})\b"
    r"(?: porfa| por favor| please)?,? (?:que )?(?:de |pesa |tiene |weighs |com |con )?"
    r"\d{1,2} ?(?:kgs?|kilos?|quilos?|lbs?)\b"
)
# What stands behind a dog and is no name of it.
_NO_NAME: Final = frozenset(
    tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["no_name"].split()
)
_ITS_NAME: Final = ("perr", "gat", "masc", "cachorr", "dog", "pup", "cat", "pet", "cao", "canin")


# Cats they fear, bear no fur of, or that live there.
_OTHERS: Final = re.compile(
    r"\b(?:al[l]?erg\w+|ladr\w+|bark\w*|lat(?:e|em|indo|idos?)\b|callejer\w+|stray|odi\w+|hate|miedo|fobia|fear"
    r"|afraid|scared"
    r"|medo|phobia|quejas?|molest\w+|ruido|noise|(?:you|they|ustedes|uds|voces) (?:have|tienen|tem|keep|own)"
    r"|(?:hay|are there|is there|any|tem|tienen|tenes|have you got|do you have) (?:any |algum |algun )?(?:a |un |um )?"
    r"(?:perr|gat|cachorr|dogs?|cats?)\w*(?! ?friendly)|(?:your|su|seu|vuestro) (?:dog|cat|perro|gato|cachorro)"
    r"|duen[oa]s?|vecin\w+|neighbo\w+)\b"
)


def may_bring_one(text: str) -> bool:
    """A dog of theirs is spoken of, whether it is told or only asked if it may come."""
    plain = normalise(text)
    named = names_a_pet(text) and _OTHERS.search(plain) is None
    return named and DENIED.search(plain) is None and not leaves_the_pet(text)


# "May he be left alone in the room?": of a dog or a child, and nobody comes alone.
_LEFT_ALONE: Final = re.compile(
    r"\b(?:pode[nm]?|puede[n]?|podemos|can|could|may|dej(?:ar|amos|arl[oa]s?|o)|deix(?:ar|amos|o)|leave|left"
    r"|queda(?:rse|n)?)"
    r"\b[^.;!?\n]{0,30}\b(?:sol[oa]s?|sozinh[oa]s?|alone|by (?:it|him|her)self)\b"
)
_LATELY: Final = 6
_JUST_NOW: Final = 3


def asks_to_leave_it_alone(text: str) -> bool:
    return "?" in text and _LEFT_ALONE.search(normalise(text)) is not None


# "He stays with my mother" once a dog was spoken of, and nobody else who could be meant.
_IT_STAYS: Final = re.compile(
    r"(?i)\b(?:ele|ela|él|el|ella|he|she|it)(?=(?: (?:fica|vai ficar|pode ficar|se queda|se va a quedar|queda|stays"
    r"|can stay|will stay"
    rf"|is staying)|'ll stay) {_AT_HOME})"
)
_SOMEBODY: Final = re.compile(
    r"\b(?:hij[oa]|filh[oa]|nen[ea]|nin[oa]|chic[oa]|crianca|menin[oa]|niet[oa]|net[oa]|son|daughter|kid|child|boy"
    r"|girl|beb[ea]"
    r"|baby|amig[oa]|friend|herman[oa]|irma[o]?|brother|sister)s?\b"
)


# "É pequeno, 6 kg", once dogs were asked about: it comes.
_IT_IS: Final = re.compile(
    r"(?:(?:es|e|eh|it'?s|is|he'?s|she'?s|ella|el|ele|ela|he|she|it|un|una|um|uma|a|de|que|muy|muito|very|bem|bien"
    r"|pesa|weighs"
    r"|tiene|tem|has|only|solo|so|unos|uns|about|raza|y|and|con|com|raca)[ ,]+)*"
    r"(?:pequen\w*|chiquit\w+|chic[oa]|small|tiny|little|mans[oa]|tranquil[oa]|calm|friendly|well behaved|docil"
    rf"|de porte pequeno|{PET}|\d{{1,2}} ?(?:kgs?|kilos?|quilos?|lbs?|pounds))"
)
_IT_IS_SO: Final = re.compile(rf"{_IT_IS.pattern}(?:[ ,.]+{_IT_IS.pattern}){{0,6}}[ .!]*")
_BRINGS_IT: Final = {"es": "llevo la mascota", "en": "bringing my pet", "pt": "levo meu pet"}
_LOOKS_FOR_A_ROOM: Final = {"es": "quiero reservar", "en": "i want to book", "pt": "quero reservar"}


def told_of_it(text: str, lately: Sequence[str], lang: str, *, anew: bool = False) -> str:
    """What it is like says that it comes, right after it was asked whether it may; `anew` they look for a room."""
    if not lately or _IT_IS_SO.fullmatch(normalise(text).strip(" .!")) is None:
        return text
    if not any(map(names_a_pet, lately[-2:])) or any(map(_speaks_of_somebody, lately[-2:])):
        return text
    table = _LOOKS_FOR_A_ROOM if anew else _BRINGS_IT
    return table.get(lang, table["en"]) if anew else f"{table.get(lang, table['en'])}, {text}"


# "Great, we'll bring him then", after whether he may come was asked.
_IT_COMES: Final = re.compile(
    r"(?i)\b(?:(?P<en>(?:we|i)(?:'ll| will|'re|'m| are| am)(?: going to)? (?:be )?)(?:bring|take) (?:him|her|it|them)"
    r"|(?P<doing>(?:we|i)(?:'re|'m| are| am|'ll be| will be) )(?:bringing|taking) (?:him|her|it|them)"
    r"|(?P<es>l[oa]s? (?:llevamos|llevo|traemos|traigo|vamos a (?:llevar|traer)|voy a (?:llevar|traer)))"
    r"|(?P<pt>(?:vamos|vou) (?:levar|trazer)(?: (?:ele|ela|eles|elas|sim))?(?=[ ,]*(?:$|[.!]|ent[aã]o|sim))"
    r"|levamos (?:ele|ela|sim)))\b"
)
_BROUGHT: Final = {
    "en": "{}bring the pet", "doing": "{}bringing the pet", "es": "llevamos la mascota", "pt": "vamos levar o pet"
}  # fmt: skip


_WITH_IT: Final = re.compile(r"(?i)\b(?:con|with|com) (?:ella|él|el|him|her|it|ele|ela)\b(?! [a-z])")


def with_it_named(text: str, lately: Sequence[str]) -> str:
    """ "Can he be left alone?", "he stays with my mother", "we'll bring him" where a dog was spoken of: of the dog."""
    alone, stays, comes = asks_to_leave_it_alone(text), _IT_STAYS.search(text), _IT_COMES.search(text)
    costs = _WITH_IT.search(text) is not None and _HOW_MUCH.search(normalise(text)) is not None
    alone = alone or costs
    before = lately[-_LATELY:] if alone or stays else lately[-_JUST_NOW:]
    if not (alone or stays or comes) or names_a_pet(text) or not any(map(names_a_pet, before)):
        return text
    if alone:
        return f"{text} ({_A_PET})"
    if any(map(_speaks_of_somebody, before)):
        return text
    return _IT_STAYS.sub(f"the {_A_PET} ", text) if stays else _IT_COMES.sub(_as_the_pet, text)


def _speaks_of_somebody(line: str) -> bool:
    return _SOMEBODY.search(normalise(line)) is not None


def _as_the_pet(said: re.Match[str]) -> str:
    way = next(way for way in _BROUGHT if said[way] is not None)
    return _BROUGHT[way].format(said[way])


def asks_what_it_costs(text: str) -> bool:
    """Beside a total: "¿los 15 mil de la perra van aparte?", "cuánto es en total con el perro"."""
    plain = normalise(text)
    if not names_a_pet(text) or _PART_OF.search(plain) is None or is_of_what_else(plain):
        return False
    return (
        "?" in plain
        or is_asked(plain)
        or _HOW_MUCH.search(plain) is not None
        or _EITHER_WAY.search(plain) is not None
    )


def is_of_what_else(plain: str) -> bool:
    """ "With the dog, is breakfast included?"."""
    return _OF_ELSE.search(plain) is not None and _HOW_MUCH.search(plain) is None


def called(lines: Iterable[str]) -> frozenset[str]:
    """What their pets are called beside what they are: "mi perrita Luna"."""
    found: set[str] = set()
    for line in lines:
        plain = normalise(line)
        found |= {said["name"] for said in _WEIGHED.finditer(plain)}
        if says_any(plain, _ITS_NAME):
            found |= {said["said"] or said["name"] for said in _NAMED.finditer(plain)}
    return frozenset(found - _NO_NAME)


def with_pets_for_names(text: str, names: frozenset[str]) -> str:
    """ "Anotá a la Luna" once Luna is known for a dog: whoever looks for people finds none in it."""
    if not says_any(normalise(text), names):
        return text
    named = "|".join(map(re.escape, sorted(names)))
    text = re.sub(rf"(?i)\b({PET}),? (?:{named})\b", r"\1", text)
    return re.sub(rf"(?i)\b(?:{named})\b(?! de (?:miel|mel)\b)", "mascota", text)


@lru_cache(maxsize=256)
def names_a_pet(text: str) -> bool:
    return _ANY.search(normalise(text)) is not None


def leaves_the_pet(text: str) -> bool:
    return _STAYS.search(normalise(text)) is not None
