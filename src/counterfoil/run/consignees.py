"""Who is the consignee of what came in, whose stock lies there, and what was free of duty? Files in, tables out.

OUT receives consignees (Parquet and CSV), relief_groups (Parquet), over_limit.csv, seller_register (Parquet and CSV,
the only files with data of people), rejects and, last, run.json.
"""

import datetime as dt
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from counterfoil.codes import country as countries
from counterfoil.enforcement.consignees.relief_groups import relief_groups
from counterfoil.enforcement.consignees.rule_file import Rules
from counterfoil.enforcement.consignees.seller_register import seller_register, with_changes, without_owner
from counterfoil.enforcement.consignees.sold_before import ROW, sold_before
from counterfoil.enforcement.consignees.ultimate_consignee import consignees
from counterfoil.errors import UserError
from counterfoil.run.consignee_inputs import REGISTER, ConsigneeInputs, ConsigneeRequest, read_inputs
from counterfoil.run.inputs import Inputs, digest_of
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet, write_table
from counterfoil.run.record import versions
from counterfoil.tables.consignee import RESULTS
from counterfoil.tables.reject import Reject
from counterfoil.tables.relief_group import OVER, STANDINGS

_ENTERED = ("origin", "mode", "hs", "declared_value", "currency")


def run_consignees(request: ConsigneeRequest) -> dict[str, Any]:
    """Judge the lines of shipments into `request.out` and return what run.json says.

    Raises UserError for input that cannot be used; nothing is then left behind.
    """
    started, clock = dt.datetime.now(dt.UTC), perf_counter()
    country = countries.normalise(request.country)
    if not country:
        raise UserError(f"“{request.country}” is no country.", cure="Give --into a code such as US, DE or GB.")
    inputs = Inputs()
    given = read_inputs(request, inputs)
    sales_file = request.sales.name if request.sales else ""
    split = sold_before(given.lines, sales=given.sales, stock=given.stock, sales_file=sales_file)
    lines = consignees(
        given.lines, split.units, given.rules.consignee, day=request.day, country=country,
        sales_given=given.sales is not None,
    )  # fmt: skip
    valued = lines.with_columns(given.lines[ROW], *(given.lines[name] for name in _ENTERED))
    groups = relief_groups(
        valued, given.rules.reliefs, country=country, day=request.day, consignee_rules=given.rules.consignee,
        consumers=split.consumers, declarations=given.declarations, rates=given.rates,
    )  # fmt: skip
    register = _register(given, day=request.day, country=country)
    rejects = pl.concat([Reject.create_empty(), *inputs.rejects, split.rejects])
    counts = _counts(lines, groups, register, given) | {"rejected": rejects.height, "elsewhere": split.elsewhere}
    record: dict[str, Any] = {
        "command": "consignee",
        "day": request.day.isoformat(),
        "into": country,
        "started_at": started.isoformat(timespec="seconds"),
        "counts": counts,
        "rules": _rules_told(given.rules),
        "files": inputs.files,
        "versions": versions(),
    }
    tables = {"consignees": lines, "relief_groups": groups, "rejects": rejects}
    _write(request.out, tables, register, record, clock)
    return record


def _register(given: ConsigneeInputs, *, day: dt.date, country: str) -> pl.DataFrame:
    found = seller_register(
        given.stock, sellers=given.sellers, lines=given.lines, declarations=given.declarations,
        rules=given.rules.register, day=day, country=country,
    )  # fmt: skip
    return found if given.earlier is None else with_changes(found, given.earlier)


def _counts(
    lines: pl.DataFrame, groups: pl.DataFrame, register: pl.DataFrame, given: ConsigneeInputs
) -> dict[str, Any]:
    now = register.filter(pl.col("change").ne_missing("gone"))
    return {
        "lines": lines.height,
        "results": {result: lines.filter(result=result).height for result in RESULTS},
        "units": {
            name: int(lines[name].sum()) for name in ("units", "units_sold_before", "units_unsold", "units_not_known")
        },
        "groups": {standing: groups.filter(standing=standing).height for standing in STANDINGS},
        "split": int(groups["is_split"].sum()),
        "registered": now.height,
        "declared": now["declared_on"].drop_nulls().len(),
        "lacking": now.filter(pl.col("missing").list.len() > 0).height,
        "changes": dict(register["change"].drop_nulls().value_counts().sort("change").iter_rows()),
        "stock_without_owner": without_owner(given.stock),
    }


def _rules_told(rules: Rules) -> dict[str, Any]:
    """Return which rules were used, and which were left out as unverified with low confidence or by the user."""
    every = [
        *((rule.says, rule) for rule in (*rules.consignee.rules, *rules.consignee.persons)),
        *((f"{rules.register.name}: {asked.name}", asked) for asked in rules.register.asked),
        *((f"{relief.label}: {rule.says}", rule) for relief in rules.reliefs for rule in relief.rules),
    ]
    return {
        "files": [
            f"{rules.consignee.name}-{rules.consignee.version}",
            f"{rules.register.name}-{rules.register.version}",
            *(relief.label for relief in rules.reliefs),
        ],
        "off": [f"{says} ({rule.source}; {rule.verified})" for says, rule in every if not rule.is_on],
    }


def _write(
    out: Path, tables: dict[str, pl.DataFrame], register: pl.DataFrame, record: dict[str, Any], clock: float
) -> None:
    with locked(out), staged(out) as work:
        for name, table in tables.items():
            write_parquet(work / f"{name}.parquet", table)
        write_table(work / "consignees.csv", tables["consignees"], for_people=True)
        over = tables["relief_groups"].filter(pl.col("standing") == OVER)
        write_table(work / "over_limit.csv", over, for_people=True)
        write_parquet(work / REGISTER, register)
        write_table(work / "seller_register.csv", register, for_people=True)
        record["outputs"] = {path.name: digest_of(path) for path in sorted(work.iterdir())}
        record["seconds"] = round(perf_counter() - clock, 3)
        write_json(work / SEAL, record)
