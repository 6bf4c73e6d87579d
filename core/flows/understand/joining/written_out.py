"""What is shortened, written out: "my dad's coming" is "my dad is coming", "mi papá al final no" stays at home.

"My dad's car" stays as it is."""

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


# "Mi papá al final no".
_LEFT_OUT: Final = re.compile(
    r"^(?P<before>(?:(?:ah|y|e|pero|mas|perdon|uy|bueno|al final|no final)[ ,]+)*)"
    r"(?P<who>(?:el|la|mi|o|a|minha|meu|nuestr[oa]|noss[oa]) [a-z]+),? (?:(?:al final|no final|mejor|ya) )?"
    r"(?P<not>no|nao)(?: (?:al final|no final|mejor))?"
    r"(?:,? (?:se queda|fica|queda) (?:con|com|en|em|na|no) [a-z ]+)?[ .!]*$"
)


def written_out(spoken: str) -> str:
    if (left := _LEFT_OUT.match(spoken)) is not None:
        return f"{left['before']}{left['who']} {'no viene' if left['not'] == 'no' else 'nao vem'}"
    for pattern, put in _OPENED:
        spoken = pattern.sub(put, spoken)
    return spoken
