"""The language of the reply: asked for, chosen by a button, told by a word only one of them has, or as it was."""

from __future__ import annotations

import re
from typing import Final

from core.domain.outgoing import Buttons, Option
from core.flows.courtesy import welcome
from core.flows.flow import read_tap, tap_id
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.services.phrases import LANGUAGES
from core.services.scenes import Scene

_NAMES: Final = {
    "es": r"(?:espanol|castellano|spanish|espanhol)",
    "en": r"(?:ingles|english)",
    "pt": r"(?:portugues|portuguese|brasileiro)",
}
# "Can we do English?", "hablás portugués?", "English please".
_VERBS: Final = (
    r"(?:in|en|em|do|to|habl\w*|fal\w*|speak|spoken|talk|use|write|escrib\w*|escrev\w*|switch|chang\w*|cambi\w*"
    r"|prefer\w*|prefier\w*|is|solo|only|so)"
)
_ASKED: Final = {
    language: re.compile(
        rf"(?:.*\b{_VERBS} (?:it |this |we |us |me |a |o |el |al |to |in |en |em )*{name}\b.*"
        rf"|{name}(?:,? (?:please|por favor|porfa|pls|plz|only|is ok))?)"
    )
    for language, name in _NAMES.items()
}
# Whether the people of the hotel speak it is another question.
_OF_PEOPLE: Final = re.compile(
    r"\b(?:personal|staff|recepcion\w*|reception\w*|recepcao|equipe|alguien|someone|anyone|alguem)\b"
)
_MOST_WORDS: Final = 9
# The words that start and stop us, and a few more that nobody says in another language.
_OF_ONE: Final = {
    "parar": "pt", "sair": "pt", "voltar": "pt", "unsubscribe": "en", "subscribe": "en", "please": "en",
    "obrigado": "pt", "obrigada": "pt",
}  # fmt: skip


def of_reply(scene: Scene, meant: Understanding) -> str:
    """As asked for; of the words when there are any, then of the conversation, then the hotel's own."""
    wanted = _chosen(scene) or asked_for(scene.words)
    if wanted is not None:
        return wanted
    spoken = scene.conversation.language or scene.guest.language
    if scene.words and not spoken and (word := _told_by_a_word(scene.words)):
        return word
    if scene.words:
        return meant.language.lang
    return spoken or (scene.hotel.language if scene.hotel.language in LANGUAGES else LANGUAGES[0])


def asked_for(words: str) -> str | None:
    """The language somebody wants to be answered in."""
    plain = normalise(words).strip(" .!?")
    if not plain or len(plain.split()) > _MOST_WORDS or "\n" in words.strip():
        return None
    if _OF_PEOPLE.search(plain):
        return None
    found = [language for language, pattern in _ASKED.items() if pattern.fullmatch(plain)]
    return found[0] if len(found) == 1 else None


def _told_by_a_word(words: str) -> str | None:
    said = {_OF_ONE[word] for word in re.findall(r"[a-z]+", normalise(words)) if word in _OF_ONE}
    return said.pop() if len(said) == 1 else None


def _chosen(scene: Scene) -> str | None:
    """By a button of ours."""
    tap = read_tap(scene.taps[-1]) if scene.taps else None
    if tap is None or (tap.flow, tap.action) != ("menu", "speak"):
        return None
    return tap.rest[0] if tap.rest and tap.rest[0] in LANGUAGES else None


def tells(scene: Scene) -> bool:
    """A wave tells nothing: what is said next may be of any language. A tap is in the one spoken so far."""
    return bool(scene.taps) or any(letter.isalpha() for letter in scene.words)


def choice(scene: Scene, body: str) -> Buttons:
    """Where nothing said tells the language: the hotel's own, and the way to the others."""
    options = tuple(
        Option(tap_id("menu", "speak", language), scene.say(f"button.speak_{language}"))
        for language in LANGUAGES
    )
    return Buttons(f"{body}\n\n{scene.say('language.choose')}", options)


def switched(scene: Scene) -> Turn:
    """The scene speaks the language already."""
    said = welcome.menu(scene, scene.say("language.switched"))
    return Turn(says=(said,), memory={"misses": 0, "greeted": True}, step="switched_language")
