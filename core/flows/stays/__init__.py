"""What guests with a booking ask in the chat: how it stands, other hours, other dates, cancelling, and its money."""
