"""Which checks does vetting make? One list, read aloud in the order of a dossier."""

from counterfoil.vetting import goods, history, identity, reachability
from counterfoil.vetting.check import Check

CHECKS: tuple[Check, ...] = (*identity.CHECKS, *reachability.CHECKS, *goods.CHECKS, *history.CHECKS)
