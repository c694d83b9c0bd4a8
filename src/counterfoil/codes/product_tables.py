"""How do the tables of product types look to compiled code? Words, phrases, heads and types as numbers in one array."""

from collections.abc import Iterable
from functools import cache

import numpy as np

from counterfoil.codes import kernel_product as kernel
from counterfoil.codes.kernel_product import NONE, Numbers
from counterfoil.codes.product_vocabulary import ANY_GAP, Phrase, vocabulary

_KINDS = {kernel.END_MARK: ",;:|()[]•·!", kernel.DASH: "-–—/+", kernel.UNDERSCORE: "_"}
_SPARE = 4  # slots for each entry of an open-addressing table


@cache
def type_names() -> list[str]:
    """Return the names of all product types, by number."""
    return list(vocabulary().types)


@cache
def product_tables() -> Numbers:
    """Return the tables of product_types/ for `kernel_product`, in one array."""
    known = vocabulary()
    phrases = list(dict.fromkeys([*known.names, *known.heads]))
    words = {word: number for number, word in enumerate(sorted(known.ends.union(*phrases)))}
    child, edges, ends_at = _tree(phrases, words)
    slots = _slots(list(words))
    return _packed(
        {
            kernel.SLOTS: slots,
            kernel.ROLE: _numbers((word in known.ends) + (word in known.uses) for word in words),
            kernel.CHILD: child,
            kernel.EDGES: edges,
            kernel.ENDS_AT: ends_at,
            **_of_phrases(phrases),
            kernel.FITTED: _numbers(known.types[name].fitted for name in type_names()),
            kernel.KINDS: _kinds(),
        },
        {
            kernel.SLOT_MASK: len(slots) // 2 - 1,
            kernel.EDGE_MASK: len(edges) // 3 - 1,
            kernel.TYPES: len(type_names()),
            kernel.LONGEST_GAP: ANY_GAP,
        },
    )


def _of_phrases(phrases: list[Phrase]) -> dict[int, Numbers]:
    known, types = vocabulary(), {name: number for number, name in enumerate(type_names())}
    heads = [head for phrase in phrases for head in known.heads.get(phrase, ())]
    return {
        kernel.NAME: _numbers(types.get(known.names.get(phrase) or "", NONE) for phrase in phrases),
        kernel.DECISIVE: _numbers(phrase in known.decisive for phrase in phrases),
        kernel.WORDS: _numbers(map(len, phrases)),
        kernel.HEADS: np.cumsum([0, *(len(known.heads.get(phrase, ())) for phrase in phrases)]),
        kernel.HEAD_NAME: _numbers(types[head.name] for head in heads),
        kernel.HEAD_GAP: _numbers(head.gap for head in heads),
        kernel.HEAD_OF: _numbers(name in head.of for head in heads for name in types),
    }


def _packed(tables: dict[int, Numbers], values: dict[int, int]) -> Numbers:
    """Return the tables one behind the other, after the places where they begin and the plain values."""
    first = np.zeros(kernel.PLACES, dtype=np.int64)
    at = kernel.PLACES
    for place, table in tables.items():
        first[place] = at
        at += len(table)
    for place, value in values.items():
        first[place] = value
    return np.concatenate([first, *tables.values()])


def _numbers(values: Iterable[int]) -> Numbers:
    return np.array([int(value) for value in values], dtype=np.int64)


def _kinds() -> Numbers:
    everything = np.arange(kernel.COVERED, dtype=np.uint32).view("U1")
    kinds = np.where(np.char.isalnum(everything), kernel.LETTER, kernel.OTHER).astype(np.int64)
    kinds[np.char.isspace(everything)] = kernel.SPACE
    for kind, signs in _KINDS.items():
        kinds[[ord(sign) for sign in signs]] = kind
    return kinds


def _slots(words: list[str]) -> Numbers:
    """Return an open-addressing table: by turns a word's hash and its number."""
    size = 1 << int(np.ceil(np.log2(_SPARE * len(words))))
    slots = np.full(2 * size, NONE, dtype=np.int64)
    for number, word in enumerate(words):
        value = kernel.hash_of(np.frombuffer(word.encode(), dtype=np.uint8))
        slot = kernel.slot_of(value, size - 1)
        while slots[2 * slot + 1] != NONE:
            slot = (slot + 1) & (size - 1)
        slots[2 * slot], slots[2 * slot + 1] = value, number
    return slots


def _tree(phrases: list[Phrase], words: dict[str, int]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the tree of phrases: the nodes below first words, the edges as a table, and the phrases that end."""
    child, ends_at = np.full(len(words), NONE, dtype=np.int64), list[int]()
    below: dict[tuple[int, int], int] = {}
    for number, phrase in enumerate(phrases):
        node = NONE
        for word in phrase:
            step = (node, words[word])
            if step not in below:
                below[step] = len(ends_at)
                ends_at.append(NONE)
            node = below[step]
        child[words[phrase[0]]] = below[NONE, words[phrase[0]]]
        ends_at[node] = number
    return child, _edges({step: node for step, node in below.items() if step[0] != NONE}), _numbers(ends_at)


def _edges(below: dict[tuple[int, int], int]) -> Numbers:
    size = 1 << int(np.ceil(np.log2(_SPARE * len(below))))
    edges = np.full(3 * size, NONE, dtype=np.int64)
    for (node, word), end in below.items():
        slot = kernel.edge_slot(node, word, size - 1)
        while edges[3 * slot] != NONE:
            slot = (slot + 1) & (size - 1)
        edges[3 * slot : 3 * slot + 3] = node, word, end
    return edges
