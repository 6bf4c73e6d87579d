"""What guests want done: one task per wish, taken and finished once, by those who may."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.access import NotAllowed
from core.services import tasks
from core.services.tasks import LONGEST, NoSuchTask, NothingToDo, TaskKind
from core.store.alerts import Alert, AuditEntry
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.tasks import Task
from tests.makers import House, StoppedClock, heard, incoming


@pytest.fixture
def ana(house: House, session: Session) -> Conversation:
    conversation, _ = heard(session, house.posada, incoming("hola"))
    return conversation


def wish(session: Session, conversation: Conversation, what: str = "dos toallas") -> Task:
    return tasks.open_for_guest(session, conversation, TaskKind.SERVICE, what, "4")


def open_alerts(session: Session) -> list[str]:
    return list(session.scalars(select(Alert.kind).where(Alert.closed_at.is_(None))))


def test_a_wish_is_a_task_and_an_alert(session: Session, ana: Conversation) -> None:
    task = wish(session, ana)
    assert (task.state, task.what, task.room, task.opened_by) == ("open", "dos toallas", "4", None)
    assert open_alerts(session) == ["task_open"]


def test_the_same_wish_said_twice_is_one_task_until_it_is_done(
    house: House, session: Session, ana: Conversation
) -> None:
    first = wish(session, ana)
    assert wish(session, ana, " dos   toallas ").id == first.id
    tasks.finish(session, house.carla, first.id, "t1")
    assert wish(session, ana).id != first.id


def test_a_wish_as_long_as_a_letter_is_cut(session: Session, ana: Conversation) -> None:
    assert len(wish(session, ana, "toalla " * 1000).what) == LONGEST


def test_what_is_told_later_goes_with_the_task_or_beside_it_where_that_is_full(
    session: Session, ana: Conversation
) -> None:
    assert not tasks.told_more(session, ana, TaskKind.LOST, "por correo")
    lost = tasks.open_for_guest(session, ana, TaskKind.LOST, "mis anteojos", "4")
    assert tasks.told_more(session, ana, TaskKind.LOST, "por correo")
    assert lost.what == "mis anteojos · por correo"
    assert tasks.told_more(session, ana, TaskKind.LOST, "y " * LONGEST)
    assert lost.what == "mis anteojos · por correo"
    assert len(session.scalars(select(Task)).all()) == 2


def test_a_task_is_taken_and_finished_and_written_down(
    house: House, session: Session, ana: Conversation
) -> None:
    task = wish(session, ana)
    tasks.take(session, house.carla, task.id, "t1")
    assert (task.state, task.taken_by) == ("taken", house.carla.staff_id)
    assert open_alerts(session) == []
    tasks.finish(session, house.diego, task.id, "t2")
    assert (task.state, task.done_by) == ("done", house.diego.staff_id)
    tags = session.scalars(select(AuditEntry.tag).order_by(AuditEntry.id)).all()
    assert tags == ["task:taken", "task:done"]


def test_a_click_that_comes_twice_acts_once(
    house: House, session: Session, ana: Conversation, stopped_clock: StoppedClock
) -> None:
    task = wish(session, ana)
    tasks.take(session, house.carla, task.id, "t1")
    taken_at = task.taken_at
    stopped_clock.passes(minutes=5)
    tasks.take(session, house.diego, task.id, "t1")
    assert (task.taken_at, task.taken_by) == (taken_at, house.carla.staff_id)


def test_what_is_done_stays_done(house: House, session: Session, ana: Conversation) -> None:
    task = wish(session, ana)
    tasks.finish(session, house.carla, task.id, "t1")
    tasks.take(session, house.diego, task.id, "t2")
    assert (task.state, task.taken_by) == ("done", None)


def test_staff_open_tasks_of_their_own(house: House, session: Session) -> None:
    task = tasks.open_task(session, house.carla, " cambiar la lamparita\x00 ", " 7 ", token="t1")
    assert task is not None
    assert (task.what, task.room, task.opened_by) == ("cambiar la lamparita", "7", house.carla.staff_id)
    assert tasks.open_task(session, house.carla, "cambiar la lamparita", "7", token="t1") is None
    with pytest.raises(NothingToDo):
        tasks.open_task(session, house.carla, "  ", "", token="t2")


def test_those_who_only_look_on_see_the_list_and_touch_nothing(
    house: House, session: Session, ana: Conversation
) -> None:
    task = wish(session, ana)
    assert [one.id for one in tasks.unfinished(session, house.vera)] == [task.id]
    with pytest.raises(NotAllowed):
        tasks.take(session, house.vera, task.id, "t1")
    with pytest.raises(NotAllowed):
        tasks.open_task(session, house.vera, "algo", "", token="t2")


def test_another_hotels_task_does_not_exist(house: House, session: Session, ana: Conversation) -> None:
    task_id = wish(session, ana).id
    session.commit()
    with transaction(house.cabanas) as theirs:
        assert tasks.unfinished(theirs, house.elena) == []
        with pytest.raises(NoSuchTask):
            tasks.take(theirs, house.elena, task_id, "t1")
