"""The name a guest gives: "soy Ana", "a nombre de Juan Pérez", "my name is ...", "me chamo ..."."""

from __future__ import annotations

import re
from functools import lru_cache

from core.flows.understand.text import fold

# The first kind is followed by a name whatever its letters; the second only by capitals or a short end of message.
_SURE = {
    "es": r"a no?m?bre d[e']? ?(?:la senora |el senor |sra?\.? |sr\.? )?|(?:mi|el) nombre es |mi nombre: ?|me llamo |reserva(?:da|do)? a nombre ?:? ?(?:de )?|nombre(?: y apellido)?(?: completo)? ?: ?|titular ?(?:es)?:? |me dicen |a nombre mio, ",
    "en": r"my name is |my name's |the name is |the name's |name ?: ?|under the name(?: of)? |in the name of |under the last name |i am called |call me (?!back|at|on|when|if|a |an |as|in|later|please|tomorrow|now|today)|booked (?:under|by) ",
    "pt": r"(?:em|no) nome d[eoa] |(?:meu|o) nome e |me chamo |nome(?: completo)? ?: ?|chamo-me ",
    "fr": r"je m'appelle |au nom de |mon nom est ",
}
_PERHAPS = {
    "es": r"(?:hola,? |buenas,? |buen dia,? |buenas (?:tardes|noches),? )?(?:yo )?(?:soy|habla|te habla|le habla|les habla|te escribe|les escribe|aca) ",
    "en": r"(?:i'm|i am|this is|it's|im|this is mr\.?|this is mrs\.?) ",
    "pt": r"(?:aqui e (?:o |a )?|sou (?:o |a )?|quem fala e (?:o |a )?|eu sou (?:o |a )?|fala (?:o |a )?) ?",
    "fr": r"je suis |c'est ",
}
_PART = r"[^\W\d_][\w'’.-]*"
_LINK = r"(?: (?:de|del|la|los|da|do|dos|das|van|von|di|y|e|san))*"
_NOT_NAMES = frozenset(
    "de del la el los las una un uno yo y que para con en desde por mi nuestro hotel huesped cliente turista argentino argentina uruguayo uruguaya vegano "
    "vegana celiaco celiaca solo sola alergico alergica diabetico de diferente otro otra quien mayor menor nuevo local casado hoy manana ahora aca alla "
    "the a an in on at from not sorry looking interested coming going arriving here there just so very happy sure afraid traveling travelling staying "
    "planning trying wondering ok fine good great late running vegan vegetarian allergic alone wanting thinking about also still really your my our for if it "
    "um uma o os as em no na hospede sozinho sozinha vegetariano vegetariana alergica alergico celiaca e ou mas brasileiro brasileira minha meu a "
    "muito tambem hospedado hospedada cliente lo es si la misma mismo como muy vegetariana vegetariano todo posible vegetarianos tarde cuando donde como "
    "this that what when where possible please thanks hola hello hi gracias empresa reserva reservation booking room habitacion quarto urgente "
    "me te se le nos they we you he she is are was interesado interesada viajero jubilado jubilada medico medica dono dueno pasajero extranjero extranjera".split()
)
_ENDS = frozenset("y e and et con para por del quiero quisiera queria necesito tengo reservo i we from desde with tel telefono dni mail email correo gostaria quero preciso da do tenho my mi meu llego il je pour com el la los las este esta en un una is que hola of habitacion reserva del a al o para de de".split())


@lru_cache(maxsize=None)
def _pattern(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?P<sure>{_SURE[lang]})|(?P<perhaps>{_PERHAPS[lang]}))")


def find_name(tidy: str, lang: str) -> str | None:
    """`tidy` keeps its capitals: they tell "soy Ana" from "soy celíaca"."""
    plain = fold(tidy)
    for match in _pattern(lang).finditer(plain):
        words = _words_after(tidy[match.end() :], capitals_only=match.group("sure") is None)
        if words:
            return " ".join(word[:1].upper() + word[1:] if word.islower() and word not in {"de", "del", "la", "da", "do", "dos"} else word for word in words)
    return None


def _words_after(text: str, capitals_only: bool) -> list[str]:
    words: list[str] = []
    shouted = text.isupper()
    for part in re.finditer(rf"{_PART}|[^\w\s]", text):
        word = part.group().rstrip(".")
        plain = fold(word)
        if not word or not word[0].isalpha() or len(words) == 4:
            break
        link = plain in {"de", "del", "la", "los", "da", "do", "dos", "das", "van", "von", "di"}
        if words and link and re.match(r" (?:la |los )?[A-ZÁÉÍÓÚÑ]", text[part.end() :]) and not shouted:
            words.append(word)
            continue
        if plain in _NOT_NAMES or plain in _ENDS or len(plain) < 2:
            break
        if word.islower() and (capitals_only and not _short_end(text, part.end(), words) or len(words) >= 2):
            break
        if words and word.islower() != words[0].islower() and word.islower():
            break
        words.append(word)
        if part.end() < len(text) and text[part.end()] in ",.;:!?\n(":
            break
    return words


def _short_end(text: str, end: int, words: list[str]) -> bool:
    """A lower-case word after "soy" is a name only when the message ends there: "hola soy ana"."""
    return not text[end:].strip(" .!,") or (not words and re.fullmatch(rf" {_PART}[ .!,]*", text[end:]) is not None and fold(text[end:]).strip(" .!,") not in _NOT_NAMES | _ENDS)
