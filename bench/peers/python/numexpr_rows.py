"""The rows in numexpr: expressions compiled once, so that no time goes into parsing text."""

import numexpr
import numpy as np
from numexpr import necompiler

TYPES = {"float64": necompiler.double, "float32": float, "int32": necompiler.int_, "int16": necompiler.int_,
         "bool": bool}

SAME_NAME = [
    "3*a", "a+b", "a*b+c", "2*a+3*b", "b*c+d*e", "((.25*a+.75)*a-1.5)*a-2", "sqrt(a*a+b*b)", "i*j+(i&255)", "i%10<4",
    "exp(a)", "log(exp(a)+1)/b", "exp(a)+tan(b)-sinh(c)", "a+row", "a+column", "sum(a)", "sum(a*b)", "max(abs(a-b))",
    "where(a>b,b+5,2*c)",
]
EXPRESSIONS = {name: name for name in SAME_NAME} | {
    "a": "a",
    "a*b-4.1*a>2.5*b": "a*b-4.1*a > 2.5*b",
    "float: a*b+c": "a*b+c",
    "float: b*c+d*e": "b*c+d*e",
    "pow(a,b)": "a**b",
    "sin(a)^2+cos(a)^2": "sin(a)**2+cos(a)**2",
    "a^2+b^2-2*a*b*cos(c)": "a**2+b**2-2*a*b*cos(c)",
    "float: exp(a)": "exp(a)",
    "float: sin(a)^2+cos(a)^2": "sin(a)**2+cos(a)**2",
    "every 2nd column: 2*a+b": "2*a+b",
    "transpose(a)+b": "a+b",
    "5-point stencil": "0.25*(uc+dc+ml+mr)-mc",
    "9-point stencil": "0.0625*(ul+ur+dl+dr)+0.125*(uc+ml+mr+dc)+0.25*mc",
    "7-point stencil, 3-D": "0.125*(f+k+u+d+l+r)+0.25*c",
    "float: sum(a)": "sum(a)",
    "sum over rows, 16 x n/16": "sum(a, axis=0)",
    "sum over columns, 16 x n/16": "sum(a, axis=1)",
    "sum over rows, n/16 x 16": "sum(a, axis=0)",
    "sum over columns, n/16 x 16": "sum(a, axis=1)",
    "Haversine": "12742*arcsin(sqrt(sin(0.5*(c-a))**2 + cos(a)*cos(c)*sin(0.5*(d-b))**2))",
}


class Compiled:
    """An expression bound to operands."""

    def __init__(self, text, operands):
        used = sorted(set(compile(text, "expression", "eval").co_names) & set(operands))
        signature = [(name, TYPES[operands[name].dtype.name]) for name in used]
        self.function = numexpr.NumExpr(text, signature=signature)
        self.operands = [operands[name] for name in used]

    def __call__(self, out=None):
        if out is None:
            return self.function(*self.operands, ex_uses_vml=False)
        return self.function(*self.operands, out=out, ex_uses_vml=False)


def _expression(text):
    def make(p):
        compiled = Compiled(text, p.names())
        out = p.out
        if p.shape == "scalar":
            def into():
                out[0] = compiled()
            return into, None
        if text.startswith("sum("):
            return None, compiled
        return (lambda: compiled(out)), compiled
    return make


def _in_place(p):
    compiled = Compiled("y+3*a", {"y": p.out, "a": p.vector(0)})
    return (lambda out=p.out: compiled(out)), None


def _mixed(p):
    compiled = Compiled("i*a+b", {"i": p.vector(0, np.int16), "a": p.vector(0), "b": p.vector(1)})
    return (lambda out=p.out: compiled(out)), compiled


def _black_scholes(p):
    """Two expressions, with d1 between them; each finds its common terms itself."""
    names = dict(zip(("s", "k", "t", "r", "v"), (p.vector(k) for k in range(5))))
    first = Compiled("(log(s/k)+(r+0.5*v*v)*t)/(v*sqrt(t))", names)
    d1 = np.empty(p.n)
    series = "(((((1.330274429*q-1.821255978)*q+1.781477937)*q-0.356563782)*q+0.319381530)*q)"

    def cdf(x):
        q = f"(1/(1+0.2316419*abs({x})))"
        upper = f"(0.39894228040143267794*exp(-0.5*{x}*{x})*{series.replace('q', q)})"
        return f"where({x}>0,1-{upper},{upper})"
    second = Compiled(f"s*{cdf('x')}-k*exp(-r*t)*{cdf('(x-v*sqrt(t))')}", names | {"x": d1})

    def into(out=p.out):
        first(d1)
        second(out)

    def fresh():
        first(d1)
        return second()
    return into, fresh


def _mandelbrot(p):
    """One expression per variable and step."""
    a, b, n = p.vector(0), p.vector(1), p.n
    x0, y0, y1 = np.empty(n), np.empty(n), np.empty(n)
    x, y, count = np.empty(n), np.empty(n), p.out
    start_x, start_y = Compiled("3*a-3.5", {"a": a}), Compiled("2*b-2", {"b": b})
    names = {"x": x, "y": y, "x0": x0, "y0": y0, "n": count}
    inside = Compiled("where(x*x+y*y<4,n+1,n)", names)
    next_y, next_x = Compiled("2*x*y+y0", names), Compiled("x*x-y*y+x0", names)

    def into():
        start_x(x0)
        start_y(y0)
        x[:] = x0
        y[:] = y0
        count.fill(0)
        for _ in range(16):
            inside(count)
            next_y(y1)
            next_x(x)
            y[:] = y1
    return into, None


ROWS = {name: _expression(text) for name, text in EXPRESSIONS.items()}
ROWS |= {"y+=3*a": _in_place, "int16*a+b": _mixed, "Black-Scholes": _black_scholes,
         "Mandelbrot, 16 iterations": _mandelbrot}
