"""Abandon goods to the government."""

from counterfoil.enforcement.dispositions.kind import CERTIFICATE, Basis, DispositionKind


class Abandon(DispositionKind):
    """Give goods up to the government, which disposes of them; nobody but their owner, or who may act for it, can."""

    key = "abandoned"
    says = "The goods were given up to the government."
    bases = (
        Basis("written abandonment", "The owner of the goods gave them up in writing.", "DHS report, action 1", "V2"),
        Basis(
            "contract clause",
            "The clause by which the owner lets the facility abandon counterfeits for it.",
            "DHS report of 24 January 2020, action 1",
            "V2",
            of_suspects=False,
        ),
        Basis("court order", "The order that has them handed over.", "15 USC 1118", "M-H"),
    )
    proofs = ((CERTIFICATE,),)  # the agency's receipt
    needs_manifest = True
