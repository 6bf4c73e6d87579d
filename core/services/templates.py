"""Approved templates and the languages they may exist in: the channel keeps each language apart."""

from __future__ import annotations

from typing import Any

from core.store.hotels import Hotel

# How the channel spells a language, the most usual first.
_SPELLINGS = {
    "es": ("es", "es_AR", "es_MX", "es_ES"),
    "pt": ("pt_BR", "pt_PT"),
    "en": ("en", "en_US", "en_GB"),
}


def other_language(hotel: Hotel, template: dict[str, Any], tried: list[str]) -> str | None:
    """The next language in which a template may exist: the one asked for in its other spellings, the language
    the hotel has registered, the hotel's own, then any in which guests are written to. None when all were tried."""
    registered = hotel.reopening_template or {}
    known = [registered["language"]] if registered.get("name") == template["name"] else []
    asked = str(template["language"]).partition("_")[0]
    wanted = [*_SPELLINGS.get(asked, ()), *known, *_SPELLINGS.get(hotel.language, ())]
    wanted += [spelling for spellings in _SPELLINGS.values() for spelling in spellings]
    return next((language for language in wanted if language not in {*tried, template["language"]}), None)
