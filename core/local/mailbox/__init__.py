"""A mailbox for a laptop without a mail server: what the house wrote to its staff, to look at."""
