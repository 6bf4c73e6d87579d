"""`make up` as a person lives it: it opens, says what happens, mends itself, closes, and opens again."""

import os
import signal
import socket
import stat
import sys
import time

import psutil
import pytest

from core.local import running
from tests.local.launching import LauncherRun, all_gone, until


def test_it_opens_and_shows_addresses_and_demo_logins(neighbour: LauncherRun) -> None:
    for words in (
        f"http://127.0.0.1:{neighbour.env['CONSOLE_PORT']}",
        "carla@posada.demo",
        "ceibo-demo-2026",
    ):
        assert words in neighbour.said()
    assert "\033" not in neighbour.said()


@pytest.mark.chaos
@pytest.mark.timeout(400)
def test_every_way_of_asking_closes_everything_and_data_and_secrets_are_kept(launcher: LauncherRun) -> None:
    made, secrets = launcher.data / "postgres" / "PG_VERSION", launcher.data / "local.env"
    kept = set()
    for times, number in enumerate((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), start=1):
        launcher.open()
        kept.add((made.stat().st_mtime, secrets.read_text(), stat.S_IMODE(secrets.stat().st_mode)))
        everybody = [launcher.child(name) for name in ("webhook", "relay", "postgres", "valkey")]
        everybody += launcher.child("relay").children()
        assert launcher.signal(number) == 0
        assert all_gone(everybody)
        assert launcher.said().count("Closed in") == times
        assert running.read_note(launcher.data) is None
    [(_, _, mode)] = kept
    assert mode == 0o600


@pytest.mark.chaos
def test_a_second_start_says_where_it_runs_already(neighbour: LauncherRun) -> None:
    second = neighbour.run("again")
    assert second.returncode == 0
    assert "open already" in second.stdout
    assert neighbour.env["PHONE_PORT"] in second.stdout


def test_a_taken_port_is_named_with_its_holder_and_the_way_out(launcher: LauncherRun) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(launcher.env["WEBHOOK_PORT"])))
        taken.listen()
        refused = launcher.run("again")
    assert refused.returncode == 1
    assert f"Port {launcher.env['WEBHOOK_PORT']} is taken by" in refused.stdout
    assert f"process {os.getpid()}" in refused.stdout
    assert "make up" in refused.stdout


def test_down_closes_a_running_house_and_says_so_when_there_is_none(launcher: LauncherRun) -> None:
    launcher.open()
    assert "Closed." in launcher.run("core.local.down").stdout
    until(launcher.ended, what="the launcher's end")
    assert "Nothing is open" in launcher.run("core.local.down").stdout


@pytest.mark.chaos
def test_reset_refuses_while_open_asks_when_closed_and_obeys_a_typed_yes(launcher: LauncherRun) -> None:
    launcher.open()
    assert "make down" in launcher.run("core.local.reset", FORCE="1").stdout
    launcher.signal(signal.SIGTERM)
    assert launcher.run("core.local.reset", typed="no\n").returncode == 1
    assert (launcher.data / "postgres").exists()
    assert launcher.run("core.local.reset", typed="yes\n").returncode == 0
    assert not launcher.data.exists()


def test_reset_does_not_touch_a_folder_that_is_not_ours(launcher: LauncherRun) -> None:
    launcher.data.mkdir()
    (launcher.data / "thesis.txt").write_text("years of work")
    refused = launcher.run("core.local.reset", FORCE="1")
    assert refused.returncode == 1
    assert (launcher.data / "thesis.txt").exists()


def test_server_mode_is_not_started_by_accident(launcher: LauncherRun) -> None:
    launcher.env["CONSERJE_MODE"] = "server"
    refused = launcher.run("again")
    assert refused.returncode == 1
    assert "not `local`" in refused.stdout


@pytest.mark.chaos
def test_a_given_database_that_does_not_answer_is_named(launcher: LauncherRun) -> None:
    launcher.env["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:9/none"
    refused = launcher.run("again")
    assert refused.returncode == 1
    assert "DATABASE_URL is set, but nothing usable answers there" in refused.stdout


@pytest.mark.chaos
def test_the_doctor_names_what_is_wrong_and_ends_with_one(neighbour: LauncherRun) -> None:
    (neighbour.data / "local.env").chmod(0o644)
    examined = neighbour.run("core.local.doctor")
    (neighbour.data / "local.env").chmod(0o600)
    assert examined.returncode == 1
    assert "can be read by others" in examined.stdout
    assert "remedy: chmod 600" in examined.stdout
    assert "Postgres 18 answers" in examined.stdout
    assert "Traceback" not in examined.stdout + examined.stderr


@pytest.mark.chaos
@pytest.mark.parametrize("name", ["relay", "webhook", "postgres", "valkey"])
def test_whatever_is_killed_comes_back_and_is_spoken_of(neighbour: LauncherRun, name: str) -> None:
    said = len(neighbour.said())
    victim = neighbour.child(name)
    left_behind = victim.children() if name == "relay" else []
    victim.kill()
    until(lambda: f"{name} is back" in neighbour.said()[said:], what=f"{name} coming back")
    assert f"{name} stopped (signal 9), starting it again" in neighbour.said()[said:]
    assert neighbour.child(name).pid != victim.pid
    assert all_gone(left_behind)


@pytest.mark.chaos
def test_one_that_keeps_stopping_is_reported_once_with_its_last_words(neighbour: LauncherRun) -> None:
    said = len(neighbour.said())
    (neighbour.data / "make-the-relay-fail").touch()
    neighbour.child("relay").kill()
    until(lambda: "relay keeps stopping" in neighbour.said()[said:], 20, what="the complaint")
    assert "the relay has lost its way" in neighbour.said()[said:]
    (neighbour.data / "make-the-relay-fail").unlink()
    until(lambda: "relay is back" in neighbour.said()[said:], 40, what="the relay coming back")
    assert neighbour.said()[said:].count("keeps stopping") == 1


@pytest.mark.chaos
@pytest.mark.parametrize("settle", [0.0, 2.0], ids=["at once", "after a moment"])
def test_a_killed_launcher_is_followed_by_a_whole_house(launcher: LauncherRun, settle: float) -> None:
    launcher.open()
    before = [launcher.child(name) for name in ("webhook", "relay", "postgres", "valkey")]
    before += launcher.child("relay").children()
    launcher.signal(signal.SIGKILL)
    time.sleep(settle)
    launcher.open()
    assert all_gone(before)
    assert launcher.child("postgres").is_running()


@pytest.mark.chaos
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their launcher")
def test_a_killed_launcher_takes_its_children_along(launcher: LauncherRun) -> None:
    launcher.open()
    children = [launcher.child(name) for name in ("webhook", "relay", "postgres", "valkey")]
    launcher.signal(signal.SIGKILL)
    _, left = psutil.wait_procs(children, timeout=10)
    assert left == []


@pytest.mark.chaos
def test_a_stranger_who_got_an_old_number_is_left_alone(launcher: LauncherRun) -> None:
    launcher.open()
    launcher.signal(signal.SIGTERM)
    me = running.Child("relay", os.getpid(), psutil.Process().create_time() - 3600)
    running.write_note(launcher.data, running.Note(me, "long ago", {}, {}, [me]))
    launcher.open()
    assert "cut short" not in launcher.said()
