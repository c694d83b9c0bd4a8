"""Which state machines are there? Every module of this package whose name ends in `_states` holds one."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from counterfoil.enforcement import states
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.enforcement.states.machine import Machine

ENDING = "_states"


@cache
def all_machines() -> Mapping[str, Machine]:
    """Return the machines by the kind of subject that they are of: the case first, then by name."""
    names = [module.name for module in pkgutil.iter_modules(states.__path__) if module.name.endswith(ENDING)]
    modules = [importlib.import_module(f"{states.__name__}.{name}") for name in names]
    found = {one.kind: one for module in modules for one in vars(module).values() if isinstance(one, Machine)}
    order = sorted(found, key=lambda kind: (kind != CASE.kind, kind))
    return MappingProxyType({kind: found[kind] for kind in order})
