"""Retain goods as evidence."""

from counterfoil.enforcement.dispositions.kind import CERTIFICATE, Basis, DispositionKind


class Retain(DispositionKind):
    """Keep goods as evidence; the reference is the exhibit, or the receipt of who keeps them."""

    key = "retained"
    says = "The goods are kept as evidence."
    bases = (
        Basis("none needed", "Who confirmed the case may keep what proves it.", "by the notice itself", "D"),
        Basis("court order", "The order that has them kept.", "15 USC 1116(d)(7)", "M-H"),
    )
    proofs = ((CERTIFICATE,),)  # the custody receipt
