"""Deeds in a conversation: what is said, planned, sent from the composer, corrected, decided for the house."""

from __future__ import annotations

from typing import Any

from core.domain.conversations import AlertKind, Reason
from core.domain.errands import Errand, LetterState
from core.domain.outgoing import Text
from core.flows import engine
from core.services import alerts, errands, handovers, outgoing
from core.services.handovers import Case
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.handovers import Handover
from core.store.hotels import ChannelAccount
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.edges.console.approving import approve
from tests.edges.console.deeds_of import Again, Click, deed
from tests.edges.console.staging import Stage
from tests.inventory import in_days

_EMPTIED = "the line one writes in is empty after the first"
_CLOSES = "the question closes as its button is pressed"


def _in(talk: int, verb: str, **body: Any) -> Click:
    return Click(f"/api/conversations/{talk}/{verb}", body)


@deed("/api/conversations/{id:int}/reply", Again.MORE, _EMPTIED)
def reply(stage: Stage) -> Click:
    talk = stage.talk()
    return _in(talk.id, "reply", body="¡Hola! Ya miro.", seen=talk.line)


@deed("/api/conversations/{id:int}/template", Again.MORE, _CLOSES)
def template(stage: Stage) -> Click:
    talk = stage.talk()
    approve(stage.hotel, "reopening")
    offered = stage.get(f"/api/conversations/{talk.id}/templates")["templates"][0]
    words = {name: said or "una duda" for name, said in offered["words"].items()}
    return _in(talk.id, "template", template=offered["name"], language=offered["language"], words=words)


@deed("/api/conversations/{id:int}/note", Again.MORE, _EMPTIED)
def note(stage: Stage) -> Click:
    return _in(stage.talk().id, "note", body="alérgica a las nueces")


@deed("/api/conversations/{id:int}/take")
def take(stage: Stage) -> Click:
    return _in(stage.talk().id, "take")


@deed("/api/conversations/{id:int}/give-back")
def give_back(stage: Stage) -> Click:
    talk = stage.talk()
    stage.does(f"/api/conversations/{talk.id}/take")
    return _in(talk.id, "give-back")


@deed("/api/conversations/{id:int}/here")
def here(stage: Stage) -> Click:
    return _in(stage.talk().id, "here", writing=True)


@deed("/api/conversations/{id:int}/seen")
def seen(stage: Stage) -> Click:
    return _in(stage.talk().id, "seen")


def _two_nights(stage: Stage) -> dict[str, Any]:
    days = {"check_in": in_days(60).isoformat(), "check_out": in_days(62).isoformat()}
    return {**days, "adults": 2, "children": [], "rooms": 1, "types": [stage.place().slug]}


@deed("/api/conversations/{id:int}/at-hand/free")
def free(stage: Stage) -> Click:
    return _in(stage.talk().id, "at-hand/free", **_two_nights(stage))


@deed("/api/conversations/{id:int}/at-hand/preview")
def preview(stage: Stage) -> Click:
    return _in(stage.talk().id, "at-hand/preview", thing="offer", **_two_nights(stage))


@deed("/api/conversations/{id:int}/at-hand/send", Again.MORE, _CLOSES)
def send(stage: Stage) -> Click:
    talk, thing = stage.talk(), {"thing": "offer", **_two_nights(stage)}
    mark = stage.does(f"/api/conversations/{talk.id}/at-hand/preview", **thing)["mark"]
    return _in(talk.id, "at-hand/send", mark=mark, seen=talk.line, **thing)


@deed("/api/conversations/{id:int}/at-hand/hold-preview")
def hold_preview(stage: Stage) -> Click:
    return _in(stage.talk().id, "at-hand/hold-preview", **_two_nights(stage))


@deed("/api/conversations/{id:int}/at-hand/hold", Again.TOLD, "nothing_free")
def hold(stage: Stage) -> Click:
    talk, thing = stage.talk(), _two_nights(stage)
    mark = stage.does(f"/api/conversations/{talk.id}/at-hand/hold-preview", **thing)["mark"]
    return _in(talk.id, "at-hand/hold", mark=mark, seen=talk.line, **thing)


_LATER = {"body": "¡Buen viaje!", "when": "hour"}


@deed("/api/conversations/{id:int}/later", Again.MORE, _EMPTIED)
def write_later(stage: Stage) -> Click:
    return _in(stage.talk().id, "later", **_LATER)


