"""The screens of the console, and the frame around them."""
