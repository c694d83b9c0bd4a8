"""Did a measure change anything? Before and after, with and without it, and what cannot be told."""
