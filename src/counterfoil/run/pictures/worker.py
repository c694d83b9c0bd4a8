"""The process that looks at pictures: `python -m counterfoil.run.pictures.worker`, spoken to in frames.

It may hang, be killed or run out of memory: the run goes on without it, and starts another.
"""

import os
import resource
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from counterfoil.run.pictures.frames import NoFrame, receive, send

MEMORY = 4 * 1024**3  # bytes of address space, libraries included; another may be named after the command
TOO_LARGE = "The picture needs more memory than it is given."


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer each picture with what is seen in it, until nobody asks any more."""
    from counterfoil.images.look import Look, Wanted, look  # here: loading them takes a second, and may fail
    from counterfoil.images.small import small_picture

    send(answers, {"ready": True})
    while True:
        head, data = receive(asked)
        if "side" in head:
            send(answers, {}, small_picture(data, side=head["side"]))
            continue
        try:
            seen = look(head["image_id"], data, wanted=Wanted(**head["wanted"]))
        except MemoryError:
            seen = Look(head["image_id"], TOO_LARGE)
        send(answers, *_told(seen))


def _told(seen: Any) -> tuple[dict[str, Any], bytes]:
    """Return a look as a frame: hashes and colours in hexadecimal, keypoints as bytes."""
    told = seen._asdict()
    keypoints = told.pop("keypoints")
    told["fingerprints"] = [
        one._asdict() | {"hash": one.hash.hex(), "colour": one.colour.hex()} for one in seen.fingerprints
    ]
    told["codes"] = [one._asdict() for one in seen.codes]
    told["words"] = [one._asdict() for one in seen.words]
    return told, keypoints


def main() -> None:
    """Bound the memory, keep what libraries print out of the answers, and serve."""
    memory = int(sys.argv[1]) if len(sys.argv) > 1 else MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the core of a crash would hold the picture
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(NoFrame, OSError, KeyboardInterrupt):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
