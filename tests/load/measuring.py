"""Small things all measurements share: percentiles, tables, the machine's own load, goals met or missed."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil


@dataclass
class Findings:
    """What one measurement found: lines to show, and the goals it missed."""

    title: str
    lines: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        self.lines.append(line)
        print(f"  {line}", flush=True)

    def goal(self, name: str, value: float, limit: float, *, at_least: bool = False) -> None:
        """Shows one figure beside its goal, and remembers when it was missed."""
        met = value >= limit if at_least else value <= limit
        sign = ">=" if at_least else "<="
        self.say(f"{name:<46} {value:>10.2f}   goal {sign} {limit:g}   {'ok' if met else 'MISSED'}")
        if not met:
            self.missed.append(name)


def begin(title: str) -> Findings:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\n{title}   (load average before: {load})", flush=True)
    return Findings(title)


def percentile(values: Sequence[float], share: float) -> float:
    if not values:
        return float("nan")
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )
