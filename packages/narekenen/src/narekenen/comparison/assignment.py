"""The best one-to-one assignment: no passage is given to two promises, and the total of the scores is the greatest."""

from __future__ import annotations

from collections.abc import Mapping

_NONE = 0.0


def assign(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Rows to columns, one to one, with the greatest total score. Pairs that are not given are never assigned.

    scores   (row, column) to a score above 0; the order in which they are given plays no part

    Kuhn's Hungarian method on each group of rows and columns that hang together (H.W. Kuhn, Naval Research Logistics
    Quarterly 2, 1955), in the form with potentials: of order n²m for n rows and m columns of one group. Keep the
    groups small: give the few best columns of each row.
    """
    found: dict[int, int] = {}
    for rows, columns in _groups(scores):
        matrix = [[scores.get((row, column), _NONE) for column in columns] for row in rows]
        for row, column in _best(matrix):
            if column < len(columns) and matrix[row][column] > _NONE:
                found[rows[row]] = columns[column]
    return dict(sorted(found.items()))


def _groups(scores: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that are linked by scores, group by group."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row, column in sorted(scores):
        one, other = root(("row", row)), root(("column", column))
        parent[max(one, other)] = min(one, other)
    members: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for node in sorted(parent):
        rows, columns = members.setdefault(root(node), ([], []))
        (rows if node[0] == "row" else columns).append(node[1])
    return [members[key] for key in sorted(members)]


def _best(matrix: list[list[float]]) -> list[tuple[int, int]]:
    """Row and column pairs of the assignment with the greatest total. Columns are added so that each row has one."""
    rows = len(matrix)
    columns = max(len(matrix[0]), rows)
    cost = [[-row[at] if at < len(row) else 0.0 for at in range(columns)] for row in matrix]
    by_row, by_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], at = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while taken[at]:
            used[at] = True
            at = _step(cost, at, (by_row, by_column), (least, used), (taken, way), columns)
        while at:
            taken[at], at = taken[way[at]], way[at]
    return [(taken[column] - 1, column - 1) for column in range(1, columns + 1) if taken[column]]


def _step(
    cost: list[list[float]],
    at: int,
    potentials: tuple[list[float], list[float]],
    search: tuple[list[float], list[bool]],
    path: tuple[list[int], list[int]],
    columns: int,
) -> int:
    """One step of the search for an augmenting path: the cheapest next column; potentials are raised to reach it."""
    (by_row, by_column), (least, used), (taken, way) = potentials, search, path
    row, delta, following = taken[at], float("inf"), 0
    for column in range(1, columns + 1):
        if used[column]:
            continue
        reduced = cost[row - 1][column - 1] - by_row[row] - by_column[column]
        if reduced < least[column]:
            least[column], way[column] = reduced, at
        if least[column] < delta:
            delta, following = least[column], column
    for column in range(columns + 1):
        if used[column]:
            by_row[taken[column]] += delta
            by_column[column] -= delta
        else:
            least[column] -= delta
    return following
