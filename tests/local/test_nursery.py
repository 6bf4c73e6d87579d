"""The nursery on its own: what is born of it lives, ends and dies as if it had been started by hand."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from core.local import children
from core.local.bootstrap import ROOT
from core.local.children import Program
from core.local.nursery.nursling import Nursling, is_at_home
from tests.local.launching import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every process starts by itself")
MODULE = "tests.local.nursed"


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "nursery.sock"
    program = Program(
        "nursery",
        (sys.executable, "-m", "core.local.nursery", str(place), MODULE),
        tmp_path / "nursery.log",
        folder=ROOT,
    )
    started = children.start(program)
    until(lambda: is_at_home(place), 30, "the nursery's opening")
    yield place
    children.stop(started, signal.SIGTERM)


def a_program(nursery: Path, duty: str) -> Program:
    folder = nursery.parent
    return Program(
        name=f"nursed-{duty}",
        argv=(sys.executable, "-m", MODULE, duty, str(folder / "note")),
        log=folder / "nursed.log",
        env={"GREETING": "hola", "PYTHONPATH": str(ROOT)},
        folder=folder,
        nursery=nursery,
    )


def noted(nursery: Path) -> list[str]:
    note = nursery.parent / "note"
    until(lambda: note.exists() and note.read_text(), 20, "the note")
    return note.read_text().split()


def test_a_child_has_a_log_a_folder_and_surroundings_of_its_own(nursery: Path) -> None:
    child = children.start(a_program(nursery, "stay"))
    assert isinstance(child, Nursling)
    assert noted(nursery) == [str(child.pid), "hola", str(nursery.parent)]
    assert psutil.Process(child.pid).name() == "nursed-stay"
    assert child.poll() is None
    assert children.stop(child, signal.SIGTERM)
    assert child.returncode == -signal.SIGTERM


def test_its_exit_code_comes_back(nursery: Path) -> None:
    assert children.start(a_program(nursery, "end")).wait(20) == 7


def test_what_it_stumbled_over_stands_in_its_log(nursery: Path) -> None:
    assert children.start(a_program(nursery, "stumble")).wait(20) == 1
    assert "LookupError: the keys" in (nursery.parent / "nursed.log").read_text()


def test_a_killed_child_is_noticed_and_the_next_one_is_born(nursery: Path) -> None:
    child = children.start(a_program(nursery, "stay"))
    noted(nursery)
    psutil.Process(child.pid).kill()
    assert child.wait(20) == -signal.SIGKILL
    again = children.start(a_program(nursery, "stay"))
    assert again.pid != child.pid
    assert children.stop(again, signal.SIGTERM)


def test_children_do_not_outlive_their_nursery(nursery: Path) -> None:
    child = children.start(a_program(nursery, "stay"))
    noted(nursery)
    process = psutil.Process(child.pid)
    process.parent().kill()
    until(lambda: not children.lives(process), 20, "the end of the child")
    assert child.wait(20) < 0


def test_where_nobody_is_at_home_a_program_starts_by_itself(tmp_path: Path) -> None:
    child = children.start(a_program(tmp_path / "nursery.sock", "end"))
    assert isinstance(child, subprocess.Popen)
    assert child.wait(30) == 7


@pytest.mark.parametrize("said", [b"", b"\n", b"{}\n", b"[]\n", b"\xff\xfe\n", b'{"name": "half'])
def test_rubbish_at_the_door_disturbs_nobody(nursery: Path, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(nursery))
        line.sendall(said)
    assert children.start(a_program(nursery, "end")).wait(20) == 7
