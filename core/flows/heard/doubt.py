"""Not sure enough to act: one short question with buttons made of what it may have been."""

from __future__ import annotations

from core.domain.conversations import Reason
from core.domain.memory import Asked
from core.domain.outgoing import Buttons, Option
from core.flows.courtesy import welcome
from core.flows.flow import Tap, read_tap, tap_id
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene

NAME = "doubt"
_LIKELY, _POSSIBLE, _ALONE = 0.3, 0.12, 0.35
_MOST = 2
# Taken for one another: beside a lone guess its neighbour is offered.
_NEIGHBOURS = {
    "early_checkin": "ask_hours",
    "late_checkout": "ask_hours",
    "ask_price": "ask_availability",
    "ask_availability": "ask_price",
    "book": "ask_availability",
    "complaint": "service_request",
    "service_request": "complaint",
    "ask_policy": "ask_amenity",
    "ask_amenity": "ask_policy",
    "modify_booking": "booking_status",
    "cancel_booking": "modify_booking",
    "pay": "ask_payment",
    "ask_payment": "pay",
}  # fmt: skip
OFFERED = frozenset(_NEIGHBOURS) | {
    "ask_hours", "ask_location", "ask_photos", "ask_room", "booking_status", "invoice", "refund", "lost_found",
    "service_booking",
}  # fmt: skip


def chosen_wish(tap: Tap | None) -> str | None:
    """The wish behind a tapped guess, or behind the menu's first button."""
    if tap == read_tap(welcome.BOOK):
        return "book"
    return tap.action if tap is not None and tap.flow == NAME and tap.action in OFFERED else None


def missed(scene: Scene, meant: Understanding | None) -> Turn:
    """Once unsure: ask with buttons. Twice: a person, unless only now there is something to choose from."""
    guesses = _guesses(meant) if meant is not None else []
    if scene.memory.misses >= 1 and (not guesses or scene.memory.doubted):
        return hand_over(scene, Reason.NOT_UNDERSTOOD, "missed_twice")
    if guesses:
        return _ask(scene, guesses, meant.text if meant is not None else "")
    body = welcome.introduced(scene, scene.say("unsure.once" if scene.memory.greeted else "unsure.first"))
    return Turn(says=(welcome.menu(scene, body),), memory={"misses": 1, "greeted": True}, step="missed")


def has_guesses(meant: Understanding) -> bool:
    return bool(_guesses(meant))


def _guesses(meant: Understanding) -> list[str]:
    """The two likeliest; nothing where even the likeliest is a shot in the dark."""
    guesses = [guess for guess in (*meant.intents, *meant.rivals) if guess.name in OFFERED]
    ranked = sorted(guesses, key=lambda guess: -guess.confidence)
    names = [guess.name for guess in ranked if guess.confidence >= _POSSIBLE][:_MOST]
    if not names or ranked[0].confidence < (_LIKELY if len(names) > 1 else _ALONE):
        return []
    if len(names) == 1 and names[0] in _NEIGHBOURS:
        names.append(_NEIGHBOURS[names[0]])
    return names


def _ask(scene: Scene, names: list[str], words: str) -> Turn:
    options = tuple(Option(tap_id(NAME, name), scene.say(f"wish.{name}")) for name in names)
    options += (Option(welcome.PERSON, scene.say("button.person")),)
    return Turn(
        says=(Buttons(scene.say("unsure.which"), options),),
        asked=Asked.among(options),
        memory={"misses": 1, "greeted": True, "doubted": words},
        step="asked_which",
    )
