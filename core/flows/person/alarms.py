"""What only sounds like danger: fire pits, robbers by name alone, and whoever says that it is not urgent."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.alarms import quarrels, temper
from core.flows.understand.alarms.names_that_ring import without_names
from core.flows.understand.alarms.temper import Mood
from core.flows.understand.money import dearness

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
# "That double is fire", "there's no fire": it is only praised, or denied.
_PRAISE: Final = re.compile(
    r"(?i)(?<!\bthere )\b(?:is|are|was|were|looks?|sounds?|(?<!here)'s|thats|its) "
    r"(?:absolute(?:ly)? |straight |pure |so |total(?:ly)? |actual(?:ly)? |fuckin\w* |damn |just )*fire\b"
    r"(?! (?:alarm|exit|escape|extinguish|hazard|truck|brigade|dep|in|at|on|near|by|every|here|from|under))"
    r"|(?<!\bse )\b(?:est[aá]n?|son|es|[eé]|t[aá]) (?:re |muy |muito |tremendo |puro )*(?:fuego"
    r"|fogo)\b(?! (?:en|em|no|na|ac[aá]))"
)
_DENIED: Final = re.compile(
    r"(?i)\b(?:there(?: i|')?s |there are |it'?s )?no (?:real |actual )?(?:fires?|emergency|danger)\b"
    r"|\b(?:no hay|n[aã]o (?:h[aá]|tem)|no es) (?:ning[uú]na? |nenhuma? )?"
    r"(?:fuego|incendio|fogo|inc[eê]ndio|peligro|perigo|emergencia|emerg[eê]ncia)\b(?: nenhuma?| alguno?)?"
    r"|\b(?:qu[eé]|what|qual|cu[aá]l) (?:ambul[aâ]nc\w+|emerg[eê]n\w+|peligro|perigo|danger)(?= ?[?!.,]|$)"
)
_BURNS: Final = re.compile(
    r"(?i)\b(?:help|smok\w+|burn\w*|flames?|alarm|evacuat\w+|brigade|911|hum[oa]|quem\w+|llamas|fuma[cç]a|socorro"
    r"|ayuda|auxilio|ajuda|bomb[ei]\w+|chamas|incendi\w+|inc[eê]ndio)\b"
)
# Whom guests call robbers to their face, or for their prices, has cheated them and robbed nobody.
_INSULT: Final = re.compile(
    r"(?i)\b(?:(?-i:[Ss]os) (?:un|una) (?:ladr[oó]n|ladrona|chorr[oa])\b"
    r"|(?:(?:ustedes|uds|vos) (?:son|sos)|(?:vocês|voces|vcs) s[aã]o|you are|you're"
    r"|(?:son|s[aã]o)(?= (?:todos|unos|unas|uns|um bando de) ))"
    r"(?: todos| unos| unas| un| una| todas| uns| um bando de| a| a bunch of| all)*"
    r" (?:ladron\w*|ladr[oó]n|chorr[oa]s?|thie(?:f|ves)|crooks?|robbers?|ladr[oõã]\w+|bandidos?))"
)
# Beside any of this they may be real ones.
_REAL: Final = re.compile(
    r"(?i)\b(?:entr(?:[oó]|ar|aron|aram|ou|and)\w*|adentro|dentro|inside|met(?:i[oó]|ier)\w*|polic\w*|police"
    r"|alguien|algu[eé]m|some(?:one|body)|tipos?|hombres?|men|man|homem|homens|armad\w*|puertas?|portas?|doors?"
    r"|ventanas?|windows?|janelas?|pasillo|corredor|hallway"
    r"|(?:en|in|no|em) (?:mi|my|la|the|el|meu|nosso|nuestr[oa]|our)"
    r" (?:pieza|cuarto|habitaci[oó]n|room|quarto|caba\w+))\b"
)


def calmer(words: str, *, priced: bool = False) -> str:
    """The words without their first false alarm; just as they were where there is none. `priced`: a price is shown."""
    for sound, instead in ((_INSULT, "una estafa"), (_NOT_URGENT, " "), (_HARMLESS, "grill")):
        if sound.search(words) and not (sound is _INSULT and _REAL.search(words)):
            return sound.sub(instead, words)
    if not _BURNS.search(_DENIED.sub(" ", without_names(words))) and (
        _PRAISE.search(words) or _DENIED.search(words)
    ):
        return _DENIED.sub(" ", _PRAISE.sub(_praised, words))
    of_a_price = dearness.without_robbery(words, priced=priced) if not _REAL.search(words) else None
    return of_a_price or words


def _praised(said: re.Match[str]) -> str:
    if "fuego" in said.group().lower():
        return "es genial"
    return "é ótimo" if "fogo" in said.group().lower() else "is great"


def rings(words: str) -> bool:
    return temper.mood(_HARMLESS.sub(" ", words)) is Mood.DANGER or quarrels.going_on(words)
