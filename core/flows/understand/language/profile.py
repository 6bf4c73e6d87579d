"""Makes the language profile from the training text: `python -m core.flows.understand.language.profile`."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from core.flows.understand.text import fold, squeeze, tidy

_HERE = Path(__file__).parent
_TRAINING = _HERE.parent / "intents" / "training"
_SPOKEN = ("es", "en", "pt")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_NOT_SPEECH = re.compile(r"^@\w+ =|\{\w+\}|^\[.*\]$|^#.*", re.MULTILINE)
_SHARPNESS = 0.8  # fitted on held-out lines: what is said to be 90 % sure is right nine times in ten


def _text_of(lang: str) -> str:
    files = sorted(_TRAINING.glob(f"{lang}.*.txt"))
    return "\n".join(_NOT_SPEECH.sub(" ", path.read_text("utf-8")) for path in files)


def _words(text: str) -> list[str]:
    return [squeeze(word) for word in _WORD.findall(fold(tidy(text)))]


def counts(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    words: Counter[str] = Counter()
    for text in texts:
        words.update(_words(text))
    grams: Counter[str] = Counter()
    for word, times in words.items():
        padded = f" {word} "
        for i in range(len(padded) - 2):
            grams[padded[i : i + 3]] += 1 + math.floor(math.log2(times))
    return words, grams


def log_odds(tables: list[Counter[str]], smoothing: float, least: int, cap: float) -> dict[str, list[int]]:
    """Hundredths of a nat above the mean of the languages, for whatever was seen often enough."""
    sizes = [sum(table.values()) + smoothing * len(table) for table in tables]
    found: dict[str, list[int]] = {}
    for key in sorted(set().union(*tables)):
        if sum(table[key] for table in tables) < least:
            continue
        logs = [math.log((table[key] + smoothing) / size) for table, size in zip(tables, sizes, strict=True)]
        mean = sum(logs) / len(logs)
        found[key] = [round(100 * max(-cap, min(cap, value - mean))) for value in logs]
    return found


def build(texts: dict[str, list[str]]) -> dict[str, object]:
    common = tomllib.loads((_HERE / "common.toml").read_text("utf-8"))
    words, grams = [], []
    for lang in _SPOKEN:
        lang_words, lang_grams = counts([*texts[lang], *([common[lang]] * 4)])
        words.append(lang_words)
        grams.append(lang_grams)
    shared = set().union(*(set(common[lang].split()) for lang in _SPOKEN))
    french = sorted(set(_words(common["fr"])) - shared)
    return {
        "sharpness": _SHARPNESS,
        "french": french,
        "grams": log_odds(grams, smoothing=0.5, least=2, cap=2.5),
        "words": log_odds(words, smoothing=0.3, least=3, cap=3.0),
    }


def main() -> None:
    made = build({lang: [_text_of(lang)] for lang in _SPOKEN})
    (_HERE / "profile.json").write_text(
        json.dumps(made, sort_keys=True, separators=(",", ":")) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
