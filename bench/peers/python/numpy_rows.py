"""The rows in NumPy. Each is a function of the problem that returns two statements: one that writes to the output that
exists, with temporaries that exist too, and one as it is usually written, with a fresh result."""

import numpy as np

ROWS = {}


def row(name):
    def register(make):
        ROWS[name] = make
        return make
    return register


def plain(name, names, fresh, into):
    """fresh(*operands) and into(out, t, *operands), t being one temporary."""
    def make(p):
        operands = [p.names()[key] for key in names.split()]
        out = p.out
        t = p.scratch[0] if p.scratch and out.dtype == p.dtype else np.empty(p.out_shape(), p.dtype)
        return lambda: into(out, t, *operands), lambda: fresh(*operands)
    ROWS[name] = make


def _in_place(p):
    a, y, t = p.vector(0), p.out, p.scratch[0]

    def into():
        np.multiply(a, 3, out=t)
        np.add(y, t, out=y)
    return into, None


def _mixed(p):
    i, a, b, out = p.vector(0, np.int16), p.vector(0), p.vector(1), p.out

    def into():
        np.multiply(i, a, out=out)
        np.add(out, b, out=out)
    return into, lambda: i * a + b


ROWS["y+=3*a"] = _in_place
ROWS["int16*a+b"] = _mixed


def _chain(out, t, *steps):
    """Ufuncs one after the other; "out" and "t" name the two buffers."""
    buffers = {"out": out, "t": t}
    for function, *arguments, to in steps:
        function(*(buffers.get(a, a) if isinstance(a, str) else a for a in arguments), out=buffers[to])


def chain(name, names, fresh, steps):
    plain(name, names, fresh, lambda out, t, *x: _chain(out, t, *steps(*x)))


chain("a", "a", lambda a: a.copy(), lambda a: [(np.positive, a, "out")])
ROWS["a"] = lambda p: ((lambda a=p.vector(0), out=p.out: np.copyto(out, a)), (lambda a=p.vector(0): a.copy()))
chain("3*a", "a", lambda a: 3 * a, lambda a: [(np.multiply, a, 3, "out")])
chain("a+b", "a b", lambda a, b: a + b, lambda a, b: [(np.add, a, b, "out")])
for prefix in ("", "float: "):
    chain(prefix + "a*b+c", "a b c", lambda a, b, c: a * b + c,
          lambda a, b, c: [(np.multiply, a, b, "out"), (np.add, "out", c, "out")])
    chain(prefix + "b*c+d*e", "b c d e", lambda b, c, d, e: b * c + d * e,
          lambda b, c, d, e: [(np.multiply, b, c, "out"), (np.multiply, d, e, "t"), (np.add, "out", "t", "out")])
    chain(prefix + "exp(a)", "a", np.exp, lambda a: [(np.exp, a, "out")])
    chain(prefix + "sin(a)^2+cos(a)^2", "a", lambda a: np.sin(a)**2 + np.cos(a)**2,
          lambda a: [(np.sin, a, "out"), (np.square, "out", "out"), (np.cos, a, "t"), (np.square, "t", "t"),
                     (np.add, "out", "t", "out")])
chain("2*a+3*b", "a b", lambda a, b: 2 * a + 3 * b,
      lambda a, b: [(np.multiply, a, 2, "out"), (np.multiply, b, 3, "t"), (np.add, "out", "t", "out")])
chain("((.25*a+.75)*a-1.5)*a-2", "a", lambda a: ((.25 * a + .75) * a - 1.5) * a - 2,
      lambda a: [(np.multiply, a, .25, "out"), (np.add, "out", .75, "out"), (np.multiply, "out", a, "out"),
                 (np.subtract, "out", 1.5, "out"), (np.multiply, "out", a, "out"), (np.subtract, "out", 2, "out")])
