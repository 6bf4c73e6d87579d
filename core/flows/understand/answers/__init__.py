"""A yes, a no, an order, or none yet: what a message does to what was put before the guest."""
