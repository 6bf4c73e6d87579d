"""The guest's phone: a strict local stand-in of the WhatsApp Cloud API with a chat page for people."""
