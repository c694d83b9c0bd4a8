"""How soon does every web process answer by a register that has changed, and does any call suffer for it?

A right is added to 20,000 under load. From the moment its transaction has ended, the first answer that shows it is
waited for in each process; a call that was sent after that moment and is answered by the former register is stale.
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import marketplace
from calls import WARM
from load import Loaded, Seen, loaded, screening_calls, told
from options import Figure, Options, figure
from spent import family, numbers_of
from started import Desk, desk, warm

CHANGES: Final = 5
RATE: Final = 20.0  # calls in a second while registers change
BEFORE, AFTER = 3.0, 12.0  # seconds of load on both sides of a change
LEAST_WEB: Final = 2  # processes: a change is to reach all of them
GENERATION: Final = re.compile(rb'"generation": ?(\d+)')
SYLLABLES: Final = ("zy", "quo", "vex", "wul", "jip", "fry")
WORDS: Final = "--only change"


class Change(NamedTuple):
    """What one change came to: seconds, and calls that were stale or failed."""

    took: float  # from its beginning to the end of its transaction
    visible: float  # from there until each process had shown it
    slowest: float  # ms of a call that was due while it went on
    stale: int
    failed: int
    processes: int  # that answered


class Watch:
    """Writes down which generation each answer showed, and by which connection it came."""

    def __init__(self) -> None:
        self.seen: list[tuple[Seen, int]] = []

    def __call__(self, seen: Seen) -> None:
        """Take one answer."""
        found = GENERATION.search(seen.answer.body)
        self.seen.append((seen, int(found[1]) if found else -1))


def figures(options: Options) -> list[Figure]:
    """Return how soon changes were visible, what they took, and which calls suffered."""
    rights = marketplace.rights()
    drawn = marketplace.offers(marketplace.marks_of(rights), series=f"change-{time.time_ns()}")
    workers = max(LEAST_WEB, options.workers)
    with desk(workers=workers) as one:
        warm(one, screening_calls(drawn, token=one.token, count=WARM))
        changes = [_changed(one, drawn, number) for number in range(CHANGES)]
    data = f"{rights.height:,} rights, {CHANGES} of them added one by one; {RATE:g} calls/s, {workers} web"
    rows = (
        ("register change visible in every web process, the slowest", max(c.visible for c in changes), "s", "<= 1"),
        ("register change, from its beginning to its end", max(c.took for c in changes), "s", None),
        ("slowest call while registers change", max(c.slowest for c in changes), "ms", None),
        ("calls that failed while registers change", sum(c.failed for c in changes), "calls", "<= 0"),
        ("calls sent after a change and answered without it", sum(c.stale for c in changes), "calls", "<= 0"),
        ("web processes that answered", min(c.processes for c in changes), "processes", f">= {workers}"),
    )
    return [figure(name, value, unit, target=target, data=data, words=WORDS) for name, value, unit, target in rows]


def _changed(one: Desk, drawn: Iterator[marketplace.Offer], number: int) -> Change:
    """Change a register in the middle of a load and return what came of it."""
    watch, told_times, processes = Watch(), dict[str, float](), dict[int, int]()
    mark = "".join(SYLLABLES[(number + step) % len(SYLLABLES)] for step in range(4)).title()
    changing = one.inside_later("change", mark)
    assert changing.stdout is not None
    changing.stdout.readline()  # it is ready

    def change() -> None:
        time.sleep(BEFORE)
        processes.update(process_of_port(one))
        told_times.update(json.loads(changing.communicate(b"now\n", timeout=300)[0]))

    thread = threading.Thread(target=change)
    thread.start()
    calls = screening_calls(drawn, token=one.token, count=int(RATE * (BEFORE + AFTER)))
    done = loaded(one.port, calls, rate=RATE, see=watch, connections=16)
    thread.join()
    print(told(done))
    return came_of(watch, done, processes, begun=told_times["begun"], ended=told_times["ended"])


def came_of(watch: Watch, done: Loaded, processes: dict[int, int], *, begun: float, ended: float) -> Change:
    """Return what a change came to, by what was seen of it. A process that never showed it makes it endless."""
    generation = max(shown for _, shown in watch.seen)
    visible = {}
    for number in {processes[seen.port] for seen, _ in watch.seen if seen.port in processes}:
        of_it = [(seen, shown) for seen, shown in watch.seen if processes.get(seen.port) == number]
        visible[number] = min((seen.done for seen, shown in of_it if shown == generation), default=float("inf"))
    last = max(visible.values(), default=float("inf"))
    return Change(
        took=ended - begun,
        visible=max(0.0, last - ended),
        slowest=max(
            ((seen.done - seen.due) * 1000 for seen, _ in watch.seen if begun <= seen.done and seen.due <= last),
            default=0.0,
        ),
        stale=sum(seen.sent > ended and 0 <= shown < generation for seen, shown in watch.seen),
        failed=done.failed,
        processes=len(visible),
    )


def process_of_port(one: Desk) -> dict[int, int]:
    """Return which process of the web holds the other end of each connection, by the port of our end."""
    inodes = {}
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        told_of = line.split()
        own, other = (int(end.rpartition(":")[2], 16) for end in told_of[1:3])
        if own == one.port:
            inodes[f"socket:[{told_of[9]}]"] = other
    found = {}
    for number in family(numbers_of(one)["web"]):
        for link in Path(f"/proc/{number}/fd").iterdir():
            if (port := inodes.get(_target(link))) is not None:
                found[port] = number
    return found


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:  # closed meanwhile
        return ""
