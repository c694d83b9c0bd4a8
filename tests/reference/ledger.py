"""What lies where, and which counts differ? Slow and obvious: entry by entry, in plain Python. Twin of `stock`."""

from collections import Counter, defaultdict
from typing import Any

ON_HAND = ("available", "held", "allocated", "picked", "released")


def balance(entries: list[dict[str, Any]], at: Any) -> dict[str, Counter[str]]:
    """Return the units in each account of each pallet at a moment."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry["at"] <= at:
            told[entry["sscc"]][entry["to"]] += entry["units"]
            told[entry["sscc"]][entry["of"]] -= entry["units"]
    return told


def on_hand(accounts: Counter[str]) -> int:
    """Return how many units a count of the house finds."""
    return sum(accounts[name] for name in ON_HAND)


def differing(entries: list[dict[str, Any]], counted: dict[str, int], at: Any) -> dict[str, tuple[int, int]]:
    """Return expected and counted of each pallet where they differ."""
    told = balance(entries, at)
    pairs = {one: (on_hand(told.get(one, Counter())), counted.get(one, 0)) for one in {*told, *counted}}
    return {one: pair for one, pair in pairs.items() if pair[0] != pair[1]}
