#!/usr/bin/env python3
"""Writes polynomials.hpp: minimax polynomials of the elementary functions, by Remez exchange in 60 digits.

usage: fit.py > polynomials.hpp        needs mpmath; takes about a minute
       fit.py tables > tables.hpp

Each line of FITS: the name of a function g, g itself, the interval, the numbers of coefficients for double and float,
and the weight w: the largest |w(x) (g(x) - p(x))| on the interval is made as small as it can be. The error that is
left, in bits, stands beside every table.
"""

import sys

import mpmath as mp

mp.mp.dps = 60
LN2 = mp.log(2)
HALF = LN2 / 2 * (1 + mp.mpf(2) ** -20)  # a little beyond, for reductions that round
OCTANT = (mp.pi / 4) ** 2 * (1 + mp.mpf(2) ** -16)
ATANH_END = (3 - 2 * mp.sqrt(2)) ** 2  # ((m - 1) / (m + 1))^2 for m = sqrt(2)


def series(first, ratio, terms=40):
    """sum of first * product of ratio(k), for arguments near 0 where the closed form cancels"""
    total = term = first
    for k in range(1, terms):
        term = term * ratio(k)
        total += term
    return total


def exp_tail(r):  # (e^r - 1 - r) / r^2
    return series(mp.mpf(1) / 2, lambda k: r / (k + 2))


def power_tail(base):
    c = mp.log(base)
    return lambda r: c * c * exp_tail(c * r)


ERFC_LOW = (mp.mpf("0.24") - 4) / (mp.mpf("0.24") + 4)


def scaled_erfc(x):
    return (1 + 2 * x) * mp.exp(x * x) * mp.erfc(x)


