#!/usr/bin/env python3
"""Every source file is named in the build, and every name is a file.

The library's files stand in cmake/files.cmake. A .cpp file under tests, bench or examples stands in the CMakeLists.txt
of its folder or of one above it.

usage: listed.py [--fix] ROOT         --fix writes the lists of cmake/files.cmake anew from what is on disk
"""

import os
import posixpath
import re
import sys

import tree

LISTS = {
    "include": ("SINTER_HEADERS", (".hpp",)),
    "src": ("SINTER_SOURCES", (".cpp",)),
    "kernels": ("SINTER_KERNELS", (".cpp",)),
}


def library_lists(text):
    text = re.sub(r"#.*", "", text)
    return {name: body.split() for name, body in re.findall(r"set\(\s*(\w+)([^)]*)\)", text)}


def check_library(root):
    problems = []
    lists = library_lists(tree.read(root, "cmake/files.cmake"))
    for folder, (name, suffixes) in LISTS.items():
        on_disk = set(tree.files(root, (folder,), suffixes))
        listed = lists.get(name, [])
        for file in sorted(on_disk - set(listed)):
            problems.append(f"{file}: not in cmake/files.cmake ({name})")
        for file in sorted(set(listed) - on_disk):
            problems.append(f"cmake/files.cmake: {file} does not exist")
        for file in sorted({file for file in listed if listed.count(file) > 1}):
            problems.append(f"cmake/files.cmake: {file} is named twice")
        if listed != sorted(listed):
            problems.append(f"cmake/files.cmake: {name} is not sorted")
    return problems


def fix_library(root):
    text = tree.read(root, "cmake/files.cmake")
    for folder, (name, suffixes) in LISTS.items():
        body = "".join(f"  {file}\n" for file in tree.files(root, (folder,), suffixes))
        text = re.sub(rf"set\({name}\n[^)]*\)", f"set({name}\n{body})", text)
    with open(os.path.join(root, "cmake/files.cmake"), "w", encoding="utf-8") as file:
        file.write(text)


def named_in_a_build_file(root, path):
    """Whether a CMakeLists.txt at or above the file names it, relative to that folder."""
    folder = posixpath.dirname(path)
    while folder:
        build_file = posixpath.join(folder, "CMakeLists.txt")
        if os.path.isfile(os.path.join(root, build_file)):
            name = posixpath.relpath(path, folder)
            stem = re.escape(name[: -len(".cpp")])
            text = re.sub(r"#.*|\$\{CMAKE_CURRENT_SOURCE_DIR\}/", "", tree.read(root, build_file))
            if re.search(rf"(?<![\w./-]){stem}(\.cpp)?(?![\w./-])", text):
                return True
        folder = posixpath.dirname(folder)
    return False


def check(root):
    problems = check_library(root)
    for path in tree.files(root, ("tests", "bench", "examples"), (".cpp",)):
        if not named_in_a_build_file(root, path):
            problems.append(f"{path}: named in no CMakeLists.txt")
    return problems


if __name__ == "__main__":
    if sys.argv[1] == "--fix":
        fix_library(sys.argv[2])
    tree.report(check(sys.argv[-1]))
