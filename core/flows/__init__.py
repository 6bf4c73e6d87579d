"""The dialogue: one turn of the house, and every matter it can be about in a room of its own."""

from core.base.patterns import keep_patterns

keep_patterns()
