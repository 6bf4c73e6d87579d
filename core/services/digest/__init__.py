"""The weekly digest for owners and managers: who gets it and when, what it says, and how it leaves."""
