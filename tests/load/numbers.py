"""What managers read in a house with 100,000 bookings and 600,000 messages: the whole screen, and its slowest lists."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from datetime import timedelta

import psutil
import psycopg
from sqlalchemy import text

from tests.load.bookings import stores
from tests.load.measuring import Findings, begin

ROOMS, STAYS_OF_A_ROOM, LINES = 300, 334, 6
SCREEN_MS, LIST_MS = 6000, 1200
_AS_THE_APP = "SET ROLE conserje_app; SELECT set_config('conserje.hotel', 'all', false)"
_FILL = (
    """INSERT INTO room_types (hotel_id, slug, names, descriptions, capacity, max_adults, max_children, cots, beds,
        sort, active)
        SELECT %(hotel)s, 'type-' || n, '{}', '{}', 4, 3, 2, 1, '', n, true FROM generate_series(1, 6) n""",
    """INSERT INTO rooms (hotel_id, room_type_id, number, floor, sort, housekeeping, out_of_service, out_of_service_why)
        SELECT %(hotel)s, t.id, t.sort || '-' || n, '', n, 'clean', false, ''
        FROM room_types t, generate_series(1, %(rooms)s / 6) n WHERE t.hotel_id = %(hotel)s""",
    """INSERT INTO guests (hotel_id, name, created_at)
        SELECT %(hotel)s, 'Huésped Número ' || n, now() - interval '4 years' FROM generate_series(1, 20000) n""",
    """INSERT INTO conversations (hotel_id, guest_id, channel, account, owner, language, state, last_message_at,
        last_text, last_author, unread) SELECT %(hotel)s, id, 'whatsapp', '1', 'house',
        (ARRAY['es', 'en', 'pt'])[1 + id %% 3], '{}', now(), '', 'guest', 0 FROM guests WHERE hotel_id = %(hotel)s""",
    """INSERT INTO bookings (hotel_id, code, guest_id, room_id, room_type_id, status, stay, occupied, adults, children,
        cots, total, deposit, currency, source, notes, version, created_at, changed_at, confirmed_at, ended_at)
        SELECT %(hotel)s, 'S' || r.id || '-' || n, g.id, r.id, r.room_type_id, s.status, daterange(d.day, d.day + 3),
        tstzrange(d.day + time '17:00', d.day + 3 + time '14:00'), 2, '{}', 0, 30000000, 9000000, 'ARS',
        (ARRAY['whatsapp', 'web', 'desk', 'walk_in'])[1 + n %% 4], '', 1, d.day - 20, now(), d.day - 20,
        CASE WHEN s.status = 'cancelled' THEN d.day - 5 END
        FROM rooms r, generate_series(0, %(stays)s - 1) n,
        LATERAL (SELECT current_date + 90 - (n * 3 + (r.id %% 3)::int) AS day) d,
        LATERAL (SELECT CASE WHEN (n + r.id) %% 10 = 0 THEN 'cancelled' WHEN d.day > current_date THEN 'confirmed'
            ELSE 'checked_out' END AS status) s,
        LATERAL (SELECT %(guest)s + (r.id * 331 + n * 7) %% 20000 AS id) g WHERE r.hotel_id = %(hotel)s""",
    """INSERT INTO payments (hotel_id, booking_id, method, state, amount, currency, refunded, counted, created_at,
        approved_at, seen_at, raw, note) SELECT hotel_id, id, (ARRAY['cash', 'transfer', 'mercadopago'])[1 + id %% 3],
        'approved', 9000000, 'ARS', 0, true, created_at, created_at, created_at, '{}', ''
        FROM bookings WHERE hotel_id = %(hotel)s ORDER BY created_at""",
    """INSERT INTO quotes_shown (hotel_id, conversation_id, guest_id, kind, check_in, check_out, wish, parts, total,
        currency, shown_at, expires_at, outcome, booking_id)
        SELECT b.hotel_id, c.id, b.guest_id, 'wish', b.check_in, b.check_out,
        '{}', '[]', b.total, 'ARS', b.created_at, b.created_at + interval '1 hour', 'held', b.id
        FROM bookings b JOIN conversations c ON c.guest_id = b.guest_id WHERE b.hotel_id = %(hotel)s""",
    """INSERT INTO messages (hotel_id, conversation_id, direction, author, kind, text, content, at, stored_at,
        reactions, why, trace_id) SELECT b.hotel_id, c.id, CASE n %% 2 WHEN 0 THEN 'in' ELSE 'out' END,
        CASE n %% 2 WHEN 0 THEN 'guest' ELSE 'house' END, 'text', 'words', '{}',
        b.created_at + make_interval(secs => n * 20), now(), '{}',
        CASE n %% 2 WHEN 1 THEN jsonb_build_object('flow', 'faq', 'step', n, 'intents',
            jsonb_build_array(jsonb_build_array('ask_price', 0.9))) END, ''
        FROM bookings b JOIN conversations c ON c.guest_id = b.guest_id, generate_series(0, %(lines)s - 1) n
        WHERE b.hotel_id = %(hotel)s ORDER BY b.created_at""",
)


def run() -> Findings:
    found = begin("numbers: a manager's screens over 100,000 bookings")
    with stores():
        from tests import makers

        house = makers.fresh_house()
        _fill(house.posada)
        _look(found, house.posada)
    return found


def _fill(hotel: int) -> None:
    address = os.environ["DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_AS_THE_APP)
        facts = {"hotel": hotel, "rooms": ROOMS, "stays": STAYS_OF_A_ROOM, "lines": LINES, "guest": 0}
        for statement in _FILL:
            connection.execute(statement, facts)
            row = connection.execute("SELECT coalesce(min(id), 0) FROM guests").fetchone()
            facts["guest"] = row[0] if row else 0
        connection.execute("RESET ROLE; ANALYZE")


def _look(found: Findings, hotel: int) -> None:
    from core.base import clock
    from core.store.db import transaction
    from core.store.views import money, office
    from core.store.views.numbers import lost, nights, talks
    from core.store.views.numbers.lost import Asking
    from core.store.views.numbers.span import Span

    today, now = clock.now().date(), clock.now()
    year = Span(
        today - timedelta(days=364), today + timedelta(days=1), "America/Argentina/Buenos_Aires", "ARS"
    )
    ahead = today + timedelta(days=91)
    back = timedelta(days=364)
    asking = Asking(10_000_000, now)
    with transaction(hotel) as session:
        session.execute(text("SET LOCAL max_parallel_workers_per_gather = 0"))
        server = psutil.Process(session.scalar(text("SELECT pg_backend_pid()")))
        looks: dict[str, Callable[[], object]] = {
            "nights": lambda: nights.nights(session, year),
            "nights before": lambda: nights.nights(session, year.before),
            "sources": lambda: nights.by_source(session, year),
            "types": lambda: nights.by_type(session, year),
            "pace": lambda: nights.on_the_books(session, today, ahead, now),
            "pace a year before": lambda: nights.on_the_books(
                session, today - back, ahead - back, now - back
            ),
            "lead times": lambda: nights.lead_times(session, year),
            "funnel": lambda: talks.funnel(session, year),
            "automation": lambda: talks.automation(session, year),
            "answering": lambda: talks.answering(session, year),
            "intents": lambda: talks.counted(session, "intents", year),
            "hours": lambda: talks.counted(session, "hours", year),
            "lost": lambda: lost.lost(session, year, asking),
            "rows of nights": lambda: nights.stay_rows(session, year, 300),
            "rows of talks": lambda: talks.rows(session, "automation", "", year, 300),
            "payments": lambda: money.page(session, money.Wanted(), None),
            "payments by name": lambda: money.page(session, money.Wanted(words="número 777"), None),
            "owing": lambda: office.owing(session, today, timedelta(days=14), timedelta(days=60)),
            "overpaid": lambda: office.overpaid(session, now - timedelta(days=180)),
        }
        total = 0.0
        for name, look in looks.items():
            took = _middle(look, server)
            total += took
            found.goal(f"{name} (CPU ms)", took, LIST_MS)
    found.goal("all of it, over a year (CPU ms)", total, SCREEN_MS)


def _middle(look: Callable[[], object], server: psutil.Process) -> float:
    """What the database's own process works for it: the same however busy the machine is with other things."""
    took = []
    for _ in range(3):
        before = server.cpu_times()
        look()
        after = server.cpu_times()
        took.append((after.user + after.system - before.user - before.system) * 1000)
    return statistics.median(took)
