"""Does a process that follows every change hold offers against the same as one that opens the last generation alone?"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil_desk.records.publishing import CHANGES, IS_REMOVED, KEY, keyed
from counterfoil_desk.records.registers import AUTHORISATIONS, REGISTERS, RIGHTS, SELLERS, file_of, key_of
from counterfoil_desk.service import references as opening
from counterfoil_desk.service.references import At, Live

Row = dict[str, Any]
IDS = st.sampled_from(["a", "b", "c", "d"])
NAMES = st.sampled_from(["Fjord Runner", "Skarv", "Orlune Paris", "Trader 1 Ltd", "trader 1", "s-a", "s-b"])
ROWS = {
    RIGHTS: st.fixed_dictionaries(
        {"id": IDS.map("r-{}".format), "mark": NAMES, "owner": st.sampled_from(["Skarv AS", "Orlune SA"])},
        optional={"authorised_sellers": st.lists(NAMES, max_size=2), "status": st.sampled_from(["live", "expired"])},
    ),
    SELLERS: st.fixed_dictionaries({"id": IDS.map("s-{}".format), "name": NAMES}),
    AUTHORISATIONS: st.fixed_dictionaries(
        {"seller": NAMES, "right_id": IDS.map("r-{}".format), "granted_by": st.just("the owner")}
    ),
}
CHANGE = st.sampled_from(list(ROWS)).flatmap(
    lambda name: st.tuples(st.just(name), ROWS[name], st.booleans(), st.booleans())
)


class Registers:
    """Registers as they are published: bases, and small files of what changed since."""

    def __init__(self) -> None:
        self.files: dict[str, pl.DataFrame] = {}
        self.rows: dict[str, dict[str, Row]] = {name: {} for name in ROWS}
        self.changed: dict[str, dict[str, Row | None]] = {name: {} for name in ROWS}
        self.digests: dict[str, str] = {}

    def change(self, name: str, row: Row, *, removed: bool, whole: bool) -> None:
        """Put or remove a row, and publish the register whole or what changed since."""
        key = key_of(REGISTERS[name], row)
        self.rows[name].pop(key, None) if removed else self.rows[name].update({key: row})
        self.changed[name][key] = None if removed else row
        if whole or name not in self.digests:
            self.changed[name] = {}
            self.digests.pop(name + CHANGES, None)
            self.digests[name] = self._kept(keyed(REGISTERS[name], self.rows[name]))
        else:
            self.digests[name + CHANGES] = self._kept(self._changes(name))

    def _changes(self, name: str) -> pl.DataFrame:
        told = {key: row for key, row in self.changed[name].items() if row is not None}
        gone = [key for key, row in self.changed[name].items() if row is None]
        now = keyed(REGISTERS[name], told).with_columns(pl.lit(value=False).alias(IS_REMOVED))
        removed = now.clear(len(gone)).with_columns(pl.Series(KEY, gone, pl.String), pl.lit(True).alias(IS_REMOVED))
        return pl.concat([now, removed])

    def _kept(self, table: pl.DataFrame) -> str:
        sha256, _ = file_of(table.sort(KEY))
        self.files[sha256] = table.sort(KEY)
        return sha256


def tables(live: Live) -> Mapping[str, pl.DataFrame]:
    now = live.references
    return {
        **{"rights": live.rights, "sellers": live.sellers, "used sellers": now.sellers},
        **{"used authorisations": now.authorisations, "used rights": now.marks.rights},
        **{"marks": now.marks.marks, "goods": now.marks.goods},
    }


@settings(max_examples=25, deadline=None)
@given(changes=st.lists(CHANGE, min_size=1, max_size=8))
def test_a_generation_opened_after_others_is_the_one_that_is_opened_alone(
    changes: list[tuple[str, Row, bool, bool]],
) -> None:
    registers, kept = Registers(), opening._Kept()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opening, "opened", lambda _, sha256: registers.files[sha256])
        for number, (name, row, removed, whole) in enumerate(changes):
            registers.change(name, row, removed=removed, whole=whole)
            at = At(number, dict(registers.digests))
            followed, alone = opening._opened(1, at, kept), opening._opened(1, at, opening._Kept())
            for what, table in tables(alone).items():
                assert table.equals(tables(followed)[what]), what
            assert np.array_equal(followed.references.marks.names.tables, alone.references.marks.names.tables)
            assert followed.references.inputs_digest == alone.references.inputs_digest
