"""What a guest meant: language and intents, from words alone."""

from core.flows.understand.glance import Intent, Understanding, read

__all__ = ["Intent", "Understanding", "read"]
