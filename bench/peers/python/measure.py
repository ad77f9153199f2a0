#!/usr/bin/env python3
"""Measures every row in all peers, taking turns between the C++ program and the Python peers, and writes results.json.

usage: measure.py PROGRAM OUT_DIR [--quick] [--rows=REGEX]

The C++ program is started anew for each of several passes (one with --quick), minutes apart: where a process has its
memory, and what other programs do meanwhile, decides some rows. In caches the best of all passes counts. Beyond them it is
the median, as the best is a moment at which nobody else used the memory.

A peer whose result differs from that of the loop written by hand is an error: exit status 1, and the row is left out.
"""

import argparse
import functools
import json
import os
import re
import statistics
import subprocess
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # NumPy's dot product; all else in NumPy has one thread anyway

import numexpr
import numpy as np

import numexpr_rows
import numpy_rows
from operands import Arena, Problem

PARTS = 16
FLOAT_SUM_SLACK = {"float64": 1e-9, "float32": 1e-4}


class Wrong(Exception):
    pass


class Server:
    """The C++ side."""

    def __init__(self, program, largest):
        self.process = subprocess.Popen([program, str(largest)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, bufsize=1)

    def ask(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            line = line.rstrip("\n")
            if line == ".":
                break
            lines.append(line.split("\t"))
        else:
            sys.exit(f"measure.py: the C++ program ended with status {self.process.wait()} on {words}")
        if lines and lines[0][0] == "error":
            raise Wrong(lines[0][1])
        return lines

    def rows(self):
        keys = ("index", "name", "element", "result", "layout", "bytes_in", "bytes_out", "tolerance", "in_place")
        rows = [dict(zip(keys, line)) for line in self.ask("rows")]
        for row in rows:
            row |= {key: float(row[key]) for key in ("bytes_in", "bytes_out", "tolerance")}
            row["in_place"] = row["in_place"] == "1"
        return rows

    def close(self):
        self.process.stdin.write("quit\n")
        self.process.stdin.close()
        self.process.wait()


@functools.cache
def weights(size):
    return (1 + np.arange(size) % 7).astype(np.float64)


def checksums(values):
    """As result::sums() in compare.cpp."""
    values = np.atleast_1d(np.asarray(values)).ravel()
    parts = min(PARTS, values.size)
    length = values.size // parts
    terms = (values * weights(values.size))[:parts * length].reshape(parts, length)
    return np.column_stack([terms.sum(axis=1), np.abs(terms).sum(axis=1)])


def check(name, row, found, expected):
    sums = checksums(found)
    slack = max(row["tolerance"], FLOAT_SUM_SLACK.get(row["element"], 1e-9))
    if sums.shape != expected.shape or not np.all(np.abs(sums[:, 0] - expected[:, 0]) <= slack * expected[:, 1]):
        raise Wrong(f"{row['name']}: the checksums of {name} differ")


class PythonContest:
    """The statements of the Python peers, in turns like the C++ ones."""

    def __init__(self, problem, row, threads, expected):
        numexpr.set_num_threads(threads)
        self.entries = []
        for name, rows in (("NumPy", numpy_rows.ROWS), ("numexpr", numexpr_rows.ROWS)):
            if row["name"] not in rows:
                continue
            into, fresh = rows[row["name"]](problem)
            if into:
                into()
                check(name, row, problem.out, expected)
                self.entries.append([name, "into", into, 1, []])
            if fresh:
                check(name + ", fresh", row, fresh(), expected)
                self.entries.append([name, "fresh", fresh, 1, []])
            if row["in_place"]:
                problem.out[:] = problem.vector(4)

    def round(self, sample=2e-4):
        for entry in self.entries:
            statement, repeats = entry[2], entry[3]
            if repeats > 1:
                statement()
            start = time.perf_counter()
            for _ in range(repeats):
                statement()
            taken = time.perf_counter() - start
            entry[4].append(taken / repeats * 1e9)
            if taken < sample / 2 and repeats < 1000:
                entry[3] *= 4

    def ns(self, choose):
        return [(name, statement, choose(samples)) for name, statement, _, _, samples in self.entries]


def of_samples(beyond):
    return statistics.median if beyond else min


def measure(server, arena, row, n, threads, beyond, seconds):
    """{peer: {statement: ns}}"""
    answer = server.ask("open", row["index"], n, threads, int(beyond))
    expected = np.array([[float(x) for x in line] for line in answer])
    python = PythonContest(Problem(arena, row, n), row, threads, expected)
    rounds, end = 0, time.perf_counter() + seconds
    while rounds < (4 if beyond else 12) or time.perf_counter() < end:
        answer = server.ask("round")
        python.round()
        rounds += 1
    result = {}
    for name, statement, ns in [(*line[:2], float(line[2])) for line in answer] + python.ns(of_samples(beyond)):
        result.setdefault(name, {})[statement] = ns
    return result


def conditions(about, quick):
    """(label, n, threads, beyond the last-level cache, seconds per row and pass)"""
    beyond = 1 << 16
    while beyond * 8 < (1 if quick else 2) * int(about["cache_bytes"]):
        beyond *= 2
    cores = int(about["cores"])
    cached, uncached = 0.2, (1.0 if quick else 1.5)
    result = [("L1", 1 << 11, 1, False, cached), ("L2", 1 << 15, 1, False, cached),
              ("memory", beyond, 1, True, uncached)]
    if cores > 1:
        result += [("L2, threads", 1 << 15, cores, False, cached), ("memory, threads", beyond, cores, True, uncached)]
    return result


def one_pass(arguments, plan, largest, arena):
    """The rows with what was measured, and the number of wrong results."""
    server, wrong = Server(arguments.program, largest), 0
    rows = [row for row in server.rows() if re.search(arguments.rows, row["name"])]
    for row in rows:
        row["ns"], row["n"] = {}, {}
        for label, n, threads, beyond, seconds in plan:
            if beyond and row["element"] in ("float32", "int32"):
                n *= 2
            try:
                row["ns"][label] = measure(server, arena, row, n, threads, beyond, seconds)
                row["n"][label] = n
            except Wrong as problem:
                wrong += 1
                print(f"measure.py: {label}: {problem}", file=sys.stderr)
        print(row["name"], "; ".join(f"{label} {ns['sinter'].get('into', 0) / row['n'][label]:.3f}"
                                     for label, ns in row["ns"].items()), flush=True)
    server.close()
    return rows, wrong


def join(row, others, plan):
    """Puts what all passes have found of a row into the first one."""
    for label, _, _, beyond, _ in plan:
        for peer, statements in row["ns"].get(label, {}).items():
            for statement in statements:
                found = [each["ns"][label][peer][statement] for each in (row, *others) if label in each["ns"]]
                statements[statement] = of_samples(beyond)(found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("out")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rows", default="")
    arguments = parser.parse_args()

    probe = Server(arguments.program, 1 << 12)
    about = {line[0]: line[1] for line in probe.ask("about")}
    probe.close()
    about |= {"NumPy": np.__version__, "numexpr": numexpr.__version__}
    plan = conditions(about, arguments.quick)
    largest = max(n for _, n, *_ in plan)
    arena = Arena(largest)
    passes = [one_pass(arguments, plan, largest, arena) for _ in range(1 if arguments.quick else 3)]
    rows, wrong = passes[0][0], sum(each[1] for each in passes)
    for row, *others in zip(*(each[0] for each in passes)):
        join(row, others, plan)

    os.makedirs(arguments.out, exist_ok=True)
    path = os.path.join(arguments.out, "results.json")
    with open(path, "w", encoding="utf-8") as file:
        measured_at = [dict(zip(("label", "n", "threads", "beyond"), each)) for each in plan]
        json.dump({"about": about, "quick": arguments.quick, "rows": rows, "conditions": measured_at}, file, indent=1)
    print("written:", path)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
