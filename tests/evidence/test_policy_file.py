"""A policy in a file: what is read, what is written back, and how each fault is named with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.evidence.policy import Policy, Rule, default_policy
from counterfoil.evidence.policy_file import read_policy, write_policy
from counterfoil.evidence.policy_reach import warnings_of
from counterfoil.evidence.policy_words import in_words
from counterfoil.tables.decision import DECISIONS

HEAD = 'name = "x"\nversion = 1\n'


def one_rule(when: str, decision: str = "hold") -> bytes:
    return f'{HEAD}[[rule]]\ndecision = "{decision}"\nwhen = "{when}"\n'.encode()


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as error:
        read_policy(data, file="mine.toml")
    return str(error.value)


def test_the_built_in_policy_is_read_and_written_back() -> None:
    policy = read_policy(default_policy())
    assert policy.label == "default-1"
    assert read_policy(write_policy(policy, comment="two\nlines")) == policy


@pytest.mark.parametrize(
    ("when", "column", "problem"),
    [
        ("prise > 1", 9, "there is no column prise"),
        ("weight > 1 AND prise > 1", 24, "there is no column prise"),
        ("a.weight > 1", 9, "names a table"),
        ("weight >= AND 3", 19, "cannot be read as a condition"),
        ("ground ~ 'x'", 16, "cannot be read as a condition"),
        ("weight >= 1 AND", 21, "cannot be read as a condition"),
        ("ground = 'x", 19, "cannot be read as a condition"),
        ("", 9, "cannot be read as a condition"),
        ("regexp_like(ground, 'x')", 9, "is not allowed"),
        ("ground LIKE '%x'", 9, "is not allowed"),
        ("weight > 1 OR foo(weight) > 2", 23, "is not allowed"),
        ("weight IN (SELECT 1)", 27, "is not allowed"),
        ("weight + 1 > 2", 9, "is not allowed"),
        ("weight > 1; DROP TABLE x", 9, "is not allowed"),
        ("weight > 'a'", 9, "compares what cannot be compared"),
        ("ground > 3", 9, "compares what cannot be compared"),
        ("weight", 9, "neither true nor false"),
        ("(" * 60 + "weight > 1" + ")" * 60, 9, "50 brackets"),
    ],
)
def test_a_fault_in_a_condition_is_named_with_its_line_and_column(when: str, column: int, problem: str) -> None:
    message = refused(one_rule(when))
    assert message.startswith(f"mine.toml: rule 1 (line 5, column {column}): ")
    assert problem in message


def test_every_fault_is_named_and_places_hold_in_long_conditions_too() -> None:
    rules = (
        '[[rule]]\ndecision = "delete"\nwhen = "weight > 1"\n'
        "[[rule]]\nwhen = '''\nweight > 1\n AND prise = 3 '''\ndecision = 'hold'\n"
    )
    message = refused((HEAD + rules).encode())
    assert "rule 1 (line 4, column 13): delete is none of clear, review" in message
    assert "rule 2 (line 9, column 6): there is no column prise" in message


def test_a_rule_written_in_one_line_is_counted_by_characters() -> None:
    data = f'{HEAD}rule = [{{decision = "hold", when = "weight > 1 AND prise > 1"}}]'.encode()
    assert "rule 1, character 16: there is no column prise" in refused(data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "it lacks 'rule'"),
        (HEAD.encode() + b"rule = []", "it has no rule"),
        (HEAD.encode() + b"rule = 3", "it has no rule"),
        (HEAD.encode() + b"rule = [3]", "this is no policy"),
        (HEAD.encode() + b'[[rules]]\nwhen = "weight > 1"', "the file has rules, which is none of"),
        (HEAD.encode() + b'[[rule]]\ndecision = "hold"\nwehn = "weight > 1"', "rule 1 has wehn, which is none of"),
        (HEAD.encode() + b'[[rule]]\ndecision = "hold"', "it lacks 'when'"),
        (b'name = "x"\nversion = "two"\n[[rule]]\ndecision = "hold"\nwhen = "weight > 1"', "no whole number"),
        (b'name = "x\n', "line 1, column 10"),
        (b"\xff\xfe", "this is no policy"),
        (b"format = 2\n" + one_rule("weight > 1"), "written in format 2, and this Counterfoil reads format 1"),
    ],
)
def test_what_is_no_policy_is_refused_with_a_sentence(data: bytes, problem: str) -> None:
    assert problem in refused(data)


@given(st.text(max_size=60))
def test_any_condition_is_used_or_refused(when: str) -> None:
    policy = Policy(name="x", version=1, rules=(Rule(decision="hold", when=when),))
    try:
        assert read_policy(write_policy(policy, comment="any")) == policy
    except UserError as error:
        assert "rule 1" in str(error)  # noqa: PT017  either outcome is right


WORDS = [
    *"()",
    "weight",
    "ground",
    "score",
    "AND",
    "OR",
    "NOT",
    "IS",
    "NULL",
    "IN",
    "BETWEEN",
    ">=",
    "=",
    "-",
    "1",
    "'x'",
    ",",
]


COMPARISONS = [
    "weight >= 1",
    "ground = 'x'",
    "NOT score < 1",
    "weight IS NULL",
    "ground IN ('x')",
    "weight BETWEEN 1 AND -1",
]


@given(st.lists(st.sampled_from(COMPARISONS), min_size=1), st.sampled_from([" AND ", " OR ", ") AND NOT ("]))
def test_what_is_a_condition_is_read_put_into_words_and_held_against_itself(parts: list[str], link: str) -> None:
    when = f"({link.join(parts)})" if len(parts) < 40 else parts[0]
    rule = read_policy(one_rule(when)).rules[0]
    assert in_words(rule.when)
    assert warnings_of([rule, rule])


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_what_looks_like_a_condition_is_used_or_refused(words: list[str]) -> None:
    try:
        policy = read_policy(one_rule(" ".join(words)))
        assert in_words(policy.rules[0].when)
        assert len(warnings_of(policy.rules * 2)) >= 1
    except UserError as error:
        assert "line 5" in str(error)  # noqa: PT017  either outcome is right


@given(st.text(), st.integers(0, 10**6), st.sampled_from(DECISIONS), st.integers(-(10**6), 10**6))
def test_a_policy_survives_its_file(name: str, version: int, decision: str, weight: int) -> None:
    rules = (Rule(decision=decision, when=f"weight >= {weight}\n AND ground <> 'design'"),)
    policy = Policy(name=name, version=version, rules=rules)
    assert read_policy(write_policy(policy, comment="made")) == policy
