#!/usr/bin/env python3
"""Runs a program in an empty folder; it must return 0 and print what the file OUTPUT holds, if there is one.

usage: run_sample.py PROGRAM OUTPUT
"""

import difflib
import os
import subprocess
import sys
import tempfile


def lines(text):
    return [line.rstrip() for line in text.rstrip().splitlines()]


def main(program, output):
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run([os.path.abspath(program)], cwd=folder, stdout=subprocess.PIPE, text=True)
    print(result.stdout, end="")
    if result.returncode:
        sys.exit(f"returned {result.returncode}")
    if os.path.isfile(output):
        with open(output, encoding="utf-8") as file:
            expected = file.read()
        if lines(result.stdout) != lines(expected):
            difference = difflib.unified_diff(lines(expected), lines(result.stdout), "page", "program", lineterm="")
            sys.exit("\n".join(difference))


if __name__ == "__main__":
    main(*sys.argv[1:])
