"""Which language a message is in. A conversation keeps its language until clear words say otherwise."""

from core.flows.understand.language.guessing import LanguageGuess, detect, is_known, tells_little

__all__ = ["LanguageGuess", "detect", "is_known", "tells_little"]
