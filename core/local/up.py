"""`make up`: one command from a bare clone to an open house: the packages first, then the launcher."""

from __future__ import annotations

import sys

from core.local import bootstrap, screen


def main() -> int:
    """Nothing but the standard library may be imported before the packages are there."""
    try:
        bootstrap.prepare("requirements.txt")
        from core.local import launcher
        from core.local.processes import CONSERJE

        return launcher.run(CONSERJE)
    except bootstrap.Unprepared as missing:
        screen.problem(str(missing))
        return 1
    except KeyboardInterrupt:
        screen.say("\n  Stopped before anything was started.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
