"""Words for what a hotel has that mean something else beside certain others, and bags left in many ways."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.text import rewriting, rewritten

# "Something more accessible" is something cheaper.
_LESS_DEAR: Final = re.compile(r"\bmas accesibles?\b(?! (?:para|con|en) )")
# "A crib for me and my bros" is a place to sleep, not a baby's bed.
_CRIB_OF_OURS: Final = re.compile(r"\bcrib(?= (?:for|4) (?:me|us|myself)\b)")
# "Is it safe for kids?", "how safe is the area": nobody asks for a strongbox.
_NO_DANGER: Final = re.compile(
    r"\bsafe(?= (?:for (?!(?:our|my|the|your) (?:valuables|passports?|money|cash|laptops?|jewel\w*))|to|at|enough|area"
    r"|neighbou?rhood|place|zone|part|side|spot|street|town|beach|trip|travels|journey|flight|and sound|place|with|w/?"
    r"|around|here|there|after|by|near|out|outside|walking|swimming)\b)"
    r"|(?<=\bhow )safe\b|(?<=\bvery )safe\b|(?<=\breally )safe\b|(?<=\bso )safe\b|(?<=\bpretty )safe\b"
    r"|\b(?:is|are|be|feel|feels|stay|keep|was|it'?s|that'?s)"
    r"(?: (?:it|this|that|there|everything|all|us|them|(?:the|your|that) (?!room\b|in\b|hotel\b)[a-z]+))? safe\b"
)
# "Bank transfer then. Do you have a double?" pays, and asks for no car.
_OF_MONEY: Final = re.compile(
    r"\b(?:bank|wire|money|sepa|swift|(?:by|via|with|per)(?: an?)?|international|pay(?:ing)?(?: \w+)?) transfers?\b"
    r"|\bpay(?:ing)?(?! for)\b[^.?!\n]{0,30}\btransfers?\b(?! (?:from|to) (?:the )?(?:airport|ezeiza|aeroparque))"
    r"|(?<!airport )\btransfers? (?:is )?(?:ok|okay|fine|possible|instead)\b"
    r"|\btransfers? (?:the money|money|from (?:my|our|an?|the) (?:\w+ )?(?:bank|account))\b"
)
# "How is the climate in March?" is of the weather.
_WEATHER: Final = re.compile(
    r"\bclima(?= (?:en|em|de|por|alla|ahi|la|ai|para|pra|marzo|enero|febrero|abril|en esa)\b)|(?<=onda el )clima\b"
)
# What is left with the house, by the rule that hears of it.
_LEFT_THERE: Final = {"luggage": "bags_kept", "parking": "where_the_car_goes"}


_OTHERS: Final = rewriting(
    (("accesible",), _LESS_DEAR, " "),
    (("crib",), _CRIB_OF_OURS, " "),
    (("safe",), _NO_DANGER, " "),
    (("transfer",), _OF_MONEY, " "),
    (("clima",), _WEATHER, " "),
)


def without_other_meanings(plain: str) -> str:
    return rewritten(plain, _OTHERS)


def left_there(plain: str) -> list[str]:
    return [thing for thing, rule in _LEFT_THERE.items() if is_said(rule, plain)]
