"""A slow and obvious twin of k of n: months as letters, f failing, g good, a dot where there is none."""


def slow_tail(drawn: str) -> list[int]:
    """Return the places of the newest months that follow one another."""
    there = [place for place, letter in enumerate(drawn) if letter != "."]
    tail: list[int] = []
    for place in reversed(there):
        if not tail or place + 1 == tail[0]:
            tail.insert(0, place)
        else:
            break
    return tail


def slow_failing(drawn: str, k: int, n: int) -> bool:
    """Return whether k or more of the newest n months failed."""
    failed = 0
    for place in list(reversed(slow_tail(drawn)))[:n]:
        if drawn[place] == "f":
            failed += 1
    return failed >= k


def slow_good_run(drawn: str) -> int:
    """Return how many good months there are since the last failing one."""
    run = 0
    for place in slow_tail(drawn):
        if drawn[place] == "f":
            run = 0
        if drawn[place] == "g":
            run += 1
    return run
