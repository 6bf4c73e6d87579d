"""What a guest meant, from words and what was said before.

`glance` knows few wishes and is what the first dialogue speaks from. `reading` knows them all, with stays, people and
a gate that says when to ask: the flows that come next speak from it, and `python -m core.flows.understand` shows it.
"""

from core.flows.understand.glance import Intent, Understanding, read

__all__ = ["Intent", "Understanding", "read"]
