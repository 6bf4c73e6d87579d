"""Deeds about the house itself: settings, pauses, the team, tasks, and what people change about themselves."""

from __future__ import annotations

import itertools
from typing import Any

from core.base import seal
from core.domain.access import Role
from core.store.db import across_hotels
from core.store.hotels import ChannelAccount, Hotel
from core.store.invites import Invite
from core.store.staff import Membership, Staff
from tests.edges.console.deeds_of import Again, Click, deed
from tests.edges.console.staging import Stage

_serial = itertools.count(1)
_REPLACES = "the second takes the place of the first"


def _facts(stage: Stage) -> dict[str, Any]:
    hotel = stage.row(Hotel, stage.hotel)
    return {
        "name": hotel.name, "language": "es", "address_form": "", "on_call_phone": "+54 9 11 5550 1234",
        "promise_minutes": 20 + next(_serial), "give_back_minutes": 45,
    }  # fmt: skip


@deed("/api/settings/facts")
def set_facts(stage: Stage) -> Click:
    return Click("/api/settings/facts", _facts(stage))


def _channel(stage: Stage) -> ChannelAccount:
    [line] = stage.all_of(ChannelAccount)
    found: ChannelAccount = line
    return found


@deed("/api/settings/number", Again.MORE, "the question closes as its button is pressed")
def set_number(stage: Stage) -> Click:
    line = _channel(stage)
    wanted = {"account": line.account, "display": line.display, "business": line.business or ""}
    return Click("/api/settings/number", {**wanted, "secret": f"EAAG-token-{next(_serial)}"})


@deed("/api/settings/account", Again.MORE, "the question closes as its button is pressed")
def set_account(stage: Stage) -> Click:
    secrets = {"access": f"APP_USR-{next(_serial)}", "hook_secret": ""}
    return Click("/api/settings/account", {"collector": "440000001", **secrets})


@deed("/api/settings/account/check", Again.MORE, "the button waits for what comes back")
def check_account(stage: Stage) -> Click:
    return Click("/api/settings/account/check")


@deed("/api/settings/mail/check", Again.MORE, "the button waits for what comes back")
def check_mail(stage: Stage) -> Click:
    return Click("/api/settings/mail/check")


@deed("/api/channels/{id:int}/check", Again.MORE, "the button waits for what comes back")
def check_channel(stage: Stage) -> Click:
    return Click(f"/api/channels/{_channel(stage).id}/check", {"submit": True})


PLACE: dict[str, Any] = {
    "place": "accounts/1018/locations/5550",
    "client": "4711-posada.apps.googleusercontent.com",
    "client_secret": "GOCSPX-secret",
    "refresh": "1//0g-refresh",
}


@deed("/api/settings/google", Again.MORE, "the question closes as its button is pressed")
def set_google(stage: Stage) -> Click:
    return Click("/api/settings/google", PLACE)


@deed("/api/settings/google/check", Again.MORE, "the button waits for what comes back")
def check_google(stage: Stage) -> Click:
    stage.does("/api/settings/google", **PLACE)
    return Click("/api/settings/google/check")


@deed("/api/settings/google/leave")
def leave_google(stage: Stage) -> Click:
    stage.does("/api/settings/google", **PLACE)
    return Click("/api/settings/google/leave")


@deed("/api/settings/letters", Again.MORE, _REPLACES)
def set_letters(stage: Stage) -> Click:
    on = ["arrival", "day_before", "balance_due"]
    return Click("/api/settings/letters", {"on": on, "hold_reminder": 10 + next(_serial)})


@deed("/api/settings/letters/{letter}/preview")
def preview_letter(stage: Stage) -> Click:
    return Click("/api/settings/letters/day_before/preview")


def _key(stage: Stage) -> dict[str, Any]:
    return {"name": f"web {next(_serial)}", "scope": "hold", "origins": "https://www.posada.example"}


@deed("/api/settings/keys", Again.MORE, "the question waits for its answer and shows the key in its place")
def create_key(stage: Stage) -> Click:
    return Click("/api/settings/keys", _key(stage))


