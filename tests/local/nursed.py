"""A stand-in for a worker, small enough to see everything of it: run as a module by the nursery in its tests."""

import os
import sys
import time
from pathlib import Path


def main() -> int:
    duty, note = sys.argv[1], Path(sys.argv[2])
    note.write_text(f"{os.getpid()} {os.environ.get('GREETING', '')} {Path.cwd()}", encoding="utf-8")
    if duty == "end":
        return 7
    if duty == "stumble":
        raise LookupError("the keys")
    while True:
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
