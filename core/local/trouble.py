"""The one exception whose text is written for the person who typed the command."""


class Trouble(Exception):
    """Something a person must know or do; the text is shown as it is, without a traceback."""
