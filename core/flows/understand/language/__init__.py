"""Which language a message is in. A conversation keeps its language until clear words say otherwise."""

from core.flows.understand.language.guessing import LanguageGuess, detect

__all__ = ["LanguageGuess", "detect"]
