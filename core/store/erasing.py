"""Erasing one guest: who they were and what they said goes; stays and money stay, as nobody's in particular."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

_TALKS: Final = "(SELECT id FROM conversations WHERE guest_id = :guest)"
_STAYS: Final = "(SELECT id FROM bookings WHERE guest_id = :guest)"
# What came or went in their conversations alone: a photo of a room, or a picture others sent too, is not theirs.
_FILES: Final = f"""(
    SELECT m.media_id FROM messages m WHERE m.conversation_id IN {_TALKS} AND m.media_id IS NOT NULL
    UNION SELECT r.media_id FROM receipts r WHERE r.booking_id IN {_STAYS}
    EXCEPT SELECT o.media_id FROM messages o WHERE o.conversation_id NOT IN {_TALKS} AND o.media_id IS NOT NULL
    EXCEPT SELECT p.media_id FROM photos p
    EXCEPT SELECT s.media_id FROM saved_replies s)"""
# Their rows by the names under which the book of deeds has them.
_SUBJECTS: Final = f"""(
    SELECT 'guest:' || id FROM guests WHERE id = :guest OR merged_into = :guest
    UNION ALL SELECT 'booking:' || id FROM bookings WHERE guest_id = :guest
    UNION ALL SELECT 'conversation:' || id FROM conversations WHERE guest_id = :guest
    UNION ALL SELECT 'handover:' || id FROM handovers WHERE conversation_id IN {_TALKS}
    UNION ALL SELECT 'task:' || id FROM tasks WHERE conversation_id IN {_TALKS}
    UNION ALL SELECT 'payment:' || id FROM payments WHERE booking_id IN {_STAYS}
    UNION ALL SELECT 'receipt:' || id FROM receipts WHERE booking_id IN {_STAYS})"""

# In this order: what is found by something is erased before that is.
_STEPS: Final = (
    f"DELETE FROM transcripts WHERE sha256 IN (SELECT sha256 FROM media WHERE id IN {_FILES})",
    f"DELETE FROM recordings WHERE media_id IN {_FILES}",
    f"DELETE FROM media_uploads WHERE media_id IN {_FILES}",
    f"""UPDATE media SET data = '', size = 0, filename = NULL, sha256 = 'erased-' || id WHERE id IN {_FILES}""",
    f"""UPDATE inbox SET body = '' WHERE state IN ('done', 'dead') AND lane IN (SELECT lane FROM inbox WHERE key IN (
        SELECT provider_id FROM messages WHERE conversation_id IN {_TALKS} AND provider_id IS NOT NULL))""",
    """UPDATE outbox SET payload = payload - 'phone' - 'bsuid',
        state = CASE WHEN state IN ('waiting', 'parked', 'dead') THEN 'cancelled' ELSE state END,
        done_at = coalesce(done_at, :now)
        WHERE state <> 'sending' AND lane IN (SELECT 'chat:' || id FROM conversations WHERE guest_id = :guest)""",
    """UPDATE outbox SET payload = payload - ARRAY['plain', 'html', 'content']
        WHERE kind IN ('send_mail', 'tell_staff') AND state IN ('done', 'dead', 'cancelled')""",
    f"""UPDATE messages SET text = '', content = '{{}}', reactions = '{{}}', why = NULL, quotes = NULL, media_id = NULL,
        trouble = NULL, deleted_at = coalesce(deleted_at, :now)
        WHERE conversation_id IN {_TALKS} AND direction <> 'event'""",
    f"""UPDATE messages SET content = content - ARRAY['summary', 'what', 'said']
        WHERE conversation_id IN {_TALKS} AND direction = 'event'""",
    f"UPDATE conversations SET state = '{{}}', last_text = '', unread = 0, waiting_since = NULL WHERE id IN {_TALKS}",
    f"UPDATE handovers SET words = '', understood = '{{}}' WHERE conversation_id IN {_TALKS}",
    f"UPDATE tasks SET what = '' WHERE conversation_id IN {_TALKS}",
    f"""UPDATE later_replies SET words = '', state = CASE WHEN state IN ('waiting', 'withheld') THEN 'cancelled'
        ELSE state END WHERE conversation_id IN {_TALKS}""",
    f"DELETE FROM labels WHERE conversation_id IN {_TALKS}",
    f"UPDATE questions SET words = '' WHERE conversation_id IN {_TALKS}",
    f"UPDATE alerts SET facts = '{{}}', closed_at = coalesce(closed_at, :now) WHERE conversation_id IN {_TALKS}",
    "UPDATE reviews SET author = '', words = '' WHERE guest_id = :guest",
    f"UPDATE bookings SET notes = '' WHERE id IN {_STAYS}",
    f"UPDATE charges SET note = '' WHERE booking_id IN {_STAYS}",
    # Who did what and when stays in the book; words in it may be about the guest, and go.
    f"""UPDATE audit SET details = details - ARRAY['name', 'reason', 'note', 'notes', 'what', 'why', 'words', 'label',
        'before', 'contact', 'phone', 'email', 'earlier_note'] WHERE subject IN {_SUBJECTS}""",
    # Remembered so that a website's request acts once: it still does, and tells nothing any more.
    f"""UPDATE api_answers SET body = '{{}}' WHERE EXISTS (
        SELECT 1 FROM bookings WHERE id IN {_STAYS} AND strpos(api_answers.body, code) > 0)""",
    f"UPDATE payments SET raw = '{{}}', note = '' WHERE booking_id IN {_STAYS}",
    "DELETE FROM identifiers WHERE guest_id = :guest",
    """DELETE FROM joinings WHERE kept_id = :guest OR other_id = :guest
        OR other_id IN (SELECT id FROM guests WHERE merged_into = :guest)""",
    """UPDATE guests SET name = '', notes = '', tags = '{}', language = NULL, erased_at = :now,
        opted_out_at = coalesce(opted_out_at, :now) WHERE id = :guest OR merged_into = :guest""",
)


def erase(session: Session, guest_id: int, now: datetime) -> None:
    for step in _STEPS:
        session.execute(text(step), {"guest": guest_id, "now": now})
    session.expire_all()
