"""The verbs on money: asking for it, settling what came, sending it back, and telling people what needs deciding."""

from core.services.payments.asking import ask, asked_already, link_made, over, prolong
from core.services.payments.desk import NoSuchPayment, accept, record_at_desk, refund
from core.services.payments.hints import take_hint
from core.services.payments.reads import Purse, purse
from core.services.payments.receipts import approve_receipt, refuse_receipt, take_receipt
from core.services.payments.refunding import CannotRefund, refund_done, refund_refused
from core.services.payments.settling import settle

__all__ = [
    "CannotRefund",
    "NoSuchPayment",
    "Purse",
    "accept",
    "approve_receipt",
    "ask",
    "asked_already",
    "link_made",
    "over",
    "prolong",
    "purse",
    "record_at_desk",
    "refund",
    "refund_done",
    "refund_refused",
    "refuse_receipt",
    "settle",
    "take_hint",
    "take_receipt",
]
