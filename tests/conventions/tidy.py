#!/usr/bin/env python3
"""clang-tidy with the checks of .clang-tidy over src/, as one file: a header is then looked at once and not forty times.
It is also what a project that sets CMAKE_UNITY_BUILD compiles.

usage: tidy.py ROOT [COMPILER-OPTION...]     exit code 77 (skipped) without clang-tidy
"""

import os
import shutil
import subprocess
import sys
import tempfile

import tree


def main(root, options):
    program = shutil.which("clang-tidy")
    if not program:
        print("skipped: no clang-tidy")
        sys.exit(77)
    root = os.path.abspath(root)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "everything.cpp")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(f'#include "{root}/{name}"\n' for name in tree.files(root, ("src",), (".cpp",)))
        command = [program, "--quiet", f"--config-file={root}/.clang-tidy", path, "--", "-std=c++20", "-Iinclude",
                   "-Isrc", *options]
        result = subprocess.run(command, cwd=root, capture_output=True, text=True)
    tree.report(result.stdout.strip().splitlines() if result.returncode else [])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
