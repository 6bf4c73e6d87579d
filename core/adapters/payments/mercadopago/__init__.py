"""Mercado Pago, Checkout Pro: everything this house knows of it lies in this folder."""

from core.adapters.payments.mercadopago.client import MercadoPago, open_port
from core.adapters.payments.mercadopago.codes import act_for
from core.adapters.payments.mercadopago.notifications import read_notification
from core.adapters.payments.mercadopago.preferences import preference
from core.adapters.payments.mercadopago.reading import snapshot
from core.adapters.payments.mercadopago.signature import signature_is_good

__all__ = [
    "MercadoPago",
    "act_for",
    "open_port",
    "preference",
    "read_notification",
    "signature_is_good",
    "snapshot",
]
