"""How is one finding told to every platform, and what becomes of the notice? One file to a question."""
