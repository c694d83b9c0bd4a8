"""Find goods in inventories of any size: files in, matches, rejects, a report and run.json out, in flat memory."""

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from counterfoil.evidence.weights import Model
from counterfoil.matching.match import match
from counterfoil.matching.product.looks import Looks
from counterfoil.matching.product.model import ProductModel, default_model
from counterfoil.matching.source.compare import default_weights
from counterfoil.matching.source.sought import Sought
from counterfoil.run.goods_inputs import ItemBatch, ItemFile, item_files, many_together, suppliers_in, with_suppliers
from counterfoil.run.inputs import Inputs, mapping_in
from counterfoil.run.lock import locked
from counterfoil.run.matching_gathered import Gathered
from counterfoil.run.matching_hits import key_of, write_hits
from counterfoil.run.matching_results import ITEMS, MATCHED, STAGED, STAGED_MATCHES, Told, write_results
from counterfoil.run.outputs import TableWriter, staged
from counterfoil.run.pictures.needed import goods_pictures
from counterfoil.run.plan import Step
from counterfoil.run.product_models import Known, product_model
from counterfoil.run.running import Telling
from counterfoil.run.sought_goods import sought_in
from counterfoil.run.weights_file import weights_in
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject

if TYPE_CHECKING:
    from counterfoil.run.matching_pictures import GoodsPictures

MATCHING = Step("matching", ("goods", "items"), ("matches",), "Looking for the goods", in_parts=True)


@dataclass(frozen=True, kw_only=True)
class MatchRequest:
    """The goods to look for, the files to look in, and the folder for the results.

    `hits` is the file for what may leave a facility that does not share its stock, `hits_key` what it is signed with.
    `told_as` says of files of `items` that their goods came in (receipt) or back (return).
    Without the `first_look` every item is compared in full: it finds the same, slowly.
    """

    goods: Path
    items: tuple[Path, ...]
    out: Path
    mapping: Path | None = None
    encoding: str | None = None
    weights: Path | None = None
    signer: Path | None = None
    labels: Path | None = None
    model: Path | None = None
    images: Path | None = None
    hits: Path | None = None
    hits_key: Path | None = None
    first_look: bool = True
    told_as: Mapping[Path, str] = field(default_factory=dict)


@dataclass
class Matching:
    """One run at work: what items are held against, and what has been counted."""

    sought: Sought
    product: ProductModel
    weights: Model
    suppliers: pl.DataFrame
    pictures: "GoodsPictures | None" = None
    looks: Looks | None = None
    gathered: Gathered = field(default_factory=Gathered)
    read: int = 0
    rejected: int = 0


def run_matching(request: MatchRequest, *, tell: Telling = lambda *_: None) -> dict[str, Any]:
    """Look for the goods in the items and return what run.json says of it.

    Writes matches, items (those that matched) and rejects (Parquet), report.html and, last, run.json. Raises UserError
    for input that cannot be used, and nothing is then left behind; and while another run writes there.
    """
    started, began = dt.datetime.now(dt.UTC), time.monotonic()
    key = key_of(request.hits_key)
    with locked(request.out), staged(request.out) as work, goods_pictures(request.images) as pictures:
        inputs = Inputs()
        mapping = mapping_in(request.mapping)
        files = item_files(request.items, mapping=mapping, encoding=request.encoding, told_as=request.told_as)
        suppliers = suppliers_in(files)
        run = Matching(
            sought_in(request.goods, inputs, signer=request.signer, suppliers=suppliers),
            default_model(),
            weights_in(request.weights, inputs, shipped=default_weights),
            suppliers,
            pictures,
        )
        if pictures is not None:
            pictures.learn(run.sought.goods, inputs)
        run.product = product_model(request.model, request.labels, Known(run.sought.goods, files, work), inputs)
        if pictures is None and request.first_look:  # pictures may show goods that no word names
            run.looks = Looks(run.sought.goods, run.product)
        _match_all(run, files, inputs, work, tell)
        counts = {"items_read": run.read, "items_kept": run.read - run.rejected, "rejected": run.rejected}
        models = {"product": run.product.name, "source": run.weights.label}
        shown = None if pictures is None else pictures.record()
        told = Told(run.sought, models, run.gathered, inputs.files, counts, shown)
        record = write_results(work, told, started=started, took=lambda: time.monotonic() - began)
        if request.hits is not None:
            shared, looked_for = run.gathered.commingled(), str(inputs.files[0]["sha256"])
            day = started.date().isoformat()
            write_hits(request.hits, work, shared, looked_for=looked_for, made_on=day, key=key)
        return record


def _match_all(run: Matching, files: list[ItemFile], inputs: Inputs, work: Path, tell: Telling) -> None:
    """Write the matches of all items, those items, and all rejects into `work`."""
    with ExitStack() as stack:
        matches, items, rejects = (
            stack.enter_context(TableWriter(work / name, empty))
            for name, empty in (
                (STAGED_MATCHES, STAGED),
                (ITEMS, MATCHED),
                ("rejects.parquet", Reject.create_empty()),
            )
        )
        for frame in inputs.rejects:
            rejects.append(frame)
        for file in files:
            kept = 0
            for batch in many_together(file, run.looks):
                kept += batch.items.height + batch.passed
                run.read += batch.items.height + batch.passed + batch.rejects.height
                run.rejected += batch.rejects.height
                rejects.append(batch.rejects)
                for found, own in _matched(run, batch):
                    matches.append(found)
                    items.append(own)
                tell(MATCHING, run.read, None)
            inputs.note("items", file.path, rows=kept)
            inputs.add("items", table=file.table.name)


def _matched(run: Matching, batch: ItemBatch) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield the matches of a batch (STAGED) and the items that are in them (MATCHED).

    While they are matched the items are numbered: ids of several files may be alike.
    """
    told = batch.file.kinds_told(batch.items)
    named = with_suppliers(told, run.suppliers).with_row_index("number")
    numbered = named.with_columns(pl.col("number").cast(pl.String).alias("id"))
    shown = None
    if run.pictures is not None:
        shown = run.pictures.pairs(named.select("id", "image_ids", owner=pl.col("number").cast(pl.String)))
    rows = numbered.drop("number", LINE)
    found = match(rows, run.sought, run.product, weights=run.weights, pictures=shown, beside=batch.turned_away)
    if found.is_empty():
        return
    own = named.with_columns(item_id=pl.col("number").cast(pl.String), file=pl.lit(batch.file.given.name))
    own = own.join(found.select("item_id"), on="item_id", how="semi", maintain_order="left")
    run.gathered.add(found, own)
    placed = found.join(own.select("item_id", "id", "facility"), on="item_id", maintain_order="left")
    yield placed.with_columns(item_id="id").select(STAGED.columns), own.select(MATCHED.columns)
