"""The name a guest gives: "soy Ana", "a nombre de Juan Pérez", "my name is ...", "me chamo ..."."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from core.base.kept import table
from core.flows.understand.text import fold, says_any
from core.flows.understand.watching import Seldom

_TABLE = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
# "Ana M. Ruiz" goes on behind its dot.
_INITIAL = 2
_PART = r"[^\W\d_][\w'’.-]*"
_REST = r"[\w'’-]+"
_LINK = r"(?: (?:de|del|la|los|da|do|dos|das|van|von|di|y|e|san))*"
_NOT_NAMES = frozenset(_TABLE["not_names"].split())
_ENDS = frozenset(_TABLE["ends"].split())
_PRONOUNS = frozenset(_TABLE["pronouns"].split())
_GIVEN = frozenset(_TABLE["given"].split())
# "Joe here", "Bruna aqui": the name comes first.
_PLACES = (" here", " aqui", " aca")
_HERE = re.compile(
    rf"^(?:(?:hi|hey|hello|hola|oi|ola|buenas)[,!. ]+)?(?P<name>{_PART}(?: {_PART}){{0,2}})"
    r" (?:here|aqui|por aca|por aqui)\b"
)
# "This is urgent", "it's raining" tell of anything.
_ANYTHING = re.compile(r"(?:this is|it'?s) ")
_FOR_WHOM = (" for ", " para ", " pra ", " under ")
# "A booking for Nina Okafor", "book the triple for Lucy Shaw": of a given name and another, in capitals.
# "For Christmas" names nobody.
_BOOKED_FOR = re.compile(
    r"\b(?:(?:booking|reservation|reserva|reservacion) (?:for|para|pra)"
    r"|(?:book|hold|reserve|grab|reserv(?:ar|ala|ame|amela|e)|guard(?:ar|ala|ame|amela|a)|apart(?:ar|ame|ala)"
    r"|separ(?:ar|ame|ala|a)|agendar|fech(?:a|ar)|segur(?:a|ar))"
    r"(?: it| (?:a|the|la|el|una|o|um|uma)(?: [a-z]+){1,3}?)? (?:for|under|para|pra)) "
)
# "The invoice in the name of Acme": whoever pays is nobody who comes.
_OF_AN_INVOICE = re.compile(r"\b(?:facturas?|fatura|invoice|nota|boleta|recibo)\b[^.!?\n]{0,60}$")

# "The payment is in the name of Damian", "salió a nombre de mi mamá": nor is whoever sent the money, unless the
# booking is spoken of.
_OF_MONEY = re.compile(
    r"\b(?:pagos?|pagamento|payment|transferencia|transferi?|plata|guita|dinheiro|money|sena|sinal"
    r"|deposit[oe]?|pix|cuenta"
    r"|conta|account|comprobante|comprovante|receipt|salio|saiu)\b[^.!?,;\n]{0,40}$"
)
# "La triple es a nombre de Máximo": one of their rooms, whoever booked them.
_OF_ONE_ROOM = re.compile(
    r"\b(?:triple|triplo|dobles?|dupl[oa]|double|simples?|single|familiar|family(?: room)?|cabana|cabin|otra|outr[oa]"
    r"|other)(?: [a-z]+){0,2} (?:es|va|queda|seria|e|fica|is|goes) (?:a|al|em|no|in)\b[^.!?,;\n]{0,16}$"
)
_OF_THE_BOOKING = re.compile(r"\b(?:reserv|book|habitac|quarto|room)[^.!?,;\n]*$")
_MINE = frozenset(
    {"mi", "mis", "my", "our", "meu", "meus", "minha", "minhas", "nuestro", "nuestra", "nuestros", "nosso"}
)
# "A nombre de mi marido Pablo Sosa": what they are to the guest stands before the name.
_KIN_FIRST = re.compile(
    r"(?:mi|my|our|meu|minha|nosso|nossa|nuestr[oa]) [^\W\d_]+,? (?=(\w+))", re.IGNORECASE
)
_ANOTHER = re.compile(
    rf"( (?:y|e|and|&) [A-ZÁÉÍÓÚÑÃÕÇ]{_REST}{_LINK}(?: [A-ZÁÉÍÓÚÑÃÕÇ]{_REST}{_LINK}){{1,2}})(?=\s*(?:[.,;:!?)]|$))"
)
# "Varnhagen V-A-R-N-H-A-G-E-N" says it letter by letter.
_SPELLED = re.compile(r"(?:[^\W\d_]-){2,}[^\W\d_]")
_LINKS = frozenset({"de", "del", "la", "da", "do", "dos"})
_WITH_PAPERS = re.compile(
    rf"([A-ZÁÉÍÓÚÑÃÕÇ]{_REST}{_LINK}(?: [A-ZÁÉÍÓÚÑÃÕÇ]{_REST}{_LINK}){{1,3}})"
    rf"(?:,|:|;| -|\n)? ?(?i:(?:{_TABLE['papers']})\b[ :.]|[\w.+-]+@)"
)


@table
def _pattern(lang: str) -> Seldom:
    return Seldom(rf"\b(?=[a-z])(?:(?P<sure>{_TABLE[lang]['sure']})|(?P<perhaps>{_TABLE[lang]['perhaps']}))")


def find_name(tidy: str, lang: str) -> str | None:
    """`tidy` keeps its capitals: they tell "soy Ana" from "soy celíaca"."""
    plain = fold(tidy)
    for match in _pattern(lang).finditer(plain):
        if _is_of_somebody_else(plain[: match.end()]):
            continue
        sure = match.group("sure") is not None
        behind = _behind_kin(tidy[match.end() :])
        words = _without_kin(_words_after(behind, capitals_only=not sure))
        if _is_a_pronoun(words, match[0]):
            continue
        if words and words[0].islower() and _ANYTHING.fullmatch(match[0]) and fold(words[0]) not in _GIVEN:
            continue
        if words := words or _given_after(behind):
            told = " ".join(
                word[:1].upper() + word[1:] if word.islower() and word not in _LINKS else word
                for word in words
            )
            return f"{told}{_and_another(behind, words)}" if sure else told
    return _before_a_paper(tidy) or _before_here(tidy, plain) or _booked_for(tidy, plain)


def _is_of_somebody_else(before: str) -> bool:
    if _OF_AN_INVOICE.search(before) is not None or _OF_ONE_ROOM.search(before) is not None:
        return True
    return _OF_MONEY.search(before) is not None and _OF_THE_BOOKING.search(before) is None


def _behind_kin(text: str) -> str:
    found = _KIN_FIRST.match(text)
    named = found is not None and (found[1][0].isupper() or fold(found[1]) in _GIVEN)
    return text[found.end() :] if found is not None and named else text


def _without_kin(words: list[str]) -> list[str]:
    """ "Mis papás" is nobody's name, and "mi hermana Julia Paz" is Julia's."""
    if not words or fold(words[0]) not in _MINE:
        return words
    return [word for word in words[1:] if not word.islower()]


def _and_another(text: str, words: list[str]) -> str:
    """ "A nombre de Ausencio Ruvalcaba y Eduviges Montaño": whole, and nothing said of the second."""
    told = " ".join(words)
    found = _ANOTHER.match(text[len(told) :]) if text.startswith(told) and not text.isupper() else None
    return found[1] if found is not None else ""


def _is_a_pronoun(words: list[str], led_by: str) -> bool:
    """ "No nome dela", "under him pls"; "my name is Ella" and "Dela Cruz" are names."""
    if not words or fold(words[0]) not in _PRONOUNS or not all(map(str.islower, words[1:])):
        return False
    return fold(words[0]) != "ella" or "nombre de" in led_by


def is_given(word: str) -> bool:
    """Whether people are called so."""
    return fold(word) in _GIVEN


def is_no_name(word: str) -> bool:
    """One of the words that end a name, or never are one."""
    return fold(word) in _NOT_NAMES | _ENDS


def _given_after(text: str) -> list[str]:
    """ "Soy martin tenes lugar?": a name that people have, written small, is one wherever the sentence goes on."""
    words: list[str] = []
    for word in text.split(" ", 3)[:2]:
        bare = word.rstrip(",.;:!?")
        if fold(bare) not in _GIVEN:
            break
        words.append(bare)
        if bare != word:
            break
    return words


def _before_here(tidy: str, plain: str) -> str | None:
    found = _HERE.match(plain) if says_any(plain, _PLACES) else None
    if found is None:
        return None
    words = tidy[slice(*found.span("name"))].split()
    if fold(words[0]) not in _GIVEN or not all(word[0].isupper() for word in words[1:]):
        return None
    return " ".join(word[:1].upper() + word[1:] for word in words)


def _booked_for(tidy: str, plain: str) -> str | None:
    found = _BOOKED_FOR.search(plain) if says_any(plain, _FOR_WHOM) else None
    words = _words_after(tidy[found.end() :], capitals_only=True) if found is not None else []
    whole = len(words) > 1 and fold(words[0]) in _GIVEN and all(word[0].isupper() for word in words[1::2])
    return " ".join(words) if whole else None


def _before_a_paper(tidy: str) -> str | None:
    """ "Ana Ruiz, DNI 20111222": at the head of a message, in capitals, with no word that leads up to it."""
    found = _WITH_PAPERS.match(tidy)
    if found is None or any(fold(word) in _NOT_NAMES | _ENDS - _LINKS for word in found[1].split()):
        return None
    return found[1]


def _words_after(text: str, capitals_only: bool) -> list[str]:
    words: list[str] = []
    shouted = text.isupper()
    for part in re.finditer(rf"{_PART}|[^\w\s]", text):
        word = part.group().rstrip(".")
        plain = fold(word)
        if not word or not word[0].isalpha() or len(words) == 4 or (words and _SPELLED.fullmatch(word)):
            break
        link = plain in {"de", "del", "la", "los", "da", "do", "dos", "das", "van", "von", "di"}
        if words and link and re.match(r" (?:la |los )?[A-ZÁÉÍÓÚÑ]", text[part.end() :]) and not shouted:
            words.append(word)
            continue
        ends = plain in _ENDS and (shouted or word[0].islower())
        if ends or plain in _NOT_NAMES or len(plain) < 2:
            break
        if word.islower() and (
            (capitals_only and not _short_end(text, part.end(), words)) or len(words) >= 2
        ):
            break
        if words and word.islower() != words[0].islower() and word.islower():
            break
        words.append(word)
        closes = part.group().endswith(".") and len(word) > _INITIAL
        if closes or (part.end() < len(text) and text[part.end()] in ",.;:!?\n("):
            break
    return words


def _short_end(text: str, end: int, words: list[str]) -> bool:
    """A lower-case word after "soy" is a name only when the message ends there: "hola soy ana"."""
    return not text[end:].strip(" .!,") or (
        not words
        and re.fullmatch(rf" {_PART}[ .!,]*", text[end:]) is not None
        and fold(text[end:]).strip(" .!,") not in _NOT_NAMES | _ENDS
    )
