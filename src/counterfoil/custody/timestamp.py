"""Since when has it existed? A timestamp by an authority (RFC 3161) over the SHA-256 of `root.json`.

The token is checked for being over these bytes. Whether the authority signed it is checked against the certificates of
authorities that the user trusts, where they are given; without them the time is what the token says and no more.
"""

import datetime as dt
from typing import Any

from asn1crypto.cms import CertificateSet
from asn1crypto.tsp import TimeStampResp
from cryptography.x509 import load_pem_x509_certificates
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from counterfoil.custody.canonical import NotCanonical, sha256

LARGEST = 1 << 20  # bytes of a response; one with all its certificates has some 5,000
_SHA_256 = "2.16.840.1.101.3.4.2.1"


def time_of(token: bytes, data: bytes, *, trusted: bytes | None = None) -> dt.datetime:
    """Return when a timestamp response says that the data existed (UTC).

    `trusted` are certificates of authorities in PEM: then their signature is checked too. Raises NotCanonical where
    the token is none, is over other bytes, or is not signed by one of them.
    """
    if len(token) > LARGEST:
        raise NotCanonical(f"it is larger than {LARGEST >> 20} MB")
    try:
        response = _opened(token)
        imprint, at = response.tst_info.message_imprint, response.tst_info.gen_time
        method, stamped = imprint.hash_algorithm.dotted_string, imprint.message
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError) as cause:
        raise NotCanonical("it is no timestamp response (RFC 3161)") from cause
    if method != _SHA_256 or stamped != sha256(data):
        raise NotCanonical("it is a timestamp of other bytes, or over another digest than SHA-256")
    if trusted is not None:
        _check_signed(response, data, trusted)
    return at.astimezone(dt.UTC)


def _opened(token: bytes) -> TimeStampResponse:
    response: Any = TimeStampResp.load(token, strict=True)
    signed = response["time_stamp_token"]["content"]
    # OpenSSL, and authorities that run it, write the certificates in any order, where DER wants them sorted.
    signed["certificates"] = CertificateSet(sorted(signed["certificates"], key=lambda one: one.dump()))
    return decode_timestamp_response(response.dump())


def _check_signed(response: TimeStampResponse, data: bytes, trusted: bytes) -> None:
    try:
        builder = VerifierBuilder()
        for certificate in load_pem_x509_certificates(trusted):
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(response, data)
    except (VerificationError, ValueError) as cause:
        raise NotCanonical("none of the authorities given has signed it") from cause