chain("sqrt(a*a+b*b)", "a b", lambda a, b: np.sqrt(a * a + b * b),
      lambda a, b: [(np.multiply, a, a, "out"), (np.multiply, b, b, "t"), (np.add, "out", "t", "out"),
                    (np.sqrt, "out", "out")])
chain("i*j+(i&255)", "i j", lambda i, j: i * j + (i & 255),
      lambda i, j: [(np.multiply, i, j, "out"), (np.bitwise_and, i, 255, "t"), (np.add, "out", "t", "out")])
chain("i%10<4", "i", lambda i: i % 10 < 4, lambda i: [(np.remainder, i, 10, "t"), (np.less, "t", 4, "out")])
chain("log(exp(a)+1)/b", "a b", lambda a, b: np.log(np.exp(a) + 1) / b,
      lambda a, b: [(np.exp, a, "out"), (np.add, "out", 1, "out"), (np.log, "out", "out"),
                    (np.divide, "out", b, "out")])
chain("pow(a,b)", "a b", lambda a, b: a**b, lambda a, b: [(np.power, a, b, "out")])
chain("a^2+b^2-2*a*b*cos(c)", "a b c", lambda a, b, c: a**2 + b**2 - 2 * a * b * np.cos(c),
      lambda a, b, c: [(np.square, a, "out"), (np.square, b, "t"), (np.add, "out", "t", "out"), (np.cos, c, "t"),
                       (np.multiply, "t", b, "t"), (np.multiply, "t", a, "t"), (np.multiply, "t", 2, "t"),
                       (np.subtract, "out", "t", "out")])
chain("exp(a)+tan(b)-sinh(c)", "a b c", lambda a, b, c: np.exp(a) + np.tan(b) - np.sinh(c),
      lambda a, b, c: [(np.exp, a, "out"), (np.tan, b, "t"), (np.add, "out", "t", "out"), (np.sinh, c, "t"),
                       (np.subtract, "out", "t", "out")])
chain("every 2nd column: 2*a+b", "a b", lambda a, b: 2 * a + b,
      lambda a, b: [(np.multiply, a, 2, "out"), (np.add, "out", b, "out")])
chain("a+row", "a row", lambda a, r: a + r, lambda a, r: [(np.add, a, r, "out")])
chain("a+column", "a column", lambda a, c: a + c, lambda a, c: [(np.add, a, c, "out")])
chain("transpose(a)+b", "a b", lambda a, b: a + b, lambda a, b: [(np.add, a, b, "out")])
chain("5-point stencil", "uc dc ml mr mc", lambda u, d, l, r, m: 0.25 * (u + d + l + r) - m,
      lambda u, d, l, r, m: [(np.add, u, d, "out"), (np.add, "out", l, "out"), (np.add, "out", r, "out"),
                             (np.multiply, "out", 0.25, "out"), (np.subtract, "out", m, "out")])


@row("a*b-4.1*a>2.5*b")
def _comparison(p):
    a, b, out, (t, u) = p.vector(0), p.vector(1), p.out, [np.empty(p.n) for _ in range(2)]

    def into():
        np.multiply(a, b, out=t)
        np.multiply(a, 4.1, out=u)
        np.subtract(t, u, out=t)
        np.multiply(b, 2.5, out=u)
        np.greater(t, u, out=out)
    return into, lambda: a * b - 4.1 * a > 2.5 * b


@row("where(a>b,b+5,2*c)")
def _where(p):
    a, b, c, out, t = p.vector(0), p.vector(1), p.vector(2), p.out, p.scratch[0]
    mask = np.empty(p.n, bool)

    def into():
        np.greater(a, b, out=mask)
        np.multiply(c, 2, out=out)
        np.add(b, 5, out=t)
        np.copyto(out, t, where=mask)
    return into, lambda: np.where(a > b, b + 5, 2 * c)


