"""What is paid of a booking, what is left, and how it is paid."""
