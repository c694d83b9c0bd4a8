"""By which model is the same product known: the shipped one, one that the user gives, or one learned from labels?"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.tables import read_pair_labels
from counterfoil.matching.product.model import ProductModel, default_model
from counterfoil.matching.product.model_file import read_model, write_model
from counterfoil.matching.product.train import train
from counterfoil.run.goods_inputs import ItemFile, batches_of
from counterfoil.run.inputs import Inputs, opened
from counterfoil.tables.contract import LINE
from counterfoil.tables.goods import Goods
from counterfoil.tables.pair_label import PairLabel

LEARNED = "product_model.json"  # what --labels leaves beside the results, for --model


class Known(NamedTuple):
    """The goods that are looked for, the files of items, and the folder that the results go into."""

    goods: pl.DataFrame
    files: Sequence[ItemFile]
    work: Path


def product_model(model: Path | None, labels: Path | None, known: Known, inputs: Inputs) -> ProductModel:
    """Return the model that is asked for; one that was learned from labels is written into the folder, too.

    Raises UserError where both are given, a file cannot be used, or the labels do not suffice.
    """
    if model is not None and labels is not None:
        raise UserError("Both --model and --labels were given.", cure="Give the labels to learn, or what was learned.")
    if model is not None:
        with opened(model) as stream:
            data = stream.read()
        inputs.note("product model", model)
        return read_model(data)
    if labels is None:
        return default_model()
    learned = _learned(labels, known, inputs)
    (known.work / LEARNED).write_bytes(write_model(learned))
    return learned


def _learned(labels: Path, known: Known, inputs: Inputs) -> ProductModel:
    pairs = inputs.table("labels", labels, read_pair_labels, PairLabel.create_empty()).drop(LINE)
    wanted = pairs["item_id"].unique().implode()
    found = [batch.items.filter(pl.col("id").is_in(wanted)) for file in known.files for batch in batches_of(file)]
    items = pl.concat([Goods.create_empty(), *(one.drop(LINE) for one in found)]).unique("id", keep="first")
    judged = pairs.filter(
        pl.col("item_id").is_in(items["id"].implode()), pl.col("goods_id").is_in(known.goods["id"].implode())
    )
    if judged.is_empty():
        cure = "Use the ids of matches.parquet: goods_id and item_id."
        raise UserError("None of the labels is of goods and items that were given.", cure=cure, file=labels.name)
    try:
        return train(known.goods, items.sort("id"), judged)
    except ModuleNotFoundError as cause:
        problem = f"Learning from labels needs the package {cause.name}."
        raise UserError(problem, cure="Install it with: pip install 'counterfoil[matching]'") from cause
