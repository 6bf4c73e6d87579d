"""Danger before everything: whoever has the conversation, and whatever else was said with it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.conversations import Owner, Reason
from core.flows import wishes
from core.flows.courtesy import consent
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services import scenes
from core.services.scenes import Scene


def called(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Comes before everything: a stop, a machine's patience, an old button, a house told to keep quiet.

    Where nobody was called for danger a person is, and the guest reads whom to ring, also in a paused house. Where
    somebody has the conversation already, or may not be written to, who is on call is rung and nothing is said.
    """
    conversation, guest = scene.conversation, scene.guest
    called_for_less = scene.somebody_is_awaited and conversation.handover_reason != Reason.URGENT
    if guest.blocked_at is not None or not (conversation.owner == Owner.HOUSE or called_for_less):
        scenes.raise_urgent(session, scene)
        return None
    turn = wishes.respond(session, scene, meant)
    if guest.opted_out_at is not None or not scene.window_is_open:
        return replace(turn, says=())
    stops = "opt_out" in meant.names and consent.is_meant(scene, meant)
    return replace(turn, opted_out=True) if stops else turn
