"""When a platform fails again and again: what follows, who does it, by when, and how it ends."""
