"""What does the file of a log prove, and what is broken in it? Each question answered in a plain sentence.

It proves that no entry told in it was changed, put in or taken out since it was sealed, up to the last checkpoint that
somebody outside has kept. It does not prove that an organisation was shown all of its entries: one that is not told
stands as a digest, as those of others do. And it does not prove that what was written down is true.
"""

from collections.abc import Iterable, Iterator

from counterfoil.custody.canonical import NotCanonical
from counterfoil.custody.checks import Check, Verdict
from counterfoil.custody.log_format import LOG, SignedCheckpoint
from counterfoil.custody.log_walk import ENTRIES, FILE, ONE, SIGNED, VALUES, Claim, LogSeen, walked_log
from counterfoil.custody.timestamp import time_of
from counterfoil.custody.walk import MOST_NAMED
from counterfoil.errors import UserError

SINCE, STAMPED = "since", "timestamp"
PROVEN = "No entry was changed, put in or taken out since it was sealed."
PROVEN_OF_CHECKPOINTS = "These checkpoints are as they were signed; hold a log against them with --since."


def verdict_of_log(
    chunks: Iterable[bytes], *, trusted: bytes | None = None, known: dict[int, str] | None = None, file: str = ""
) -> Verdict:
    """Return every check of a log's file. `trusted`: certificates of authorities of timestamps, PEM.

    `known` are the seals, by number of entries, that the earlier `file` holds (see `seals_in`).
    """
    stamps = _Stamps(trusted)
    left = dict(known) if known is not None else None
    seen = walked_log(chunks, known=left, on_checkpoint=stamps.look)
    checks = [*_file(seen), *_entries(seen), *_values(seen), *_signed(seen), *stamps.checks(seen)]
    if known is not None and left is not None:
        checks.append(_since(seen, known, left, file=file))
    last = seen.last_checkpoint
    proven = PROVEN if seen.head is None or seen.head.format == LOG else PROVEN_OF_CHECKPOINTS
    return Verdict(tuple(checks), None, "", last.signer if last else None, proven)


def seals_in(chunks: Iterable[bytes], *, file: str) -> dict[int, str]:
    """Return the seals, by number of entries, of a log or of checkpoints that somebody has kept.

    Raises UserError where the file does not hold: nothing can be held against it.
    """
    seals: dict[int, str] = {}

    def keep(found: SignedCheckpoint) -> None:
        seals[found.entries] = found.seal

    seen = walked_log(chunks, on_checkpoint=keep)
    if any(seen.troubles.values()):
        cure = f"See where with: counterfoil verify {file}"
        raise UserError("The earlier file does not hold.", cure=cure, file=file)
    if seen.entries:
        seals[seen.entries] = seen.last.hex()
    return seals


class _Stamps:
    def __init__(self, trusted: bytes | None) -> None:
        self.trusted, self.stamped, self.last, self.troubles = trusted, 0, "", list[str]()

    def look(self, found: SignedCheckpoint) -> None:
        """Take in the timestamp of a checkpoint, where it has one."""
        if found.timestamp is None:
            return
        try:
            at = time_of(found.timestamp, found.statement, trusted=self.trusted)
        except NotCanonical as cause:
            self.troubles.append(f"The timestamp at entry {found.entries:,} does not hold: {cause}.")
            return
        self.stamped += 1
        self.last = f"{found.entries:,} entries existed on {at:%Y-%m-%dT%H:%M:%SZ}"

    def checks(self, seen: LogSeen) -> Iterator[Check]:
        """Yield what the timestamps prove."""
        yield from (Check(STAMPED, False, says) for says in self.troubles[:MOST_NAMED])
        if self.stamped:
            by = "signed by an authority that you trust" if self.trusted else "not checked: give --authorities"
            says = f"{self.stamped:,} timestamps, the last: {self.last} ({by})."
            yield Check(STAMPED, True if self.trusted else None, says)
        elif self.trusted is not None and seen.ended:
            yield Check(STAMPED, False, "It holds no timestamp.")


