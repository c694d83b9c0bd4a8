"""Make a pair of keys, sign goods with one and know a signature by the other: files in, files out."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from counterfoil.codes.signing_keys import fingerprint, key_in
from counterfoil.errors import UserError
from counterfoil.matching.signature import CASE, make_signature, read_signature
from counterfoil.run.goods_inputs import goods_in
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.outputs import whole

PUBLIC = ".pub"  # ending of the file beside the private key
SALT_BYTES = 16


class Signed(NamedTuple):
    """What a signature is said to be: when it was made, how many goods it holds, the fingerprint of its key, and
    `frozen`, in words, by which case."""

    made_on: str
    goods: int
    rejected: int
    key: str
    frozen: str = ""


def make_keys(path: Path) -> str:
    """Write a private key to `path`, for its owner's eyes alone, and the public one beside it; return its fingerprint.

    Raises UserError where a key lies there already, or it cannot be written.
    """
    public_path = path.with_name(path.name + PUBLIC)
    for known in (path, public_path):
        if known.exists():
            cure = "Name another file: what a lost key has signed can never be signed so again."
            raise UserError("There is a file already.", cure=cure, file=str(known))
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with whole(path) as partial, os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private)
    with whole(public_path) as partial:
        partial.write_bytes(public)
    return fingerprint(key_in(key))


def sign_goods(goods: Path, *, key: Path, out: Path, made_on: str) -> Signed:
    """Write the goods of a file as one signed file. Raises UserError where the goods or the key cannot be used."""
    inputs = Inputs()
    rows = goods_in(goods, inputs)
    data = make_signature(rows, key=_bytes(key), salt=secrets.token_hex(SALT_BYTES), made_on=made_on)
    with whole(out) as partial:
        partial.write_bytes(data)
    rejected = sum(frame.height for frame in inputs.rejects)
    return Signed(made_on, rows.height, rejected, fingerprint(str(read_signature(data, file=out.name)["signed_by"])))


def check_signature(path: Path, *, signer: Path | None) -> Signed:
    """Return what a signature is, once it is certain that nothing of it was changed.

    Raises UserError where anything was, or another key than `signer` has signed it.
    """
    public = _bytes(signer) if signer is not None else None
    content = read_signature(_bytes(path), file=path.name, signer=public)
    case = content.get(CASE)
    frozen = f", version {case.get('version')} of {case.get('id')}" if isinstance(case, dict) else ""
    key = fingerprint(str(content["signed_by"]))
    return Signed(str(content["made_on"]), len(content["goods"]), 0, key, frozen)


def _bytes(path: Path) -> bytes:
    with opened(path) as stream:
        return stream.read()
