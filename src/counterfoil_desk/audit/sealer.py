"""What the sealer does, again and again: seal what can be sealed, sign what is due, have it timestamped, say how it is.

It goes on after the database was away. It never signs a log that does not hold, and then says so at every look.
"""

import datetime as dt
import logging
import time
from dataclasses import dataclass, field
from typing import Final

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterfoil.errors import UserError
from counterfoil_desk.audit.checkpoints import Broken, Often, keep_timestamp, sign_if_due, unstamped
from counterfoil_desk.audit.eras import was_moved
from counterfoil_desk.audit.sealing import AFTER_THE_LAST, BATCH, LAST, MOST_COUNTED, Link, seal_batch
from counterfoil_desk.audit.stamping import Stamper

PAUSE: Final = 0.05  # seconds between two looks at the log
AWAY: Final = 1.0  # seconds until a database that does not answer is tried again
LOOK: Final = 2.0  # seconds between two looks at checkpoints and at how the sealer stands
APART: Final = dt.timedelta(hours=1)  # between two timestamps: authorities that ask for nothing want to be spared
AGAIN: Final = 60.0  # seconds until an authority that gave no answer is asked again
WAITING: Final = f"""
SELECT count(*), min(w.at) FROM (SELECT e.at FROM audit_entry e WHERE {AFTER_THE_LAST} LIMIT {MOST_COUNTED}) w
"""  # noqa: S608  fixed text joined with fixed text
STANDING: Final = """
UPDATE audit_sealing SET at = clock_timestamp(), sealed = %s, waiting = %s, oldest_waiting = %s, broken_at = %s
"""
log = logging.getLogger("counterfoil.desk")


@dataclass
class Sealer:
    """Seals the log that `url` leads to; signs where it has a key, and has it timestamped where it has a stamper."""

    url: str
    key: Ed25519PrivateKey | None = None
    often: Often = field(default_factory=Often)
    stamper: Stamper | None = None
    _looked: float = float("-inf")
    _ask_at: float = float("-inf")
    _broken_at: int | None = None
    _stopped: bool = False

    def run(self) -> None:
        """Seal until asked to stop. Raises UserError where another program moved the log into another cluster."""
        while not self._stopped:
            try:
                with psycopg.connect(self.url, autocommit=True) as link:
                    if was_moved(link):
                        raise UserError("The log came here from another cluster.", cure="Run: counterfoil desk migrate")
                    while not self._stopped:
                        sealed = seal_batch(link)
                        self.look(link)
                        if sealed < BATCH:  # else a seal of every few entries costs a commit each
                            time.sleep(PAUSE)
            except psycopg.OperationalError:
                log.warning("the database is away; the sealer waits")
                time.sleep(AWAY)

    def stop(self) -> None:
        """Ask it to stop after the batch under way."""
        self._stopped = True

    def look(self, link: Link) -> None:
        """Sign and say how it stands, where it is time to."""
        if time.monotonic() - self._looked < LOOK:
            return
        self._looked = time.monotonic()
        now = dt.datetime.now(dt.UTC)
        if self.key is not None:
            self._sign(link, self.key, now)
        if self.stamper is not None:
            self._stamp(link, self.stamper, now)
        last = link.execute(LAST).fetchone() or (0, 0)
        waiting = link.execute(WAITING, [last[1]]).fetchone() or (0, None)
        link.execute(STANDING, [last[0], *waiting, self._broken_at])

    def _sign(self, link: Link, key: Ed25519PrivateKey, now: dt.datetime) -> None:
        try:
            if sign_if_due(link, key, self.often, now=now) is not None:
                self._broken_at = None
        except Broken as broken:
            self._broken_at = broken.number
            told = {"told": {"entry": broken.number}}
            log.error("the audit log does not go on from what was signed; it is not signed any more", extra=told)

    def _stamp(self, link: Link, stamper: Stamper, now: dt.datetime) -> None:
        stamp = stamper.answer()
        if stamp is not None:
            keep_timestamp(link, entries=stamp.entries, at=stamp.at, token=stamp.token)
        if stamper.is_free and time.monotonic() >= self._ask_at:
            wanted = unstamped(link, apart=APART, now=now)
            if wanted is not None:
                self._ask_at = time.monotonic() + AGAIN
                stamper.ask(*wanted)
