"""Wishes for a stay told in passing: which are noted, whose they are, and what is written for reception."""
