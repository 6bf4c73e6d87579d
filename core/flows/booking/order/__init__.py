"""What is on the table is taken: by a plain yes, an order, a name or money, with whatever else the message says."""
