"""Ears and mouth: faster-whisper listens in a process of its own, Piper or espeak-ng speak. All of it may be absent."""

from __future__ import annotations

from core.adapters.speech.listener import Listener
from core.adapters.speech.shelf import is_there
from core.adapters.speech.voices import open_voice
from core.base.settings import SpeechSettings
from core.domain.ports import Speech

__all__ = ["open_speech", "open_voice", "standing"]


def open_speech(config: SpeechSettings) -> Speech | None:
    """Nothing when there is no model: then nobody listens, and guests are asked to write."""
    folder = config.speech_folder
    return Listener(config, folder) if folder is not None and is_there(folder) else None


def standing(config: SpeechSettings) -> str:
    """In one line what this machine can hear and say, for the doctor and /readyz."""
    mouth = open_voice(config)
    speaks = f"speaks with {mouth.engine}" if mouth is not None else "no voice to speak with"
    folder = config.speech_folder
    if folder is None:
        return f"listening is switched off; {speaks}"
    if not is_there(folder):
        return (
            f"no speech model {config.speech_model}, guests are asked to write (make speech-model); {speaks}"
        )
    return f"listens with {folder.name}; {speaks}"
