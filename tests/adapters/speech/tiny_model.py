"""A speech model made in a moment: real files of the real shape, whose decoder knows one sentence by heart.

No weights can be had in tests, so these are made: the encoder is noise and every position of the decoder points at
one token. What is proven with it is everything around the weights: loading, decoding, voice detection, language,
tokens, words. What a guest really said is not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

SENTENCE = " hola, ¿tienen una habitación para dos este fin de semana?"
LANGUAGE = "es"
_SIZE, _HEADS, _MELS, _FRAMES, _LONGEST = 32, 2, 80, 1500, 448
_MOMENTS = 1501
_PROMPT = 4  # start, language, task, no timestamps
_LOUD = 8.0


def build(folder: Path) -> Path:
    import ctranslate2
    from ctranslate2.specs import WhisperSpec

    folder.mkdir(parents=True, exist_ok=True)
    tokens, words = _tokens()
    spec = WhisperSpec(1, _HEADS, 1, _HEADS)
    noise = np.random.default_rng(7)
    _encoder(spec.encoder, noise)
    _decoder(spec.decoder, noise, {token: place for place, token in enumerate(tokens)}, words)
    spec.register_vocabulary(tokens)
    spec.config.lang_ids = [place for place, token in enumerate(tokens) if token in _language_tokens()]
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], [tokens.index("<|endoftext|>")]
    spec.config.alignment_heads = [(0, 0)]
    spec.validate()
    spec.save(str(folder))
    _tokenizer(tokens).save(str(folder / "tokenizer.json"))
    assert ctranslate2.contains_model(str(folder))
    return folder


def _language_tokens() -> list[str]:
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    return [f"<|{code}|>" for code in _LANGUAGE_CODES if code != "yue"]


def _tokens() -> tuple[list[str], list[str]]:
    """As the published multilingual models number theirs: words, then what steers, then moments."""
    from tokenizers.pre_tokenizers import ByteLevel

    level = ByteLevel(add_prefix_space=False, use_regex=True)
    words = [piece for piece, _ in level.pre_tokenize_str(SENTENCE)]
    plain = [*sorted(ByteLevel.alphabet()), *dict.fromkeys(word for word in words if len(word) > 1)]
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


def _encoder(encoder: Any, noise: np.random.Generator) -> None:
    _linear(encoder.conv1, _random(noise, _SIZE, _MELS, 3))
    _linear(encoder.conv2, _random(noise, _SIZE, _SIZE, 3))
    encoder.position_encodings.encodings = _random(noise, _FRAMES, _SIZE)
    _norm(encoder.layer_norm)
    for layer in encoder.layer:
        _attention(layer.self_attention, [3 * _SIZE, _SIZE], noise)
        _feed_forward(layer.ffn, noise)


def _decoder(decoder: Any, noise: np.random.Generator, ids: dict[str, int], words: list[str]) -> None:
    """Each position stands for itself alone and points at the token that comes next."""
    decoder.embeddings.weight = np.zeros((len(ids), _SIZE), np.float32)
    places = np.zeros((_LONGEST, _SIZE), np.float32)
    places[np.arange(_LONGEST), np.arange(_LONGEST) % _SIZE] = 1.0
    decoder.position_encodings.encodings = places
    projection = np.zeros((len(ids), _SIZE), np.float32)
    projection[ids[f"<|{LANGUAGE}|>"], 0] = _LOUD
    for place, token in enumerate([*words, "<|endoftext|>"], start=_PROMPT - 1):
        projection[ids[token], place] = _LOUD
    _linear(decoder.projection, projection)
    _norm(decoder.layer_norm)
    for layer in decoder.layer:
        _attention(layer.self_attention, [3 * _SIZE, _SIZE], noise, silent=True)
        _attention(layer.attention, [_SIZE, 2 * _SIZE, _SIZE], noise, silent=True)
        _feed_forward(layer.ffn, noise, silent=True)


def _attention(spec: Any, rows: list[int], noise: np.random.Generator, *, silent: bool = False) -> None:
    _norm(spec.layer_norm)
    for place, (linear, count) in enumerate(zip(spec.linear, rows, strict=True)):
        weight = _random(noise, count, _SIZE)
        _linear(linear, weight * 0 if silent and place == len(rows) - 1 else weight)


def _feed_forward(spec: Any, noise: np.random.Generator, *, silent: bool = False) -> None:
    _norm(spec.layer_norm)
    _linear(spec.linear_0, _random(noise, 4 * _SIZE, _SIZE))
    _linear(spec.linear_1, _random(noise, _SIZE, 4 * _SIZE) * (0 if silent else 1))


def _linear(spec: Any, weight: np.ndarray) -> None:
    spec.weight, spec.bias = weight, np.zeros(weight.shape[0], np.float32)


def _norm(spec: Any) -> None:
    spec.gamma, spec.beta = np.ones(_SIZE, np.float32), np.zeros(_SIZE, np.float32)


def _random(noise: np.random.Generator, *shape: int) -> np.ndarray:
    return noise.normal(0.0, 0.1, shape).astype(np.float32)
