"""F1 by a threshold chosen elsewhere, recall of candidates, and one-to-one assignment without labels."""

import numpy as np
import numpy.typing as npt
import polars as pl
from peers import boosted, cosine, token_set
from sets import Set

from counterfoil.matching.product.candidates import nearest
from counterfoil.matching.product.comparing import compared
from counterfoil.matching.product.model import default_model, log_odds, scores
from counterfoil.matching.product.rarities import TEXTS, rarities
from counterfoil.matching.product.thresholds import thresholds
from counterfoil.matching.product.train import fitted, measured
from counterfoil.matching.product.wording import wordings

Values = npt.NDArray[np.float64]


def f1(found: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    """Return the F1 of what was found, in per cent."""
    return round(200 * float((found & truth).sum()) / max(float(found.sum() + truth.sum()), 1.0), 2)


def best_threshold(values: Values, truth: npt.NDArray[np.bool_]) -> float:
    """Return the value from which on F1 is highest."""
    order = np.argsort(-values, kind="stable")
    hits = np.cumsum(truth[order])
    curve = 2 * hits / (np.arange(1, len(hits) + 1) + truth.sum())
    return float(values[order][int(np.argmax(curve))])


def of_models(given: Set, asked: str) -> dict[str, float]:
    """Return F1 on the pairs of the split by our model and by the peers: all fitted to train, thresholds by valid."""
    splits = {name: given.labels(name) for name in dict.fromkeys(("train", "valid", asked))}
    truth = {name: pairs["same_product"].to_numpy() for name, pairs in splits.items()}
    known = dict(zip(splits, measured(given.goods, given.items, list(splits.values())), strict=True))
    model = fitted(known["train"], seed=1)
    valid = known["valid"]
    model = model._replace(
        identical=thresholds(log_odds(model, valid), valid["same_product"].cast(pl.Float64).to_numpy())[0]
    )
    asked_pairs = known[asked]
    if asked_pairs.height != splits[asked].height:
        raise ValueError("a labelled pair was lost")
    ours = scores(model, asked_pairs) >= model.identical
    shipped = scores(default_model(), asked_pairs) >= default_model().identical
    results = {"ours": f1(ours, asked_pairs["same_product"].to_numpy())}
    results["ours, no labels"] = f1(shipped, asked_pairs["same_product"].to_numpy())
    both = [splits["valid"], splits[asked]]
    ways = {
        "token_set": [token_set(given, pairs) for pairs in both],
        "TF-IDF cosine": [cosine(given, pairs) for pairs in both],
    }
    ways["LightGBM on ratios"] = boosted(given, splits["train"], both)
    for name, (chosen_on, values) in ways.items():
        results[name] = f1(values >= best_threshold(chosen_on, truth["valid"]), truth[asked])
    return results


def recall_at_10(given: Set, labels: pl.DataFrame) -> float:
    """Return the share of the same products among the ten nearest goods of each item, by title or by full text."""
    texts = [wordings(table) for table in (given.goods, given.items)]
    rare = rarities(texts)
    found = pl.concat([nearest(*(side[name] for side in texts), rare.grams[name]) for name in TEXTS])
    named = pl.DataFrame(
        {"goods_id": given.goods["id"].gather(found["goods"]), "item_id": given.items["id"].gather(found["item"])}
    )
    same = labels.filter("same_product")
    return round(same.join(named, on=["goods_id", "item_id"], how="semi").height / same.height, 4)


def assigned_f1(given: Set, labels: pl.DataFrame) -> float:
    """Return F1 on the labels when each goods has at most one item and each item one goods, by the shipped weights.

    The pair with the highest score goes first, and takes its goods and its item from all others (unique mapping
    clustering: Lacoste-Julien et al., "SiGMa", KDD 2013).
    """
    pairs = compared(given.goods, given.items)
    sure = pairs.select("goods", "item", score=pl.Series(scores(default_model(), pairs)))
    ranked = sure.filter(pl.col("score") >= default_model().identical).sort(
        "score", "goods", "item", descending=[True, False, False]
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for one, item in ranked.select("goods", "item").iter_rows():
        if one not in taken[0] and item not in taken[1]:
            kept.append((given.goods["id"][one], given.items["id"][item], True))
            taken[0].add(one)
            taken[1].add(item)
    named = pl.DataFrame(kept, schema=["goods_id", "item_id", "assigned"], orient="row")
    asked = labels.join(named, on=["goods_id", "item_id"], how="left", maintain_order="left")
    return f1(asked["assigned"].fill_null(False).to_numpy(), asked["same_product"].to_numpy())
