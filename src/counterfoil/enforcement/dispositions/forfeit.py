"""Forfeit goods."""

from counterfoil.enforcement.dispositions.kind import CERTIFICATE, Basis, DispositionKind


class Forfeit(DispositionKind):
    """The government took title to goods that it had seized; it destroys them, and tells by whom and when."""

    key = "forfeited"
    says = "Title to the goods went to the government."
    bases = (
        Basis(
            "forfeiture",
            "The decision by which they were forfeited, without the written consent of the owner of the mark.",
            "19 USC 1526(e); 19 USC 1595a(c)(2)(C)",
            "V",
        ),
        Basis("court order", "The judgment of forfeiture.", "19 USC 1608", "V"),
    )
    proofs = ((CERTIFICATE,),)  # the decision, or the agency's receipt
