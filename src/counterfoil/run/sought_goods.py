"""Make the goods ready that are looked for: out of a table, or out of a signature that somebody signed."""

from pathlib import Path

import polars as pl

from counterfoil.matching.signature import is_signature, opened_signature
from counterfoil.matching.source.sought import Sought, sought
from counterfoil.run.goods_inputs import goods_in, with_suppliers
from counterfoil.run.inputs import Inputs, opened

HEAD = 4_096  # bytes by which a signature is known


def sought_in(path: Path, inputs: Inputs, *, signer: Path | None, suppliers: pl.DataFrame) -> Sought:
    """Return the goods in a file, ready to be looked for; goods of a table get the supplier of their shipment.

    Raises UserError where the file holds none, or is a signature that was changed or that another has signed.
    """
    with opened(path) as stream:
        head = stream.read(HEAD)
    if not is_signature(head):
        return sought(with_suppliers(goods_in(path, inputs), suppliers))
    with opened(path) as stream:
        found = opened_signature(stream.read(), file=path.name, signer=_bytes(signer))
    inputs.note("signature", path, rows=found.goods.height)
    return found


def _bytes(path: Path | None) -> bytes | None:
    if path is None:
        return None
    with opened(path) as stream:
        return stream.read()
