"""Release goods."""

from counterfoil.enforcement.dispositions.kind import CERTIFICATE, PICTURE, Basis, DispositionKind

CONSENT, DECISION = "owner's consent", "decision"


class Release(DispositionKind):
    """Let goods go. What was found identical to counterfeits goes only by a decision that overturns that.

    The one other way: the owner of the mark consents in writing, the goods are safe, and the mark is taken off first;
    they go to an agency, a charity or an auction then, not back into trade.
    """

    key = "released"
    says = "The goods were let go."
    bases = (
        Basis(DECISION, "The decision that overturns that they are false.", "19 CFR 133.21(b)", "M-H"),
        Basis("court order", "The order that has them let go.", "19 USC 1499(c)", "M-H"),
        Basis(
            CONSENT,
            "The owner of the mark consents in writing, the goods are safe, and the mark is taken off.",
            "19 USC 1526(e); 19 CFR 133.52(c)",
            "V",
        ),
        Basis("none needed", "They were to be examined, and nothing was found.", "by the notice itself", "D"),
    )
    proofs = ((CERTIFICATE,),)  # the receipt of who took them

    def _of_authority(self, authority: str) -> tuple[tuple[str, ...], ...]:
        return ((PICTURE,),) if authority == CONSENT else ()  # that the mark is off
