"""Timestamps by RFC 3161: over these bytes or refused; the authority's signature against the certificates given."""

import base64
import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.custody.canonical import NotCanonical
from counterfoil.custody.timestamp import time_of

DATA = b"a counterfoil"
# Made with `openssl ts -reply`, with keys thrown away since. OpenSSL put the certificates in an order that DER has not.
AUTHORITY = b"""\
-----BEGIN CERTIFICATE-----
MIIBbDCCARKgAwIBAgIUSMQft6MXnMw+3vGy9dr9Ot6ufpwwCgYIKoZIzj0EAwIw
EzERMA8GA1UEAwwISW52ZW50ZWQwIBcNMjYxMTIyMDczODM3WhgPMjEyNjEwMjkw
NzM4MzdaMBMxETAPBgNVBAMMCEludmVudGVkMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEGlDTfDrrN1Uh0LAv4hKP8lhWVS/adInjsJrONlEM7Sun8RGkv1xxOBVp
me6GqSYm994zsbzm2eyUFbtsUOIF7aNCMEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNV
HQ8BAf8EBAMCAgQwHQYDVR0OBBYEFCxVOWWdHkryqCptlWENxtzzNZXhMAoGCCqG
SM49BAMCA0gAMEUCICvj0/aeqnl6IX+pTzQP2RmzNixrShg3gykq8mu8yaIjAiEA
85QgJsT0NvbUasYG2/tRsbd1tMzxVDfm+o26K0Hqn/E=
-----END CERTIFICATE-----
"""
TOKEN = base64.b64decode("""
MIIE7zADAgEAMIIE5gYJKoZIhvcNAQcCoIIE1zCCBNMCAQMxDzANBglghkgBZQMEAgEFADByBgsqhkiG9w0BCRABBKBjBGEwXwIBAQYEKgMEATAxMA0G
CWCGSAFlAwQCAQUABCC5JFECVJAp73E7NFY+8VmQMSowP8y6YpPSrS24XJNmVgIBCBgPMjAyNjExMjIwNzM4MzdaMAMCAQECCBLJeyc/DGuVoIIDETCC
AZ0wggFDoAMCAQICFGLe8No+jvlfKw3PkbGRAjar0fnaMAoGCCqGSM49BAMCMBMxETAPBgNVBAMMCEludmVudGVkMCAXDTI2MTEyMjA3MzgzN1oYDzIx
MjYxMDI5MDczODM3WjARMQ8wDQYDVQQDDAZTdGFtcHMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQr7gZEFjHrJxcONt5z095ES5MCIC54LI2h/7eS
cdZ3cpRM686LXepX2am30T+PVDDStgA/9bGzTkcmd4/eEw8Do3UwczAWBgNVHSUBAf8EDDAKBggrBgEFBQcDCDAOBgNVHQ8BAf8EBAMCB4AwCQYDVR0T
BAIwADAdBgNVHQ4EFgQUHORYe9cYE6NqTNJWtJnMF/whg6MwHwYDVR0jBBgwFoAULFU5ZZ0eSvKoKm2VYQ3G3PM1leEwCgYIKoZIzj0EAwIDSAAwRQIg
JGTZYsj9Ap6+Pz3JymylmNYFGajYbvXdAVnaJbZpWrYCIQCEu9qKZvuwXRj5inr17SyOgzDxoIitPYA1lOSI4RJX3jCCAWwwggESoAMCAQICFEjEH7ej
F5zMPt7xsvXa/Trern6cMAoGCCqGSM49BAMCMBMxETAPBgNVBAMMCEludmVudGVkMCAXDTI2MTEyMjA3MzgzN1oYDzIxMjYxMDI5MDczODM3WjATMREw
DwYDVQQDDAhJbnZlbnRlZDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBpQ03w66zdVIdCwL+ISj/JYVlUv2nSJ47CazjZRDO0rp/ERpL9ccTgVaZnu
hqkmJvfeM7G85tnslBW7bFDiBe2jQjBAMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgIEMB0GA1UdDgQWBBQsVTllnR5K8qgqbZVhDcbc8zWV
4TAKBggqhkjOPQQDAgNIADBFAiAr49P2nqp5eiF/qU80D9kZszYsa0oYN4MpKvJrvMmiIwIhAPOUICbE9Db21GrGBtv7UbG3dbTM8VQ35vqNuitB6p/x
MYIBMjCCAS4CAQEwKzATMREwDwYDVQQDDAhJbnZlbnRlZAIUYt7w2j6O+V8rDc+RsZECNqvR+dowDQYJYIZIAWUDBAIBBQCggZgwGgYJKoZIhvcNAQkD
MQ0GCyqGSIb3DQEJEAEEMBwGCSqGSIb3DQEJBTEPFw0yNjExMjIwNzM4MzdaMCsGCyqGSIb3DQEJEAIMMRwwGjAYMBYEFNR7QKjc7xBs++UtNeURe0iu
4CqCMC8GCSqGSIb3DQEJBDEiBCAREH9ap/LiIzbGfY6xH8aQRgoQpmD/5ook/6IC7ZpmHTAKBggqhkjOPQQDAgRGMEQCIGnf+XjlsNwI8hvGyC47OHw9
yNT+R1hyTWwKcfP/34PpAiAnavS/0EEfLsiJqG079mGX6QXnmhwNBv85VYpblxBYXQ==
""")


def test_the_time_that_the_token_says() -> None:
    at = time_of(TOKEN, DATA)
    assert at == time_of(TOKEN, DATA, trusted=AUTHORITY)
    assert (at.date(), at.tzinfo) == (dt.date(2026, 11, 22), dt.UTC)


@pytest.mark.parametrize(
    ("token", "data", "trusted", "says"),
    [
        (TOKEN, b"another", None, "of other bytes"),
        (TOKEN, DATA, b"no certificate", "none of the authorities"),
        (b"", DATA, None, "no timestamp response"),
        (TOKEN[:-1], DATA, None, "no timestamp response"),
        (TOKEN + b"0", DATA, None, "no timestamp response"),
        (bytes(2 << 20), DATA, None, "larger than 1 MB"),
    ],
)
def test_what_does_not_fit_is_refused(token: bytes, data: bytes, trusted: bytes | None, says: str) -> None:
    with pytest.raises(NotCanonical, match=says):
        time_of(token, data, trusted=trusted)


def test_a_changed_time_is_caught_by_the_authoritys_signature() -> None:
    at = TOKEN.index(b"20261122")
    changed = TOKEN[:at] + b"2016" + TOKEN[at + 4 :]
    assert time_of(changed, DATA).year == 2016  # which is why, without authorities, it is a note and no proof
    with pytest.raises(NotCanonical, match="none of the authorities"):
        time_of(changed, DATA, trusted=AUTHORITY)


@given(st.binary(max_size=60), st.integers(0, len(TOKEN) - 1))
def test_any_bytes_are_read_or_refused(data: bytes, cut: int) -> None:
    try:
        told = time_of(TOKEN[:cut] + data + TOKEN[cut + len(data) + 1 :], DATA)
    except NotCanonical:
        return
    assert told.tzinfo is not None  # a change at the very end is of the signature, which takes authorities to check


def test_damage_is_read_or_refused() -> None:
    chance, refused = random.Random(3), 0
    for _ in range(500):
        at = chance.randrange(len(TOKEN))
        try:
            time_of(TOKEN[:at] + bytes([TOKEN[at] ^ chance.randrange(1, 256)]) + TOKEN[at + 1 :], DATA)
        except NotCanonical:
            refused += 1
    assert 0 < refused < 500
