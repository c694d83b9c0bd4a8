"""Is an e-mail address one that mail can reach, and does its domain belong to anybody? No look-up is made.

Form: RFC 5321 and 5322, by email-validator. Domains that give out boxes for minutes: the list disposable-email-domains.
"""

from functools import lru_cache
from typing import NamedTuple

from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, validate_email

KEPT = 1 << 16
# Where anybody gets a box and no company has its own; of themselves no fault.
FREE = frozenset(
    "gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com icloud.com aol.com gmx.de gmx.net web.de "
    "mail.ru yandex.ru qq.com 163.com 126.com sina.com proton.me protonmail.com naver.com".split()
)


class Mailbox(NamedTuple):
    """`domain` in small letters, "" for what is no address."""

    is_valid: bool
    domain: str
    is_disposable: bool
    is_free: bool


@lru_cache(maxsize=KEPT)
def mailbox(address: str) -> Mailbox:
    """Return what an address is."""
    try:
        domain = validate_email(address, check_deliverability=False).ascii_domain.lower()
    except EmailNotValidError:
        return Mailbox(is_valid=False, domain="", is_disposable=False, is_free=False)
    parts = domain.split(".")
    ends = {".".join(parts[at:]) for at in range(len(parts) - 1)}
    return Mailbox(True, domain, is_disposable=not ends.isdisjoint(blocklist), is_free=domain in FREE)
