"""What of an interrupted run is finished? Units of work, each a folder that appears whole or not at all.

A unit is made under another name, written through to the disk with the facts that the next steps need, and renamed.
So a process that is killed at any moment, or a disk that is full, costs the unit in work and nothing else.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

FOLDER = ".partial"  # inside the folder for the results; only there while a run is unfinished
REQUEST = "request.json"  # what the state is bound to: without it there is no state
MAKING = "making"  # the unit in work
FACTS = "facts.json"  # of a unit
END = "end"  # the unit that says that a step in parts has all of them
SECONDS = "seconds"  # worked until a unit was finished, by all processes of this run together


class State:
    """The finished units of one run in a folder, and since when it is worked on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._begun = time.monotonic()
        self._before = max((facts[SECONDS] for facts in self._all_facts()), default=0.0)

    def path(self, unit: str) -> Path:
        """Return the folder of a unit, finished or not."""
        return self.folder / unit

    def has(self, unit: str) -> bool:
        """Say whether a unit is finished."""
        return (self.path(unit) / FACTS).is_file()

    def facts(self, unit: str) -> dict[str, Any]:
        """Return what a finished unit says of itself."""
        facts: dict[str, Any] = json.loads((self.path(unit) / FACTS).read_text(encoding="utf-8"))
        return facts

    def parts(self, step: str) -> list[str]:
        """Return the finished parts of a step, in their order."""
        folder = self.folder / step
        return (
            [f"{step}/{path.name}" for path in sorted(folder.iterdir()) if path.name != END] if folder.is_dir() else []
        )

    def seconds(self) -> float:
        """Return the seconds worked on this run: by this process, and by those before it until their last unit."""
        return self._before + time.monotonic() - self._begun

    @contextmanager
    def making(self, unit: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Yield a folder for the files of a unit, and a dictionary for its facts; on success the unit is finished."""
        work = self.folder / MAKING
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        facts: dict[str, Any] = {}
        yield work, facts
        told = json.dumps({**facts, SECONDS: round(self.seconds(), 3)})
        (work / FACTS).write_text(told, encoding="utf-8")
        _write_through(work)
        target = self.path(unit)
        target.parent.mkdir(exist_ok=True)
        work.replace(target)
        _write_through_folder(target.parent)

    def remove_parts(self, step: str) -> None:
        """Remove the parts of a finished step that nothing needs any more; it stays finished."""
        for unit in self.parts(step):
            shutil.rmtree(self.path(unit), ignore_errors=True)

    def is_done(self, step: str) -> bool:
        """Say whether a step is finished, in parts or as a whole."""
        return self.has(step) or self.has(f"{step}/{END}")

    def discard(self) -> None:
        """Remove the state, first of all what makes it one."""
        (self.folder / REQUEST).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def is_begun(self) -> bool:
        """Say whether any unit is finished."""
        return next(self._all_facts(), None) is not None

    def _all_facts(self) -> Iterator[dict[str, Any]]:
        for path in self.folder.glob(f"**/{FACTS}"):
            if MAKING not in path.parts:
                yield json.loads(path.read_text(encoding="utf-8"))


def part(step: str, number: int) -> str:
    """Return the name of one part of a step."""
    return f"{step}/{number:05}"


def _write_through(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    _write_through_folder(folder)


def _write_through_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system lets a folder be written through
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
