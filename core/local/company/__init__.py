"""A company's account provider for trying things out: strict about everything, and able to misbehave when told to."""
