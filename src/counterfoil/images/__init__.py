"""What does a picture show, in numbers that can be compared? Bytes in; fingerprints and an index of them out."""
