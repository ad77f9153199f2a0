#!/usr/bin/env python3
"""No code of a newer ISA leaks into what every CPU runs.

Two ways in: the linker merges weak symbols by name, so a function emitted in an AVX object may replace the baseline's
copy; and an object meant for every CPU may hold AVX instructions itself.

usage: objects.py symbols ISA OBJECT...     every global symbol carries the tag of ISA in its mangled name
       objects.py baseline OBJECT...        no VEX- or EVEX-coded instruction
"""

import os
import re
import subprocess
import sys

import tree

# Emitted by the compiler for exception handling; data and traps without vector code.
ALLOWED = re.compile(r"^(DW\.ref\.__gxx_personality_v0|__clang_call_terminate)$")

VEX = re.compile(r"\bv[a-z0-9]+\s.*%[xyz]mm\d|%[yz]mm\d|%k[0-7]\b")


def tool(name, *arguments):
    program = os.environ.get("SINTER_" + name.upper(), name)
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def symbol_problems(isa, path):
    tag = re.compile(rf"(4arch|7kernels){len(isa)}{isa}")
    problems = []
    for line in tool("nm", "--defined-only", path).splitlines():
        fields = line.split()
        kind, name = fields[-2], fields[-1]
        if (kind.isupper() or kind in "ui") and not tag.search(name) and not ALLOWED.match(name):
            problems.append(f"{os.path.basename(path)}: {kind} {name} carries no tag of {isa}")
    return problems


def instruction_problems(path):
    function, problems = "?", {}
    for line in tool("objdump", "-d", "--no-show-raw-insn", path).splitlines():
        header = re.match(r"[0-9a-f]+ <(.*)>:$", line)
        if header:
            function = header.group(1)
        elif VEX.search(line):
            problems.setdefault(function, f"{os.path.basename(path)}: {function}: {' '.join(line.split()[1:])}")
    return list(problems.values())


def check(mode, arguments):
    if mode == "symbols":
        isa, paths = arguments[0], arguments[1:]
        return [problem for path in paths for problem in symbol_problems(isa, path)]
    return [problem for path in arguments for problem in instruction_problems(path)]


if __name__ == "__main__":
    if len(sys.argv) < 3 + (sys.argv[1:2] == ["symbols"]):
        tree.report(["no objects given"])
    tree.report(check(sys.argv[1], sys.argv[2:]))
