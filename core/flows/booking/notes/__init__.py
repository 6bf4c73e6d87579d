"""What is written on a booking of its guests' wishes, companions and hour of coming, and told back."""
