"""What is held against one operator: runs in, cases out, with the evidence for and against."""
