"""Which kinds of disposition are there? In the order in which they are counted."""

from collections.abc import Mapping

from counterfoil.enforcement.dispositions.abandon import Abandon
from counterfoil.enforcement.dispositions.destroy import Destroy
from counterfoil.enforcement.dispositions.forfeit import Forfeit
from counterfoil.enforcement.dispositions.kind import DispositionKind
from counterfoil.enforcement.dispositions.lose import Lose
from counterfoil.enforcement.dispositions.release import Release
from counterfoil.enforcement.dispositions.retain import Retain

_KINDS: tuple[type[DispositionKind], ...] = (Destroy, Abandon, Forfeit, Release, Retain, Lose)
DISPOSITIONS: Mapping[str, DispositionKind] = {kind.key: kind() for kind in _KINDS}
