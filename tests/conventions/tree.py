"""The source tree as the convention checks see it. Standard library only."""

import os
import re
import sys

SKIPPED_FOLDERS = {".git", "build", "out", ".cache", "__pycache__", ".vscode", ".idea"}

CODE_SUFFIXES = (".hpp", ".cpp", ".h", ".py", ".sh", ".cmake", ".in", "CMakeLists.txt")


def files(root, folders=("",), suffixes=("",)):
    """Paths relative to root, with forward slashes, sorted."""
    found = []
    for folder in folders:
        for place, subfolders, names in os.walk(os.path.join(root, folder)):
            subfolders[:] = sorted(name for name in subfolders if name not in SKIPPED_FOLDERS)
            for name in names:
                if name.endswith(tuple(suffixes)):
                    found.append(os.path.relpath(os.path.join(place, name), root).replace(os.sep, "/"))
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]')


def includes(root, path):
    """(line number, bracket, name) of every #include."""
    for number, line in enumerate(read(root, path).splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def report(problems):
    """Prints one problem per line; the exit code of the check."""
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problem(s)" if problems else "ok")
    sys.exit(1 if problems else 0)
