"""What a guest meant: from words, the hotel's clock and what was said before.

`python -m core.flows.understand` shows it.
"""

from core.flows.understand.reading import About, Asked, Context, Guess, Understanding, read
from core.flows.understand.stay import StayReading

__all__ = ["About", "Asked", "Context", "Guess", "StayReading", "Understanding", "read"]
