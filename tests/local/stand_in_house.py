"""The real launcher with a list of tiny stand-in processes, run as a program by the tests."""

import http.server
import os
import signal
import sys
import time
from pathlib import Path

from core.local import launcher
from core.local.processes import Errand, House, Process

ME = Path(__file__).resolve()


def _run(duty: str, *more: str) -> tuple[str, ...]:
    return (sys.executable, str(ME), duty, *more)


HOUSE = House(
    before=(Errand("migrate", _run("once"), "Tables"),),
    meanwhile=(Errand("demo", _run("once"), "Demo hotels"),),
    processes=(
        Process("webhook", _run("serve", "WEBHOOK_PORT"), "edge", "http://127.0.0.1:{WEBHOOK_PORT}/healthz"),
        Process("relay", _run("work"), "worker", "http://127.0.0.1:{WEBHOOK_PORT}/readyz", "relay"),
    ),
)


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"ok": true, "parts": {"relay": {"ok": true, "seen_seconds_ago": 0}}}')

    def log_message(self, *_: object) -> None:
        """Stays quiet."""


def _serve(port: str) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ[port])), _Answers) as server:
        server.serve_forever()


def _work() -> None:
    """Keeps a work-horse of its own, as a forking worker does; fails when a test asks for it."""
    if Path(os.environ["CONSERJE_DATA"], "make-the-relay-fail").exists():
        sys.exit("the relay has lost its way")
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(60)


def main() -> int:
    """Without a duty it is the launcher; with one it is that stand-in."""
    match sys.argv[1:]:
        case ["serve", port]:
            _serve(port)
        case ["work"]:
            _work()
        case ["once"]:
            return 0
        case _:
            return launcher.run(HOUSE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
