"""The spelling a message is learned and scored in: plain letters, numbers by their shape, chat shorthand spelt out."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import Final

from core.flows.understand.text import Remembered, Unmarked, says_any, squeeze

_EMOJI: Final = {
    "👍": " xthumbsup ", "👌": " xthumbsup ", "✅": " xthumbsup ", "👎": " xthumbsdown ", "🙏": " xpray ",
    "👋": " xwave ", "⭐": " xstar ", "🌟": " xstar ", "😡": " xangry ", "🤬": " xangry ", "😠": " xangry ",
    "😂": " xlaugh ", "🤣": " xlaugh ", "🔥": " xfire ", "🚨": " xalarm ", "🆘": " xalarm ", "❤": " xheart ",
    "😍": " xheart ", "🐶": " xdog ", "🐕": " xdog ", "🏊": " xpool ", "📍": " xpin ", "📷": " xcamera ",
}  # fmt: skip
_ADDRESSES: Final = (
    (re.compile(r"https?://\S+|www\.\S+"), " xlink "),
    (re.compile(r"(?<!\S)\S+@\S+\.\w+"), " xmail "),
)
_OF_ADDRESSES: Final = ("://", "www.", "@")
_FIGURED: Final = re.compile(r"[\d#]")
_PHONE: Final = (re.compile(r"\+?\d[\d .()-]{8,}\d"), " xphone ")
_CODE: Final = (
    re.compile(r"\b(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]*[a-z][a-z0-9]*\d[a-z0-9]*\b(?<!hs)|#\w+"),
    " xcode ",
)
_MARKS_OF_FIGURES: Final = (
    _PHONE,
    (re.compile(r"\b\d{1,2}[:.]\d\d\b"), " xtime "),
    (re.compile(r"\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b"), " xdate "),
)
_APART: Final = (re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)"), " ")
_MARKS: Final = (_PHONE, _CODE, *_MARKS_OF_FIGURES[1:], _APART)
_BESIDE_LETTERS: Final = re.compile(r"\d[a-z]|[a-z]\d|#")
_NUMBER: Final = re.compile(r"\b\d+\b")
_TOKEN: Final = re.compile(r"[a-z']+|\?")
_SHORT: Final = {
    "q": "que", "k": "que", "ke": "que", "xq": "porque", "pq": "porque", "xa": "para", "pa": "para",
    "pra": "para", "pro": "para o", "x": "por", "d": "de", "tb": "tambien", "tmb": "tambien", "vc": "voce",
    "vcs": "voces", "hab": "habitacion", "habs": "habitaciones", "u": "you", "r": "are", "ur": "your",
    "pls": "please", "plz": "please", "thx": "thanks", "thnx": "thanks", "tks": "thanks", "porfa": "por favor",
    "porfis": "por favor", "xfa": "por favor", "xfavor": "por favor", "pf": "por favor", "pfv": "por favor",
    "grax": "gracias", "grcs": "gracias", "gcias": "gracias", "bn": "bien", "msj": "mensaje", "msg": "mensaje",
    "tel": "telefono", "depto": "departamento", "finde": "fin de semana", "fds": "fin de semana", "nao": "nao",
    "naum": "nao", "ta": "esta", "to": "to", "tao": "estao", "hj": "hoje", "qdo": "quando", "qto": "quanto",
    "qnto": "quanto", "cto": "cuanto", "cnto": "cuanto", "pilet": "pileta", "cel": "celular", "wi": "wifi",
    "fi": "", "hs": "hs", "h": "hs", "info": "informacion", "obg": "obrigado", "vlw": "valeu", "blz": "beleza",
    "mñn": "manana", "mna": "manana", "tmrw": "tomorrow", "tmr": "tomorrow", "rn": "now", "asap": "urgent",
    "checkin": "check in", "checkout": "check out", "tenes": "tienen", "tenés": "tienen", "tens": "tienen",
}  # fmt: skip


_WITHOUT_ACCENTS: Final = Unmarked()


def _plain(text: str) -> str:
    for sign, word in _EMOJI.items():
        if sign in text:
            text = text.replace(sign, word)
    return unicodedata.normalize("NFKD", text.lower().replace("’", "'")).translate(_WITHOUT_ACCENTS)


def _marked(plain: str) -> str:
    """Links, addresses and numbers by their shape; most messages have none, and one look tells."""
    if says_any(plain, _OF_ADDRESSES):
        for pattern, mark in _ADDRESSES:
            plain = pattern.sub(mark, plain)
    if not _FIGURED.search(plain):
        return plain
    for pattern, mark in _MARKS if _BESIDE_LETTERS.search(plain) else _MARKS_OF_FIGURES:
        plain = pattern.sub(mark, plain)
    return _NUMBER.sub(_by_length, plain)


def _by_length(number: re.Match[str]) -> str:
    figures = len(number.group())
    return " xnumber " if figures <= 2 else " xhundred " if figures <= 4 else " xlong "


def tokens(text: str) -> list[str]:
    """Words, number shapes and question marks, in order: "Hola!! 2 noches?" -> hola xnumber noches ?"""
    plain = squeeze(_marked(text.lower() if text.isascii() else _plain(text)))
    return [*chain.from_iterable(map(_spelt_out, _TOKEN.findall(plain)))]


def _spelt_anew(token: str) -> list[str]:
    word = token.replace("'", "")
    return _SHORT.get(word, word).split()


_spelt_out: Final = Remembered(_spelt_anew, 8192).__getitem__
