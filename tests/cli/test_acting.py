"""Who acts is an id, and no act lies in the future."""

import datetime as dt

import click
import pytest
from click.testing import CliRunner

from counterfoil.cli.acting import acting
from counterfoil.errors import UserError


@click.command()
@acting
def act(by: str, why: str, at: dt.datetime) -> None:
    click.echo(f"{by} {why} {at.isoformat()}")


def _run(*given: str) -> str:
    return CliRunner().invoke(act, given, catch_exceptions=False, standalone_mode=False).output


def test_an_act_has_its_actor_reason_and_time() -> None:
    found = _run("--by", "reviewer:7", "--why", "seen", "--at", "2026-11-08")
    assert found == "reviewer:7 seen 2026-11-08T00:00:00+00:00\n"


@pytest.mark.parametrize(
    "given", [("--by", "Ann Lee", "--at", "2026-11-08"), ("--by", "reviewer:7", "--at", "2999-01-01")]
)
def test_a_name_and_a_day_to_come_are_refused(given: tuple[str, ...]) -> None:
    with pytest.raises(UserError):
        _run("--why", "seen", *given)


@pytest.mark.parametrize(
    ("why", "kind"),
    [
        ("mail of jane@example.com, account DE89370400440532013000", "an e-mail address"),
        ("They paid to account DE89370400440532013000.", "a bank account"),
        ("They paid to de89370400440532013000.", "a bank account"),
        ("They gave +1 520 555 0142.", "a telephone number"),
        ("Paid with 4111 1111 1111 1111.", "a payment card"),
        ("By 5320130001234567, as they said.", "a long number"),
        ("  ", "empty"),
    ],
)
def test_what_is_personal_is_kept_out_of_the_events(why: str, kind: str) -> None:
    with pytest.raises(UserError) as refused:
        _run("--by", "reviewer:7", "--why", why, "--at", "2026-11-08")
    assert kind in str(refused.value)
    assert not any(part in str(refused.value) for part in ("jane", "DE89", "de89", "555", "4111", "5320"))


@pytest.mark.parametrize(
    "why",
    [
        "The offers TM-9032957 and TM-5046120 of s-34, seizure 2026-EX-0412, exhibit E-1.",
        "The pair under 4006381333931 was bought on 2026-11-08 for 1,299.00 USD.",
        "EU trade mark 018123456 holds the goods; docket 1:26-cv-09412, entry 31.",
        "Article 9(2)(a) of Regulation (EU) 2017/1001; the digest of E-1 is 3f9a0b7712345678901234.",
    ],
)
def test_ids_codes_of_goods_and_days_pass(why: str) -> None:
    assert why in _run("--by", "reviewer:7", "--why", why, "--at", "2026-11-08")
