"""Only the packages, for commands that need no house: `python -m core.local.packages [tests]`."""

from __future__ import annotations

import sys

from core.local import bootstrap, screen

_FILES = {"": ("requirements.txt",), "tests": ("requirements.txt", "tests/requirements.txt")}


def main() -> int:
    """Quiet when everything is there already."""
    try:
        bootstrap.prepare(*_FILES["".join(sys.argv[1:])])
    except bootstrap.Unprepared as missing:
        screen.problem(str(missing))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
