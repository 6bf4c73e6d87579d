"""`make down`: closes an open house, or ends what a killed launcher left of one."""

from __future__ import annotations

import sys

from core.local import screen


def main() -> int:
    """Says which of the two it was."""
    from core.local import environment, running
    from core.local.trouble import Trouble

    try:
        data = environment.read().data
    except Trouble as trouble:
        screen.problem(str(trouble))
        return 1
    if not running.is_running(data):
        left = running.end_orphans(data, stores_too=True) if data.exists() else 0
        running.forget_note(data)
        screen.say(
            f"  Ended {left} processes a killed launcher had left." if left else "  Nothing is open here."
        )
        return 0
    screen.say("  Closing")
    if not running.stop_launcher(data):
        screen.problem("It did not close in 20 seconds.", ["remedy: make doctor"])
        return 1
    screen.say(f"  Closed. Everything is kept in {data}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
