"""The staff console: sign-in, the live inbox, and the gate in front of both."""
