"""Started as root: which account runs the stores, and programs it can reach, without loosening any folder."""

import contextlib
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from core.local.children import Owner
from core.local.trouble import Trouble

ACCOUNT = "conserje"
ELSEWHERE = Path("/var/lib/conserje")


def account_for(existing: Path) -> Owner | None:
    """None for an ordinary user. For root: whoever owns the data already, else the account `conserje`."""
    if os.geteuid() != 0:
        return None
    if existing.exists() and existing.stat().st_uid != 0:
        found = existing.stat()
        return Owner(found.st_uid, found.st_gid)
    return _account() or _make_account()


def name_of(owner: Owner) -> str:
    """The account by name, or by number when it has none."""
    with contextlib.suppress(KeyError):
        return pwd.getpwuid(owner.uid).pw_name
    return f"account {owner.uid}"


def _account() -> Owner | None:
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        return None
    return Owner(entry.pw_uid, entry.pw_gid)


def _make_account() -> Owner:
    """Makes the system account; two launchers may try at once, so it is looked up afterwards either way."""
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    said = "there is no useradd on this machine"
    if useradd:
        command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", str(ELSEWHERE)]
        done = subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", ACCOUNT], capture_output=True, text=True, check=False
        )
        said = done.stderr.strip() or f"useradd ended with {done.returncode}"
    made = _account()
    if made is None:
        raise Trouble(
            f"Postgres does not run as root, and no account `{ACCOUNT}` could be made for it ({said}). "
            "Start Conserje as an ordinary user, or set DATABASE_URL and REDIS_URL to servers you have."
        )
    return made


def can_enter(folder: Path, owner: Owner) -> bool:
    """Whether the account can walk into a folder, asked of the kernel rather than read off mode bits."""
    return _as_owner(["test", "-x", str(folder)], owner)


def can_run(program: Path, owner: Owner) -> bool:
    """Whether the account can run a program."""
    return _as_owner([str(program), "--version"], owner)


def _as_owner(command: list[str], owner: Owner) -> bool:
    with contextlib.suppress(OSError):
        done = subprocess.run(
            command,
            user=owner.uid,
            group=owner.gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
        return done.returncode == 0
    return False


def reachable_copy(source: Path, probe: str, owner: Owner) -> Path:
    """The tree (or program) itself if the account can run it, else a copy of it under /var/lib/conserje.

    `probe` is the program inside the tree to try; for a single file it is empty.
    """
    program = source / probe if probe else source
    if can_run(program, owner):
        return source
    facts = program.stat()
    stamp = hashlib.sha256(f"{program}:{facts.st_size}:{facts.st_mtime_ns}".encode()).hexdigest()[:12]
    target = ELSEWHERE / "programs" / f"{source.name}-{stamp}"
    if not target.exists():
        _copy(source, target)
    if not can_run(target / probe if probe else target, owner):
        raise Trouble(f"The account that runs the stores cannot run {target}; is {ELSEWHERE} mounted noexec?")
    return target


def _copy(source: Path, target: Path) -> None:
    """Copies beside the target and renames, so that a copy is whole or absent."""
    for folder in (ELSEWHERE, target.parent):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        Path(scratch).chmod(0o711)
        copied = Path(scratch) / source.name
        if source.is_dir():
            shutil.copytree(source, copied, symlinks=True, ignore=shutil.ignore_patterns("*.a", "include"))
        else:
            shutil.copy2(source, copied)
        if not target.exists():
            copied.rename(target)
