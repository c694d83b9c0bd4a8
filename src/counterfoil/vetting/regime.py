"""What does a law or a programme ask of a seller, and by when? One readable file each: regimes/<name>-<version>.toml.

Every number cites its source and says how far it was verified (tags of docs/vetting.md): M-L, low confidence, is off
until an operator's own file says `on = true`.
"""

import datetime as dt
import tomllib
from importlib import resources
from typing import Any, NamedTuple

from counterfoil.errors import UserError

NAMES = {"programme": "programme-1", "inform": "inform-1", "dsa-30": "dsa-30-1", "shop-safe": "shop-safe-1"}
DEFAULT = ("programme", "inform")
TAGS = ("V", "V2", "M-H", "M-M", "M-L", "D", "ours")
OFF = "M-L"
WHOM = ("everyone", "persons", "companies", "sellers abroad", "sellers of high-risk goods")
OVERDUE = ("incomplete", "review", "suspended")


class Number(NamedTuple):
    """A number of a law: its value, what it counts, where it stands, how far it was verified, whether it is used."""

    value: int
    unit: str
    source: str
    verified: str
    on: bool


class Need(NamedTuple):
    """Something asked for, of whom; any one of `given` (columns of a seller's row) is enough."""

    name: str
    given: tuple[str, ...]
    of: str
    says: str
    source: str
    verified: str
    by_platform: bool


class Clock(NamedTuple):
    """A time within which something is to be done: from the last of `begins` until one of `ends`, events' kinds."""

    name: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    within: Number
    says: str
    overdue: str
    met_by_needs: bool
    by_platform: bool


class Regime(NamedTuple):
    """One file: `applies` to everyone or to sellers of high volume; `high_risk` are product types."""

    name: str
    version: int
    title: str
    applies: str
    numbers: dict[str, Number]
    days: dict[str, dt.date]
    needs: tuple[Need, ...]
    clocks: tuple[Clock, ...]
    high_risk: tuple[str, ...]

    @property
    def label(self) -> str:
        """The name and version as outputs cite them: `inform-1`."""
        return f"{self.name}-{self.version}"

    def number(self, name: str) -> int | None:
        """Return a number's value, None where it is absent or off."""
        found = self.numbers.get(name)
        return found.value if found and found.on else None


def built_in(name: str) -> bytes:
    """Return the bytes of a regime's file that comes with Counterfoil, one of NAMES."""
    return resources.files("counterfoil.vetting").joinpath(f"regimes/{NAMES[name]}.toml").read_bytes()


def read_regime(data: bytes, *, file: str) -> Regime:
    """Return the regime written in a TOML file. Raises UserError for a file that is no TOML or lacks a part."""
    try:
        content = tomllib.loads(data.decode("utf-8"))
        numbers = {name: _number(name, row) for name, row in content.get("numbers", {}).items()}
        clocks = [_clock(row, numbers) for row in content.get("clocks", [])]
        return Regime(
            name=str(content["name"]),
            version=int(content["version"]),
            title=str(content["title"]),
            applies=_one_of(content["applies"], ("everyone", "high volume"), "applies"),
            numbers=numbers,
            days={name: _day(name, row) for name, row in content.get("days", {}).items()},
            needs=tuple(_need(row) for row in content.get("needs", [])),
            clocks=tuple(clock for clock in clocks if clock.within.on),
            high_risk=tuple(str(one) for one in content.get("high_risk", {}).get("types", [])),
        )
    except KeyError as cause:
        raise _refused(f"it lacks {cause}", file) from cause
    except (TypeError, ValueError, AttributeError) as cause:
        raise _refused(str(cause), file) from cause


def _number(name: str, row: dict[str, Any]) -> Number:
    value, verified = row["value"], _one_of(row["verified"], TAGS, f"{name}: verified")
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name}: {value} is no whole number")
    return Number(value, str(row["unit"]), str(row["source"]), verified, bool(row.get("on", verified != OFF)))


def _day(name: str, row: dict[str, Any]) -> dt.date:
    if not isinstance(row["value"], dt.date):
        raise ValueError(f"{name}: {row['value']} is no day")
    return row["value"]


def _need(row: dict[str, Any]) -> Need:
    whom = _one_of(row.get("of", WHOM[0]), WHOM, f"{row['name']}: of")
    verified = _one_of(row["verified"], TAGS, f"{row['name']}: verified")
    given = tuple(str(one) for one in row["given"])
    platform = bool(row.get("by_platform", False))
    return Need(str(row["name"]), given, whom, str(row["says"]), str(row["source"]), verified, platform)


def _clock(row: dict[str, Any], numbers: dict[str, Number]) -> Clock:
    within = numbers[row["within"]]
    if within.unit not in ("days", "business days", "months"):
        raise ValueError(f"{row['within']}: {within.unit} is no time")
    return Clock(
        name=str(row["name"]),
        begins=tuple(row["begins"]),
        ends=tuple(row["ends"]),
        within=within,
        says=str(row["says"]),
        overdue=_one_of(row["overdue"], OVERDUE, f"{row['name']}: overdue"),
        met_by_needs=bool(row.get("met_by_needs", False)),
        by_platform=bool(row.get("by_platform", False)),
    )


def _one_of(value: object, known: tuple[str, ...], what: str) -> str:
    if value not in known:
        raise ValueError(f"{what}: {value} is none of {', '.join(known)}")
    return str(value)


def _refused(problem: str, file: str) -> UserError:
    cure = "Compare it with src/counterfoil/vetting/regimes/inform-1.toml."
    return UserError(f"this is no regime ({problem}).", cure=cure, file=file)
