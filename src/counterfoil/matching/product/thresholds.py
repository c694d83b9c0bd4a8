"""From which score on are two goods the same product? Chosen for the highest F1 on labelled pairs."""

import numpy as np

from counterfoil.matching.product.model import Scores

# Labels come as they come, often half and half; of the pairs that are compared about one in ten is the same product
# (so in the public sets Abt-Buy, Walmart-Amazon and Amazon-Google). Pairs are weighed to that share.
SHARE = 0.1
KEPT = 0.97  # of the same products, for what is worth a look


def thresholds(log_odds: Scores, same: Scores) -> tuple[float, float]:
    """Return the scores from which on pairs are identical, and from which on they are worth a look."""
    order = np.argsort(-log_odds, kind="stable")
    ranked, truth = log_odds[order], same[order] > 0
    share = truth.mean()
    weights = np.where(truth, SHARE / share, (1 - SHARE) / (1 - share))
    found = np.cumsum(weights * truth)
    f1 = 2 * found / (np.cumsum(weights) + found[-1])
    last_of_score = np.append(ranked[1:] != ranked[:-1], True)
    best = int(np.argmax(np.where(last_of_score, f1, 0.0)))
    below = ranked[best + 1] if best + 1 < len(ranked) else ranked[best]
    identical = _score((ranked[best] + below) / 2)
    worth = _score(float(np.quantile(log_odds[same > 0], 1 - KEPT)))
    return identical, min(worth, identical)


def _score(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))
