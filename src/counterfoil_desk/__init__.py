"""The desk: stores, shows and sends what the engine finds and people decide. The engine knows nothing of it."""
