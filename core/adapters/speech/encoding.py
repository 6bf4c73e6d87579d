"""Sound becomes what a telephone plays as a voice note: one channel, Opus, in Ogg."""

from __future__ import annotations

import io

from core.domain.ports import CannotSpeak

_RATE = 48_000
_BIT_RATE = 24_000
# Above this the channel shows an arrow to download instead of a button to play.
_PLAYABLE_BYTES = 512 * 1024


def to_voice_note(wav: bytes) -> bytes:
    import av

    out = io.BytesIO()
    try:
        with av.open(io.BytesIO(wav), "r", format="wav") as source, av.open(out, "w", format="ogg") as target:
            stream = target.add_stream("libopus", rate=_RATE, layout="mono")
            stream.bit_rate = _BIT_RATE
            resampler = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
            for frame in source.decode(audio=0):
                for piece in resampler.resample(frame):
                    target.mux(stream.encode(piece))
            for piece in resampler.resample(None):
                target.mux(stream.encode(piece))
            target.mux(stream.encode(None))
    except Exception as problem:  # PyAV answers bad input with all sorts
        raise CannotSpeak(f"the sound could not be packed: {type(problem).__name__}") from problem
    note = out.getvalue()
    if len(note) > _PLAYABLE_BYTES:
        raise CannotSpeak("the recording is too large to be played")
    return note
