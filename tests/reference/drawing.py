"""The draw in plain Python: the slow and obvious twin of `targeting.drawing`."""

from collections.abc import Sequence

from counterfoil.targeting.drawing.draw_policy import DrawPolicy


def share_by_chance(risks: Sequence[float], places: int, policy: DrawPolicy) -> float:
    """Return the share of the places left to chance: those ranked last that carry few of the finds expected."""
    top = sorted(risks)[len(risks) - places :]
    given, carried = 0, 0.0
    for risk in top:
        if carried + risk > policy.random_share * sum(top) * (1 + 1e-12):
            break
        given, carried = given + 1, carried + risk
    return min(max(policy.random_share, given / places), max(policy.most_by_chance, policy.random_share))


def inclusion_of(risks: Sequence[float], places: int, policy: DrawPolicy) -> list[float]:
    """Return the probability of each: places by rank one after the other, then what is left to chance, bit by bit."""
    if places <= 0:
        return [0.0] * len(risks)
    if places >= len(risks):
        return [1.0] * len(risks)
    share = share_by_chance(risks, places, policy)
    by_rank, left_places = [0.0] * len(risks), (1 - share) * places
    for level in sorted(set(risks), reverse=True):
        members = [at for at, risk in enumerate(risks) if risk == level]
        for at in members:
            by_rank[at] = max(0.0, min(1.0, left_places / len(members)))
        left_places -= sum(by_rank[at] for at in members)
    by_chance = spread_out(risks, [1 - certain for certain in by_rank], share * places, max(0.75, policy.floor / share))
    return [certain + (1 - certain) * extra for certain, extra in zip(by_rank, by_chance, strict=True)]


def spread_out(risks: Sequence[float], left: Sequence[float], places: float, even: float) -> list[float]:
    """Return the probabilities of those left: an even part and a part by risk, found by bisection of their scale."""
    following = sum(room * risk for room, risk in zip(left, risks, strict=True))
    parts = [even / sum(left) + (1 - even) * (risk / following if following > 0 else 1 / sum(left)) for risk in risks]
    low, high = 0.0, 1e12
    for _ in range(300):
        middle = (low + high) / 2
        used = sum(room * min(1.0, middle * part) for room, part in zip(left, parts, strict=True))
        low, high = (middle, high) if used < places else (low, middle)
    return [min(1.0, high * part) for part in parts]


def taken_by_walking(probabilities: Sequence[float], order: Sequence[int], start: float) -> list[int]:
    """Return who is met by points one apart, walking along the candidates laid end to end."""
    met, walked, point = [], 0.0, start
    for at in order:
        walked += probabilities[at]
        if point < walked:
            met.append(at)
            point += 1
    return met
