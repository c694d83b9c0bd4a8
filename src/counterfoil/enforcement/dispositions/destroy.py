"""Destroy goods."""

from counterfoil.enforcement.dispositions.kind import (
    CERTIFICATE,
    PICTURE,
    WEIGHT,
    WITNESS,
    Basis,
    DispositionKind,
)


class Destroy(DispositionKind):
    """Make goods unusable for good: what the law asks of counterfeits, and what cannot be undone."""

    key = "destroyed"
    says = "The goods were made unusable for good."
    bases = (
        Basis(
            "contract clause",
            "The clause of the storage or seller agreement that lets the facility destroy counterfeits.",
            "DHS report of 24 January 2020, action 1",
            "V2",
            of_suspects=False,
        ),
        Basis("written abandonment", "The owner of the goods gave them up in writing.", "DHS report, action 1", "V2"),
        Basis(
            "forfeiture",
            "The decision by which they were forfeited; counterfeits are destroyed after it.",
            "19 USC 1526(e); 19 CFR 133.52(c)",
            "V",
        ),
        Basis("court order", "The order under which they are delivered up and destroyed.", "15 USC 1118", "M-H"),
    )
    proofs = ((CERTIFICATE,), (WITNESS, PICTURE, WEIGHT))
    needs_manifest = True
