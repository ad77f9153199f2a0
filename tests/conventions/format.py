#!/usr/bin/env python3
"""Every C++ file is as clang-format 16 lays it out; other versions disagree with it, so they do not count.

usage: format.py [--fix] ROOT         exit code 77 (skipped) without clang-format 16
"""

import os
import re
import shutil
import subprocess
import sys

import tree

VERSION = "16"
FOLDERS = ("include", "src", "kernels", "tests", "bench", "examples")


def find_program():
    for name in ("clang-format-" + VERSION, "clang-format"):
        program = shutil.which(name)
        if program:
            text = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
            if re.search(rf"version {VERSION}\.", text):
                return program
    return None


def main(arguments):
    program = find_program()
    if not program:
        print(f"skipped: no clang-format {VERSION}")
        sys.exit(77)
    fix = "--fix" in arguments
    root = os.path.abspath(arguments[-1])
    paths = tree.files(root, FOLDERS, (".hpp", ".cpp", ".h"))
    mode = ["-i"] if fix else ["--dry-run", "-Werror"]
    result = subprocess.run([program, "--style=file", *mode, *paths], cwd=root, capture_output=True, text=True)
    problems = [line for line in result.stderr.splitlines() if ": error:" in line]
    if result.returncode and not problems:
        problems = [result.stderr.strip() or f"clang-format returned {result.returncode}"]
    tree.report(problems)


if __name__ == "__main__":
    main(sys.argv[1:])
