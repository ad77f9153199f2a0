#!/usr/bin/env python3
"""What sinter costs at compile time: its header beside xsimd's, each further expression, of lines and of grids, and
the code of each.

usage: compile_time.py [--json=FILE] INCLUDE-FLAG...       the flags that find sinter and xsimd, as -Iinclude

Times are user + system, the best of several, taken in turns. Exit status 1 when the header costs more than 1.3 times
xsimd's or an expression more than 0.15 s.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

REPEATS = 5
HEADER_BAR = 1.3
EXPRESSION_BAR = 0.15

EXPRESSIONS = [
    "a * b + c", "2 * a + 3 * b", "(a - b) / (a + b) * c + a", "((0.25 * a + 0.75) * a - 1.5) * a - 2",
    "sqrt(a * a + b * b)", "where(a > b, a + 5, 2 * b)", "exp(a) * b + c", "sin(a) * sin(a) + cos(b) * cos(b)",
    "maximum(a, minimum(b, c)) - a", "abs(a - b) + abs(b - c)",
]

PREAMBLE = "#include <sinter/sinter.hpp>\nusing namespace sinter;\nusing array = ndarray<double, {}>;\n"
FUNCTION = "void statement_{}(array& d, array const& a, array const& b, array const& c) {{ d = {}; }}\n"


def sources():
    result = {"xsimd": "#include <xsimd/xsimd.hpp>\n", "sinter": "#include <sinter/sinter.hpp>\n"}
    for count in (0, 1, 5, 10):
        functions = "".join(FUNCTION.format(i, EXPRESSIONS[i]) for i in range(count))
        use = "(void)sizeof(a), (void)sizeof(b), (void)sizeof(c), (void)sizeof(d); "
        result[f"{count} expressions"] = PREAMBLE.format(1) + (functions or FUNCTION.replace("d = {};", use).format(0))
        if count in (1, 5):
            result[f"{count} of grids"] = PREAMBLE.format(2) + functions
    return result


def seconds(command):
    before = os.times()
    subprocess.run(command, check=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def text_bytes(path):
    """Bytes of code and constants, as `size` counts them."""
    lines = subprocess.run(["size", path], check=True, capture_output=True, text=True).stdout.splitlines()
    return int(lines[1].split()[0])


def measure(compiler, flags, folder):
    best, code = {}, {}
    for _ in range(REPEATS):
        for name, text in sources().items():
            source, target = os.path.join(folder, "unit.cpp"), os.path.join(folder, "unit.o")
            with open(source, "w", encoding="utf-8") as file:
                file.write(text)
            taken = seconds([compiler, "-std=c++20", "-O2", *flags, "-c", source, "-o", target])
            best[name] = min(taken, best.get(name, taken))
            code[name] = text_bytes(target)
    return best, code


def report(compiler, best, code):
    ratio = best["sinter"] / best["xsimd"]
    more = (best["10 expressions"] - best["1 expressions"]) / 9
    first = best["1 expressions"] - best["0 expressions"]
    size = (code["10 expressions"] - code["0 expressions"]) / 10
    print(f"{compiler}: xsimd/xsimd.hpp {best['xsimd']:.2f} s, sinter/sinter.hpp {best['sinter']:.2f} s: "
          f"{ratio:.2f} times (at most {HEADER_BAR})")
    for count in (1, 5, 10):
        print(f"  {count:2d} expressions: {best[f'{count} expressions']:.2f} s, {code[f'{count} expressions']} bytes")
    grids = (best["5 of grids"] - best["1 of grids"]) / 4
    print(f"  the first expression {first:.3f} s, each further one {more:.3f} s (at most {EXPRESSION_BAR}), "
          f"{size:.0f} bytes of code; each further one of grids {grids:.3f} s")
    return {"compiler": compiler, "seconds": best, "bytes": code, "header_ratio": ratio, "per_expression": more,
            "per_grid_expression": grids, "bytes_per_expression": size,
            "ok": ratio <= HEADER_BAR and more <= EXPRESSION_BAR}


def main():
    flags = [argument for argument in sys.argv[1:] if not argument.startswith("--json=")]
    output = [argument[len("--json="):] for argument in sys.argv[1:] if argument.startswith("--json=")]
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for compiler in ("g++", "clang++"):
            if shutil.which(compiler):
                results.append(report(compiler, *measure(compiler, flags, folder)))
    if output:
        with open(output[0], "w", encoding="utf-8") as file:
            json.dump(results, file, indent=2)
    return 0 if all(result["ok"] for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
