"""However a text is parted into blocks, its records are the same."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterfoil.intake.records import Block, record_blocks

LINES = st.lists(
    st.sampled_from(['1,a\n', '2,"b\n', 'c"\n', '"\n', '3,"x ""y"" z"\n', "\n", '4,5" pipe\n', '"5",""\n', ",\r\n"]),
    max_size=14,
)  # fmt: skip


def read(blocks: list[list[str]]) -> Block:
    """Return the records of all blocks."""
    found = Block([], [], [])
    for block in record_blocks(iter(blocks), ",", file="f"):
        found.lines.extend(block.lines)
        found.fields.extend(block.fields)
        found.broken.extend(block.broken)
    return found


@given(lines=LINES, cuts=st.lists(st.integers(0, 14), max_size=4))
def test_blocks_do_not_matter(lines: list[str], cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(lines)]
    parted = [lines[start:end] for start, end in pairwise(edges)]
    whole = read([lines])
    assert read(parted) == whole
    assert read([[line] for line in lines]) == whole
    numbers = sorted([*whole.lines, *(record.line for record in whole.broken)])
    assert len(set(numbers)) == len(numbers)
