"""How are dealers that an owner names recognised, when no seller's name may be kept?

Owners list authorised sellers by account or by name. Screening needs to know only whether two names are the same:
it is given digests of the folded names, so that what a run keeps for replay holds nobody's name. A digest hides a
name from readers, not from somebody who tries names one by one: it is a pseudonym, not anonymity.
"""

import hashlib
from collections.abc import Collection

import polars as pl

from counterfoil.text.tokens import key

USED_OF_SELLERS = ("id", "name", "status")
USED_OF_AUTHORISATIONS = (
    "seller", "right_id", "owner", "territory", "product_line", "channel", "valid_from", "valid_until",
)  # fmt: skip
PREFIX = "name-sha256-"  # before the digest, so that nobody takes it for an account


def sellers_without_names(sellers: pl.DataFrame) -> pl.DataFrame:
    """Return what evidence uses of the sellers: `id`, `status`, and in `name` the digest of the folded name."""
    return sellers.select(USED_OF_SELLERS).with_columns(
        pl.Series("name", [digest_of_name(name) for name in sellers["name"]], dtype=pl.String)
    )


def rights_without_names(
    rights: pl.DataFrame, *, registered: Collection[str], trading: Collection[str]
) -> pl.DataFrame:
    """Return the rights with each authorised seller written as an account, or as the digest of a name, or as both.

    `registered` are the ids in the table of sellers: such an entry is no name. `trading` are the seller ids of the
    offers: such an entry may be either. Any other may be a person's name, and only its digest is left.
    """
    ids, seen = frozenset(registered), frozenset(trading)
    lists = [
        None if entries is None else _entries(entries, ids, seen) for entries in rights["authorised_sellers"].to_list()
    ]
    return rights.with_columns(pl.Series("authorised_sellers", lists, dtype=pl.List(pl.String)))


def authorisations_without_names(
    authorisations: pl.DataFrame, *, registered: Collection[str], trading: Collection[str]
) -> pl.DataFrame:
    """Return what evidence uses of the authorisations, each seller written as `rights_without_names` writes them."""
    ids, seen = frozenset(registered), frozenset(trading)
    lists = [_entries([entry], ids, seen) for entry in authorisations["seller"]]
    told = authorisations.with_columns(pl.Series("seller", lists, dtype=pl.List(pl.String)))
    return told.explode("seller").filter(pl.col("seller").is_not_null()).select(USED_OF_AUTHORISATIONS)


def named_sellers(rights: pl.DataFrame) -> list[str]:
    """Return every authorised seller as the owners wrote it, each once, sorted."""
    entries = rights["authorised_sellers"].explode(empty_as_null=True, keep_nulls=True).drop_nulls()
    return sorted(set(entries.to_list()))


def digest_of_name(name: str | None) -> str | None:
    """Return the digest of a name's folded words run together; null for a name without a letter or digit.

    Given a digest it returns it unchanged, so that what was kept can be read in again.
    """
    if name is None or name.startswith(PREFIX):
        return name
    folded = key(name)
    return PREFIX + hashlib.sha256(folded.encode()).hexdigest() if folded else None


def _entries(entries: list[str | None], registered: frozenset[str], trading: frozenset[str]) -> list[str | None]:
    kept: list[str | None] = []
    for entry in entries:
        if entry in registered:
            kept.append(entry)
            continue
        if entry in trading:
            kept.append(entry)
        kept.append(digest_of_name(entry))
    return kept
