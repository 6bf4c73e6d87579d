"""What is asked of a transfer and told with its account: whose it is, and whether the proof is sent here."""

from __future__ import annotations

from typing import Final

from core.flows.understand.answers.sealing import pieces
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

_ACCOUNT: Final = r"(?:alias|cbu|cvu|cuenta|conta|chave(?: pix)?|pix|account|iban)"
_WHOSE: Final = (
    r"(?:a nombre de q\w+|de quien (?:es|era)|em nome de q\w+|no nome de q\w+|de quem (?:e|era)"
    r"|(?:in|under) (?:whose|what|which) name|whose(?: name)?|who(?:'?s| is| am i)?|que nombre|que nome|what name)"
)
_OF_WHOM: Final = Seldom(
    rf"\b{_ACCOUNT}\b[^.!?]{{0,24}}\b{_WHOSE}\b|\b{_WHOSE}\b[^.!?]{{0,24}}\b{_ACCOUNT}\b"
    r"|\b(?:titular|account ?holder|beneficiary|beneficiari[oa]|favorecido)\b"
)
_PROOF: Final = r"(?:comprobantes?|comprovantes?|recibos?|receipts?|proof|screenshots?|capturas?|prints?)"
_SENT_HERE: Final = Seldom(
    r"\b(?:mand\w+|envi\w+|pas[oa]\w*|sub\w+|send|upload|share|need|necesit\w+|precis\w+|quer[eé]s|want|hace falta)\b"
    rf"[^.!?]{{0,24}}\b{_PROOF}\b"
)


def asks_whose_account(text: str) -> bool:
    return "?" in text and _OF_WHOM.search(normalise(text)) is not None


def asks_only_of_it(text: str) -> bool:
    """Every bit of it, so that the account itself answers all."""
    return all(asks_whose_account(bit) or _asks_of_the_proof(bit) for bit in pieces(text))


def _asks_of_the_proof(bit: str) -> bool:
    return "?" in bit and _SENT_HERE.search(normalise(bit)) is not None
