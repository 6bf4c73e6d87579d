"""Reads for screens: each answers one question of a screen in one or two queries."""
