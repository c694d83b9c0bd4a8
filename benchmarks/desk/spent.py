"""What do the parts of a desk cost? CPU seconds and memory of web, worker, sealer and database, from /proc."""

import json
import os
from pathlib import Path
from typing import Final

from started import Desk

from counterfoil_desk.bundled.cluster import server_number

TICKS: Final = os.sysconf("SC_CLK_TCK")
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
MIB: Final = 1 << 20
DATABASE: Final = "database"
PARENT, USED, USED_OF_CHILDREN, PAGES = 1, slice(11, 13), slice(13, 15), 21  # fields of /proc/N/stat after the name


def numbers_of(desk: Desk) -> dict[str, int]:
    """Return the number of the first process of each part that runs, by its name."""
    try:
        numbers: dict[str, int] = json.loads((desk.home / "processes.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):  # just being written
        numbers = {}
    database = server_number(desk.cluster.data / "postmaster.pid")
    alive = {**numbers, **({DATABASE: database} if database else {})}
    return {name: number for name, number in alive.items() if _fields(number)}


def cpu_seconds(desk: Desk) -> dict[str, float]:
    """Return the CPU seconds that each part has used since it was started, those of its ended children included."""
    return {name: used_by(number) for name, number in numbers_of(desk).items()}


def used_by(number: int) -> float:
    """Return the CPU seconds of a process and of all that it started, those of its ended children included."""
    return sum(_used(one, with_children=one == number) for one in family(number))


def memory(desk: Desk) -> dict[str, float]:
    """Return the resident memory of each part in MiB; what the database shares among its processes counts for each."""
    return {name: sum(_resident(one) for one in family(number)) for name, number in numbers_of(desk).items()}


def family(number: int) -> list[int]:
    """Return a process and all that it started, directly or not."""
    below, found = _by_parent(), [number]
    for one in found:
        found.extend(below.get(one, ()))
    return found


def children(parent: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    return _by_parent().get(parent, [])


def _by_parent() -> dict[int, list[int]]:
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if told := _fields(int(folder.name)):
            below.setdefault(int(told[PARENT]), []).append(int(folder.name))
    return below


def _used(number: int, *, with_children: bool) -> float:
    if not (told := _fields(number)):
        return 0.0
    ticks = [*told[USED], *(told[USED_OF_CHILDREN] if with_children else [])]
    return sum(map(int, ticks)) / TICKS


def _resident(number: int) -> float:
    told = _fields(number)
    return int(told[PAGES]) * PAGE / MIB if told else 0.0


def _fields(number: int) -> list[str]:
    """Return what the kernel tells of a process after its name; empty where it is gone, or nobody has buried it."""
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
    return [] if told[0] == "Z" else told
