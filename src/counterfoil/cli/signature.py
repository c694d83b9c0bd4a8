"""`counterfoil signature`: goods to look for as one signed file, which a facility matches on its own premises."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from counterfoil.cli.acting import day_asked, may_act
from counterfoil.cli.default_group import DefaultGroup
from counterfoil.cli.frozen_summary import print_frozen
from counterfoil.documents.words import counted
from counterfoil.errors import UserError
from counterfoil.run.case_signatures import FreezeRequest, freeze
from counterfoil.run.signatures import PUBLIC, check_signature, make_keys, sign_goods

FILE = click.Path(path_type=Path)
MACHINE = "system:signature"  # who freezes where nobody is named: it follows from what people confirmed

KEY_EXAMPLES = """
\b
Examples:
  counterfoil signature key -o owner.key
"""
MAKE_EXAMPLES = """
\b
Examples:
  counterfoil signature make examples/confirmed_goods.csv --key signing.key -o goods.signed.json
  counterfoil signature cases/case-9951e67097c9 --goods examples/confirmed_goods.csv --key signing.key -o ring.json
"""
VERIFY_EXAMPLES = """
\b
Examples:
  counterfoil signature verify goods.signed.json --signer signing.key.pub
  counterfoil match goods.signed.json examples/inventory.csv --signer signing.key.pub -o out
"""
EXAMPLES = """
\b
Examples:
  counterfoil signature make examples/confirmed_goods.csv --key signing.key -o goods.signed.json
  counterfoil signature cases/case-9951e67097c9 --goods examples/confirmed_goods.csv --key signing.key -o ring.json
  counterfoil signature verify goods.signed.json --signer signing.key.pub
"""


@click.group(cls=DefaultGroup, default="make", epilog=EXAMPLES)
def signature() -> None:
    """Send goods to look for as one signed file, so that a facility can match on its own premises.

    `counterfoil signature CASE` is `counterfoil signature make CASE`.
    """


@signature.command(epilog=KEY_EXAMPLES)
@click.option("-o", "--out", type=FILE, required=True, help=f"File for the private key; the public one is OUT{PUBLIC}.")
def key(out: Path) -> None:
    """Make a pair of keys (Ed25519). Keep the private one; give the public one to who receives your signatures."""
    told = make_keys(out)
    click.echo(f"Private key: {out} (keep it)\nPublic key: {out}{PUBLIC} (give it away)\nFingerprint: {told}")


@signature.command(epilog=MAKE_EXAMPLES)
@click.argument("goods", type=FILE, metavar="GOODS|CASE")
@click.option("--key", "private", type=FILE, required=True, help="Your private key, from `counterfoil signature key`.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Of GOODS: the day it is made on; default: today, UTC.")
@click.option("--goods", "more", type=FILE, help="Of a CASE: a table with further goods that were confirmed.")
@click.option("--confirm", multiple=True, help="Of a CASE: goods of it that you found to be counterfeit; repeatable.")
@click.option(
    "--examinations", type=FILE, help="Of a CASE: results; goods of a shipment found counterfeit are confirmed."
)
@click.option("--without", multiple=True, help="Of a CASE: goods of it that stay out of it; repeatable.")
@may_act
@click.option("-o", "--out", type=FILE, required=True, help="File for the signature.")
def make(goods: Path, private: Path, day: dt.datetime | None, out: Path, **of_case: Any) -> None:
    """Sign the GOODS to look for, or freeze the signature of a CASE, with what matching needs and no more.

    Into that of a CASE go the goods that a person confirmed, and what their owner knows to be its own. It is kept in
    CASE/signatures with an event; once more goods are confirmed, a further version stands beside it.

    Names of suppliers, sellers, parties and shipments go in as digests: spellings of one name still meet, and the names
    do not leave. Prices, quantities, places, descriptions and pictures stay at home.
    """
    if goods.is_dir():
        _freeze(goods, private, day, out, of_case)
        return
    told_of_case = [f"--{name}" for name in ("confirm", "examinations", "without", "by", "why") if of_case[name]]
    told_of_case += ["--goods"] if of_case["more"] else []
    if told_of_case:
        raise UserError(f"{told_of_case[0]} is of a case.", cure="Name the folder of a case, or leave it out.")
    made_on = day_asked(day).isoformat()
    told = sign_goods(goods, key=private, out=out, made_on=made_on)
    aside = f", {told.rejected:,} set aside" if told.rejected else ""
    click.echo(f"{counted(told.goods, 'row')} of goods signed{aside}: {out}\nFingerprint of the key: {told.key}")


def _freeze(case: Path, private: Path, day: dt.datetime | None, out: Path, told: Mapping[str, Any]) -> None:
    if day is not None:
        raise UserError("--day is of GOODS.", cure="Of a case give --at.")
    if (told["confirm"] or told["examinations"]) and not (told["by"] and told["why"]):
        raise UserError("Goods are confirmed by a person.", cure="Say who and why: --by examiner:4 --why …")
    request = FreezeRequest(
        case=case,
        key=private,
        out=out,
        by=told["by"] or MACHINE,
        why=told["why"] or "Goods of the case were confirmed by a person.",
        at=told["at"],
        goods=told["more"],
        confirm=told["confirm"],
        without=told["without"],
        examinations=told["examinations"],
    )
    print_frozen(freeze(request), case=case, out=out)


@signature.command(epilog=VERIFY_EXAMPLES)
@click.argument("file", type=FILE)
@click.option("--signer", type=FILE, help="Public key of who should have signed it.")
def verify(file: Path, signer: Path | None) -> None:
    """Say whether FILE is as it was signed; exits with 2 where it is not, or where another key signed it."""
    told = check_signature(file, signer=signer)
    click.echo(f"As it was signed on {told.made_on}: {counted(told.goods, 'row')} of goods{told.frozen}.")
    whose = "the key given" if signer else "compare it with what the sender tells you, or give --signer"
    click.echo(f"Fingerprint of the key: {told.key} ({whose})")
