"""Say that goods are missing."""

from counterfoil.enforcement.dispositions.kind import Basis, DispositionKind


class Lose(DispositionKind):
    """Say that nobody can find goods, or that they went to a buyer and do not come back; nobody allows that."""

    key = "missing"
    says = "The goods cannot be found, or do not come back."
    bases = (Basis("none needed", "The report of who looked for them, by its number.", "by the notice itself", "D"),)
    ends_the_goods = False
