"""English as it is shortened, written out: "my dad's coming" is "my dad is coming", and "my dad's car" stays."""

from __future__ import annotations

import re
from typing import Final

_LAW: Final = re.compile(r"\b(mother|father|sister|brother|son|daughter)s?(?: |-)in(?: |-)law\b")
_BEFORE: Final = r"(?:(?:not|also|now|no|just|too|going|decided|got|been) ){0,3}"
# Nouns that end like a verb follow whose they are: "my brother's wedding".
_A_NOUN: Final = r"(?!wedding|build|swimm|read|even|morn|book|park|meet|clean)"
_SHORTENED: Final = (
    rf"{_BEFORE}(?:a no|swapping|coming|joining|tagging|staying|out|bailing|up|in|back|allowed|confirmed|backing"
    r"|dropping|going|gonna|able|bailed|backed|dropped|cancel\w+|decided|sick"
    rf"|{_A_NOUN}[a-z]{{2,}}(?:ed|ing) (?:us|out|on|off|along|in|it|up))\b"
)
_OPENED: Final = (
    (re.compile(r"\bin(?: |-)laws\b"), "parents"),
    (re.compile(r"\b(?:son|daughter)(?: |-)in(?: |-)law\b"), "brother"),
    (_LAW, r"\1"),
    (re.compile(rf"'s (?={_SHORTENED})"), " is "),
    (re.compile(r"\b(is|are|was|wo|ca|does|do|did|could|would)nt\b"), r"\1n't"),
    (re.compile(r"\b(he|she|it)'?s\b"), r"\1 is"),
    (re.compile(r"\b(he|she|they)'ll\b"), r"\1 will"),
    (re.compile(r"\bthey're\b"), "they are"),
)  # fmt: skip


def written_out(spoken: str) -> str:
    for pattern, put in _OPENED:
        spoken = pattern.sub(put, spoken)
    return spoken
