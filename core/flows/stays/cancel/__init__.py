"""A booking given up: what that costs, what comes back, and what may be had instead."""
