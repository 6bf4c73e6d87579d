"""What guests want done: opened by the house or by staff, taken by one, finished. Each click acts once."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AlertKind, AuditTag, EventKind
from core.services import alerts
from core.services.guests import note
from core.services.written import written_down
from core.store import tasks as rows
from core.store.conversations import Conversation
from core.store.db import tell_after_commit
from core.store.tasks import Task

LONGEST: Final = 500
_LONGEST_ROOM: Final = 40


class TaskKind(StrEnum):
    SERVICE = "service"
    LOST = "lost"


class TaskState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"


class NoSuchTask(Exception):
    pass


class NothingToDo(Exception):
    """A task says what is to be done."""


def open_for_guest(
    session: Session, conversation: Conversation, kind: TaskKind, what: str, room: str = ""
) -> Task:
    """The same wish said twice while it is still open is one task."""
    what = " ".join(what.split())[:LONGEST]
    for task in rows.unfinished_in(session, conversation.id):
        if task.kind == kind and task.what == what:
            return task
    task = Task(
        hotel_id=conversation.hotel_id,
        conversation_id=conversation.id,
        kind=kind,
        what=what,
        room=room[:_LONGEST_ROOM],
        state=TaskState.OPEN,
        opened_at=clock.now(),
    )
    session.add(task)
    session.flush()
    note(session, conversation, EventKind.TASK_OPENED, task=task.id, what=what)
    alerts.raise_alert(
        session,
        conversation.hotel_id,
        AlertKind.TASK_OPEN,
        _alert_key(task.id),
        conversation_id=conversation.id,
        facts={"what": what, "room": task.room},
    )
    _tell(session, task)
    return task


def told_more(session: Session, conversation: Conversation, kind: TaskKind, words: str) -> bool:
    """Added to the newest such task that is not done, or beside it where that is full; False where there is none."""
    task = next(
        (one for one in reversed(rows.unfinished_in(session, conversation.id)) if one.kind == kind), None
    )
    if task is None:
        return False
    words = " ".join(words.split())
    grown = f"{task.what} · {words}"
    if len(grown) > LONGEST:
        open_for_guest(session, conversation, kind, words, task.room)
    elif words not in task.what:
        task.what = grown
        _tell(session, task)
    return True


def _alert_key(task_id: int) -> str:
    return f"task-{task_id}"


def open_task(session: Session, actor: Actor, what: str, room: str, *, token: str) -> Task | None:
    """Staff open one themselves; nothing when this click was counted before."""
    require(actor, Action.WORK_TASKS)
    what = " ".join(what.replace("\x00", "").split())[:LONGEST]
    if not what:
        raise NothingToDo
    if not written_down(session, actor, AuditTag.TASK_OPENED, "task:new", token):
        return None
    task = Task(
        hotel_id=actor.hotel_id,
        kind=TaskKind.SERVICE,
        what=what,
        room=room.strip()[:_LONGEST_ROOM],
        state=TaskState.OPEN,
        opened_at=clock.now(),
        opened_by=actor.staff_id,
    )
    session.add(task)
    session.flush()
    _tell(session, task)
    return task


def take(session: Session, actor: Actor, task_id: int, token: str) -> Task:
    """Whoever takes it later takes it over; what is done stays done."""
    task = _get(session, actor, task_id)
    if task.state != TaskState.DONE and written_down(
        session, actor, AuditTag.TASK_TAKEN, f"task:{task_id}", token
    ):
        task.state, task.taken_at, task.taken_by = TaskState.TAKEN, clock.now(), actor.staff_id
        alerts.close_alert(session, task.hotel_id, _alert_key(task.id), actor.staff_id)
        _tell(session, task)
    return task


def finish(session: Session, actor: Actor, task_id: int, token: str) -> Task:
    task = _get(session, actor, task_id)
    if task.state != TaskState.DONE and written_down(
        session, actor, AuditTag.TASK_DONE, f"task:{task_id}", token
    ):
        task.state, task.done_at, task.done_by = TaskState.DONE, clock.now(), actor.staff_id
        alerts.close_alert(session, task.hotel_id, _alert_key(task.id), actor.staff_id)
        _tell(session, task)
    return task


def unfinished(session: Session, actor: Actor) -> list[Task]:
    """The oldest first."""
    require(actor, Action.READ_CONVERSATIONS)
    return rows.unfinished(session)


def open_in(session: Session, conversation: Conversation) -> list[Task]:
    """What is still to be done for this guest, the oldest first."""
    return rows.unfinished_in(session, conversation.id)


def _get(session: Session, actor: Actor, task_id: int) -> Task:
    require(actor, Action.WORK_TASKS)
    task = rows.locked(session, task_id)
    if task is None:
        raise NoSuchTask
    return task


def _tell(session: Session, task: Task) -> None:
    tell_after_commit(session, task.hotel_id, kind="task", task=task.id)
