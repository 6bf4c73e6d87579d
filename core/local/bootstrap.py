"""From a bare clone to a virtual environment with the pinned packages; standard library only.

Written in words old Pythons can read, so that they can be told what is missing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from core.local import screen

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = VENV / "install.log"
OLDEST = (3, 11)


class Unprepared(Exception):
    """The machine lacks something; the text says what, and how to get it."""


def prepare(*requirements: str) -> None:
    """Makes sure the packages of these files are installed, and goes on inside the virtual environment."""
    if sys.version_info < OLDEST:
        raise Unprepared(
            f"Conserje needs Python {_dotted(OLDEST)} or newer; this is {_dotted(sys.version_info[:2])}. "
            "Install one (Debian: apt install python3) or name one: make up PYTHON=/path/to/python3"
        )
    if sys.platform == "win32":
        raise Unprepared("Conserje does not run on Windows itself; inside WSL it does.")
    _make_venv()
    _install(requirements)
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(str(PYTHON), [str(PYTHON), "-m", *_this_command()])


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(number) for number in version)


def _this_command() -> list[str]:
    """The module now running as `python -m` names it, with its arguments."""
    spec = sys.modules["__main__"].__spec__
    return [spec.name if spec else "core.local.up", *sys.argv[1:]]


def _make_venv() -> None:
    """Makes .venv, or makes it again when its Python has gone (an upgraded system, a moved folder)."""
    if _works(PYTHON):
        return
    if VENV.exists():
        screen.note("The virtual environment in .venv does not work any more; making it again.")
        shutil.rmtree(str(VENV))
    screen.live("Environment", "making .venv")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise Unprepared(_why_no_venv(made.stdout))
    screen.done("Environment", f".venv, Python {_dotted(sys.version_info[:3])}")


def _why_no_venv(said: str) -> str:
    if "ensurepip" in said or "No module named venv" in said:
        package = f"python{_dotted(sys.version_info[:2])}-venv"
        return f"Python came without its venv module. Debian and Ubuntu: apt install {package}, then again."
    return f"The virtual environment could not be made: {said.strip()[-300:]}"


def _works(python: Path) -> bool:
    try:
        command = [str(python), "-c", "import pip"]
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def stamp_of(requirement: str) -> tuple[Path, str]:
    """Where the stamp of a requirements file is kept, and what it must say to be up to date."""
    digest = hashlib.sha256()
    for name in ("requirements.txt", requirement):
        digest.update((ROOT / name).read_bytes())
    wanted = f"{digest.hexdigest()} {_dotted(sys.version_info[:2])}"
    return VENV / ("installed-" + requirement.replace("/", "-")), wanted


def is_installed(requirement: str) -> bool:
    """Whether this very file was installed last time."""
    stamp, wanted = stamp_of(requirement)
    return stamp.exists() and stamp.read_text() == wanted


def _install(requirements: tuple[str, ...]) -> None:
    for requirement in requirements:
        if is_installed(requirement):
            continue
        began = time.monotonic()
        count = _run_pip(requirement)
        stamp, wanted = stamp_of(requirement)
        stamp.write_text(wanted)
        screen.done("Packages", f"{count} of {requirement} in {time.monotonic() - began:.0f} s")


def _run_pip(requirement: str) -> int:
    """Runs pip, its words in a file and a counter on the screen; returns how many packages are pinned."""
    total = _pins(requirement)
    seen = 0
    if not screen.is_watched():
        screen.note(f"Installing {total} packages of {requirement} (log: {LOG.relative_to(ROOT)})")
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    with (
        LOG.open("a") as log,
        subprocess.Popen(
            [*command, "-r", str(ROOT / requirement)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as pip,
    ):
        for line in pip.stdout or ():
            log.write(line)
            word = line.split(" ", 2)
            if word[0] in ("Collecting", "Requirement") and seen < total:
                seen += 1
                name = word[1] if word[0] == "Collecting" else ""
                screen.live("Packages", f"{seen} of {total}  {name.split('=')[0]}")
            elif line.startswith("Installing collected"):
                screen.live("Packages", f"unpacking {total}")
    if pip.returncode != 0:
        raise Unprepared(_why_pip_failed())
    return total


def _pins(requirement: str) -> int:
    """How many packages a requirements file pins, those it refers to included."""
    count = 0
    for line in (ROOT / requirement).read_text().splitlines():
        if line.startswith("-r "):
            count += _pins(os.path.relpath(str((ROOT / requirement).parent / line[3:].strip()), str(ROOT)))
        count += "==" in line and not line.startswith("#")
    return count


def _why_pip_failed() -> str:
    """pip's own reason, the few lines of it that say something."""
    lines = LOG.read_text(errors="replace").splitlines()[-40:]
    errors = [line.strip() for line in lines if line.lower().startswith("error")][-1:]
    reason = " ".join(errors or lines[-3:]).rstrip(".") + "."
    hint = "Is the network up?" if "onnection" in reason or "No matching distribution" in reason else ""
    return f"The packages could not be installed. {reason} {hint} Whole log: {LOG}"
