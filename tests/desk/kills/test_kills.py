"""Whatever is killed, whenever: what was accepted is kept once and whole, and the desk comes back by itself.

A hundred kills, with figures: benchmarks/desk/kills.py.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[3] / "benchmarks" / "desk"))

from kept import faults, kept, told_otherwise
from killing import DATABASE, WEB, Book, calling, kill_at_random
from receiver import receiving
from started import desk

KILLS = 5


def test_what_was_accepted_is_kept_once_and_whole_whatever_is_killed() -> None:
    book = Book()
    with receiving() as receiver, desk(small=True) as one:
        one.inside("listen", receiver.address)
        with calling(one, book):
            kill_at_random(one, book, kills=KILLS, seed=5, pauses=(0.2, 1.5))
        assert told_otherwise(one, book, seed=5) == []
        assert faults(book, kept(one, hurry=True), receiver.told) == []
    assert sum(book.kills.values()) == KILLS
    assert len(book.accepted) > KILLS
    assert {WEB, DATABASE} <= set(book.kills)  # of six kinds of part five are hit, and these two tear calls apart
    assert book.unanswered
    assert receiver.arrived
