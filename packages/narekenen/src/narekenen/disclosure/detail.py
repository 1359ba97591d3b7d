"""A large table at the level of detail that it can bear: as deep in each branch as no number in it is small.

Where a third of the cells of a table are small, withholding cells is the wrong tool: what protects them takes the rest.
This splits all persons along the dimensions in turn. Within each part, the classes that are large enough are shown by
themselves and all others together as the rest. What is published is a tree in which every number is large, so that an
attacker learns nothing below its leaves: a cell in a leaf of n persons may hold anything from 0 to n. Tables are
protected in the time that it takes to sort them. (The idea of splitting where it can be borne: LeFevre et al. 2006,
doi 10.1109/ICDE.2006.101.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from narekenen.errors import UnusableInput

Ints = NDArray[np.int64]
REST = -1


@dataclass(frozen=True, slots=True)
class Detail:
    """The tree. Node 0 is everybody; arrays of one length: parent (of 0: -1), dimension that it is a class of (of 0:
    -1), code in that dimension or REST, count. leaf: the node of each row of the table, -1 where its count is zero."""

    parent: Ints
    dimension: Ints
    code: Ints
    count: Ints
    leaf: Ints

    def leaves(self) -> Ints:
        """Nodes that are split no further: together they hold everybody once."""
        return np.setdiff1d(np.arange(len(self.parent)), self.parent)

    def path(self, node: int) -> list[tuple[int, int]]:
        """(dimension, code or REST) from everybody down to this node; dimensions without a pair hold all classes."""
        found: list[tuple[int, int]] = []
        while node > 0:
            found.append((int(self.dimension[node]), int(self.code[node])))
            node = int(self.parent[node])
        return found[::-1]


def detail(codes: Sequence[ArrayLike], counts: ArrayLike, sizes: Sequence[int], threshold: int = 5) -> Detail:
    """Split a table of counts as far as it can be borne.

    codes      per dimension the code of each row, 0 to size - 1, the most important dimension first (a hierarchy is
               several dimensions: region, then municipality); a combination may stand in several rows
    counts     persons per row; combinations without a row hold nobody
    Raises UnusableInput for fewer persons than the threshold, lengths that differ, and codes outside their size.
    Margins that run across the order of the dimensions are not in the tree: to publish one beside it is another
    release of the same persons. Zeros are shown, as they are elsewhere: a class in which nobody is.
    """
    columns = [np.asarray(column, dtype=np.int64) for column in codes]
    number = np.asarray(counts, dtype=np.int64)
    _check(columns, number, sizes, threshold)
    there = np.flatnonzero(number)
    n, node = number[there], np.zeros(len(there), dtype=np.int64)
    tree = [np.array([[REST], [REST], [REST], [n.sum()]])]
    nodes = 1
    for dimension, (column, size) in enumerate(zip(columns, sizes, strict=True)):
        made, node = _split(node, column[there], n, size, threshold, nodes)
        tree.append(np.insert(made, 1, dimension, axis=0))
        nodes += made.shape[1]
    leaf = np.full(len(number), -1, dtype=np.int64)
    leaf[there] = node
    parent, dimensions, code, count = np.concatenate(tree, axis=1)
    return Detail(parent, dimensions, code, count, leaf)


def _split(node: Ints, code: Ints, n: Ints, size: int, threshold: int, first: int) -> tuple[Ints, Ints]:
    """(parent, code and count of the new nodes, which are numbered from `first`; the node of each row after it)."""
    keys, at = np.unique(node * size + code, return_inverse=True)
    parent, count = keys // size, np.bincount(at, weights=n).astype(np.int64)
    apart = count >= threshold
    rest = np.bincount(parent[~apart], weights=count[~apart], minlength=first)
    order = np.lexsort((count, ~apart, parent))  # of each parent: the smallest of the large ones first
    smallest = order[np.append(True, parent[order][1:] != parent[order][:-1])]
    short = apart[smallest] & (rest[parent[smallest]] > 0) & (rest[parent[smallest]] < threshold)
    apart[smallest[short]] = False
    split = np.bincount(parent[apart], minlength=first) > 0
    group = np.where(apart, keys % size, REST)
    pairs, which = np.unique(np.column_stack([parent, group])[split[parent]], axis=0, return_inverse=True)
    total = np.bincount(which, weights=count[split[parent]], minlength=len(pairs)).astype(np.int64)
    new = parent.copy()
    new[split[parent]] = first + which
    return np.vstack([pairs.T, total]), new[at]


def narrowest(found: Detail, codes: Sequence[ArrayLike], counts: ArrayLike, threshold: int = 5) -> float:
    """The audit: over all small cells of the full table, the least that an attacker who has every number of the tree
    does not know. Infinite where no cell is small.

    Leaves have no cell in common, so the cells of one are bound by its count alone: the range of a cell is 0 to that
    count, and nothing at all where it is the only cell of its leaf.
    """
    number = np.asarray(counts, dtype=np.int64)
    there = np.flatnonzero(number)
    columns = np.column_stack([np.asarray(column, dtype=np.int64)[there] for column in codes])
    _, at = np.unique(columns, axis=0, return_inverse=True)
    cell = np.bincount(at, weights=number[there])
    leaf = np.empty(len(cell), dtype=np.int64)
    leaf[at] = found.leaf[there]
    small = cell < threshold
    if not small.any():
        return float("inf")
    whole = found.count[leaf[small]]
    return float(np.where(whole > cell[small], whole, 0).min())


def _check(columns: list[Ints], number: Ints, sizes: Sequence[int], threshold: int) -> None:
    if len(columns) != len(sizes) or any(column.shape != number.shape for column in columns) or not columns:
        raise UnusableInput("Codes and counts of unequal length", where="detail")
    pairs = zip(columns, sizes, strict=True)
    outside = any(column.size and not 0 <= column.min() <= column.max() < size for column, size in pairs)
    if outside or np.any(number < 0):
        raise UnusableInput("A code lies outside its size, or a count below zero", where="detail")
    if number.sum() < threshold or threshold < 2:
        raise UnusableInput("There are fewer persons in all than the threshold", where="detail")
