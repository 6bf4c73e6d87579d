"""The environment of the house: what is set, then `.env`, then values made once and kept."""

import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

from core.local.bootstrap import PYTHON, ROOT
from core.local.trouble import Trouble

GENERATED = "local.env"
PORTS = {"WEBHOOK_PORT": 8000, "CONSOLE_PORT": 8501, "PHONE_PORT": 8010}
_MADE: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "WHATSAPP_APP_SECRET": lambda: secrets.token_hex(16),
    "WHATSAPP_VERIFY_TOKEN": lambda: secrets.token_urlsafe(24),
}


@dataclass(frozen=True)
class Environment:
    """The data folder, the ports, and every variable the processes get."""

    data: Path
    ports: Mapping[str, int]
    variables: Mapping[str, str]

    @property
    def logs(self) -> Path:
        """Where each process keeps its log."""
        return self.data / "logs"

    def url(self, port: str) -> str:
        """The local address behind one of the ports."""
        return f"http://127.0.0.1:{self.ports[port]}"


def read(outside: Mapping[str, str] | None = None, root: Path = ROOT) -> Environment:
    """What is known without writing anything: the caller's environment first, then the `.env` file."""
    given = _given(os.environ if outside is None else outside, root)
    if given.get("CONSERJE_MODE", "local") != "local":
        raise Trouble(
            "CONSERJE_MODE is not `local`, and `make up` opens the local house. "
            "For a server see docs/deployment.md."
        )
    data = (root / given.get("CONSERJE_DATA", "data")).absolute()
    ports = {name: _port(name, given.get(name), usual) for name, usual in PORTS.items()}
    variables = {
        **_kept(data / GENERATED),
        "WHATSAPP_API_URL": f"http://127.0.0.1:{ports['PHONE_PORT']}",
        "MERCADOPAGO_API_URL": f"http://127.0.0.1:{ports['PHONE_PORT']}/mercadopago",
        "PUBLIC_WEBHOOK_URL": f"http://127.0.0.1:{ports['WEBHOOK_PORT']}",
        "PUBLIC_CONSOLE_URL": f"http://127.0.0.1:{ports['CONSOLE_PORT']}",
        "PATH": f"{PYTHON.parent}:{given.get('PATH', '/usr/bin:/bin')}",
        "PYTHONUNBUFFERED": "1",
        # Where the processes lay down their numbers, for the webhook to add up and show.
        "PROMETHEUS_MULTIPROC_DIR": str(data / "metrics"),
        **{name: value for name, value in given.items() if name != "PATH"},
        **{name: str(port) for name, port in ports.items()},
        "CONSERJE_MODE": "local",
        "CONSERJE_DATA": str(data),
        # Ten processes that compile the same modules anew take twice as long to start.
        "PYTHONDONTWRITEBYTECODE": "",
    }
    return Environment(data, ports, variables)


def with_secrets(environment: Environment) -> Environment:
    """The same, with every secret present; missing ones are made once and kept for the next start."""
    missing = {name: make() for name, make in _MADE.items() if not environment.variables.get(name)}
    if missing:
        _keep(environment.data / GENERATED, {**_kept(environment.data / GENERATED), **missing})
    return with_variables(environment, missing)


def with_variables(environment: Environment, more: Mapping[str, str]) -> Environment:
    """The same environment with some variables added."""
    return Environment(environment.data, environment.ports, {**environment.variables, **more})


def _given(outside: Mapping[str, str], root: Path) -> dict[str, str]:
    """An empty value means "not given", as in a copy of `.env.example` nobody filled in."""
    file = {name: value for name, value in dotenv_values(root / ".env").items() if value}
    return {**file, **{name: value for name, value in outside.items() if value}}


def _port(name: str, given: str | None, usual: int) -> int:
    if not given:
        return usual
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Trouble(f"{name} is {given!r}; it must be a number between 1 and 65535.")
    return int(given)


def _kept(file: Path) -> dict[str, str]:
    try:
        return {name: value for name, value in dotenv_values(file).items() if value}
    except PermissionError:
        raise Trouble(f"{file} belongs to another account; start Conserje as that account.") from None


def _keep(file: Path, values: Mapping[str, str]) -> None:
    """Written beside and renamed: a half-written file would mean new secrets, and old tokens unreadable."""
    lines = ["# Made by `make up`; keep it as private, and as safe, as the data themselves."]
    lines += [f"{name}={value}" for name, value in sorted(values.items())]
    handle, scratch = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
        out.flush()
        os.fsync(out.fileno())
    Path(scratch).rename(file)
