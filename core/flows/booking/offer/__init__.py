"""What can be had, put before the guest: shown, pointed at, chosen, and asked about before it is taken."""
