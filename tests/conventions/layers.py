#!/usr/bin/env python3
"""A file includes only its own layer or a lower one, and no file reaches itself.

usage: layers.py ROOT
"""

import os
import posixpath
import sys

import tree

# Bottom to top. The layers of one row do not know each other.
ROWS = ["core", "memory", "shape", "simd", "ops", "kernels", "expr", "jit", "plan", "exec", "array", "io grid eigen"]
RANK = {layer: rank for rank, row in enumerate(ROWS) for layer in row.split()}
TOP = len(ROWS)

UMBRELLAS = {"include/sinter/sinter.hpp", "include/sinter/eigen.hpp"}


def layer_of(path):
    """Name of the layer, "" for an umbrella header, None for a file outside the layers."""
    parts = path.split("/")
    if path in UMBRELLAS:
        return ""
    if parts[0] == "kernels":
        return "kernels"
    if parts[:2] == ["include", "sinter"] and len(parts) > 3:
        return parts[2]
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    return None


def resolve(root, path, bracket, name):
    """The file in the tree that an #include means, or None."""
    candidates = ["include/" + name]
    if bracket == '"':
        candidates = [posixpath.normpath(posixpath.join(posixpath.dirname(path), name)), "src/" + name,
                      "kernels/" + name] + candidates
    return next((file for file in candidates if os.path.isfile(os.path.join(root, file))), None)


def layer_problem(path, target):
    here, there = layer_of(path), layer_of(target)
    for file, layer in ((path, here), (target, there)):
        if layer is None or (layer and layer not in RANK):
            return f"{file} lies in no layer"
    if here == there and here:
        return None
    if RANK.get(there, TOP) >= RANK.get(here, TOP):
        return f"{here or 'umbrella'} includes {target}: {there or 'umbrella'} is not below it"
    return None


def cycles(graph):
    """One line for each edge that closes a cycle in a depth-first walk."""
    problems, done, path = [], set(), []

    def visit(file):
        if file in path:
            problems.append("cycle: " + " -> ".join(path[path.index(file):] + [file]))
            return
        if file in done:
            return
        path.append(file)
        for target in graph.get(file, ()):
            visit(target)
        path.pop()
        done.add(file)

    for file in sorted(graph):
        visit(file)
    return problems


def check(root):
    problems, graph = [], {}
    for path in tree.files(root, ("include", "src", "kernels"), (".hpp", ".cpp", ".h")):
        graph[path] = []
        if layer_of(path) is None or (layer_of(path) and layer_of(path) not in RANK):
            problems.append(f"{path}:1: lies in no layer")
            continue
        for line, bracket, name in tree.includes(root, path):
            target = resolve(root, path, bracket, name)
            if target is None:
                if bracket == '"' or name.startswith("sinter/"):
                    problems.append(f"{path}:{line}: no file {name}")
                continue
            graph[path].append(target)
            problem = layer_problem(path, target)
            if problem:
                problems.append(f"{path}:{line}: {problem}")
    return problems + cycles(graph)


if __name__ == "__main__":
    tree.report(check(sys.argv[1]))
