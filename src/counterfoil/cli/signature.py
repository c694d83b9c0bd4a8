"""`counterfoil signature`: goods to look for as one signed file, which a facility matches on its own premises."""

import datetime as dt
from pathlib import Path

import click

from counterfoil.cli.acting import day_asked
from counterfoil.documents.words import counted
from counterfoil.run.signatures import PUBLIC, check_signature, make_keys, sign_goods

FILE = click.Path(path_type=Path)

KEY_EXAMPLES = """
\b
Examples:
  counterfoil signature key -o owner.key
"""
MAKE_EXAMPLES = """
\b
Examples:
  counterfoil signature make examples/confirmed_goods.csv --key signing.key -o goods.signed.json
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
  counterfoil signature verify goods.signed.json --signer signing.key.pub
"""


@click.group(epilog=EXAMPLES)
def signature() -> None:
    """Send goods to look for as one signed file, so that a facility can match on its own premises."""


@signature.command(epilog=KEY_EXAMPLES)
@click.option("-o", "--out", type=FILE, required=True, help=f"File for the private key; the public one is OUT{PUBLIC}.")
def key(out: Path) -> None:
    """Make a pair of keys (Ed25519). Keep the private one; give the public one to who receives your signatures."""
    told = make_keys(out)
    click.echo(f"Private key: {out} (keep it)\nPublic key: {out}{PUBLIC} (give it away)\nFingerprint: {told}")


@signature.command(epilog=MAKE_EXAMPLES)
@click.argument("goods", type=FILE)
@click.option("--key", "private", type=FILE, required=True, help="Your private key, from `counterfoil signature key`.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day it is made on; default: today, in UTC.")
@click.option("-o", "--out", type=FILE, required=True, help="File for the signature.")
def make(goods: Path, private: Path, day: dt.datetime | None, out: Path) -> None:
    """Sign the GOODS to look for, with what matching needs of them and no more.

    Names of suppliers, sellers, parties and shipments go in as digests: spellings of one name still meet, and the names
    do not leave. Prices, quantities, places, descriptions and pictures stay at home.
    """
    made_on = day_asked(day).isoformat()
    told = sign_goods(goods, key=private, out=out, made_on=made_on)
    aside = f", {told.rejected:,} set aside" if told.rejected else ""
    click.echo(f"{counted(told.goods, 'row')} of goods signed{aside}: {out}\nFingerprint of the key: {told.key}")


@signature.command(epilog=VERIFY_EXAMPLES)
@click.argument("file", type=FILE)
@click.option("--signer", type=FILE, help="Public key of who should have signed it.")
def verify(file: Path, signer: Path | None) -> None:
    """Say whether FILE is as it was signed; exits with 2 where it is not, or where another key signed it."""
    told = check_signature(file, signer=signer)
    click.echo(f"As it was signed on {told.made_on}: {counted(told.goods, 'row')} of goods.")
    whose = "the key given" if signer else "compare it with what the sender tells you, or give --signer"
    click.echo(f"Fingerprint of the key: {told.key} ({whose})")
