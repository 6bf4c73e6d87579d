"""The verbs on bookings. Each takes an actor or the house, asks the role, is written down, and acts once per token.

What cannot be is `Refused` with a reason in the domain's words, and then nothing of it has happened.
"""

from core.services.bookings.bill import Cancelled, Extra, cancel, cancelling_costs, charge, charge_once, owed
from core.services.bookings.bringing_back import Place, bring_back, place_again
from core.services.bookings.changing import Change, Changed, Price, PriceChange, change_stay, price_change
from core.services.bookings.desk import (
    care_for_room,
    check_in,
    check_out,
    expect_at,
    no_show,
    put_in_order,
    put_out_of_order,
    unblock,
    write_note,
)
from core.services.bookings.holds import confirm, expire, extend_hold, pause_hold, resume_hold, revive
from core.services.bookings.maker import Terms
from core.services.bookings.making import block, hold, walk_in
from core.services.bookings.shuffling import fix_room, quote_for_room, set_aside
from core.services.bookings.taking_back import undo_check_in, undo_check_out
from core.services.bookings.undoing import change_back

__all__ = [
    "Cancelled",
    "Change",
    "Changed",
    "Extra",
    "Place",
    "Price",
    "PriceChange",
    "Terms",
    "block",
    "bring_back",
    "cancel",
    "cancelling_costs",
    "care_for_room",
    "change_back",
    "change_stay",
    "charge",
    "charge_once",
    "check_in",
    "check_out",
    "confirm",
    "expect_at",
    "expire",
    "extend_hold",
    "fix_room",
    "hold",
    "no_show",
    "owed",
    "pause_hold",
    "place_again",
    "price_change",
    "put_in_order",
    "put_out_of_order",
    "quote_for_room",
    "resume_hold",
    "revive",
    "set_aside",
    "unblock",
    "undo_check_in",
    "undo_check_out",
    "walk_in",
    "write_note",
]
