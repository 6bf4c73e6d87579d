"""The machine: Python, packages, data folder, disk, ports, browser."""

import os
import shutil
import stat
import sys
from importlib import metadata

from packaging.requirements import Requirement

from core.local import bootstrap, ports, running
from core.local.checkup.finding import Finding, note, ok, problem
from core.local.environment import GENERATED, Environment

# The first has no window to draw around its pages, and takes a quarter less of the processor.
_CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_LOW_DISK = 200_000_000
_MODEST_DISK = 1_000_000_000


def python(_place: Environment) -> list[Finding]:
    """The version, once more: the virtual environment may be older than the system."""
    version = ".".join(str(number) for number in sys.version_info[:3])
    if sys.version_info < bootstrap.OLDEST:
        return problem(f"Python {version} is too old", "rm -rf .venv, then: make up PYTHON=/path/to/it")
    return ok(f"Python {version}")


def packages(_place: Environment) -> list[Finding]:
    """What is installed against what is pinned."""
    wrong = []
    pins = [line.partition("#")[0].strip() for line in _requirement_lines()]
    wanted = [Requirement(pin) for pin in pins if pin]
    for pin in wanted:
        if pin.marker is not None and not pin.marker.evaluate():
            continue
        try:
            have = metadata.version(pin.name)
        except metadata.PackageNotFoundError:
            have = "missing"
        if have not in pin.specifier:
            wrong.append(f"{pin.name} {have} (pinned {pin.specifier})")
    if wrong:
        remedy = f"rm {bootstrap.stamp_of('requirements.txt')[0].relative_to(bootstrap.ROOT)}, then: make up"
        return problem(f"{len(wrong)} packages differ: {', '.join(wrong[:5])}", remedy)
    return ok(f"{len(wanted)} packages as pinned")


def _requirement_lines() -> list[str]:
    return (bootstrap.ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


def data_folder(place: Environment) -> list[Finding]:
    """Whether it can be written, and whether its secrets are private."""
    data = place.data
    if not data.exists():
        return note(f"{data} is not there yet", "make up")
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        return problem(
            f"{data} cannot be written by this account", f"start as its owner, or chown -R it: {data}"
        )
    secrets = data / GENERATED
    if not secrets.exists():
        return note(f"{data} has no {GENERATED} yet", "make up")
    if not os.access(secrets, os.R_OK):
        return problem(f"{secrets} cannot be read by this account", "start as the account that made it")
    if stat.S_IMODE(secrets.stat().st_mode) & 0o077:
        return problem(f"{secrets} can be read by others", f"chmod 600 {secrets}")
    return ok(f"Data in {data}")


def disk(place: Environment) -> list[Finding]:
    """Free space where the data are."""
    there = next(folder for folder in (place.data, *place.data.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    words = f"{free / 1e9:.1f} GB free"
    if free < _LOW_DISK:
        return problem(f"Only {words}", "make room: Postgres stops when the disk is full")
    return note(words, "room for a while, not for long") if free < _MODEST_DISK else ok(words)


def free_ports(place: Environment) -> list[Finding]:
    """Free while closed; while open they are checked by asking the processes instead."""
    if running.is_running(place.data):
        return ok("Ports " + ", ".join(str(port) for port in place.ports.values()) + " in use by this house")
    taken = [(name, port) for name, port in place.ports.items() if not ports.is_free(port)]
    if not taken:
        return ok("Ports " + ", ".join(str(port) for port in place.ports.values()) + " are free")
    return [
        Finding("problem", f"Port {port} is taken by {ports.holder(port)}", f"{name}={port + 100} make up")
        for name, port in taken
    ]


def chromium(_place: Environment) -> list[Finding]:
    """Only the browser tests need it."""
    found = chromium_here()
    if found is None:
        return note("No Chromium; only `make test` needs it", "Debian: apt install chromium-headless-shell")
    return ok(f"Chromium at {found}")


def chromium_here() -> str | None:
    return next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
