"""Plain questions, answered from what the hotel has written down and from its rules, never from anything else."""
