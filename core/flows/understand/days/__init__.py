"""Days, nights and hours told in roundabout ways, moved, swapped, or told of something that is no stay."""
