"""A speech model made in a moment: real files of the real shape, whose decoder knows one sentence by heart.

No weights can be had in tests, so these are made: the encoder is noise and every position of the decoder points at
one token. What is proven with it is everything around the weights: loading, decoding, voice detection, language,
tokens, words. What a guest really said is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

SENTENCE = " hola, ¿tienen una habitación para dos este fin de semana?"
LANGUAGE = "es"
_MELS, _FRAMES, _LONGEST = 80, 1500, 448
_MOMENTS = 1501
_PROMPT = 4  # start, language, task, no timestamps
_LOUD = 8.0


@dataclass(frozen=True)
class Shape:
    """How large it is: the smallest that works, or as large as a published one, for measuring what those cost."""

    size: int = 32
    heads: int = 2
    layers: int = 1
    words: int = 0
    sentence: str = SENTENCE


BASE = Shape(size=512, heads=8, layers=6, words=50_257)


def build(folder: Path, shape: Shape = Shape()) -> Path:
    import ctranslate2
    from ctranslate2.specs import WhisperSpec

    folder.mkdir(parents=True, exist_ok=True)
    tokens, words = _tokens(shape.words, shape.sentence)
    spec = WhisperSpec(shape.layers, shape.heads, shape.layers, shape.heads)
    parts = Parts(shape.size, np.random.default_rng(7))
    parts.encoder(spec.encoder)
    parts.decoder(spec.decoder, {token: place for place, token in enumerate(tokens)}, words)
    spec.register_vocabulary(tokens)
    spec.config.lang_ids = [place for place, token in enumerate(tokens) if token in _language_tokens()]
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], [tokens.index("<|endoftext|>")]
    spec.config.alignment_heads = [(0, 0)]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    _tokenizer(tokens).save(str(folder / "tokenizer.json"))
    assert ctranslate2.contains_model(str(folder))
    return folder


def _language_tokens() -> list[str]:
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    return [f"<|{code}|>" for code in _LANGUAGE_CODES if code != "yue"]


def _tokens(at_least: int, sentence: str) -> tuple[list[str], list[str]]:
    """As the published multilingual models number theirs: words, then what steers, then moments."""
    from tokenizers.pre_tokenizers import ByteLevel

    level = ByteLevel(add_prefix_space=False, use_regex=True)
    words = [piece for piece, _ in level.pre_tokenize_str(sentence)]
    plain = [*sorted(ByteLevel.alphabet()), *dict.fromkeys(word for word in words if len(word) > 1)]
    plain += [f"filler{number}" for number in range(at_least - len(plain) - 1)]
    plain += [""]  # the empty word is what tells a model of many languages from one of English alone
    steering = [
        "<|endoftext|>",
        "<|startoftranscript|>",
        *_language_tokens(),
        "<|translate|>",
        "<|transcribe|>",
    ]
    steering += ["<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>"]
    moments = [f"<|{number * 0.02:.2f}|>" for number in range(_MOMENTS)]
    return [*plain, *steering, *moments], words


def _tokenizer(tokens: list[str]) -> Any:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    made = Tokenizer(models.BPE({token: place for place, token in enumerate(tokens)}, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(token, special=True) for token in tokens if token.startswith("<|")])
    return made


@dataclass
class Parts:
    """Fills the parts of a model: noise in the encoder, one sentence in the decoder."""

    size: int
    noise: np.random.Generator

    def encoder(self, encoder: Any) -> None:
        self._linear(encoder.conv1, self._random(self.size, _MELS, 3))
        self._linear(encoder.conv2, self._random(self.size, self.size, 3))
        encoder.position_encodings.encodings = self._random(_FRAMES, self.size)
        self._norm(encoder.layer_norm)
        for layer in encoder.layer:
            self._attention(layer.self_attention, [3, 1])
            self._feed_forward(layer.ffn)

    def decoder(self, decoder: Any, ids: dict[str, int], words: list[str]) -> None:
        """Each position stands for itself alone and points at the token that comes next."""
        decoder.embeddings.weight = np.zeros((len(ids), self.size), np.float32)
        places = np.zeros((_LONGEST, self.size), np.float32)
        last = len(words) + _PROMPT - 1  # from there on there is nothing but the end
        places[np.arange(_LONGEST), np.minimum(np.arange(_LONGEST), last)] = 1.0
        decoder.position_encodings.encodings = places
        projection = np.zeros((len(ids), self.size), np.float32)
        projection[ids[f"<|{LANGUAGE}|>"], 0] = _LOUD
        for place, token in enumerate([*words, "<|endoftext|>"], start=_PROMPT - 1):
            projection[ids[token], place] = _LOUD
        self._linear(decoder.projection, projection)
        self._norm(decoder.layer_norm)
        for layer in decoder.layer:
            self._attention(layer.self_attention, [3, 1], silent=True)
            self._attention(layer.attention, [1, 2, 1], silent=True)
            self._feed_forward(layer.ffn, silent=True)

    def _attention(self, spec: Any, widths: list[int], *, silent: bool = False) -> None:
        self._norm(spec.layer_norm)
        for place, (linear, width) in enumerate(zip(spec.linear, widths, strict=True)):
            weight = self._random(width * self.size, self.size)
            self._linear(linear, weight * 0 if silent and place == len(widths) - 1 else weight)

    def _feed_forward(self, spec: Any, *, silent: bool = False) -> None:
        self._norm(spec.layer_norm)
        self._linear(spec.linear_0, self._random(4 * self.size, self.size))
        self._linear(spec.linear_1, self._random(self.size, 4 * self.size) * (0 if silent else 1))

    def _linear(self, spec: Any, weight: np.ndarray) -> None:
        spec.weight, spec.bias = weight, np.zeros(weight.shape[0], np.float32)

    def _norm(self, spec: Any) -> None:
        spec.gamma, spec.beta = np.ones(self.size, np.float32), np.zeros(self.size, np.float32)

    def _random(self, *shape: int) -> np.ndarray:
        return self.noise.normal(0.0, 0.1, shape).astype(np.float32)
