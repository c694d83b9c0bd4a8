"""Which mentions are held against a right? One row per place, words used as words left out."""

import numpy as np
import polars as pl

from counterfoil.few_rows.column import as_column
from counterfoil.few_rows.table import table
from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.company_rows import Named
from counterfoil.screening.mentions import FIELDS
from counterfoil.screening.use_rows import Uses
from counterfoil.text.columns import columns_at, values_at
from counterfoil.text.kernel_around import COMPARING, DENIED, NOMINATIVE
from counterfoil.text.mark_scan import KIND_NAMES, MANNER_NAMES

OF_THE_USE = ["subject_id", "right_id", "mark", "owner", "is_word", "brand_names_it", "brand_is_other", "fit"]
# of few values each: `evidence.seen` keeps the answer for each combination of them
_FIELDS, _KINDS, _MANNERS = (
    pl.Series(names, dtype=pl.Enum(names)) for names in (FIELDS, KIND_NAMES.to_list(), MANNER_NAMES.to_list())
)


def mention_rows(named: Named, uses: Uses) -> pl.DataFrame:
    """Return one row per mention for evidence of scope `mention`, with what its use comes to."""
    use_of = np.full(named.pairs.shape[1], kernel.NONE)
    use_of[uses.pairs] = np.where(uses.rows["word_use"].to_numpy(), kernel.NONE, np.arange(len(uses.pairs)))
    held = np.flatnonzero(use_of[named.pair_of] != kernel.NONE)
    pairs, places = named.pair_of[held], named.mentions.places[:, held]
    around = {"nominative": NOMINATIVE, "comparing": COMPARING, "denied": DENIED}
    return table(
        [
            *columns_at(uses.rows, OF_THE_USE, use_of[pairs]),
            values_at(_FIELDS, places[kernel.FIELD]).alias("field"),
            values_at(_KINDS, places[kernel.KIND]).alias("name_kind"),
            values_at(_MANNERS, places[kernel.MANNER]).alias("manner"),
            as_column("start", places[kernel.START]),
            as_column("end", places[kernel.END]),
            named.mentions.seen[held].alias("seen"),
            named.told(kernel.HOUSE_NAMED)[pairs].alias("house_named"),
            named.told(kernel.BRAND_WRITES_IT)[pairs].alias("brand_writes_it"),
            *(as_column(name, (places[kernel.AROUND] & flag) != 0) for name, flag in around.items()),
        ]
    )
