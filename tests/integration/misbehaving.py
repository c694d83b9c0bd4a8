"""Processes that look at pictures and do what a broken decoder may do: hang, die, take all memory, answer nonsense."""

import sys

from counterfoil.run.pictures.looker import Bounds, Looker, Lookers

SCRIPT = """
import os, sys, time
import counterfoil.images.look as module
real = module.look

def look(image_id, data, *, wanted):
    if b"HANG" in data:
        time.sleep(600)
    if b"DIE" in data:
        os.abort()
    if b"GREEDY" in data:
        bytearray(1 << 40)
    if b"NONSENSE" in data:
        os.write(answers, b"\\xff" * 64)
    return real(image_id, data, wanted=wanted)

module.look = look
from counterfoil.run.pictures import worker
plain = worker.serve

def serve(asked, given):
    global answers
    answers = given.fileno()
    plain(asked, given)

worker.serve = serve
worker.main()
"""
COMMAND = (sys.executable, "-c", SCRIPT)


def misbehaving_looker(*, seconds: float = 60) -> Looker:
    """Return a looker whose process misbehaves where the bytes say so; it is given so many seconds for a picture."""
    return Looker(COMMAND, Bounds(look=seconds, words=seconds))


def misbehaving_lookers() -> Lookers:
    """Return one such process, with little patience."""
    return Lookers(lambda: misbehaving_looker(seconds=4), count=1)
