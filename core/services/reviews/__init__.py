"""Reviews: guests are asked at the right moment, heard when something was wrong, and told where to write in public."""
