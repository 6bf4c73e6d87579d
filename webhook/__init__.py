"""The receiver: verifies, keeps, rings, answers."""
