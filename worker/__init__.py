"""The processes behind the desk: thinkers, the slow desk, the relay, the tick and the chores."""
