"""A room is held while its money is awaited: questions about it, other wishes, another room, letting it go."""
