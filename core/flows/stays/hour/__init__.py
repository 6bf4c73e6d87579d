"""Coming earlier or leaving later: which hour, what it costs, and giving it up again."""
