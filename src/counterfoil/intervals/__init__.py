"""How sure is a number: intervals of shares, for parts that never import each other."""
