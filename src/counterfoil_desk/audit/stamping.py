"""Ask an authority for a timestamp (RFC 3161, section 3.4: over HTTP), beside the sealing: it delays nothing.

The authority is one that the operator names. It is sent a SHA-256 and nothing else.
"""

import datetime as dt
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, NamedTuple

import httpx
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from counterfoil.custody.canonical import NotCanonical
from counterfoil.custody.timestamp import LARGEST, time_of

WAIT: Final = 10.0  # seconds for an answer
log = logging.getLogger("counterfoil.desk")


class Stamp(NamedTuple):
    """An authority's answer over a checkpoint of so many entries, and the time that it says (UTC)."""

    entries: int
    at: dt.datetime
    token: bytes


class Stamper:
    """Asks one authority, one question at a time, in a thread of its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="timestamp")
        self._asked: Future[Stamp] | None = None

    @property
    def is_free(self) -> bool:
        """Tell whether a question can be asked."""
        return self._asked is None

    def ask(self, entries: int, statement: bytes) -> None:
        """Send a question; the answer is there later."""
        self._asked = self._threads.submit(asked, self._url, entries, statement)

    def answer(self) -> Stamp | None:
        """Return an answer that has come in, None where there is none; one that cannot be used is told in the log."""
        if self._asked is None or not self._asked.done():
            return None
        done, self._asked = self._asked, None
        try:
            return done.result()
        except (httpx.HTTPError, NotCanonical, ValueError):
            log.warning("the authority of timestamps gave no answer that can be used; it is asked again later")
            return None

    def close(self) -> None:
        """End without waiting for an answer."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def asked(url: str, entries: int, statement: bytes) -> Stamp:
    """Ask for a timestamp over a statement. Raises HTTPError or NotCanonical where the answer cannot be used."""
    question = TimestampRequestBuilder().data(statement).hash_algorithm(HashAlgorithm.SHA256).build().as_bytes()
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    token = b""
    with httpx.stream("POST", url, content=question, headers=headers, timeout=WAIT, follow_redirects=False) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_bytes():
            token += chunk
            if len(token) > LARGEST:
                raise NotCanonical("the answer is too long")
    return Stamp(entries, time_of(token, statement), token)
