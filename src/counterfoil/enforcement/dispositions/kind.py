"""What does every kind of disposition say of itself? On which authorities may it rest, and what proves it?

Counterfeit goods are destroyed after forfeiture, unless they are safe and the owner of the mark consents in writing (19
USC 1526(e); 19 CFR 133.52(c)). A warehouse that is not the government acts under its contract, the owner's word or an
order; the DHS report of 24 January 2020 (action 1) urges it to abandon and destroy identical offending goods in bulk.
"""

from typing import ClassVar, NamedTuple

from counterfoil.codes.legal_number import TAGS

CERTIFICATE, WITNESS, PICTURE, WEIGHT, MANIFEST = "certificate", "witness", "picture", "weight", "manifest"


class Basis(NamedTuple):
    """One authority: what it has to be, where that stands, and how far that was verified (a tag of TAGS).

    `of_suspects`: it reaches goods that were to be examined, too, of which nobody said that they are false.
    """

    authority: str
    says: str
    source: str
    verified: str
    of_suspects: bool = True

    @property
    def cited(self) -> str:
        """The source with how far it was verified, for people."""
        return f"{self.source}; {TAGS[self.verified]}"


class DispositionKind:
    """One kind; a subclass says all of it as data. `proofs` are all needed, of each tuple one."""

    key: ClassVar[str]
    says: ClassVar[str]
    bases: ClassVar[tuple[Basis, ...]]
    proofs: ClassVar[tuple[tuple[str, ...], ...]] = ()
    needs_manifest: ClassVar[bool] = False  # of hazardous goods
    ends_the_goods: ClassVar[bool] = True  # not possible while a sample, an objection or a litigation hold is open

    def basis(self, authority: str) -> Basis | None:
        """Return the basis of an authority, or None where this kind cannot rest on it."""
        return next((one for one in self.bases if one.authority == authority), None)

    def needed(self, authority: str, *, is_hazardous: bool) -> tuple[tuple[str, ...], ...]:
        """Return the proofs that are needed; of each tuple one."""
        more = self._of_authority(authority)
        return (*self.proofs, *more, *(((MANIFEST,),) if self.needs_manifest and is_hazardous else ()))

    def _of_authority(self, _authority: str) -> tuple[tuple[str, ...], ...]:
        return ()
