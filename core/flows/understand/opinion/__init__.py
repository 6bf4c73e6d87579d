"""Reads what a guest's words say of a stay: of which things, with which sign, and what should ring a bell."""

from core.flows.understand.opinion.reading import opinion

__all__ = ["opinion"]
