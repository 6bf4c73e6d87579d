"""WhatsApp Cloud API: everything this house knows of it lies in this folder."""

from core.adapters.channels.whatsapp.envelopes import split
from core.adapters.channels.whatsapp.reading import read
from core.adapters.channels.whatsapp.signature import answer_subscription, signature_is_good

__all__ = ["answer_subscription", "read", "signature_is_good", "split"]
