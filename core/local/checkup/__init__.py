"""What `make doctor` looks at: the machine first, then the house on it."""
