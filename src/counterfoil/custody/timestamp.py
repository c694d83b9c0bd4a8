"""Since when has it existed? A timestamp by an authority (RFC 3161) over the SHA-256 of `root.json`.

The token is checked for being over these bytes. Whether the authority signed it is checked against the certificates of
authorities that the user trusts, where they are given; without them the time is what the token says and no more.
"""

import datetime as dt

from cryptography.x509 import load_pem_x509_certificates
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from counterfoil.custody.canonical import NotCanonical, sha256

_SHA_256 = "2.16.840.1.101.3.4.2.1"


def time_of(token: bytes, data: bytes, *, trusted: bytes | None = None) -> dt.datetime:
    """Return when a timestamp response says that the data existed (UTC).

    `trusted` are certificates of authorities in PEM: then their signature is checked too. Raises NotCanonical where
    the token is none, is over other bytes, or is not signed by one of them.
    """
    try:
        response = decode_timestamp_response(token)
        said = response.tst_info
        imprint, method, at = said.message_imprint.message, said.message_imprint.hash_algorithm, said.gen_time
    except (ValueError, TypeError, AttributeError) as cause:
        raise NotCanonical("it is no timestamp response (RFC 3161)") from cause
    if method.dotted_string != _SHA_256 or imprint != sha256(data):
        raise NotCanonical("it is a timestamp of other bytes")
    if trusted is not None:
        _check_signed(token, data, trusted)
    return at.astimezone(dt.UTC)


def _check_signed(token: bytes, data: bytes, trusted: bytes) -> None:
    try:
        builder = VerifierBuilder()
        for certificate in load_pem_x509_certificates(trusted):
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(decode_timestamp_response(token), data)
    except (VerificationError, ValueError) as cause:
        raise NotCanonical("none of the authorities given has signed it") from cause
