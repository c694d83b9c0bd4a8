"""What became of what was found: shares, values, times, costs and accuracy records, by mark, category and place."""
