"""Which of the things just shown is meant: "no wait, the first", "dale la segunda", "os dois"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from core.domain.memory import About, Asked
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.wishes.turning_down import turned_down

_PLACES: Final = {
    "primera": 1, "primero": 1, "primer": 1, "first": 1, "1st": 1, "primeira": 1, "primeiro": 1,
    "segunda": 2, "segundo": 2, "second": 2, "2nd": 2, "tercera": 3, "tercero": 3, "third": 3, "3rd": 3,
    "terceira": 3, "terceiro": 3, "cuarta": 4, "cuarto": 4, "fourth": 4, "quarta": 4, "quarto": 4,
    "ultima": -1, "ultimo": -1, "last": -1,
}  # fmt: skip
_NAMED: Final = re.compile(
    rf"\b(?:la|el|lo|the|o|a)(?: opcion| option| opcao)? (?P<place>{'|'.join(_PLACES)})"
    r"(?: (?:one|opcion|option|opcao|choice|room))?"
    r"(?=$|[,.!?;)]| (?:por|please|pls|porfa|porfis|nomas|thanks|gracias|obrigad[oa]|then|instead|mejor|better|mesmo"
    r"|entonces|is|esta|ta|me|nao|no|si|sim|yes"
    r"|(?:de|en|da|na|of|on|in|from)(?: (?:la|tu|su|the|your|a|sua|esa|essa|that))? lista?"
    r"|(?:que )?(?:me |te |nos |you |voce |vc )?(?:dij|mostr|pas[ao]|mand|disse|falou|said|sent|show|offer)\w*)\b)"
)
# "Ok first one": without its article, and nothing else it could be.
# "De segunda a quarta" is from Monday to Wednesday.
_WEEKDAYS: Final = re.compile(
    r"\b(?:segunda|terca|quarta|quinta|sexta|sabado|domingo)(?:-feira)?,? (?:a|ate|e|ao)"
    r" (?:segunda|terca|quarta|quinta|sexta|sabado|domingo)\b"
)
_ONE: Final = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|yep|sure|so|then|um+|hmm+)[ ,.!]+)*(?P<place>first|second|third|fourth|last|1st|2nd|3rd)"
    r" one(?:[ ,.!]+(?:please|pls|plz|thanks|then))*[ .!]*$"
)
# A day of the month is a number with a month, or with a word that makes days of numbers.
_DAYS: Final = re.compile(
    r"\b(?:desde|hasta|from|until|till|ate|dia|dias|day|noches?|nights?|noites?|semana|week|de \w+bro|of \w+ber"
    r"|(?:del|al) (?:\d|1ero|primero|lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
    r"|dec|december|diciembre|dezembro|january|enero|janeiro|february|febrero|fevereiro|march|abril|april)\b|\d[/-]\d"
    r"|\d(?:st|nd|rd|th)? (?:to|thru|through|-) (?:the )?\d"
)
# "Option 2", "no 1", "la numero 3".
_WITH_ITS_NUMBER: Final = re.compile(
    r"^(?:(?:ok|okay|no|yes|si|sim|dale|mejor|wait|then|so|bueno)[ ,.!]+)*(?:(?:la|el|the|a|o) )?"
    r"(?:(?:opcion|option|opcao|numero|number|n[o0.]|#) ?|(?<=la ))(?P<place>[1-9])"
    r"(?:[ ,]+(?:please|por favor|porfa|then|mejor|entonces))*[ .!]*$"
)
_BOTH: Final = re.compile(
    r"\b(?:los dos|las dos|los 2|las 2|os dois|as duas|os 2|as 2|ambos|ambas|both)\b"
    r"(?! (?:(?:are|is|aged|of|tienen|tem|de|con|com|son|sao) )*\d)"  # so old are both, and nothing is chosen
)
_WAY: Final = ":pay:"
_DONE_WITH_IT: Final = re.compile(
    r"\b(?:cancel\w*|anul\w*|suelt\w*|solt\w*|liber\w*|release|pag(?:o|ar|amos|ue)|pay)\b"
)
_POINTING: Final = frozenset(
    {"la", "el", "esa", "ese", "aquella", "the", "that", "this", "a", "o", "essa", "esse"}
)
# What may stand around the one word that tells which is meant.
_AROUND: Final = _POINTING.union(
    {"ah", "y", "e", "and", "ok", "okay", "dale", "bueno", "mejor", "entonces", "then", "so", "si",
     "yes", "sim", "quiero", "queremos", "prefiero", "preferimos", "quero", "prefiro", "take", "want",
     "prefer", "would", "like", "i", "we", "ll", "d", "me", "gusta", "quedo", "fico", "con", "de",
     "del", "al", "que", "tiene", "da", "do", "com", "tem", "with", "of", "on", "in", "na", "no", "one",
     "room", "habitacion", "pieza", "cuarto", "quarto", "vista", "view", "frente", "mira", "facing",
     "has", "por", "favor", "please", "porfa", "thanks", "gracias", "nomas", "para", "pro", "pra",
     "mas", "esta", "queda", "is"}
)  # fmt: skip
# "Dale la primera, pero ¿tienen camas separadas?": a choice that stands for itself, whatever is said beside it.
_PARTS: Final = re.compile(r"[.,;:!?¡¿\n]+|\b(?:pero|but|porem)\b")
_CHOOSES: Final = re.compile(
    r"(?:(?:uh|ah|che|dale|va|vale|ok|okay|bueno|listo|genial|perfecto|great|perfect|si|yes|yeah|sim|ta|bom|beleza|then"
    r"|so|entonces|entao|no|nao|mejor|quiero|queremos|prefiero|preferimos|quero|prefiro|reserva(?:me|nos)?|book"
    r"|(?:(?:i|we) (?:want|said|take|prefer|meant))|(?:i|we)'ll (?:take|have)|let's (?:do|take|go (?:with|for))"
    r"|(?:vamos|voy|vou|me quedo|nos quedamos|fico|ficamos) (?:con|com|por)|te dije|dije|eu disse|era|es|e"
    r"|it's|its) ?)*"
    rf"(?:la|the|a) (?:(?:opcion|option|opcao) )?(?P<place>{'|'.join(_PLACES)})(?: (?:one|opcion|option|opcao|choice))?"
    r"(?: (?:por favor|porfa|please|pls|then|entonces|entao|nomas|mesmo))*"
)
_BARE_TWO: Final = frozenset({"dois", "duas", "dos", "two"})
_MOST_WORDS: Final = 9


def place_said(text: str) -> int | None:
    """First is 1, last is -1; None where the words rather speak of days."""
    plain = normalise(text)
    if len(plain.split()) > _MOST_WORDS or _DAYS.search(plain) or _WEEKDAYS.search(plain):
        return None
    found = [match.group("place") for match in _NAMED.finditer(plain)]
    found = found or [match.group("place") for match in _ONE.finditer(plain)]
    bare = plain.strip(" .!¡?¿")
    if (numbered := _WITH_ITS_NUMBER.match(plain)) is not None:
        return int(numbered["place"])
    if not found and bare in _PLACES:
        found = [bare]
    places = {_PLACES[one] for one in found}
    return places.pop() if len(places) == 1 else None


def place_in_a_part(text: str) -> int | None:
    """The one that is chosen in a part of its own; None where two of them are."""
    chosen = [said for part in _PARTS.split(normalise(text)) if (said := _CHOOSES.fullmatch(part.strip()))]
    places = {_PLACES[one["place"]] for one in chosen}
    return places.pop() if len(places) == 1 else None


def beside_what_is_chosen(text: str, asked: Asked | None) -> str:
    """ "La primera" of several that are shown is no day of the month; what is said beside it may be."""
    if not _is_a_choice(asked) or place_in_a_part(text) is None:
        return text
    return ", ".join(
        part for part in _PARTS.split(text) if _CHOOSES.fullmatch(normalise(part).strip()) is None
    )


def chosen_place(text: str, asked: Asked | None) -> str | None:
    """The option of that place, or told by a word of its own; a yes or no is never chosen by counting."""
    place = place_said(text) if _is_a_choice(asked) and not _is_of_what_is_held(text, asked) else None
    ids = list(asked.options) if asked is not None else []
    if place is None:
        return chosen_by_a_word(text, asked)
    if not 0 < abs(place) <= len(ids):
        return None
    titles = (
        [set(re.findall(r"[a-z]+", normalise(title))) for title in asked.options.values()] if asked else []
    )
    return ids[as_named(text, place, titles)]


def _is_of_what_is_held(text: str, asked: Asked | None) -> bool:
    """ "Cancel the second", "pay the first", said to the ways to pay: the second stay, and no way."""
    ways = asked is not None and any(_WAY in key for key in asked.options)
    return ways and _DONE_WITH_IT.search(normalise(text)) is not None


def as_named(text: str, place: int, names: Sequence[Collection[str]]) -> int:
    """Where in a list the one of that place stands, unless its words name another: "the third one, triple"."""
    at = place if place < 0 else place - 1
    told = set(re.findall(r"[a-z]{3,}", normalise(text))) - _AROUND
    shared = [len(told & set(one)) for one in names]
    most = max(shared, default=0)
    if not most or shared[at] == most or shared.count(most) > 1:
        return at
    return shared.index(most)


def chosen_by_a_word(text: str, asked: Asked | None) -> str | None:
    """ "The garden one", "la que tiene vista al jardín": pointed at by a word that only one title has."""
    words = re.findall(r"[a-z]+", normalise(text))
    if (
        not _is_a_choice(asked)
        or asked is None
        or turned_down(normalise(text).strip(" .!"))
        or "?" in text
        or has_figures(text)
        or not set(words) & _POINTING
    ):
        return None
    telling = {word for word in words if word not in _AROUND}
    titles = {key: set(re.findall(r"[a-z]+", normalise(title))) for key, title in asked.options.items()}
    having = [key for key, title in titles.items() if telling & title]
    return having[0] if len(telling) == 1 and len(having) == 1 else None


def both_said(text: str, asked: Asked | None) -> bool:
    """ "Os dois" chooses nothing of several, and is neither two people nor the second of the month."""
    if asked is None or not _is_a_choice(asked):
        return False
    plain = normalise(text).strip(" .!¡?¿")
    alone = plain in _BARE_TWO and len(asked.options) == 2
    return alone or (len(plain.split()) <= _MOST_WORDS and _BOTH.search(plain) is not None)


def among_shown(text: str, asked: Asked | None) -> bool:
    """The words point at something shown, so that no day is read out of them."""
    if asked is None or not asked.options:
        return False
    return place_said(text) is not None or both_said(text, asked)


def _is_a_choice(asked: Asked | None) -> bool:
    return asked is not None and asked.about is About.CHOICE and bool(asked.options)
