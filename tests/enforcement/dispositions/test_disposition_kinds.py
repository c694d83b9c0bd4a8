"""Every kind says all of itself, and the table knows the same kinds and authorities."""

import pytest

from counterfoil.codes.legal_number import TAGS
from counterfoil.enforcement.dispositions.all_kinds import DISPOSITIONS
from counterfoil.enforcement.dispositions.kind import DispositionKind
from counterfoil.tables.disposition_proof import KINDS as PROOFS
from counterfoil.tables.given_disposition import AUTHORITIES, KINDS, WITHOUT_AUTHORITY


def test_the_kinds_are_those_of_the_table() -> None:
    assert tuple(DISPOSITIONS) == KINDS


@pytest.mark.parametrize("kind", DISPOSITIONS.values(), ids=list(DISPOSITIONS))
def test_a_kind_names_its_authorities_with_their_sources(kind: DispositionKind) -> None:
    assert kind.bases
    assert kind.says.endswith(".")
    for one in kind.bases:
        assert one.authority in AUTHORITIES
        assert one.source
        assert one.verified in TAGS
        assert kind.basis(one.authority) == one
        assert one.authority != "none needed" or kind.key in WITHOUT_AUTHORITY
    assert {name for needed in kind.needed("owner's consent", is_hazardous=True) for name in needed} <= set(PROOFS)


def test_every_authority_of_the_table_serves_some_kind() -> None:
    assert {one.authority for kind in DISPOSITIONS.values() for one in kind.bases} == set(AUTHORITIES)


@pytest.mark.parametrize(("kind", "is_due"), [("destroyed", True), ("abandoned", True), ("released", False)])
def test_a_manifest_is_due_of_hazardous_goods_that_end(kind: str, is_due: bool) -> None:
    needed = DISPOSITIONS[kind].needed("court order", is_hazardous=True)
    assert (("manifest",) in needed) is is_due
    assert ("manifest",) not in DISPOSITIONS[kind].needed("court order", is_hazardous=False)


def test_the_mark_is_shown_to_be_off_where_the_owner_consents() -> None:
    assert ("picture",) in DISPOSITIONS["released"].needed("owner's consent", is_hazardous=False)
