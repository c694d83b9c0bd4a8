"""Which weights does explainable boosting find, where labels are many? One step per kind, and it only rises.

An explainable boosting machine (Y. Lou, R. Caruana and J. Gehrke, "Intelligible models for classification and
regression", KDD 2012; the library `interpret`) without interactions is a sum of one term per kind of evidence. A kind
is seen or not, so its term is two numbers, and their difference is its weight: the result is written in the same table
of weights. Monotone constraints keep each kind on its side.
"""

import numpy as np

from counterfoil.calibration.cases import Cases
from counterfoil.calibration.shape import Numbers, refitted, sample_of, shape_of
from counterfoil.evidence.weights import Model

FEWEST_LABELS = 2_000  # design.md, section 5: below it the regression toward the prior weights is the safer one
BAGS = 4  # outer bags: a second each; more change the weights by less than a hundredth
LEARNING_RATE = 0.05
RAREST = 20  # cases that show a kind, and that do not, for its term to be learned at all
NOT_SEEN, SEEN = 1, 2  # bins of a term: 0 holds missing values, 3 unknown ones


def by_boosting(cases: Cases, model: Model, *, move_prior: bool, seed: int) -> Model:
    """Return the next version of the model; kinds too rare to learn keep their weight."""
    from interpret.glassbox import ExplainableBoostingClassifier  # a second to import, and an extra

    sample, shape = sample_of(cases, model), shape_of(model)
    shown = sample.seen.sum(axis=0)
    common = np.flatnonzero((shown >= RAREST) & (len(sample.seen) - shown >= RAREST) & (shape.lower < shape.upper))
    machine = ExplainableBoostingClassifier(
        interactions=0,
        outer_bags=BAGS,
        learning_rate=LEARNING_RATE,
        feature_types=["continuous"] * len(common),
        monotone_constraints=[1 if shape.upper[kind] > 0 else -1 for kind in common],
        n_jobs=1,
        random_state=seed,
    )
    kept = _kept(sample.seen, shape.start, common)
    truth = sample.infringes.astype(int)
    machine.fit(sample.seen[:, common], truth, sample_weight=sample.sample_weight, init_score=kept)
    weights, base = shape.start.copy(), float(machine.intercept_[0])
    for kind, term in zip(common, machine.term_scores_, strict=True):
        weights[kind] = np.clip(term[SEEN] - term[NOT_SEEN], shape.lower[kind], shape.upper[kind])
        base += float(term[NOT_SEEN])
    return refitted(model, weights, base if move_prior else shape.prior)


def _kept(seen: Numbers, start: Numbers, learned: np.ndarray) -> Numbers:
    """Return what the kinds that are not learned give to each case, in nats."""
    kept = start.copy()
    kept[learned] = 0.0
    return seen @ kept
