"""Accuracy: how often decisions reach what they should and what they should not, always apart."""

import dataframely as dy
import polars as pl

RECALL, FALSE_ALARMS = "recall", "false alarms"
MEASURES = (RECALL, FALSE_ALARMS)
SLICES = ("all", "label", "origin", "mark")


class Accuracy(dy.Schema):
    """One share of labelled offers with its interval: of the infringing (recall) or of the genuine (false alarms)."""

    measure = dy.String(nullable=False, description="recall: infringing offers reached; false alarms: genuine ones")
    level = dy.String(nullable=False, description="the decision reached, this one or a graver one")
    slice = dy.String(nullable=False, description="all, label, origin, mark: what the labels were parted by")
    value = dy.String(nullable=True, description="the label, origin or right; empty where it is not known")
    labels = dy.Int64(nullable=False, min=1, description="labelled offers in the slice")
    reached = dy.Int64(nullable=False, min=0, description="of them decided at this level or graver")
    share = dy.Float64(nullable=False, min=0, max=1, description="each label weighted by 1 / selection probability")
    low = dy.Float64(nullable=False, min=0, max=1, description="lower end of the 95 % interval")
    high = dy.Float64(nullable=False, min=0, max=1, description="upper end")
    effective_labels = dy.Float64(nullable=False, description="equally drawn labels that would tell as much")

    @dy.rule()
    def measure_is_recall_or_false_alarms(cls) -> pl.Expr:
        return pl.col("measure").is_in(MEASURES)

    @dy.rule()
    def slice_is_all_label_origin_or_mark(cls) -> pl.Expr:
        return pl.col("slice").is_in(SLICES)


EXAMPLE = pl.DataFrame(
    {
        "measure": ["recall"],
        "level": ["review"],
        "slice": ["all"],
        "value": ["all"],
        "labels": [40],
        "reached": [34],
        "share": [0.85],
        "low": [0.709],
        "high": [0.929],
        "effective_labels": [40.0],
    }
)
