"""Money told of: how much at most, from where, that it is paid or too much."""
