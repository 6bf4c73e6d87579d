"""`make speech-model`: fetches the configured speech model into the data folder."""

from __future__ import annotations

import sys
from pathlib import Path

from core.adapters.speech.shelf import NoModel, fetch, is_there
from core.base.settings import SpeechSettings


def main() -> int:
    config = SpeechSettings()
    folder = config.speech_folder
    if folder is None:
        print("  .. SPEECH_MODEL is off: there is nothing to fetch.")
        return 0
    if is_there(folder):
        print(f"  ok The speech model {config.speech_model} is in {folder}.")
        return 0
    if Path(config.speech_model).is_absolute():
        print(
            f"  !! SPEECH_MODEL names the folder {folder}, and there is no whole model in it.",
            file=sys.stderr,
        )
        return 1
    print(f"  .. Fetching the speech model {config.speech_model} into {folder} (some hundred megabytes).")
    try:
        fetch(config.speech_model, folder)
    except NoModel as problem:
        print(f"  !! {problem}.", file=sys.stderr)
        return 1
    print("  ok Voice notes will be listened to from now on.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
