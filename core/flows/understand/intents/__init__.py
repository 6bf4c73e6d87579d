"""What a guest wants: several intents at once, each with a confidence that means what it says."""
