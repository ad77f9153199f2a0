"""The operands of all rows, with the values that arena.cpp gives them, laid out as rows.cpp lays them out."""

import numpy as np


def _hash(size, seed):
    i = np.arange(size, dtype=np.uint32)
    with np.errstate(over="ignore"):
        h = (i + np.uint32(seed * 0x9E3779B9 & 0xFFFFFFFF)) * np.uint32(2654435761)
        h ^= h >> np.uint32(15)
        h *= np.uint32(2246822519)
    return h ^ (h >> np.uint32(13))


def _values(size, seed, dtype):
    h = _hash(size, seed)
    if np.issubdtype(dtype, np.integer):
        return (h >> np.uint32(24)).astype(dtype)
    return (0.5 + (h >> np.uint32(8)).astype(np.float64) * 2.0**-24).astype(dtype)


class Arena:
    """Operands as long as the largest problem asks for; every problem takes a beginning of them."""

    def __init__(self, largest):
        self.largest = largest
        self.made = {}

    def operand(self, k, size, dtype=np.float64):
        bordered = self.largest + self.largest // 8 + 65536
        whole = bordered if dtype == np.float64 else 2 * self.largest
        key = (k, dtype)
        if key not in self.made:
            self.made[key] = _values(whole, k + 1, np.dtype(dtype))
        return self.made[key][:size]


class Problem:
    """One row at one size: operands named as in the rows, and an output that exists before."""

    def __init__(self, arena, row, n):
        self.arena, self.n, self.shape = arena, n, row["layout"]
        rows = 1
        while rows * rows * 4 <= n:
            rows *= 2
        self.rows, self.columns = rows, n // rows
        self.planes = 1
        while self.planes**3 * 8 <= n:
            self.planes *= 2
        plane, self.box_rows = n // self.planes, 1
        while self.box_rows**2 * 4 <= plane:
            self.box_rows *= 2
        self.box_columns = plane // self.box_rows
        self.dtype = np.dtype(row["element"]).type
        result = np.dtype(row["result"])
        if row["in_place"]:
            self.out = self.vector(4).copy()
        else:
            self.out = np.full(self.out_shape(), 1 if result == bool else 77, result)
        self.scratch = [np.ones_like(self.out) for _ in range(2)] if row["layout"] == "vector" else []

    def out_shape(self):
        grid, n = (self.rows, self.columns), self.n
        return {"vector": (n,), "grid": grid, "half_grid": (self.rows, self.columns // 2), "square_grid": grid,
                "bordered": grid, "box": (self.planes, self.box_rows, self.box_columns), "scalar": (1,),
                "wide_rows": (n // 16,), "wide_columns": (16,), "tall_rows": (16,),
                "tall_columns": (n // 16,)}[self.shape]

    def vector(self, k, dtype=None):
        return self.arena.operand(k, self.n, dtype or self.dtype)

    def grid(self, k, rows=None, columns=None):
        rows, columns = rows or self.rows, columns or self.columns
        return self.arena.operand(k, rows * columns).reshape(rows, columns)

    def sixteen(self):
        return self.grid(0, 16, self.n // 16) if self.shape.startswith("wide") else self.grid(0, self.n // 16, 16)

    def moved(self, *shift):
        """The bordered operand, shifted: 1 is the middle of an axis."""
        inside = self.out_shape()
        whole = tuple(extent + 2 for extent in inside)
        operand = self.arena.operand(0, int(np.prod(whole))).reshape(whole)
        return operand[tuple(slice(s, s + extent) for s, extent in zip(shift, inside))]

    def names(self):
        """Operands by name, as expressions in text take them."""
        if self.shape == "vector":
            names = {name: self.vector(k) for k, name in enumerate("abcde")} if self.dtype != np.int32 else {}
            names["i"] = self.vector(0, np.int32)
            names["j"] = self.vector(1, np.int32)
            return names
        if self.shape == "scalar":
            return {"a": self.vector(0), "b": self.vector(1)}
        if self.shape == "square_grid":
            return {"a": self.grid(0, self.columns, self.rows).T, "b": self.grid(1)}
        if self.shape == "half_grid":
            return {"a": self.grid(0)[:, ::2], "b": self.grid(1)[:, ::2]}
        if self.shape == "grid":
            return {"a": self.grid(0), "row": self.arena.operand(2, self.columns),
                    "column": self.grid(2, self.rows, 1)}
        if self.shape == "bordered":
            return {f"{name}{side}": self.moved(y, x) for y, name in enumerate("umd") for x, side in enumerate("lcr")}
        if self.shape == "box":
            return {"c": self.moved(1, 1, 1), "f": self.moved(0, 1, 1), "k": self.moved(2, 1, 1),
                    "u": self.moved(1, 0, 1), "d": self.moved(1, 2, 1), "l": self.moved(1, 1, 0),
                    "r": self.moved(1, 1, 2)}
        return {"a": self.sixteen()}
