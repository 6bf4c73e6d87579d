"""A QR as the path of a drawing: it needs no picture file, and lies in a page or in JSON alike."""

from __future__ import annotations

import qrcode
from qrcode.constants import ERROR_CORRECT_M


def drawn(words: str) -> tuple[int, str]:
    """How many fields it is wide, and the path of its dark ones."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    made.add_data(words)
    made.make(fit=True)
    rows = made.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, field in enumerate(row) if field)
    return len(rows), "".join(dark)
