#!/usr/bin/env python3
"""clang-tidy with the checks of .clang-tidy over src/.

usage: tidy.py ROOT [COMPILER-OPTION...]     exit code 77 (skipped) without clang-tidy
"""

import concurrent.futures
import os
import shutil
import subprocess
import sys

import tree


def main(root, options):
    program = shutil.which("clang-tidy")
    if not program:
        print("skipped: no clang-tidy")
        sys.exit(77)
    root = os.path.abspath(root)

    def problems_of(path):
        command = [program, "--quiet", path, "--", "-std=c++20", "-Iinclude", "-Isrc", *options]
        result = subprocess.run(command, cwd=root, capture_output=True, text=True)
        return result.stdout.strip().splitlines() if result.returncode else []

    paths = tree.files(root, ("src",), (".cpp",))
    with concurrent.futures.ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        tree.report([line for lines in pool.map(problems_of, paths) for line in lines])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
