"""The slow and obvious twin of `text.edits.slip`: the whole table of the restricted Damerau–Levenshtein distance."""


def distance(one: str, other: str) -> int:
    """Return how many letters dropped, added, replaced or swapped with a neighbour lead from one to the other."""
    table = [[row + column for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            same = one[row - 1] == other[column - 1]
            steps = [
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (0 if same else 1),
            ]
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]:
                steps.append(table[row - 2][column - 2] + 1)
            table[row][column] = min(steps)
    return table[-1][-1]
