"""Measures, and fails below a goal: `python -m tests.load [NAME...]`, names as below; without any, all of them."""

from __future__ import annotations

import os
import sys

from tests.load import (
    ack,
    availability,
    bookings,
    consoles,
    cost,
    memory,
    mixed,
    numbers,
    opening,
    plan,
    recovery,
    reply,
    reviews,
    screens,
    size,
    taps,
    understanding,
    voice,
)
from tests.load.measuring import machine

BENCHES = {
    "ack": ack,
    "cost": cost,
    "reply": reply,
    "taps": taps,
    "opening": opening,
    "recovery": recovery,
    "size": size,
    "memory": memory,
    "availability": availability,
    "bookings": bookings,
    "mixed": mixed,
    "voice": voice,
    "plan": plan,
    "screens": screens,
    "numbers": numbers,
    "consoles": consoles,
    "reviews": reviews,
    "understanding": understanding,
}


def main() -> int:
    wanted = sys.argv[1:] or list(BENCHES)
    strange = [name for name in wanted if name not in BENCHES]
    if strange:
        print(f"usage: python -m tests.load [{' '.join(BENCHES)}]", file=sys.stderr)
        return 2
    print(machine())
    missed = [f"{name}: {goal}" for name in wanted for goal in BENCHES[name].run().missed]
    print(f"\nload average after: {', '.join(f'{value:.1f}' for value in os.getloadavg())}")
    print("\n".join(["missed:", *missed]) if missed else "every goal was met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
