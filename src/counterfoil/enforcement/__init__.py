"""What follows in law from what was found? Records, events and a day in; consequences out."""
