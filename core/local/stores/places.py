"""Which folders the stores live in: the data folder as a rule, another where that cannot be."""

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from core.local.children import Owner
from core.local.stores import rootless
from core.local.trouble import Trouble

POINTER = "stores-are-elsewhere.txt"
_SOCKET = ".s.PGSQL.5432"
_LONGEST_SOCKET = 103  # macOS allows 104 bytes with the closing zero, Linux 108


@dataclass(frozen=True)
class Places:
    """The stores' folders and the account they belong to."""

    postgres: Path
    valkey: Path
    sockets: Path
    owner: Owner | None
    scratch: Path | None = None

    def tidy(self) -> None:
        """Removes what is of no use once the stores have ended."""
        if self.sockets.parent != self.postgres.parent:
            shutil.rmtree(self.sockets, ignore_errors=True)
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)


def settle_in(folder: Path, *, durable: bool) -> Places:
    """Makes (or finds again) the folders for the stores of one data folder."""
    folder = folder.absolute()
    make_data_folder(folder)
    home, scratch = folder, None
    owner = rootless.account_for(stores_home(folder) / "postgres")
    moved_before = (folder / POINTER).exists()
    if owner is not None and (moved_before or not rootless.can_enter(folder, owner)):
        if durable:
            home = _elsewhere(folder, owner)
        else:
            home = scratch = Path(tempfile.mkdtemp(prefix="conserje-"))
            _hand_over(scratch, owner)
    places = Places(home / "postgres", home / "valkey", _sockets(home), owner, scratch)
    for place in (places.valkey, places.sockets):
        _own_folder(place, owner)
    return places


def make_data_folder(folder: Path) -> None:
    """The data folder is private; under root the stores' account may pass through, but not look around."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def stores_home(folder: Path) -> Path:
    """Where the stores of a data folder are: itself, or the place its pointer file names."""
    pointer = folder / POINTER
    if pointer.exists():
        return Path(pointer.read_text(encoding="utf-8").splitlines()[0])
    return folder


def all_folders(folder: Path) -> list[Path]:
    """Every folder that holds something of a data folder's: for throwing it away."""
    home = stores_home(folder.absolute())
    return [place for place in dict.fromkeys((_sockets(home), home, folder)) if place.exists()]


def _elsewhere(folder: Path, owner: Owner) -> Path:
    """A home under /var/lib for a data folder the account cannot reach, and a note that says so."""
    home = rootless.ELSEWHERE / _short_hash(folder)
    for made in (rootless.ELSEWHERE, home):
        made.mkdir(exist_ok=True)
        made.chmod(0o711)
    if not rootless.can_enter(home, owner):
        raise Trouble(f"The account that runs the stores can enter neither {folder} nor {home}.")
    (folder / POINTER).write_text(
        f"{home}\nThe stores run as another account than root, which cannot enter this folder.\n",
        encoding="utf-8",
    )
    return home


def _sockets(home: Path) -> Path:
    """A folder whose socket paths stay under the kernel's limit."""
    for candidate in (home / "run", Path(tempfile.gettempdir()) / f"conserje-{_short_hash(home)}"):
        if len(os.fsencode(candidate / _SOCKET)) <= _LONGEST_SOCKET:
            return candidate
    return Path("/tmp") / f"conserje-{_short_hash(home)}"


def _own_folder(folder: Path, owner: Owner | None) -> None:
    """A folder of mode 700 that belongs to the stores' account; never someone else's, never a link."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    facts = folder.lstat()
    allowed = {os.geteuid(), owner.uid if owner else os.geteuid()}
    if folder.is_symlink() or facts.st_uid not in allowed:
        raise Trouble(f"{folder} belongs to another account; remove it or start Conserje as that account.")
    folder.chmod(0o700)
    if owner is not None:
        _hand_over(folder, owner)


def _hand_over(folder: Path, owner: Owner) -> None:
    os.chown(folder, owner.uid, owner.gid)


def _short_hash(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
