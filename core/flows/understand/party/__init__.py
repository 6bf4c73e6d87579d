"""Who comes, weighed: everything a message says of people is read in every way it may be meant, and the ways are
weighed against each other by what was learned from the messages in `training/`.

`python -m core.flows.understand.party.train` learns anew.
"""
