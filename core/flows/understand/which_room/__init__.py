"""Rooms meant without their names: pointed at, counted in a list, wanted otherwise, or without stairs."""
