"""Rooms looked for: which kind, for whom, on which days, and what of it can be had."""
