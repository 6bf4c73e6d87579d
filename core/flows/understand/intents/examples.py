"""From lines to training messages: drawn copies, slips of the thumb, two wishes in one, rambling voice notes."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

from core.flows.understand.intents.corpus import Corpus, Line, pick, seeded
from core.flows.understand.intents.labels import ANSWERS, COURTESIES

SEED: Final = 20261121
_PAIRS: Final = 2600
_RAMBLES: Final = 5400
_NOT_RAMBLED: Final = COURTESIES | {"", "yes", "no", "opt_out", "opt_in"}
_OPENERS: Final = ("yes", "no", "opt_out", "opt_in")
_MOST_COPIES: Final = 14
# How many are written down as a machine hears them, and how many are typed once more by hasty thumbs.
_SPOKEN: Final = 0.25
_NOISY: Final = 0.55
_RUN_TOGETHER: Final = 0.02
_UNHEARD: Final = re.compile(r"[?!.,;:¿¡]+")
_NEIGHBOURS: Final = "qwertyuiop asdfghjkl zxcvbnm"
_GLUE: Final = {
    "es": (
        ". ",
        ", ",
        " y ",
        "? ",
        ". y ",
        ", además ",
        ". también ",
        " y otra cosa, ",
        ". ah y ",
        "\n",
        " y de paso ",
    ),
    "en": (
        ". ",
        ", ",
        " and ",
        "? ",
        ". also ",
        ", also ",
        " and one more thing, ",
        ". oh and ",
        "\n",
        " plus ",
    ),
    "pt": (". ", ", ", " e ", "? ", ". e ", ", também ", ". aliás ", " e outra coisa, ", ". ah e ", "\n"),
}


@dataclass(frozen=True)
class Example:
    """`lines` are the lines it came from: a fold that holds one of them out must not learn from it."""

    text: str
    labels: frozenset[str]
    lines: tuple[int, ...]


def make_examples(corpus: Corpus, drawing: int = 0) -> list[Example]:
    """Each `drawing` fills the slots, pairs the wishes and slips anew."""
    dice = seeded(SEED + drawing)
    singles = [example for line in corpus.lines if line.labels for example in _copies(corpus, line, dice)]
    made = singles + _pairs(corpus, dice) + _rambles(corpus, dice)
    made = [replace(one, text=transcribed(one.text)) if dice.random() < _SPOKEN else one for one in made]
    noisy = [replace(one, text=mistyped(one.text, dice)) for one in made if dice.random() < _NOISY]
    everything = made + noisy
    order = sorted(range(len(everything)), key=lambda _: dice.random())
    return [everything[place] for place in order]


def _copies(corpus: Corpus, line: Line, dice: random.Random) -> list[Example]:
    wanted = min(_MOST_COPIES, 1 if line.variety == 1 else 2 + line.variety // 12)
    texts = dict.fromkeys(corpus.draw(line, dice) for _ in range(wanted))
    return [Example(text, line.labels, (line.number,)) for text in texts]


def _by_label(corpus: Corpus, language: str) -> dict[str, list[Line]]:
    """Lines by their first label, so that every label is drawn as often as any other."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in corpus.lines:
        if line.language == language:
            found[min(line.labels) if line.labels else ""].append(line)
    return found


def _pairs(corpus: Corpus, dice: random.Random) -> list[Example]:
    made = []
    for language in sorted(corpus.slots):
        lines = _by_label(corpus, language)
        names = sorted(name for name in lines if name)
        for _ in range(_PAIRS):
            first, second = (pick(lines[pick(names, dice)], dice) for _ in range(2))
            text = pick(_GLUE[language], dice).join((_bare(corpus, first, dice), _bare(corpus, second, dice)))
            made.append(Example(text, join(first.labels | second.labels), (first.number, second.number)))
    return made


def _rambles(corpus: Corpus, dice: random.Random) -> list[Example]:
    """Somebody talks: a hello, where they are and with whom, what they want, perhaps more, and a goodbye."""
    made = []
    for language in sorted(corpus.slots):
        lines = _by_label(corpus, language)
        for _ in range(_RAMBLES):
            parts = _ramble(lines, dice)
            said = [_bare(corpus, part, dice) for part in parts]
            text = said[0] + "".join(pick(_GLUE[language], dice) + more for more in said[1:])
            labels: frozenset[str] = frozenset().union(*(part.labels for part in parts))
            made.append(Example(text, join(labels), tuple(part.number for part in parts if part.labels)))
    return made


def _ramble(lines: dict[str, list[Line]], dice: random.Random) -> list[Line]:
    names = sorted(name for name in lines if name not in _NOT_RAMBLED)
    parts = [pick(lines["greet"], dice)] if dice.random() < 0.4 else []
    kind = dice.random()
    if kind < 0.08:
        wishes = [pick(lines[pick(_OPENERS, dice)], dice)]
    elif kind < 0.16:
        wishes = [pick(lines[pick(("greet", "thanks", "bye"), dice)], dice) for _ in range(2)]
    else:
        wishes = [pick(lines[pick(names, dice)], dice) for _ in range(2 if dice.random() < 0.6 else 1)]
    for wish in wishes:
        before = [pick(lines[""], dice) for _ in range(int(dice.random() * 2.6))]
        parts += [wish, *before] if wish.labels & {"yes", "no"} else [*before, wish]
    parts += [pick(lines[""], dice)] if dice.random() < 0.5 else []
    return parts + ([pick(lines["thanks"], dice)] if dice.random() < 0.15 else [])


def _bare(corpus: Corpus, line: Line, dice: random.Random) -> str:
    text = corpus.draw(line, dice)
    return text.rstrip("?.!") if dice.random() < 0.5 else text


def join(labels: frozenset[str]) -> frozenset[str]:
    """Dates and people beside a wish belong to the wish."""
    return labels - {"inform"} if labels - COURTESIES - ANSWERS else labels


def transcribed(text: str) -> str:
    """As a machine writes down what it heard: no marks, no capitals."""
    return " ".join(_UNHEARD.sub(" ", text).lower().split())


def mistyped(text: str, dice: random.Random) -> str:
    """Slips, and now and then two words that ran together: thumbs miss the blank as well."""
    words = smudge(text, dice).split(" ")
    for place in range(len(words) - 1, 0, -1):
        if dice.random() < _RUN_TOGETHER and words[place].isalpha() and words[place - 1].isalpha():
            words[place - 1 : place + 1] = [words[place - 1] + words[place]]
    return " ".join(words)


def smudge(text: str, dice: random.Random) -> str:
    """A slip in about one word of six, as thumbs make them."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if len(word) > 3 and word.isalpha() and dice.random() < 0.17:
            words[place] = _slip(word, dice)
    return " ".join(words)


def _slip(word: str, dice: random.Random) -> str:
    at = 1 + int(dice.random() * (len(word) - 2))
    kind = int(dice.random() * 4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    beside = _NEIGHBOURS.find(word[at].lower())
    other = _NEIGHBOURS[beside + 1] if 0 <= beside < len(_NEIGHBOURS) - 1 else "e"
    return word[:at] + other.strip() + word[at + 1 :]
