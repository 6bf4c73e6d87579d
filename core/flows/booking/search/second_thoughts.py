"""Who gives the search up, and who only wants to sleep on it or ask at home."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows.booking.asking import WISH
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.keeping import decides_later
from core.flows.understand.answers.leaving import looks_elsewhere
from core.flows.understand.answers.questions import only_asks
from core.flows.understand.answers.refusing import refuses_for_now, refuses_to_book
from core.flows.understand.answers.taking import agrees
from core.flows.understand.text import normalise
from core.services import showing
from core.services.scenes import Scene

_NEVER_MIND: Final = re.compile(
    r"(?i)\b(?:mejor no|dej[aá]lo|dejalo|olvid[aá](?:te|lo)?|never ?mind|forget it|deixa (?:pra l[aá]|quieto))\b"
    r"|^\W*nvm\W*$"
)
# "Leave it as it was" gives nothing up.
_AS_IT_WAS: Final = re.compile(
    r"(?i)\b(?:como (?:estaba|est[aá]|antes)|as it (?:was|is)|como (?:estava|era))\b"
)
_THINKING: Final = re.compile(
    r"(?i)\b(?:(?:lo|la|me lo) (?:pienso|consulto|charlo|hablo|platico|converso|veo)\b|"
    r"(?:pensarlo|consultarlo|charlarlo|hablarlo|platicarlo|conversarlo|verlo) (?:con|un poco|y|bien)"
    r"|(?:te|les?|os) aviso(?! q)|(?:vou|vamos) (?:pensar|ver|falar|conversar) (?:com|e|um pouco)|(?:te|eu) aviso(?! q)"
    r"|(?:d[eé]jame|d[eé]jeme|tengo que|tenemos que|necesito|quiero|voy a|vamos a) pensarlo"
    r"|(?:deixa eu|me deixa|tenho que|preciso|quero) pensar"
    r"|(?:let me|i'?ll|we'?ll|need to|have to) (?:sleep on it|think (?:about it|it over)"
    r"|talk (?:to|it over with)|check with)"
    r"|get back to you|let you know"
    r"|(?:but|just|maybe) not (?:now|yet|today|right now)"
    r"|(?:pero|mas|por) (?:ahora|todav[ií]a|hoy|agora|hoje|ainda) n[oã]o?"
    r"|(?:pero|mas) n[oã]o? (?:ahora|todav[ií]a|hoy|agora|hoje|ainda))\b"
)


# "Hold on a sec", and nothing beside it.
_MOMENT: Final = (
    r"(?:(?:una?|um|one|1|just|a|wait|hang|hold|on) )*(?:toque|toquecito|ratito|rato|cachito|segundo"
    r"|segundito|seg|momento|momentito|minuto|minutito|min|sec|second|moment|minute|tantinho|pouquinho|instante|bit)"
)
_WAIT: Final = (
    r"(?:(?:me|nos) )?(?:esper[ae](?:me|nos|n)?|aguant[ae](?:me|nos|n)?|banc[ae](?:me|nos|n)?|aguard[ae](?:me)?|par[ae]"
    r"|pera|perai|pera ai|espera ai|calma|wait|hold on|hang on|bear with me)"
)
_ONE_MOMENT: Final = re.compile(
    rf"(?:(?:ok|dale|uh|ah|ay|che|bueno|ops|oh|eh|sorry|perdon)[ ,]+)*(?:{_WAIT}[ ,]*(?:{_MOMENT})?|{_MOMENT})"
    r"[ ,]*(?:porfa|por favor|please|pls|ya vuelvo|ja volto|brb)?[ .!]*"
)
# Said after a yes, it takes some of it back.
_BUT: Final = re.compile(
    r"\b(?:pero|aunque|salvo|excepto|solo que|but|except|although|porem|so que|(?<=sim )mas|(?<=ok )mas)\b"
)
_WITHOUT: Final = re.compile(r"\b(?:sin|without|sem)\b")
_TAKING: Final = frozenset({"yes", "confirm_booking", "book", "inform"})


# "And if the boy doesn't come?", "should I book now?": nothing is taken by a question.
_IF: Final = re.compile(
    r"(?:^|, |[.!] )(?:(?:y|e|and|pero|but|mas|ok|entonces|then|so) )*(?:si|se|if|what if|que pasa si) [\w']+ \w+"
)
_WONDERS: Final = re.compile(
    r"\b(?:should|debo|deberia|conviene|devo|deveria|when|cuando|quando|how|como|o no|or not|ou nao)\b[^.!]*\?"
)
# "We can't come on the 8th any more, we come from the 9th to the 11th."
_COMES_THEN: Final = re.compile(
    r"(?:[,.;]|\b(?:pero|mas|but)\b) ?(?:(?!no\b|nao\b|not\b)[a-z]+ ){0,2}?"
    r"(?:(?:vamos|voy|vou|iriamos|iremos)(?! (?:al?|para|pra) [a-z])|quer\w+|quier\w+|mejor|melhor|prefer\w+"
    r"|prefier\w+|we(?:'ll| will)? come|we(?:'d| would)? (?:want|like|rather))\b"
)


def only_supposes(text: str) -> bool:
    plain = normalise(text).strip(" ¡¿")
    if only_asks(text):
        return True
    if agrees(text) or re.search(r"\bsí\b", text.lower()):
        return False
    if _IF.search(plain) is not None:
        return True
    return _WONDERS.search(plain) is not None and not any(map(agrees, re.split(r"[,.!;]", text)))


def gives_up(meant: Understanding) -> bool:
    """Not where the same breath says what is wanted instead, nor where it is only asked what that would cost."""
    if only_asks(meant.text):
        return False
    if meant.stay.complete and _COMES_THEN.search(normalise(meant.text)):
        return False
    if "cancel_booking" in meant.names or refuses_to_book(meant.text):
        return True
    told = meant.undoes or meant.stay or meant.entities.people or _AS_IT_WAS.search(meant.text)
    orders = "book" in meant.names  # "forget it, book the double"
    return _NEVER_MIND.search(meant.text) is not None and not (told or orders)


def never_mind(session: Session, scene: Scene) -> Turn:
    showing.decline(session, scene.conversation)
    return Turn(
        says=(Text(scene.say("booking.never_mind")),), memory={"misses": 0}, step="never_mind", wish=WISH
    )


def has_a_but(meant: Understanding) -> bool:
    """ "All right, but we come on foot": what comes after is not known, so nothing may be taken for it."""
    plain = normalise(meant.text)
    does_without = _WITHOUT.search(plain) is not None and meant.entities.amenities
    doubtful = _BUT.search(plain) is not None and not does_without
    return doubtful and meant.names <= _TAKING and (meant.agrees is True or not meant.answer)


def sleep_on_it(scene: Scene, meant: Understanding) -> Turn | None:
    """What was offered stays open, and nobody is pressed."""
    told = meant.stay or meant.entities.people or meant.entities.adults
    if not told and looks_elsewhere(meant.text):
        return _left_open(scene, scene.say("booking.looks_elsewhere"))
    return None if told or not thinks_it_over(meant.text) else no_hurry(scene)


def thinks_it_over(text: str) -> bool:
    if "?" in text:
        return False
    if _THINKING.search(text) is not None or decides_later(text) or refuses_for_now(text):
        return True
    return _ONE_MOMENT.fullmatch(normalise(text)) is not None


def no_hurry(scene: Scene, kept: str = "") -> Turn:
    """`kept` says until when a room is held meanwhile."""
    said = scene.say("booking.no_hurry_held", kept=kept) if kept else scene.say("booking.no_hurry")
    return _left_open(scene, said)


def _left_open(scene: Scene, said: str) -> Turn:
    return Turn(
        says=(Text(said),),
        asked=scene.memory.asked,
        goes_on=scene.memory.data,
        memory={"misses": 0},
        step="sleeps_on_it",
    )
