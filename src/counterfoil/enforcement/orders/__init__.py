"""What does a court order reach, who breaks it, what did it catch wrongly? Pure: the record and the day are given."""