def _planned(stage: Stage) -> int:
    return int(stage.does(f"/api/conversations/{stage.talk().id}/later", **_LATER)["id"])


@deed("/api/later/{id:int}/change", Again.MORE, _CLOSES)
def change_later(stage: Stage) -> Click:
    return Click(f"/api/later/{_planned(stage)}/change", {"body": "¡Muy buen viaje!", "when": "four_hours"})


@deed("/api/later/{id:int}/cancel", Again.TOLD, "gone_already")
def cancel_later(stage: Stage) -> Click:
    return Click(f"/api/later/{_planned(stage)}/cancel")


@deed("/api/later/{id:int}/send", Again.TOLD, "gone_already")
def send_later(stage: Stage) -> Click:
    return Click(f"/api/later/{_planned(stage)}/send")


@deed("/api/messages/{id:int}/retry")
def retry(stage: Stage) -> Click:
    talk = stage.talk()
    with transaction(stage.hotel) as session:
        said = outgoing.say(session, session.get_one(Conversation, talk.id), Text("¡Hola!"))
        session.flush()
        session.get_one(Message, said.id).delivery = "failed"
        return Click(f"/api/messages/{said.id}/retry")


def _explained(stage: Stage, words: str = "¿tienen pileta?") -> int:
    """A line in which the house answered what was asked."""
    talk = stage.talk(words)
    with transaction(stage.hotel) as session:
        engine.answer(session, session.get_one(Conversation, talk.id))
    lines = stage.get(f"/api/conversations/{talk.id}")["lines"]
    return int(next(line["id"] for line in lines if line["explained"]))


@deed("/api/messages/{id:int}/label")
def correct(stage: Stage) -> Click:
    return Click(f"/api/messages/{_explained(stage)}/label", {"intents": ["ask_price"]})


@deed("/api/messages/{id:int}/again", Again.MORE, _CLOSES)
def think_again(stage: Stage) -> Click:
    body = {"reason": "no era eso", "although_answered": True}
    return Click(f"/api/messages/{_explained(stage)}/again", body)


@deed("/api/conversations/{id:int}/pause", Again.MORE, _CLOSES)
def pause(stage: Stage) -> Click:
    return _in(stage.talk().id, "pause", when="tomorrow", reason="lo atiende la dueña")


@deed("/api/alerts/{id:int}/close")
def close_alert(stage: Stage) -> Click:
    talk = stage.talk()
    with transaction(stage.hotel) as session:
        key = f"media:of-{talk.id}"
        alerts.raise_alert(session, stage.hotel, AlertKind.MEDIA_LOST, key, conversation_id=talk.id)
    [raised] = stage.all_of(Alert, Alert.key == key)
    return Click(f"/api/alerts/{raised.id}/close")


def dead_letter(stage: Stage) -> int:
    key = f"a-dead-letter-of-{stage.talk().id}"
    with transaction(stage.hotel) as session:
        errands.write(session, stage.hotel, Errand.RESUME_HOUSE, key, {})
    [letter] = stage.all_of(OutboxLetter, OutboxLetter.key == key)
    stage.sets(OutboxLetter, letter.id, state=LetterState.DEAD, error="it broke")
    return int(letter.id)


@deed("/api/letters/{box}/{id:int}/revive", Again.TOLD, "not_found")
def revive(stage: Stage) -> Click:
    return Click(f"/api/letters/outbox/{dead_letter(stage)}/revive")


@deed("/api/letters/{box}/{id:int}/drop", Again.TOLD, "gone")
def drop(stage: Stage) -> Click:
    return Click(f"/api/letters/outbox/{dead_letter(stage)}/drop")


@deed("/api/knowledge/handovers/{id:int}/label")
def label_handover(stage: Stage) -> Click:
    talk = stage.talk("quiero hablar con una persona")
    with transaction(stage.hotel) as session:
        handovers.begin(session, session.get_one(Conversation, talk.id), Reason.ASKED, Case())
    [called] = stage.all_of(Handover, Handover.conversation_id == talk.id)
    return Click(f"/api/knowledge/handovers/{called.id}/label", {"label": "quería un cambio"})


@deed("/api/channels/{id:int}/resume")
def resume_channel(stage: Stage) -> Click:
    [line] = stage.all_of(ChannelAccount, ChannelAccount.hotel_id == stage.hotel)
    stage.sets(ChannelAccount, line.id, paused_reason="the token has expired")
    return Click(f"/api/channels/{line.id}/resume")
