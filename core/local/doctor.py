"""`make doctor`: says what is wrong and how to mend it; ends with 1 when something is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.local import bootstrap, screen

if TYPE_CHECKING:
    from core.local.checkup.finding import Check
    from core.local.environment import Environment


def main() -> int:
    """Without packages there is only one thing to say; with them, everything is looked at."""
    if Path(sys.prefix).resolve() != bootstrap.VENV.resolve():
        if not bootstrap.PYTHON.exists():
            screen.problem("The packages are not installed.", ["remedy: make up"])
            return 1
        os.execv(str(bootstrap.PYTHON), [str(bootstrap.PYTHON), "-m", "core.local.doctor"])
    try:
        return _examine()
    except ImportError as missing:
        screen.problem(f"A package is missing: {missing.name}", ["remedy: rm -rf .venv, then: make up"])
        return 1


def _examine() -> int:
    from core.local import environment
    from core.local.checkup import house, machine
    from core.local.trouble import Trouble

    try:
        place = environment.read()
    except Trouble as trouble:
        screen.problem(str(trouble))
        return 1
    on_the_machine = [machine.python, machine.packages, machine.data_folder, machine.disk]
    on_the_machine += [machine.free_ports, machine.chromium]
    in_the_house = [
        house.settings,
        house.processes,
        house.stores,
        house.tables,
        house.readiness,
        house.voice,
        house.letters,
    ]
    problems = sum(_look(check, place) for check in [*on_the_machine, *in_the_house])
    screen.say()
    screen.say(f"  Problems: {problems}." if problems else "  All is well.")
    return 1 if problems else 0


def _look(check: Check, place: Environment) -> int:
    """One look, printed; a look that itself fails is a finding too. Returns the number of problems."""
    name = check.__name__.replace("_", " ")
    try:
        findings = check(place)
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is what the reader came for
        said = f"{type(failure).__name__}: {failure}".splitlines()[0]
        screen.problem(
            f"{name} could not be looked at ({said[:160]})", ["remedy: mend what is named above first"]
        )
        return 1
    for finding in findings:
        remedy = [f"remedy: {finding.remedy}"] if finding.remedy else []
        if finding.state == "problem":
            screen.problem(finding.what, remedy)
        else:
            screen.done(name.capitalize(), f"{finding.what}. {' '.join(remedy)}" if remedy else finding.what)
    return sum(finding.state == "problem" for finding in findings)


if __name__ == "__main__":
    sys.exit(main())
