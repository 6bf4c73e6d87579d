"""Where a speech model lies, and how it is fetched: by faster-whisper's own downloader, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

_NEEDED = ("model.bin", "config.json", "tokenizer.json")


class NoModel(Exception):
    """Why there is no model, in words for the person who asked for it."""


def is_there(folder: Path) -> bool:
    """All that loading needs; with a file missing the library would reach for the network instead."""
    return all((folder / name).is_file() for name in _NEEDED)


def fetch(name: str, folder: Path) -> None:
    """Into a folder beside the right one first, so that a broken line leaves nothing that looks like a model."""
    from faster_whisper.utils import available_models, download_model

    if "/" not in name and name not in available_models():
        raise NoModel(f"faster-whisper knows no model {name}; it knows {', '.join(available_models())}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    began, whole = folder.with_name(f".{folder.name}.fetching"), folder.with_name(f".{folder.name}.whole")
    try:
        # Not straight into the folder: the hub's client no longer takes what the downloader would pass it then.
        fetched = download_model(name, cache_dir=str(began))
        shutil.rmtree(whole, ignore_errors=True)
        shutil.copytree(fetched, whole)
    except Exception as problem:  # whatever the client of the hub raises, it comes down to this
        raise NoModel(_why(problem)) from problem
    if not is_there(whole):
        raise NoModel(f"what came for {name} is no whole model ({', '.join(_NEEDED)} are needed)")
    shutil.rmtree(folder, ignore_errors=True)
    whole.rename(folder)
    shutil.rmtree(began, ignore_errors=True)


def _why(problem: BaseException) -> str:
    said = str(problem).strip().splitlines()
    reason = said[0][:200] if said else type(problem).__name__
    return (
        f"the model could not be fetched ({reason}). It comes from huggingface.co: let this machine reach it, or "
        "fetch it on another one and set SPEECH_MODEL to its folder"
    )
