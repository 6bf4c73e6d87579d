"""Words of whoever has booked, about that very booking."""
