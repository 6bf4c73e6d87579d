"""What else was said beside somebody's health, where the whole message was not understood: served as if alone.

"Soy asmática" wants no "I didn't get that": it is noted, and whatever was open is asked once more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows import composing, wishes
from core.flows.booking.notes import noted
from core.flows.heard import hearing
from core.flows.heard.gathering import as_before, gathered
from core.flows.turn import NOT_UNDERSTOOD, Answer, Turn
from core.flows.turn_of_a_flow import where_it_was
from core.flows.understand.answers.questions import asks
from core.flows.understand.wishes import beside_stay_wishes
from core.services.scenes import Scene

_FEWEST_WORDS: Final = 2


def served(session: Session, scene: Scene, turn: Turn) -> Turn:
    """In place of a turn that only says it did not understand; the needs themselves are noted by whoever asks."""
    if turn.step not in NOT_UNDERSTOOD:
        return turn
    rest = beside_stay_wishes.left_beside(scene.words)
    at = replace(scene, memory=as_before(scene))
    if len(rest.split()) >= _FEWEST_WORDS:
        meant = hearing.hear_words(at, rest)
        found = wishes.respond(session, replace(at, memory=gathered(at.memory, meant)), meant)
        if found.says and found.step not in NOT_UNDERSTOOD:
            return found
    open_question = where_it_was(session, at)
    if asks(rest):
        return composing.reply(scene, [Answer("help", known=False)], open_question)
    if open_question is not None and open_question.says:
        return open_question
    asks_when = () if noted.theirs(session, scene) is not None else (Text(scene.say("booking.ask_dates")),)
    return Turn(says=asks_when, memory={"misses": 0}, step="noted")
