#!/usr/bin/env python3
"""Every header compiles alone. One that another header includes before anything else is compiled alone with that one.

usage: headers.py ROOT C++-COMPILER [COMPILER-OPTION...]
"""

import concurrent.futures
import os
import subprocess
import sys

import tree


def to_compile(root):
    headers = set(tree.files(root, ("include",), (".hpp",)))
    first = (next(tree.includes(root, path), None) for path in headers)
    seen = {"include/" + include[2] for include in first if include}
    return sorted(headers - seen)


def check(root, compiler="c++", options=()):
    def errors_of(path):
        command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Iinclude", *options, "-x", "c++", "-"]
        result = subprocess.run(command, cwd=root, input=f'#include "{path}"\n', capture_output=True, text=True)
        return [f"{path} does not compile alone", *result.stderr.splitlines()] if result.returncode else []

    with concurrent.futures.ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        return [line for lines in pool.map(errors_of, to_compile(root)) for line in lines]


if __name__ == "__main__":
    tree.report(check(sys.argv[1], sys.argv[2], sys.argv[3:]))
