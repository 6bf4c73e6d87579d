"""A booking told back: how it stands, its pass, its name, its door, and whose it is."""
