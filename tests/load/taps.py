"""How soon the next message comes after a tap: twenty guests at once, each walking by buttons and lists."""

from __future__ import annotations

from tests.chaos.running_house import open_house
from tests.load.measuring import Findings, begin, percentile
from tests.load.reply import ordered
from tests.local.launching import free_port

_GUESTS, _SECONDS = 20, 60.0


def run() -> Findings:
    """The house as it runs for a hotel; the API answers at once, so all the time there is is the house's."""
    found = begin(f"taps: {_GUESTS} conversations at once for {_SECONDS:.0f} s")
    port = free_port()
    with open_house(without=("phone",), WHATSAPP_API_URL=f"http://127.0.0.1:{port}") as house:
        order = {
            "webhook": house.webhook_url,
            "secret": house.app_secret,
            "port": port,
            "rate": 0.0,
            "seconds": _SECONDS,
            "guests": _GUESTS,
            "latency": 0.0,
            "statuses": False,
        }
        heard = ordered("tapping_guests", order, _SECONDS + 90)
    taps = [seconds * 1000 for seconds in heard["taps"]]
    found.say(f"{len(taps)} taps, p50 {percentile(taps, 0.5):.0f} ms, p99 {percentile(taps, 0.99):.0f} ms")
    found.say(", ".join(f"{count} {what}" for what, count in sorted(heard["tapped"].items())))
    found.goal("tap to next message, p95 ms", percentile(taps, 0.95), 300)
    found.goal("taps without an answer", len(heard["unanswered"]), 0)
    found.lines.extend(f"unanswered: {choice}" for choice in heard["unanswered"])
    return found
