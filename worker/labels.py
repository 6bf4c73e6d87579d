"""`python -m worker.labels posada > chats.jsonl`: what staff said guests meant, for the gate to be fitted anew.

Each line holds `text` and `intents`, as `python -m core.flows.understand.intents.refit` reads them. It is what guests
wrote, word for word: keep the file where their other words are kept.
"""

from __future__ import annotations

import json
import sys

from core.flows.understand.intents.labels import LABELS
from core.store import hotels, labels
from core.store.db import across_hotels, transaction


def main(slugs: list[str]) -> int:
    if not slugs:
        print("usage: python -m worker.labels hotel ... > chats.jsonl", file=sys.stderr)
        return 2
    for slug in slugs:
        with across_hotels() as session:
            hotel = hotels.by_slug(session, slug)
        if hotel is None:
            print(f"There is no hotel called {slug}.", file=sys.stderr)
            return 1
        with transaction(hotel.id) as session:
            told = labels.told(session)
        for words, intents in told:
            known = [name for name in intents if name in LABELS]
            if known:
                print(json.dumps({"text": words, "intents": known}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
