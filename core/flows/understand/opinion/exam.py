"""How well reviews are read, on texts by a hand that never saw the words we look for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.flows.understand.opinion.reading import opinion

_FOLDER: Final = Path(__file__).parents[4] / "tests" / "flows" / "understand" / "opinion"
_LANGUAGES: Final = ("es", "en", "pt")


@dataclass
class Marks:
    """Topics found, invented and missed; of those found, how many with the right sign; and the same for alarms."""

    found: int = 0
    invented: int = 0
    missed: int = 0
    right_sign: int = 0
    alarms: int = 0
    false_alarms: int = 0
    silent: int = 0

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.invented)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def signs(self) -> float:
        return self.right_sign / max(1, self.found)

    @property
    def alarm_precision(self) -> float:
        return self.alarms / max(1, self.alarms + self.false_alarms)

    @property
    def alarm_recall(self) -> float:
        return self.alarms / max(1, self.alarms + self.silent)


def marks(part: str) -> dict[str, Marks]:
    return {language: _mark(language, part) for language in _LANGUAGES}


def report() -> str:
    lines = [
        "reviews: topics precision / recall / sign right; alarms precision / recall (texts of another hand)"
    ]
    for part in ("dev", "held"):
        for language, mark in marks(part).items():
            lines.append(
                f"  {part:4} {language}: {mark.precision:.2f} / {mark.recall:.2f} / {mark.signs:.2f}; "
                f"{mark.alarm_precision:.2f} / {mark.alarm_recall:.2f}"
            )
    return "\n".join(lines)


def _mark(language: str, part: str) -> Marks:
    mark = Marks()
    for line in (_FOLDER / f"{language}.{part}.jsonl").read_text("utf-8").splitlines():
        wanted = json.loads(line)
        read = opinion(wanted["text"], language, wanted["stars"])
        topics = {str(topic): str(sign) for topic, sign in read.topics.items()}
        both = topics.keys() & wanted["topics"].keys()
        mark.found += len(both)
        mark.invented += len(topics.keys() - both)
        mark.missed += len(wanted["topics"].keys() - both)
        mark.right_sign += sum(topics[topic] == wanted["topics"][topic] for topic in both)
        mark.alarms += read.is_strong and wanted["strong"]
        mark.false_alarms += read.is_strong and not wanted["strong"]
        mark.silent += wanted["strong"] and not read.is_strong
    return mark
