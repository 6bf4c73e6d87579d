"""What people say to be kind, to find out whom they talk to, or to be left alone."""
