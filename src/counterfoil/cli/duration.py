"""How long is that, in few characters? 45 s, 12 min, 3 h 20 min."""


def in_short(seconds: float) -> str:
    """Return a duration as people say it; seconds only where it is under two minutes."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
