"""A booked stay that is to be otherwise: other days, other people, priced before anything is changed."""
