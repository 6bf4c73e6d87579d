"""`python -m core.local.demo`: makes the demo hotels where there are none.

With `--silent` nobody has written to them yet: whoever counts messages begins at none.
"""

from __future__ import annotations

import sys

from core.base import telemetry
from core.base.settings import settings
from core.local.demo.houses import (
    CABANAS,
    POSADA,
    furnish,
    hotels_without_facts,
    hotels_without_rooms,
    seed,
    stock,
)
from core.store.db import across_hotels, transaction


def main() -> int:
    telemetry.start_logging(settings().log_level)
    if not settings().is_local:
        print("The demo hotels belong to local mode only (CONSERJE_MODE=local).", file=sys.stderr)
        return 2
    with across_hotels() as session:
        made = seed(session)
        unfurnished = hotels_without_facts(session)
        without_rooms = hotels_without_rooms(session)
    for hotel_id in unfurnished:
        with transaction(hotel_id) as session:
            furnish(session, hotel_id)
    for hotel_id in without_rooms:
        with transaction(hotel_id) as session:
            stock(session, hotel_id, talks="--silent" not in sys.argv)
    if made:
        print(f"Two demo hotels are ready: {POSADA.name} and {CABANAS.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