@deed("/api/settings/keys/{id:int}/revoke")
def revoke_key(stage: Stage) -> Click:
    wanted = _key(stage)
    stage.does("/api/settings/keys", **wanted)
    made = next(one for one in stage.get("/api/settings")["keys"] if one["name"] == wanted["name"])
    return Click(f"/api/settings/keys/{made['id']}/revoke")


@deed("/api/house/pause", Again.MORE, _REPLACES)
def pause_house(stage: Stage) -> Click:
    stage.does("/api/house/resume")
    return Click("/api/house/pause", {"minutes": 30})


@deed("/api/house/resume")
def resume_house(stage: Stage) -> Click:
    stage.does("/api/house/pause", minutes=30)
    return Click("/api/house/resume")


def _newcomer() -> dict[str, Any]:
    number = next(_serial)
    return {"name": f"Nina {number}", "email": f"nina{number}@posada.test", "role": "reception"}


@deed("/api/team/invites", Again.MORE, "the question waits for its answer and shows the link in its place")
def invite(stage: Stage) -> Click:
    return Click("/api/team/invites", _newcomer())


@deed("/api/team/invites/{id:int}/revoke")
def revoke_invite(stage: Stage) -> Click:
    who = _newcomer()
    stage.does("/api/team/invites", **who)
    [made] = stage.all_of(Invite, Invite.email == who["email"])
    return Click(f"/api/team/invites/{made.id}/revoke")


@deed("/api/team/rules")
def entry_rules(stage: Stage) -> Click:
    return Click("/api/team/rules", {"rotate_days": 100 + next(_serial), "second_factor_for": []})


def colleague(stage: Stage, **facts: Any) -> int:
    """Somebody who works here and nowhere else, with the password of everybody in the demo."""
    who = _newcomer()
    with across_hotels() as session:
        like = session.get_one(Staff, stage.carla.staff_id)
        person = Staff(email=who["email"], name=who["name"], password_hash=like.password_hash, **facts)
        session.add(person)
        session.flush()
        session.add(Membership(staff_id=person.id, hotel_id=stage.hotel, role=Role.RECEPTION))
        return int(person.id)


def _about(person: int, verb: str, **body: Any) -> Click:
    return Click(f"/api/team/{person}/{verb}", body)


@deed("/api/team/{id:int}/role")
def change_role(stage: Stage) -> Click:
    return _about(colleague(stage), "role", role="viewer")


@deed("/api/team/{id:int}/deactivate")
def deactivate(stage: Stage) -> Click:
    return _about(colleague(stage), "deactivate")


@deed("/api/team/{id:int}/reactivate")
def reactivate(stage: Stage) -> Click:
    person = colleague(stage)
    stage.does(f"/api/team/{person}/deactivate")
    return _about(person, "reactivate")


@deed("/api/team/{id:int}/end-sessions")
def end_sessions(stage: Stage) -> Click:
    return _about(colleague(stage), "end-sessions")


@deed("/api/team/{id:int}/reset-factor")
def reset_factor(stage: Stage) -> Click:
    return _about(colleague(stage, factor_locked=seal.lock("JBSWY3DPEHPK3PXP")), "reset-factor")


@deed("/api/team/{id:int}/reset-link", Again.MORE, "the question waits for its answer and shows the link")
def reset_link(stage: Stage) -> Click:
    return _about(colleague(stage), "reset-link")


@deed("/api/tasks", Again.MORE, "the form is empty after the first")
def open_task(stage: Stage) -> Click:
    return Click("/api/tasks", {"what": f"Revisar el termo {next(_serial)}", "room": "12"})


def task(stage: Stage) -> int:
    what = f"Revisar el termo {next(_serial)}"
    stage.does("/api/tasks", what=what, room="12")
    return int(next(one["id"] for one in stage.get("/api/today")["tasks"] if one["what"] == what))


@deed("/api/tasks/{id:int}/take")
def take_task(stage: Stage) -> Click:
    return Click(f"/api/tasks/{task(stage)}/take")


@deed("/api/tasks/{id:int}/done")
def finish_task(stage: Stage) -> Click:
    return Click(f"/api/tasks/{task(stage)}/done")
