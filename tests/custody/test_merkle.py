"""The Merkle tree of RFC 9162: the roots that Certificate Transparency publishes, and proofs that prove and refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.custody.merkle import (
    EMPTY,
    Tree,
    consistency_path,
    inclusion_path,
    inclusion_paths,
    is_continued,
    leaf_hash,
    root_by_path,
    root_of,
)
from reference import merkle as twin

# Entries and roots of the reference implementation of Certificate Transparency (RFC 6962).
ENTRIES = [
    bytes.fromhex(digits)
    for digits in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
entries = st.lists(st.binary(max_size=4), min_size=1, max_size=40)


@pytest.mark.parametrize("size", sorted(ROOTS))
def test_the_published_roots(size: int) -> None:
    tree = Tree()
    for entry in ENTRIES[:size]:
        tree.append(entry)
    assert (tree.size, tree.root().hex()) == (size, ROOTS[size])
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_the_published_proofs() -> None:
    path = inclusion_path(LEAVES, 5)
    assert [digest.hex() for digest in path] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert is_continued((6, bytes.fromhex(ROOTS[6])), (8, bytes.fromhex(ROOTS[8])), consistency_path(LEAVES, 6))
    assert inclusion_path(LEAVES[:1], 0) == []
    assert root_of([]) == EMPTY


@given(entries)
def test_roots_and_proofs_are_those_of_the_definition(listed: list[bytes]) -> None:
    leaves = [leaf_hash(entry) for entry in listed]
    tree = Tree()
    for size, entry in enumerate(listed, start=1):
        tree.append(entry)
        assert tree.root() == root_of(leaves[:size]) == twin.tree_hash(listed[:size])
        assert consistency_path(leaves, size) == twin.proof(size, listed)
        assert inclusion_path(leaves, size - 1) == twin.path(size - 1, listed)


@given(entries, st.data())
def test_an_inclusion_proof_proves_its_leaf_and_no_other(listed: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(entry) for entry in listed]
    index = data.draw(st.integers(0, len(listed) - 1))
    path = inclusion_path(leaves, index)
    root = root_of(leaves)
    assert root_by_path(leaves[index], index, len(leaves), path) == root
    assert root_by_path(leaf_hash(b"another entry"), index, len(leaves), path) != root
    assert root_by_path(leaves[index], index, len(leaves), [*path, root]) is None
    assert root_by_path(leaves[index], len(leaves), len(leaves), path) is None
    if path:
        assert root_by_path(leaves[index], index, len(leaves), path[:-1]) != root


@given(entries, st.data())
def test_a_consistency_proof_holds_for_what_was_there_alone(listed: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(entry) for entry in listed]
    size = data.draw(st.integers(1, len(listed)))
    path = consistency_path(leaves, size)
    old, new = (size, root_of(leaves[:size])), (len(leaves), root_of(leaves))
    assert is_continued(old, new, path)
    changed = [leaf_hash(b"another entry"), *leaves[1:]]
    assert not is_continued((size, root_of(changed[:size])), new, path)
    assert not is_continued(old, (len(leaves), root_of(changed)), path)
    assert not is_continued((0, EMPTY), new, path)
    assert not is_continued(old, new, [*path, EMPTY])


@pytest.mark.parametrize("index", [-1, 8])
def test_a_leaf_that_is_not_there_has_no_proof(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_path(LEAVES, index)
    with pytest.raises(IndexError):
        consistency_path(LEAVES, index + (index > 0))


@given(entries)
def test_all_proofs_at_once_are_those_of_each(drawn: list[bytes]) -> None:
    leaves = [leaf_hash(entry) for entry in drawn]
    root, paths = inclusion_paths(leaves)
    assert root == root_of(leaves)
    assert paths == [inclusion_path(leaves, index) for index in range(len(leaves))]


def test_of_nothing_there_are_no_proofs() -> None:
    assert inclusion_paths([]) == (EMPTY, [])
