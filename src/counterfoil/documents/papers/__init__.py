"""What does each paper say? One record to a kind; `kinds` lists them. How they look is in `documents/typst`."""
