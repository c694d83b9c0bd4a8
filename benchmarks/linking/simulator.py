"""A terminated operator comes back with k of n fields changed: a drawn market of honest sellers and of returning ones.

Written and committed before the method that it judges. What is the same in honest life, too, is drawn as it is there:
forwarding warehouses that hundreds share, formation agents with one telephone, popular goods, common names and slogans,
families that share a bank account. What an operator keeps, it writes anew now and then (Ste. for Suite, +1 before a
number, a letter in the name). All by one seed.
"""

from typing import Any, NamedTuple

import numpy as np
import polars as pl
from invented_words import BUSINESS, FAMILY, FIRST, FORMS, GIVEN, KINDS, SECOND, STREETS, TOWNS

FIELDS = (
    "name", "address", "phone", "email", "taxNumber", "registrationNumber", "bankAccount", "beneficialOwner", "device",
    "template", "picture", "stock",
)  # fmt: skip  # n = 12: nine of the seller table, three of its offers
SIGNS = ("template", "picture", "stock")
WAREHOUSES, AGENTS, SLOGANS, POPULAR = 40, 60, 80, 400  # that honest sellers share
SHARE_WAREHOUSE, SHARE_AGENT, SHARE_FAMILY = 0.15, 0.03, 0.01  # of sellers
MISSING = {"registrationNumber": 0.3, "bankAccount": 0.25, "device": 0.4, "beneficialOwner": 0.3, "email": 0.02}
REWRITTEN = 0.5  # of kept fields are written another way
Row = dict[str, Any]


class Market(NamedTuple):
    """Tables of `known` sellers (those `terminated` among them), `applications` with `k` (null: honest) and whom they
    `return`; `signs`: seller_id, kind, value of all of them."""

    known: pl.DataFrame
    applications: pl.DataFrame
    signs: pl.DataFrame


def market(*, seed: int, known: int, terminated: int, honest: int, each: int) -> Market:
    """Return a market with so many known sellers, honest applications, and returning operators for each k."""
    draw = Draw(seed)
    sellers = [draw.seller(f"k{number}") | {"status": "active"} for number in range(known)]
    for number in draw.chance.choice(known, terminated, replace=False):
        sellers[number]["status"] = "terminated"
    gone = [row for row in sellers if row["status"] == "terminated"]
    fresh = [draw.seller(f"a{number}") | {"k": None, "returns": None} for number in range(honest)]
    back = [draw.returning(gone, k, f"r{k}-{number}") for k in range(len(FIELDS) + 1) for number in range(each)]
    return Market(_table(sellers), _table([*fresh, *back]), _signs([*sellers, *fresh, *back]))


