"""How is a calibrated model written down? In the same readable TOML as the one that it was refitted from."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from counterfoil.calibration.calibrate import Calibration
from counterfoil.evidence.weights import FORMAT
from counterfoil.tables.decision import DECISIONS

HEAD = """\
# Weights of evidence for screening offers, version {version}, refitted by `counterfoil calibrate` from {before}.
# A weight is in thousandths of a nat of log-odds: 693 doubles the odds; below zero speaks for a genuine offer.
# Kinds of one group see the same thing: together they count no more than `most`, no less than `least`.
"""
CALIBRATION = """
# What the labels say of these weights. Shares weight each label by 1 / selection probability; reliability and confusion
# are of labels that the fit predicting them had not seen. `probability`: whether assessments carry one.
[calibration]"""


def model_file(found: Calibration) -> bytes:
    """Return the bytes of the model's file; reading them with `read_model` gives `found.model`."""
    model = found.model
    head = HEAD.format(version=model.version, before=found.before.label)
    lines = [
        *(f"format = {FORMAT}", f"name = {_text(model.name)}", f"version = {model.version}", f"prior = {model.prior}"),
        *("", "[groups]", *(_group(*row) for row in model.groups.iter_rows())),
        *("", "[kinds]", *_kinds(model.kinds)),
        *_calibration(found),
    ]
    return (head + "\n".join(lines) + "\n").encode()


def _group(name: str, most: int, least: int) -> str:
    return f"{_key(name)} = {{ most = {most}, least = {least} }}"


def _kinds(kinds: pl.DataFrame) -> Iterator[str]:
    for row in kinds.iter_rows(named=True):
        ground = "" if row["ground"] == "counterfeit" else f", ground = {_text(row['ground'])}"
        yield f"{_key(row['kind'])} = {{ weight = {row['weight']}, group = {_text(row['group'])}{ground} }}"


def _calibration(found: Calibration) -> Iterator[str]:
    yield CALIBRATION
    yield f"probability = {'true' if found.model.calibration else 'false'}"
    yield f"valid_for = {_text(found.validity)}"
    yield f"method = {_text(found.method)}"
    yield f"refitted_from = {_text(found.before.label)}"
    yield f"seed = {found.seed}"
    yield f"labels = {sum(found.origins.values())}"
    yield f"labels_of_other_offers = {found.unmatched} # left out"
    yield f"effective_sample_size = {found.effective_labels}"
    yield f"calibration_error = {found.calibration_error} # mean distance of observed from predicted"
    yield f"warnings = [{''.join(f'{chr(10)}  {_text(warning)},' for warning in found.warnings)}\n]"
    yield "# a weight and the log-odds observed there, in thousandths of a nat, with straight lines between"
    yield f"map = [{', '.join(f'[{weight}, {log_odds}]' for weight, log_odds in found.points)}]"
    yield from _table("calibration.origins", found.origins)
    yield "# held-out log loss, in nats"
    yield from _table("calibration.log_loss", found.log_losses)
    yield "# held-out labels by what the policy decides on them"
    for row in found.confusion.iter_rows(named=True):
        yield from _table(f"calibration.confusion.{_key(row['label'])}", {name: row[name] for name in DECISIONS})
    for row in found.curve.iter_rows(named=True):
        yield "\n[[calibration.reliability]]"
        yield from _pairs(row)


def _table(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n[{name}]"
    yield from _pairs(values)


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_key(name)} = {value}" for name, value in values.items())


def _key(name: str) -> str:
    plain = name.replace("_", "").replace("-", "")
    return name if plain.isascii() and plain.isalnum() else _text(name)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML's basic strings escape as JSON's
