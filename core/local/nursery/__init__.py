"""Where workers are born on one machine: a process that has read all their code forks for each of them.

Seven processes that each read the same thousand modules take a small machine half a minute and most of its memory;
a fork takes a moment, and shares what was read. Only `make up` does so: on a server each process starts alone.
"""
