#!/usr/bin/env python3
"""Conventions that can be read off the text of the files.

usage: text.py ROOT
"""

import os
import re
import sys

import tree

MAX_LINES = 300

# Parsing these costs more than all of sinter; what needs them goes to src/.
HEAVY_HEADERS = {"algorithm", "format", "functional", "iostream", "map", "regex"}

THREADS_FILE = "src/plan/parallel_for.cpp"
MACRO_FILE = "include/sinter/core/config.hpp"
MACRO_FOLDER = "kernels/"  # a C library's name for an ISA can only be pasted; nothing includes these files

LIBRARY = ("include", "src", "kernels")
CODE = LIBRARY + ("tests", "bench", "examples", "cmake")

# A path of somebody's machine. What is public on every system (/usr, /etc, /proc, /sys, /dev, /tmp) may be named.
MACHINE_PATH = re.compile(rb"(?:^|(?<=[\s\"'`=:(,<]))/(?:work|home|root|Users|mnt|opt|nix)/[\w.]", re.M)


def lines(root, path):
    return enumerate(tree.read(root, path).splitlines(), 1)


def check_library_text(root):
    problems = []
    for path in tree.files(root, LIBRARY, (".hpp", ".cpp", ".h")):
        for number, line in lines(root, path):
            if re.match(r"\s*#\s*pragma\s+omp\b", line) or re.match(r"\s*#\s*include\s*<omp\.h>", line) \
                    or re.search(r"\b_Pragma\s*\(\s*\"omp\b", line):
                if path != THREADS_FILE:
                    problems.append(f"{path}:{number}: OpenMP outside {THREADS_FILE}")
            macro = re.match(r"\s*#\s*define\s+(\w+)", line)
            if macro and path != MACRO_FILE and not path.startswith(MACRO_FOLDER):
                problems.append(f"{path}:{number}: macro {macro.group(1)} defined outside {MACRO_FILE}")
            elif macro and not macro.group(1).startswith("SINTER_"):
                problems.append(f"{path}:{number}: macro {macro.group(1)} without SINTER_")
    return problems


def check_template_parameters(root):
    """clang-tidy 14 trips over concepts here, so the rule is read off the text."""
    problems = []
    for path in tree.files(root, LIBRARY, (".hpp", ".cpp", ".h")):
        for number, line in lines(root, path):
            for name in re.findall(r"\b(?:class|typename)\s*(?:\.\.\.)?\s+(\w+)\s*(?=[,>=]|$)", line):
                if "<" in line and not re.match(r"[A-Z][A-Za-z0-9]*$", name):
                    problems.append(f"{path}:{number}: template parameter {name} is not CamelCase")
    return problems


def check_headers(root):
    problems = []
    for path in tree.files(root, ("include",), (".hpp",)):
        if "#pragma once" not in tree.read(root, path):
            problems.append(f"{path}:1: no #pragma once")
        for number, bracket, name in tree.includes(root, path):
            if name in HEAVY_HEADERS:
                problems.append(f"{path}:{number}: <{name}> is too heavy for a public header")
            if bracket == '"':
                problems.append(f"{path}:{number}: include as <sinter/...>")
    return problems


def check_lengths(root):
    problems = []
    for path in tree.files(root, CODE, tree.CODE_SUFFIXES):
        count = tree.read(root, path).count("\n")
        if count > MAX_LINES:
            problems.append(f"{path}: {count} lines, at most {MAX_LINES}")
    return problems


def check_build_files(root):
    problems = []
    for path in ["CMakeLists.txt"] + tree.files(root, CODE, ("CMakeLists.txt", ".cmake")):
        for number, line in lines(root, path):
            if re.search(r"\bfile\s*\(\s*GLOB", line):
                problems.append(f"{path}:{number}: files are listed by name, not by GLOB")
    return problems


def check_machine_paths(root):
    problems = []
    here = os.path.abspath(root).encode()
    for path in tree.files(root):
        with open(os.path.join(root, path), "rb") as file:
            content = file.read()
        match = MACHINE_PATH.search(content)
        place = match.start() if match else content.find(here + b"/")
        if place >= 0:
            problems.append(f"{path}:{content.count(bytes([10]), 0, place) + 1}: path of a machine")
    return problems


def check(root):
    checks = (check_library_text, check_template_parameters, check_headers, check_lengths, check_build_files,
              check_machine_paths)
    return [problem for run in checks for problem in run(root)]


if __name__ == "__main__":
    tree.report(check(sys.argv[1]))
