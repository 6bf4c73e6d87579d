"""A real Postgres as a foreground child: reached through a private socket only, mended after crashes."""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from core.local.children import Owner, Program, end_all, lives, living_in
from core.local.stores import binaries, rootless
from core.local.stores.places import Places
from core.local.trouble import Trouble

ROLE = "conserje"
DATABASE = "conserje"
_SUPERUSER = "postgres"
_PROCESS_NAMES = ("postgres", "postmaster")
_FIRST_WITH_BUILTIN_LOCALE = 17
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "synchronous_commit": "on",
    # A young house grows by leaps; until its tables are counted plans are made for empty ones.
    "autovacuum_naptime": "15s",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}
_FAST_AND_FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class Postgres:
    """One Postgres cluster in a folder of ours."""

    def __init__(self, places: Places, log: Path, *, durable: bool) -> None:
        self.cluster = places.postgres
        self.sockets = places.sockets
        self.owner = places.owner
        self.durable = durable
        self.log = log
        found = binaries.postgres_folder()
        if self.owner is not None:
            found = rootless.reachable_copy(found.parent, "bin/postgres", self.owner) / "bin"
        self.binaries = found
        self.url = f"postgresql+psycopg://{ROLE}@/{DATABASE}?host={quote(str(self.sockets), safe='')}"

    def program(self) -> Program:
        """How to run the server; the cluster is made before the first start."""
        settings = {**_SETTINGS, **({} if self.durable else _FAST_AND_FORGETFUL)}
        settings["unix_socket_directories"] = f'"{self.sockets}"'
        chosen = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Program(
            name="postgres",
            argv=(str(self.binaries / "postgres"), "-D", str(self.cluster), *chosen),
            log=self.log,
            env=_environment(),
            folder=Path("/"),
            owner=self.owner,
            stop_signal=signal.SIGINT,
            before_start=self.clear_the_way,
            is_ready=self.answers,
        )

    def clear_the_way(self) -> None:
        """Leaves a whole cluster with nothing alive in it, whatever happened before.

        Sessions outlive a killed postmaster and hold its shared memory, so they are ended first. Only then
        does the pid file go: Postgres refuses to start while its old number belongs to any living process.
        """
        self._make_cluster()
        family = living_in(self.cluster, _PROCESS_NAMES)
        server = [process for process in family if process.pid == self._written_pid()]
        end_all(server, signal.SIGINT, patience=8)
        end_all(list(filter(lives, family)), signal.SIGQUIT, patience=2)
        for stale in (
            self.cluster / "postmaster.pid",
            self.sockets / ".s.PGSQL.5432",
            self.sockets / ".s.PGSQL.5432.lock",
        ):
            stale.unlink(missing_ok=True)

    def _written_pid(self) -> int:
        """The server's number in its pid file; trusted only for a process that lives in the cluster."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int((self.cluster / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
        return 0

    def answers(self, _uptime: float = 0.0) -> bool:
        """A real question, asked of the real server."""
        with contextlib.suppress(psycopg.Error), self._connect(patience=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
        return False

    def admit(self) -> None:
        """Makes the role and the database of the house, if they are not there yet."""
        role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
        with self._connect(patience=5) as connection:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ROLE,)).fetchone() is None:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE").format(role))
            if (
                connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
                is None
            ):
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))

    def _connect(self, patience: int) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.sockets),
            user=_SUPERUSER,
            dbname="postgres",
            connect_timeout=patience,
            autocommit=True,
        )

    def _make_cluster(self) -> None:
        """initdb beside its place and a rename: a cluster is whole or absent, even when killed half-way."""
        version = binaries.postgres_version(self.binaries)
        if self.cluster.exists():
            self._insist_on_our_own(version)
            return
        half_made = self.cluster.with_name(self.cluster.name + ".new")
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(mode=0o700, parents=True)
        if self.owner is not None:
            os.chown(half_made, self.owner.uid, self.owner.gid)
        self._initdb(half_made, version)
        half_made.rename(self.cluster)

    def _insist_on_our_own(self, version: int) -> None:
        if not os.access(self.cluster, os.R_OK | os.W_OK):
            raise Trouble(f"{self.cluster} belongs to another account; start Conserje as that account.")
        written_by = (self.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
        if written_by != str(version):
            raise Trouble(
                f"The data in {self.cluster} were written by Postgres {written_by}; this one is {version}. "
                "Dump them with the old version, or move the folder away to start empty."
            )

    def _initdb(self, folder: Path, version: int) -> None:
        command = [str(self.binaries / "initdb"), "-D", str(folder), "-U", _SUPERUSER, "-A", "trust"]
        command += ["--encoding", "UTF8", "--no-locale"]
        if version >= _FIRST_WITH_BUILTIN_LOCALE:
            command += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        if not self.durable:
            command += ["--no-sync"]
        owner: Owner | None = self.owner
        done = subprocess.run(
            command,
            env=_environment(),
            cwd="/",
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Trouble(f"Postgres could not make its data folder {folder}: {done.stderr.strip()[-400:]}")


def _environment() -> dict[str, str]:
    """Nothing of the caller's PG* variables or language reaches the server."""
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "HOME": "/"}
