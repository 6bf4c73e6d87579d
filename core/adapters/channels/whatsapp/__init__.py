"""WhatsApp Cloud API: everything this house knows of it lies in this folder."""

from core.adapters.channels.whatsapp.client import WhatsApp, open_port
from core.adapters.channels.whatsapp.codes import act_for
from core.adapters.channels.whatsapp.drawing import render
from core.adapters.channels.whatsapp.envelopes import split
from core.adapters.channels.whatsapp.fitting import fit, split_text
from core.adapters.channels.whatsapp.limits import check
from core.adapters.channels.whatsapp.media import form_for, problem_with
from core.adapters.channels.whatsapp.reading import read
from core.adapters.channels.whatsapp.signature import answer_subscription, signature_is_good
from core.adapters.channels.whatsapp.template_desk import TemplateDesk, open_template_desk

__all__ = [
    "TemplateDesk",
    "WhatsApp",
    "act_for",
    "answer_subscription",
    "check",
    "fit",
    "form_for",
    "open_port",
    "open_template_desk",
    "problem_with",
    "read",
    "render",
    "signature_is_good",
    "split",
    "split_text",
]
