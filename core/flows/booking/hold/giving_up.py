"""A hold given up, or let go for another one: asked before, and with the truth about money that was sent already."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking.asking import WISH, going
from core.flows.booking.hold import kept
from core.flows.booking.progress import NAME, Progress, Step, of
from core.flows.booking.search.kinds_named import kinds_meant
from core.flows.booking.wanted import Wanted, says_anything
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over, promise
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import calling_off
from core.flows.understand.answers.halves import is_on_terms
from core.flows.understand.answers.sealing import pieces
from core.flows.understand.answers.taking import agrees, moves_it
from core.flows.understand.money.paid import asks_whether_paid, says_paid, says_unpaid
from core.flows.understand.text import normalise
from core.services import paying, payments
from core.services.scenes import Scene
from core.services.showing import Booking

_KEEPS: Final = re.compile(
    r"\b(?:no|nao|nope|keep|leave|stick|stay|prefer|rather|better|mejor|prefiero|quedo|quedamos|dej\w+|manten\w+|segu\w+"
    r"|deix\w+|fic\w+|melhor|prefiro|mantem)\b"
)
# The words of the button, said of what was put before them.
_LETS_GO: Final = re.compile(
    r"\b(?:liber(?:a|e|ala|ela|em|en|o|ar|arla)|solt(?:a|ala|e|ela|ar|arla|o)|suelt(?:a|ala|e|ela|o)"
    r"|let (?:it|that|this|the (?:old|other|first|held) one|the \w+(?: room)?)? ?go|drop it|release it)\b"
)
_NOT_SO: Final = re.compile(
    r"\b(?:no|nao|not|don'?t|never|nunca|if|si|se|before|antes)\b (?:la |lo |me la |you |i |we |a |to )?"
    r"(?:liber|solt|suelt|let|drop|releas)\w*|\b(?:no|nao|not|don'?t|wait|esper\w+|pera|keep|mant\w+)\b"
)
# "No, not dinner, the breakfast": what was meant instead stands beside it, and nothing is given up.
_REFUSES: Final = re.compile(
    r"\b(?:quier\w+|quer\w+|want|need|necesit\w+|precis\w+|interes\w+|pued\w+|pod\w+|poss\w+|can'?t|cannot|could\w*|voy|vamos"
    r"|vou|ir|come|coming|go|going|car[oa]|dear|expensive|reserv\w*|book\w*|cancel\w*|otr[oa]|other|outr[oa]|mas|mais"
    r"|any ?more|dej\w+|deix\w+|leave|forget|olvid\w+|esquec\w+|gracias|thanks?|thank|obrigad[oa]|pag\w+|pay\w*"
    r"|sirve|serve|conviene|suelt\w+|solt\w+|liber\w+|let it)\b"
)
# "I need nothing else, thanks" says that all is well.
_NOTHING_ELSE: Final = re.compile(r"\b(?:nada|nothing|anything) (?:mas|else|more|mais)\b|\bmais nada\b")
_FEW: Final = 4
_MOVES: Final = (tap_id(NAME, "move"), tap_id(NAME, "swap"))


def is_said_by_a_no(text: str) -> bool:
    """A "no" in few words, or beside words of not wanting."""
    plain = normalise(text)
    if _NOTHING_ELSE.search(plain) is not None or says_unpaid(text):
        return False
    return len(plain.split()) <= _FEW or _REFUSES.search(plain) is not None


def ask_to_give_up(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Turn:
    options = (
        Option(tap_id(NAME, "release"), scene.say("button.release")),
        Option(tap_id(NAME, "keep"), scene.say("button.keep")),
    )
    checked = paying.is_checked(session, booking) or _is_said_to_be_paid(scene)
    key = "booking.ask_release_checked" if checked else "booking.ask_release"
    question = scene.say(key, what=kept.of_hold(session, scene, booking))
    if not checked and asks_whether_paid(scene.words) and not payments.purse(session, booking).paid:
        question = f"{scene.say('booking.nothing_paid')}\n\n{question}"
    content = Buttons(question, options)
    asked = Asked.among(options, About.YES_OR_NO)
    here = of(scene)
    way = here.way if here is not None else None
    progress = Progress(Step.GIVE_UP, booking=booking.id, apart=wanted.apart, way=way)
    return going(progress, wanted, content, asked, "asked_to_release")


def agreed(
    session: Session, scene: Scene, meant: Understanding, here: Progress, booking: Booking
) -> bool | None:
    """What a yes or no, or the order said once more, makes of the hold; nothing where that was not asked."""
    if _keeps_it(session, scene, meant, booking):
        return False
    if is_on_terms(meant.text, agrees):
        return None
    asked = here.step is Step.GIVE_UP or (bool(tap_of_a_yes(scene)) and not says_anything(meant))
    if not asked:
        return None
    if here.step is Step.GIVE_UP and moves_it(meant.text):
        return False  # "yeah, change it" lets nothing go
    ordered = here.step is Step.GIVE_UP and _is_ordered(meant.text)
    return True if ordered else meant.agrees


def _is_ordered(text: str) -> bool:
    return calling_off.is_ordered(text) or calling_off.is_ordered_first(text)


def _keeps_it(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> bool:
    """ "No, keep the double", of the double that is held, said to another room that was put before them."""
    kind = meant.entities.room_type
    if kind is None or meant.stay or not tap_of_a_yes(scene) or _KEEPS.search(normalise(meant.text)) is None:
        return False
    return booking.room_type_id in {one.id for one in kinds_meant(session, kind)}


def tap_of_a_yes(scene: Scene) -> str:
    """The button that a typed "yes" stands for, while other days or people are asked about."""
    asked = scene.memory.asked
    options = asked.options if asked is not None else ()
    return next((one for one in options if one.startswith(_MOVES)), "")


def lets_it_go(scene: Scene, meant: Understanding) -> str:
    """The button of letting go, where its words are typed: "pode liberar e procurar", "libera e pega a familiar"."""
    asked = scene.memory.asked
    options = asked.options if asked is not None else ()
    swaps = next((one for one in options if one.startswith(tap_id(NAME, "swap"))), "")
    if not swaps or meant.stay:
        return ""
    bits = (bit for bit in pieces(meant.text) if _LETS_GO.search(normalise(bit)))
    return swaps if any(_NOT_SO.search(normalise(bit)) is None and "?" not in bit for bit in bits) else ""


def give_up(session: Session, scene: Scene, booking: Booking) -> Turn:
    what = kept.of_hold(session, scene, booking)
    checked = paying.let_go(session, booking, said_to_be_paid=_is_said_to_be_paid(scene))
    turn = released(scene, booking, checked=checked)
    left = paying.open_hold(session, scene.conversation)
    return turn if left is None or checked else _beside_the_other(session, scene, turn, what, left)


def _beside_the_other(session: Session, scene: Scene, turn: Turn, what: str, left: Booking) -> Turn:
    """Another stay is still held for them, and its money awaited."""
    stands = scene.say("booking.holds", holds=kept.line(session, scene, left))
    said = Text(f"{scene.say('booking.released_one', what=what)}\n\n{stands}")
    memory = {**turn.memory, **kept.wanted_of(session, left).memory}
    return replace(turn, says=(said,), memory=memory, goes_on=kept.still_awaited(left))


def _is_said_to_be_paid(scene: Scene) -> bool:
    """Nobody has seen it yet, and nobody may tell them that there was nothing."""
    return any(map(says_paid, scene.memory.recent))


def released(scene: Scene, booking: Booking, *, checked: bool) -> Turn:
    """Let go. Whose transfer is still being looked for hears who will write about it, and by when."""
    if not checked:
        said = scene.say("booking.released")
        return Turn(says=(Text(said),), memory={"misses": 0}, step="released", wish=WISH)
    said = f"{scene.say('booking.released_checked', code=booking.code)} {promise(scene, Reason.ASKED)}"
    turn = hand_over(scene, Reason.BOOKING, "released_with_receipt")
    return replace(turn, says=(Text(said),), facts=(f"booking:{booking.code}",))


def for_another(session: Session, scene: Scene, booking: Booking) -> str:
    """Let go so that something else can be looked for: how that is said."""
    checked = paying.let_go(session, booking, said_to_be_paid=_is_said_to_be_paid(scene))
    return scene.say("booking.released_for_another_checked" if checked else "booking.released_for_another")
