"""`make reset`: throws the local data away, after asking; never while the house is open."""

import os
import shutil
import sys
from pathlib import Path

from core.local import environment, running, screen
from core.local.bootstrap import ROOT
from core.local.stores import places
from core.local.trouble import Trouble


def main() -> int:
    """Exit code 1 when nothing was deleted for a reason, 0 when it was or there was nothing."""
    try:
        data = environment.read().data
        if not data.exists():
            screen.say(f"  There is nothing in {data}.")
            return 0
        _refuse_foreign(data)
        if running.is_running(data):
            raise Trouble("The house is open. Close it first: make down")
        if not _is_sure(data):
            screen.say("  Nothing was deleted.")
            return 1
        running.end_orphans(data, stores_too=True)
        for folder in places.all_folders(data):
            shutil.rmtree(folder)
        screen.say(f"  Deleted {data}. The next `make up` begins anew.")
    except (Trouble, OSError) as trouble:
        screen.problem(str(trouble))
        return 1
    return 0


def _refuse_foreign(data: Path) -> None:
    """A slip in CONSERJE_DATA must not cost a home folder."""
    ours = (data / environment.GENERATED).exists() or (data / running.LOCK).exists()
    if not ours or data == Path.home() or data == ROOT or data in ROOT.parents:
        raise Trouble(f"{data} does not look like a data folder of Conserje; nothing was deleted.")


def _is_sure(data: Path) -> bool:
    if os.environ.get("FORCE") == "1":
        return True
    screen.say(f"  This deletes every guest, booking, message and secret in {data}.")
    try:
        return input("  Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        return False


if __name__ == "__main__":
    sys.exit(main())
