"""May the notifier act under this right, there, on that day? The owner may; anybody else by a power of attorney."""

from counterfoil.codes.mark_territory import countries
from counterfoil.enforcement.notices.checks.asked import Asked
from counterfoil.enforcement.notices.notifier import PowerOfAttorney
from counterfoil.enforcement.notices.problem import Problem, stops


def power_problems(asked: Asked) -> list[Problem]:
    """Return what is wrong with the notifier's standing."""
    notifier, right = asked.notifier, asked.finding.right
    if notifier.role == "trusted flagger":
        return []  # article 22 asks for no power of the owner
    if notifier.role == "owner":
        return [] if _same(notifier.organisation or notifier.name, right.owner) else [_not_the_owner(right.owner)]
    of_owner = [power for power in notifier.powers_of_attorney if _same(power.owner, right.owner)]
    if not of_owner:
        sentence = f"No power of attorney of {right.owner} is given."
        cure = "Get it, and add it to the notifier's file under [[powers_of_attorney]]."
        return [stops("power-missing", sentence, cure)]
    found = [_lacking(power, asked) for power in of_owner]
    return [] if None in found else [problem for problem in found[:1] if problem is not None]


def _lacking(power: PowerOfAttorney, asked: Asked) -> Problem | None:
    """Return in what a power falls short, or None where it covers the notice."""
    right, day = asked.finding.right, asked.day
    name, cure = f"The power of attorney {power.document}", f"Ask {right.owner} for one that covers it."
    if day < power.valid_from:
        return stops("power-not-yet", f"{name} is valid from {power.valid_from} on, after {day}.", cure)
    if power.valid_until is not None and day > power.valid_until:
        return stops("power-expired", f"{name} ended on {power.valid_until}.", cure)
    if power.rights and right.id not in power.rights:
        return stops("power-other-right", f"{name} does not cover {right.mark} (right {right.id}).", cure)
    covered = {code for name in power.territories for code in countries(name)}
    outside = [code for code in asked.finding.territory if code not in covered] if power.territories else []
    if outside:
        return stops("power-other-territory", f"{name} does not cover {', '.join(outside)}.", cure)
    return None


def _not_the_owner(owner: str) -> Problem:
    sentence = f"The notifier gives itself as the owner, and the right is {owner}'s."
    return stops("not-the-owner", sentence, 'Correct organisation, or act as role = "agent" with a power of attorney.')


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
