"""What names a request to hold one line of a notice? Two systems must call it the same: who asks, and who answers.

The names of our notices in other systems' transactions are ours, as GS1's Core Business Vocabulary 2.0 lets any who
exchange events agree on. The number of the request is made from that name (RFC 9562, version 5), so that a hold
file that is made twice tells one event, and one that comes back as it went out is known to be no answer.
"""

import uuid

NAMESPACE = "urn:counterfoil:facility-notice:"


def transaction_of(notice_id: str, line: int) -> str:
    """Return the name of a line of a notice as a business transaction."""
    return f"{NAMESPACE}{notice_id}:{line}"


def request_id(notice_id: str, line: int) -> str:
    """Return the number of the event that asks to hold a line."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, transaction_of(notice_id, line))}"
