"""What only sounds like danger: fire pits, robbers by name alone, and whoever says that it is not urgent."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand import temper
from core.flows.understand.temper import Mood

# Who says that it is none should be believed.
_NOT_URGENT: Final = re.compile(
    r"(?i)\b(?:no es|no era|not|isn'?t|n[aã]o [eé])(?: nada| una| an| uma| very| muy)*"
    r" (?:urgen\w+|emergenc\w+|urgência|emergência)|(?-i:\b[Ss]os)\s+(?=\w)"
)
# Fires nobody calls the brigade for.
_HARMLESS: Final = re.compile(
    r"(?i)\b(?:fire ?pits?|fire ?places?|camp ?fires?|bon ?fires?|fog[oó]n(?:es)?|fogueiras?|lareiras?"
    r"|fuego para (?:el |un )?asado|hogar a leña)\b"
)
# Whom guests call robbers has cheated them, and robbed nobody.
_INSULT: Final = re.compile(
    r"(?i)\b(?:son|sos|you are|you're|s[aã]o)(?: todos| unos| unas| todas| uns| a bunch of| all)*"
    r" (?:ladron\w*|chorr[oa]s|thieves|crooks|robbers|ladr[oõ]es|bandidos)"
)


def calmer(words: str) -> str:
    """The words without their first false alarm; just as they were where there is none."""
    for sound, instead in ((_NOT_URGENT, " "), (_INSULT, "una estafa"), (_HARMLESS, "grill")):
        if sound.search(words):
            return sound.sub(instead, words)
    return words


def rings(words: str) -> bool:
    return temper.mood(_HARMLESS.sub(" ", words)) is Mood.DANGER
