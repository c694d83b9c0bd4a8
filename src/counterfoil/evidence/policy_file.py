"""How does a policy stand in a file, and what is wrong with one that cannot be used? TOML in, TOML out."""

import tomllib
from typing import Any

from counterfoil.errors import UserError
from counterfoil.evidence.condition import faults_in
from counterfoil.evidence.policy import Policy, Rule
from counterfoil.evidence.policy_lines import Place, moved, places_of
from counterfoil.tables.decision import DECISIONS

FORMAT = 1  # of the file; a key `format` above it was written for a newer Counterfoil
KEYS = ("format", "name", "version", "rule")
CURE = "Compare it with src/counterfoil/evidence/policies/default-1.toml."


def read_policy(data: bytes, *, file: str = "policy") -> Policy:
    """Return the policy written in a TOML file. Raises UserError that names every fault with its line and column."""
    try:
        text = data.decode("utf-8")
        content = tomllib.loads(text)
        _refuse_newer(content, file)
        policy = _policy(content)
    except KeyError as cause:
        raise _refused(f"this is no policy (it lacks {cause})", file) from cause
    except (TypeError, ValueError, AttributeError, RecursionError) as cause:
        raise _refused(f"this is no policy ({cause})", file) from cause
    faults = _faults(policy.rules, text)
    if faults:
        raise _refused("; ".join(faults), file)
    return policy


def write_policy(policy: Policy, *, comment: str) -> bytes:
    """Return the policy as the bytes of a TOML file that begins with `comment`; reading it gives the same policy."""
    head = [f"# {line}" for line in comment.splitlines()]
    head += [f"name = {_quoted(policy.name)}", f"version = {policy.version}"]
    rules = [f"\n[[rule]]\ndecision = {_quoted(r.decision)}\nwhen = {_quoted(r.when)}" for r in policy.rules]
    return ("\n".join([*head, *rules]) + "\n").encode()


def _refuse_newer(content: dict[str, Any], file: str) -> None:
    version = content.get("format", FORMAT)
    if version != FORMAT:
        problem = f"this policy is written in format {version}, and this Counterfoil reads format {FORMAT}."
        raise UserError(problem, cure="Use the Counterfoil that it was written for.", file=file)


def _policy(content: dict[str, Any]) -> Policy:
    _refuse_unknown(content, KEYS, "the file")
    if not isinstance(content["rule"], list) or not content["rule"]:
        raise ValueError("it has no rule")
    for number, row in enumerate(content["rule"], start=1):
        _refuse_unknown(row, ("decision", "when"), f"rule {number}")
    rules = tuple(Rule(decision=str(row["decision"]), when=str(row["when"])) for row in content["rule"])
    if not isinstance(content["version"], int):
        raise ValueError(f"its version {content['version']} is no whole number")
    return Policy(name=str(content["name"]), version=content["version"], rules=rules)


def _refuse_unknown(row: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise ValueError(f"{where} has {', '.join(unknown)}, which is none of {', '.join(known)}")


def _faults(rules: tuple[Rule, ...], text: str) -> list[str]:
    decisions = places_of(text, "decision", rules=len(rules))
    conditions = places_of(text, "when", rules=len(rules))
    faults = []
    for number, rule in enumerate(rules):
        if rule.decision not in DECISIONS:
            problem = f"{rule.decision} is none of {', '.join(DECISIONS)}"
            faults.append(_placed(number, decisions[number], rule.decision, 0) + problem)
        for fault in faults_in(rule.when):
            faults.append(_placed(number, conditions[number], rule.when, fault.start) + fault.problem)
    return faults


def _placed(number: int, place: Place | None, value: str, start: int) -> str:
    if place is None:
        return f"rule {number + 1}, character {start + 1}: "
    at = moved(place, value, start)
    return f"rule {number + 1} (line {at.line}, column {at.column}): "


def _quoted(text: str) -> str:
    """Return a TOML basic string; control characters are escaped by number."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in escaped) + '"'


def _refused(problem: str, file: str) -> UserError:
    return UserError(f"{problem}.", cure=CURE, file=file)
