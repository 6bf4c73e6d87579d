"""The dialogue: one turn of the house, and every matter it can be about in a room of its own."""