class Draw:
    """Draws sellers by one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self._warehouses = [self._address() for _ in range(WAREHOUSES)]
        self._agents = [self._phone() for _ in range(AGENTS)]
        self._banks: list[str] = []

    def seller(self, name: str) -> Row:
        """Return a seller as honest ones are, what its offers show under the names of SIGNS."""
        chance = self.chance
        owner = f"{self._one(GIVEN)} {self._one(FAMILY)}"
        trade = f"{self._one(FIRST)} {self._one(SECOND)} {self._one(BUSINESS)}{self._one(FORMS)}"
        title = owner if chance.random() < 0.1 else trade
        row: Row = {"id": name, "name": title, "country": "US", "beneficialOwner": owner}
        row["address"] = self._one(self._warehouses) if chance.random() < SHARE_WAREHOUSE else self._address()
        row["phone"] = self._one(self._agents) if chance.random() < SHARE_AGENT else self._phone()
        row["email"] = self._email(title)
        row["taxNumber"] = f"{chance.integers(10, 99)}-{chance.integers(10**6, 10**7)}"
        row["registrationNumber"] = f"REG{chance.integers(10**6, 10**7)}"
        shared = self._banks and chance.random() < SHARE_FAMILY
        row["bankAccount"] = self._one(self._banks) if shared else f"0211{chance.integers(10**9, 10**10)}"
        self._banks.append(row["bankAccount"])
        row["device"] = [f"{chance.integers(2**40):010x}"]
        row["template"] = [f"slogan {chance.integers(SLOGANS)}"] if chance.random() < 0.5 else []
        row["picture"] = [f"{chance.integers(2**62):016x}" for _ in range(chance.integers(1, 6))]
        row["stock"] = [f"popular {int(POPULAR * chance.random() ** 2)}" for _ in range(chance.integers(1, 12))]
        return row | {field: None for field, share in MISSING.items() if chance.random() < share}

    def returning(self, gone: list[Row], k: int, name: str) -> Row:
        """Return an operator that comes back with k fields changed. It had a template of its own and goods few have."""
        before, fresh = gone[int(self.chance.integers(len(gone)))], self.seller(name)
        before["template"] = before["template"] or [f"misspelled {before['id']}"]
        before["stock"] = sorted({*before["stock"], *(f"rare {before['id']} {number}" for number in range(3))})
        changed = set(self.chance.choice(FIELDS, k, replace=False))
        kept = {field: self._rewritten(field, before[field]) for field in FIELDS if field not in changed}
        return fresh | kept | {"id": name, "k": k, "returns": before["id"]}

    def _rewritten(self, field: str, value: Any) -> Any:
        """Return a kept value as it is, or written another way; shared lists keep most of their entries."""
        if value is None or self.chance.random() >= REWRITTEN:
            return value
        if field in ("name", "beneficialOwner"):
            return self._misspelt(value)
        if field == "address":
            for long, short in KINDS.items():
                value = value.replace(f" {long},", f" {short}.,")
            return value.replace("Suite", "Ste.").upper() if self.chance.random() < 0.5 else value
        if field == "phone":
            return value.replace("+1-", "").replace("-", " ")
        if field in ("taxNumber", "registrationNumber"):
            return value.replace("-", "").lower()
        return value[: max(1, len(value) - 1)] if isinstance(value, list) else value

    def _misspelt(self, name: str) -> str:
        words = name.split()
        if self.chance.random() < 0.4 and len(words) > 1:
            return words[0] + words[1].lower() + "".join(f" {word}" for word in words[2:])
        at = int(self.chance.integers(1, len(name)))
        return name[:at] + (name[at - 1] if self.chance.random() < 0.5 else "") + name[at:].replace("e", "ey", 1)

    def _address(self) -> str:
        town, code, _ = self._one(TOWNS)
        number, suite = self.chance.integers(1, 9_900), self.chance.integers(1, 400)
        within = f" Suite {suite}," if self.chance.random() < 0.4 else ""
        street = f"{number} {self._one(STREETS)} {self._one(list(KINDS))},"
        return f"{street}{within} {town}, {code}{self.chance.integers(0, 100):02d}"

    def _phone(self) -> str:
        return f"+1-{self._one(TOWNS)[2]}-{self.chance.integers(200, 999)}-{self.chance.integers(0, 10_000):04d}"

    def _email(self, name: str) -> str:
        local = "".join(letter for letter in name.lower() if letter.isalnum())[:14]
        return f"{local}{self.chance.integers(1, 10_000)}@{self._one(['mail', 'post', 'box', 'inbox'])}.example.com"

    def _one(self, choices: Any) -> Any:
        return choices[int(self.chance.integers(len(choices)))]


def _table(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(
        [{name: v for name, v in row.items() if name not in SIGNS} for row in rows], infer_schema_length=None
    )


def _signs(rows: list[Row]) -> pl.DataFrame:
    told = [(row["id"], kind, value) for row in rows for kind in SIGNS for value in row[kind]]
    return pl.DataFrame(told, schema=["seller_id", "kind", "value"], orient="row").unique(maintain_order=True)
