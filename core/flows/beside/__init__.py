"""What stands beside the matter of a message: answered in the same reply, or left to be asked again."""
