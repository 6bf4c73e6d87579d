"""What the launcher says: calm lines, colour and a live counter only where a person is watching.

Standard library only, and readable by old Pythons: it speaks before the packages are there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time

_STYLES = {"green": "32", "red": "31", "yellow": "33", "dim": "2", "bold": "1"}


def is_watched() -> bool:
    """Whether a person sits at a terminal, rather than a pipe or a log."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def styled(text: str, *names: str) -> str:
    """Text in a style, or as it is when nobody is watching or NO_COLOR is set."""
    if not is_watched() or os.environ.get("NO_COLOR"):
        return text
    return "".join(f"\033[{_STYLES[name]}m" for name in names) + text + "\033[0m"


def say(text: str = "") -> None:
    """One line. A terminal that has gone away is no reason to fail."""
    _write(text + "\n")


def done(what: str, detail: str = "") -> None:
    """A phase that is over."""
    _clear_live()
    say(f"  {styled('ok', 'green')} {what:<16} {styled(detail, 'dim')}")


def note(text: str) -> None:
    """Something worth knowing that is no problem."""
    _clear_live()
    say(f"     {text}")


def problem(text: str, details: list[str] | None = None) -> None:
    """Bad news first, then the lines that explain it."""
    _clear_live()
    say(f"  {styled('!!', 'red', 'bold')} {text}")
    for line in details or []:
        say("     " + styled(line, "dim"))


def live(what: str, detail: str = "") -> None:
    """A line that will be overwritten; said only to a person."""
    if is_watched():
        width = shutil.get_terminal_size().columns - 1
        _write("\r\033[K" + f"  .. {what:<16} {detail}"[:width])


def event(text: str) -> None:
    """A change of state while the house runs, with the time it happened."""
    _clear_live()
    say(f"  {styled(time.strftime('%H:%M:%S'), 'dim')}  {text}")


def _clear_live() -> None:
    if is_watched():
        _write("\r\033[K")


def _write(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