def _broken(seen: LogSeen, part: str) -> list[Check]:
    return [Check(part, False, says) for says in seen.troubles.get(part, [])]


def _file(seen: LogSeen) -> Iterator[Check]:
    yield from _broken(seen, FILE)
    if seen.head is not None and not seen.troubles[FILE]:
        whose = f"of organisation {seen.head.organisation}" if seen.head.organisation is not None else "of the desk"
        what = "Log" if seen.head.format == LOG else "Checkpoints"
        yield Check(FILE, True, f"{what} {whose}, written {seen.head.made_at} by {seen.head.software}, whole.")


def _entries(seen: LogSeen) -> Iterator[Check]:
    yield from _broken(seen, ENTRIES)
    if seen.head is None or seen.head.format != LOG or seen.troubles[ENTRIES]:
        return
    others = seen.entries - seen.told
    hidden = f"; {others:,} of them are told by their digest alone" if others else ""
    yield Check(ENTRIES, True, f"{seen.entries:,} entries, each sealed with the one before it{hidden}.")


def _values(seen: LogSeen) -> Iterator[Check]:
    yield from _broken(seen, VALUES)
    if seen.head is None or seen.head.format != LOG or seen.troubles[VALUES]:
        return
    if not seen.head.values:
        yield Check(VALUES, True, "No values are told: of each only its salted digest.")
        return
    yield Check(VALUES, True, f"{seen.values:,} values, each the one that was sealed.")
    gone = {act: claim for act, claim in seen.claims.items() if act in seen.deletions}  # reading may have ended early
    if gone:
        count = sum(claim.values for claim in gone.values())
        named = [_deletion(seen, act, claim) for act, claim in list(gone.items())[:MOST_NAMED]]
        more = f"; and {len(gone) - MOST_NAMED:,} more" if len(gone) > MOST_NAMED else ""
        yield Check(VALUES, True, f"{count:,} values stood here and were deleted: {'; '.join(named)}{more}.")


def _deletion(seen: LogSeen, act: int, claim: Claim) -> str:
    deletion = seen.deletions[act]
    which = f"at entry {claim.place:,}" if deletion.kind == ONE else f"of {claim.entries:,} entries"
    return f"{claim.values:,} {which} on {deletion.at[:10]}, ground “{deletion.ground}”"


def _signed(seen: LogSeen) -> Iterator[Check]:
    yield from _broken(seen, SIGNED)
    last = seen.last_checkpoint
    if last is None:
        if not seen.troubles.get(SIGNED):
            says = "Not signed: compare the last seal with one that somebody outside has kept."
            yield Check(SIGNED, None, says)
        return
    if seen.troubles.get(SIGNED):
        return
    keys = ", ".join(seen.keys)
    says = (
        f"{seen.checkpoints:,} checkpoints; the last, of {last.at[:19]}Z, signs {last.entries:,} entries. Key: {keys}."
    )
    yield Check(SIGNED, True, says)
    if seen.entries > last.entries:
        says = f"The last {seen.entries - last.entries:,} entries are sealed and not signed yet."
        yield Check(SIGNED, None, says)


def _since(seen: LogSeen, known: dict[int, str], left: dict[int, str], *, file: str) -> Check:
    if not known:
        return Check(SINCE, None, f"{file} holds nothing to hold this against.")
    reached = seen.entries or (seen.last_checkpoint.entries if seen.last_checkpoint else 0)
    if max(known) > reached:
        says = f"{file} has seen {max(known):,} entries, and {reached:,} are here: the end was taken away."
        return Check(SINCE, False, says)
    if left:
        says = f"At entry {min(left):,} it is not what {file} has seen: something at or before it was changed."
        return Check(SINCE, False, says)
    return Check(
        SINCE, True, f"It goes on from what {file} has seen: {len(known):,} seals, the last at {max(known):,}."
    )
