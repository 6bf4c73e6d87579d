"""A person is called, awaited or answers: what the house still says meanwhile, and danger before anything."""