FITS = [
    ("exp", "(e^r - 1 - r) / r^2", exp_tail, -HALF, HALF, 10, 5, lambda r: r * r),
    ("exp2", "(2^r - 1 - r ln 2) / r^2", power_tail(2), -0.5, 0.5, 10, 5, lambda r: r * r),
    ("exp10", "(10^r - 1 - r ln 10) / r^2", power_tail(10), -0.1506, 0.1506, 10, 5, lambda r: r * r),
    ("cosh", "(cosh r - 1) / r^2, of r^2", lambda z: series(mp.mpf(1) / 2, lambda k: z / ((2 * k + 1) * (2 * k + 2))),
     0, HALF**2, 5, 3, lambda z: z),
    ("sinh", "(sinh r - r) / r^3, of r^2", lambda z: series(mp.mpf(1) / 6, lambda k: z / ((2 * k + 2) * (2 * k + 3))),
     0, HALF**2, 5, 3, lambda z: z),
    ("log", "(2 atanh s - 2 s) / s^3, of s^2", lambda z: 2 * sum(z**k / (2 * k + 3) for k in range(60)),
     0, ATANH_END, 7, 3, lambda z: z),
    ("log_for_float", "(log(1 + r) - r) / r^2", lambda r: series(-mp.mpf(1) / 2, lambda k: -r * (k + 1) / (k + 2)),
     -0.0128, 0.0128, 4, 0, lambda r: r**2 / max(abs(r), mp.mpf(0.0073))),
    ("log_near_one", "(log(1 + r) - r + r^2 / 2) / r^3", lambda r: series(mp.mpf(1) / 3, lambda k: -r * (k + 2) / (k + 3)),
     -0.0128, 0.01281, 7, 0, lambda r: abs(r)**3 / max(abs(r), mp.mpf(0.0073))),
    ("exp_near_zero", "(e^r - 1 - r) / r^2, for r up to ln 2 / 32", exp_tail, -HALF / 16, HALF / 16, 5, 0, lambda r: r * r),
    ("sin", "(sin r - r) / r^3, of r^2", lambda z: series(-mp.mpf(1) / 6, lambda k: -z / ((2 * k + 2) * (2 * k + 3))),
     0, OCTANT, 6, 3, lambda z: z),
    ("cos", "(cos r - 1 + r^2 / 2) / r^4, of r^2",
     lambda z: series(mp.mpf(1) / 24, lambda k: -z / ((2 * k + 3) * (2 * k + 4))), 0, OCTANT, 6, 3, lambda z: z * z),
    ("atan", "(atan x - x) / x^3, of x^2",
     lambda z: (mp.atan(mp.sqrt(z)) / mp.sqrt(z) - 1) / z if z > mp.mpf(10)**-12 else -mp.mpf(1) / 3 + z / 5, 0, 1, 20, 8,
     lambda z: z),
    ("asin", "(asin x - x) / x^3, of x^2",
     lambda z: (mp.asin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z if z > mp.mpf(10)**-12 else mp.mpf(1) / 6 + 3 * z / 40, 0, 0.25,
     13, 5, lambda z: z),
    ("inverse_cbrt", "x^(-1/3)", lambda x: x ** (-mp.mpf(1) / 3), 1, 2, 5, 4, lambda x: mp.cbrt(x)),
    ("erf", "erf(x) / x - 1, of x^2",
     lambda z: mp.erf(mp.sqrt(z)) / mp.sqrt(z) - 1 if z > 0 else 2 / mp.sqrt(mp.pi) - 1, 0, 1, 12, 7, lambda z: 1),
    ("log_erfc", "ln erfc(1 + x), for double up to erfc(6), for float up to erfc(4)",
     lambda x: mp.log(mp.erfc(1 + x)), 0, (5, 3), 20, 8, lambda x: mp.erfc(1 + x)),
    ("erfcx", "(1 + 2 x) e^(x^2) erfc(x), of (x - 4) / (x + 4), for double up to 28, for float up to 10.6",
     lambda t: scaled_erfc(4 * (1 + t) / (1 - t)), ERFC_LOW, (0.75, 0.4521), 22, 11, lambda t: 1),
]


def solve(f, w, nodes, n):
    """coefficients and the levelled error e with w (f - p) = +-e at the n + 1 nodes"""
    a = mp.matrix(n + 1, n + 1)
    b = mp.matrix(n + 1, 1)
    for i, x in enumerate(nodes):
        for j in range(n):
            a[i, j] = w(x) * x**j
        a[i, n] = (-1) ** i
        b[i] = w(x) * f(x)
    solution = mp.lu_solve(a, b)
    return [solution[j] for j in range(n)]


def extrema(error, grid):
    """of each run of one sign, the grid point of largest error"""
    best = []
    for x in grid:
        e = error(x)
        if best and (e > 0) == (best[-1][1] > 0):
            if abs(e) > abs(best[-1][1]):
                best[-1] = (x, e)
        else:
            best.append((x, e))
    return best


def fit(f, w, low, high, n):
    middle, radius = (mp.mpf(low) + high) / 2, (mp.mpf(high) - low) / 2
    points = 24 * n
    grid = [middle - radius * mp.cos(mp.pi * (i + mp.mpf(1) / 2) / points) for i in range(points)]
    known = {x: (w(x), f(x)) for x in grid}
    grid = [x for x in grid if known[x][0] != 0]
    nodes = [grid[(len(grid) - 1) * i // n] for i in range(n + 1)]
    for _ in range(30):
        c = solve(lambda x: known[x][1], lambda x: known[x][0], nodes, n)
        peaks = extrema(lambda x: known[x][0] * (known[x][1] - mp.polyval(c[::-1], x)), grid)
        while len(peaks) > n + 1:
            peaks.pop(0 if abs(peaks[0][1]) < abs(peaks[-1][1]) else -1)
        worst = max(abs(e) for _, e in peaks)
        if len(peaks) < n + 1 or worst < min(abs(e) for _, e in peaks) * mp.mpf("1.02"):
            break
        nodes = [x for x, _ in peaks]
    return c, worst


def as_float(value):
    """the nearest float, as a double"""
    import struct
    return struct.unpack("f", struct.pack("f", float(value)))[0]


def print_table(name, coefficients, worst, element, convert):
    print(f"  // {float(mp.log(worst, 2)):.1f} bits")
    print(f"  static constexpr {element} {name}[] = {{")
    for c in coefficients:
        print(f"      {convert(c).hex()}{'f' if element == 'float' else ''},")
    print("  };")


def end(interval_end, which):
    return interval_end[which] if isinstance(interval_end, tuple) else interval_end


def print_rows(name, values, high):
    """each value in two parts"""
    print(f"inline constexpr double {name}[{len(values)}][2] = {{")
    for value in values:
        print(f"    {{{float(high(value)).hex()}, {float(value - high(value)).hex()}}},")
    print("};\n")


def print_tables():
    print("#pragma once\n")
    print("// Tables of the power function. Written by `fit.py tables`.\n")
    print("namespace sinter::detail {\nnamespace {\n")
    print("// -log(c) for c = (40 + row) / 64: a multiple of 2^-42, and the rest. Rows 3 to 45 are used.")
    print_rows("log_table", [-mp.log(mp.mpf(row + 40) / 64) for row in range(48)],
               lambda value: mp.nint(value * mp.mpf(2)**42) / mp.mpf(2)**42)
    print("// 2^(row / 16): the closest number, and the rest.")
    print_rows("exp_table", [mp.mpf(2)**(mp.mpf(row) / 16) for row in range(16)], lambda value: mp.mpf(float(value)))
    print("}  // namespace\n}  // namespace sinter::detail")


def print_polynomials():
    print("#pragma once\n")
    print("// Minimax polynomials, lowest power first. Written by fit.py, which has the definitions.\n")
    print("namespace sinter::detail {\nnamespace {\n")
    print("template <class Element>\nstruct polynomials;\n")
    for which, (element, convert) in enumerate((("double", float), ("float", as_float))):
        print(f"template <>\nstruct polynomials<{element}> {{")
        for name, meaning, f, low, high, double_count, float_count, w in FITS:
            count = (double_count, float_count)[which]
            if count == 0:
                continue
            print(f"  // {meaning}:")
            print_table(name, *fit(f, w, low, end(high, which), count), element, convert)
        print("};\n")
    print("}  // namespace\n}  // namespace sinter::detail")


if __name__ == "__main__":
    print_tables() if sys.argv[1:] == ["tables"] else print_polynomials()
