"""What managers read of a period: nights, talks and what was lost, each from one source that also lists its rows."""
