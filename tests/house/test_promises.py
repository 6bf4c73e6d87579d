"""What docs/security.md says is proven somewhere is proven there."""

from __future__ import annotations

import re
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def test_every_test_named_there_exists() -> None:
    said = (_ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b[a-z0-9]+(?:_[a-z0-9]+){3,}\b", said))
    written = "\n".join(path.read_text(encoding="utf-8") for path in (_ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 30
    assert named - set(re.findall(r"def test_(\w+)", written)) == set()
