"""The slow and obvious twin of `evidence.combination.assess`: one offer and right at a time, in plain Python."""

import math
from typing import Any

Row = dict[str, Any]


def assess(findings: list[Row], uses: list[tuple[str, str]], model: Row) -> dict[tuple[str, str | None], Row]:
    """Return, for each offer and right, its weight, score, ground and reasons.

    `model`: prior; kinds (kind → weight, group, ground); groups (group → most, least).
    """
    touched = {offer: {right for o, right in uses if o == offer} for offer, _ in uses}
    pairs: dict[tuple[str, str | None], list[Row]] = {pair: [] for pair in uses}
    for finding in findings:
        offer, right = finding["subject_id"], finding["right_id"]
        rights = [right] if right is not None else sorted(touched.get(offer, ())) or [None]
        for one in rights:
            pairs.setdefault((offer, one), []).append(finding)
    return {pair: _assessed(found, model) for pair, found in pairs.items()}


def _assessed(found: list[Row], model: Row) -> Row:
    sums: dict[str, int] = {}
    for finding in found:
        _, group, _ = model["kinds"].get(finding["kind"], (0, "", ""))
        sums[group] = sums.get(group, 0) + finding["weight"]
    weight = model["prior"]
    for group, total in sums.items():
        most, least = model["groups"].get(group, (total, total))
        weight += max(least, min(most, total))
    speaking = sorted(
        (finding for finding in found if finding["weight"] != 0), key=lambda f: (-f["weight"], f["kind"], f["detail"])
    )
    return {
        "weight": weight,
        "score": round(1 / (1 + math.exp(-weight / 1000)), 6),
        "ground": _ground(found, model),
        "reasons": [finding["detail"] for finding in speaking],
        "party_reasons": list(dict.fromkeys(f["party_detail"] for f in speaking if f["weight"] > 0)),
    }


def _ground(found: list[Row], model: Row) -> str:
    """The ground that most weight speaks for; by name where two weigh the same."""
    spoken: dict[str, int] = {}
    for finding in found:
        if finding["weight"] > 0:
            ground = model["kinds"][finding["kind"]][2]
            spoken[ground] = spoken.get(ground, 0) + finding["weight"]
    return min(spoken, key=lambda ground: (-spoken[ground], ground), default="counterfeit")
