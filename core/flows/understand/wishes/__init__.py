"""What somebody wants written on their booking, and what only sounds like it."""
