#!/usr/bin/env python3
"""Compiles one file that must be refused, and looks for the reason in what the compiler says.

The file holds `// expect: REGEX` (one or more, each must match) and may hold `// flags: OPTION...`. A file with
`// expect: ok` must compile: it shows that the others fail for their own reason and not for a missing header.

usage: compile_fail.py COMPILER FILE [COMPILER-OPTION...]
"""

import os
import re
import subprocess
import sys


def main(compiler, path, options):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    expected = re.findall(r"^// expect: (.+)$", text, re.M)
    flags = [flag for line in re.findall(r"^// flags: (.+)$", text, re.M) for flag in line.split()]
    if not expected:
        sys.exit(f"{path}: no line `// expect: REGEX`")

    if flags and "-include-pch" in options:  # it was compiled without them
        at = options.index("-include-pch")
        options = options[:at] + options[at + 2:]
    command = [compiler, "-std=c++20", "-fsyntax-only", *options, *flags, path]
    result = subprocess.run(command, capture_output=True, text=True,
                            env={**os.environ, "LC_ALL": "C"})
    print(result.stderr)
    if expected == ["ok"]:
        sys.exit(0 if result.returncode == 0 else f"{path}: must compile")
    if result.returncode == 0:
        sys.exit(f"{path}: must not compile")
    # Not the quoted source lines: those hold any text, the file's own `expect` included.
    messages = "\n".join(line for line in result.stderr.splitlines() if re.search(r" (error|note): ", line))
    missing = [regex for regex in expected if not re.search(regex, messages)]
    if missing:
        sys.exit(f"{path}: no error matches {missing}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
