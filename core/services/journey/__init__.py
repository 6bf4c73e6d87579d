"""The letters of guests' journeys: planned with the fact they belong to, written when due, minded by managers."""
