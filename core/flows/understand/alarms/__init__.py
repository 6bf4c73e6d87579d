"""Danger, anger and mishaps, and what only sounds like them."""