@row("9-point stencil")
def _nine_points(p):
    ul, uc, ur, ml, mc, mr, dl, dc, dr = p.names().values()
    out, t = p.out, np.empty(p.out_shape())

    def into():
        np.add(ul, ur, out=out)
        np.add(out, dl, out=out)
        np.add(out, dr, out=out)
        np.multiply(out, 0.0625, out=out)
        np.add(uc, ml, out=t)
        np.add(t, mr, out=t)
        np.add(t, dc, out=t)
        np.multiply(t, 0.125, out=t)
        np.add(out, t, out=out)
        np.multiply(mc, 0.25, out=t)
        np.add(out, t, out=out)
    return into, lambda: 0.0625 * (ul + ur + dl + dr) + 0.125 * (uc + ml + mr + dc) + 0.25 * mc


@row("7-point stencil, 3-D")
def _seven_points(p):
    c, f, k, u, d, l, r = p.names().values()
    out, t = p.out, np.empty(p.out_shape())

    def into():
        np.add(f, k, out=out)
        for side in (u, d, l, r):
            np.add(out, side, out=out)
        np.multiply(out, 0.125, out=out)
        np.multiply(c, 0.25, out=t)
        np.add(out, t, out=out)
    return into, lambda: 0.125 * (f + k + u + d + l + r) + 0.25 * c


def _scalar(compute):
    def make(p):
        a, b, out = p.vector(0), p.vector(1), p.out

        def into():
            out[0] = compute(a, b)
        return into, None
    return make


ROWS["sum(a)"] = ROWS["float: sum(a)"] = _scalar(lambda a, b: a.sum())
ROWS["sum(a*b)"] = _scalar(np.dot)
ROWS["max(abs(a-b))"] = _scalar(lambda a, b: np.abs(a - b).max())
for label, axis in (("rows", 0), ("columns", 1)):
    for extents in ("16 x n/16", "n/16 x 16"):
        ROWS[f"sum over {label}, {extents}"] = (
            lambda p, axis=axis: ((lambda a=p.sixteen(), out=p.out: a.sum(axis=axis, out=out)),
                                  (lambda a=p.sixteen(): a.sum(axis=axis))))


def _normal_cdf(x):
    k = 1 / (1 + 0.2316419 * np.abs(x))
    series = ((((1.330274429 * k - 1.821255978) * k + 1.781477937) * k - 0.356563782) * k + 0.319381530) * k
    upper = 0.39894228040143267794 * np.exp(-0.5 * x * x) * series
    return np.where(x > 0, 1 - upper, upper)


@row("Black-Scholes")
def _black_scholes(p):
    spot, strike, years, rate, sigma = (p.vector(k) for k in range(5))

    def fresh():
        spread = sigma * np.sqrt(years)
        d1 = (np.log(spot / strike) + (rate + 0.5 * sigma * sigma) * years) / spread
        return spot * _normal_cdf(d1) - strike * np.exp(-rate * years) * _normal_cdf(d1 - spread)
    return None, fresh


@row("Haversine")
def _haversine(p):
    latitude1, longitude1, latitude2, longitude2 = (p.vector(k) for k in range(4))

    def fresh():
        s = np.sin(0.5 * (latitude2 - latitude1))
        t = np.sin(0.5 * (longitude2 - longitude1))
        return 12742 * np.arcsin(np.sqrt(s * s + np.cos(latitude1) * np.cos(latitude2) * (t * t)))
    return None, fresh


@row("Mandelbrot, 16 iterations")
def _mandelbrot(p):
    a, b = p.vector(0), p.vector(1)

    def fresh():
        with np.errstate(over="ignore", invalid="ignore"):
            x0, y0 = 3 * a - 3.5, 2 * b - 2
            x, y, count = x0.copy(), y0.copy(), np.zeros_like(a)
            for _ in range(16):
                xx, yy = x * x, y * y
                count += xx + yy < 4
                y = 2 * x * y + y0
                x = xx - yy + x0
        return count
    return None, fresh
