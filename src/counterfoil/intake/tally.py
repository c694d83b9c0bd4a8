"""Was anything of the file kept? If not, the commonest reject says why."""

from collections import Counter

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.reader import WITHHELD
from counterfoil.tables.contract import Sorted


class Tally:
    """Counts kept rows and the rules of rejects over the batches of one file."""

    def __init__(self) -> None:
        self._kept = 0
        self._rules: Counter[str] = Counter()
        self._examples: dict[str, tuple[int | None, str]] = {}

    def add(self, batch: Sorted) -> None:
        """Count one batch."""
        self._kept += batch.kept.height
        if self._kept:
            return
        by_rule = batch.rejects.group_by("rule", maintain_order=True).agg(pl.len(), pl.first("line"), pl.first("value"))
        for rule, count, line, value in by_rule.iter_rows():
            self._rules[rule] += count
            self._examples.setdefault(rule, (line, value or ""))

    def add_kept(self, rows: int) -> None:
        """Count rows that were kept without being handed on."""
        self._kept += rows

    def refuse_if_nothing_kept(self, file: str) -> None:
        """Raise UserError where no row was kept, quoting the commonest reject."""
        if self._kept:
            return
        if not self._rules:
            raise UserError("The file holds no rows.", cure="Check that it was written to its end.", file=file)
        rule, count = self._rules.most_common(1)[0]
        line, value = self._examples[rule]
        shown = f" (for example “{value}”)" if value and value != WITHHELD else ""
        problem = f"No row could be used: {count} of {self._rules.total()} rows broke the rule “{rule}”{shown}."
        raise UserError(problem, cure="Correct the file, or map its columns with --mapping.", file=file, line=line)
