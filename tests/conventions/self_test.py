#!/usr/bin/env python3
"""Each check reports what breaks its rule, and says nothing about a tree that keeps it.

usage: self_test.py C++-COMPILER
"""

import os
import platform
import subprocess
import sys
import tempfile

import headers
import layers
import listed
import objects
import text
import tree

GOOD = {
    "CMakeLists.txt": "include(files)\n",
    "cmake/files.cmake": "set(SINTER_HEADERS\n  include/sinter/core/a.hpp\n  include/sinter/expr/b.hpp\n)\n"
                         "set(SINTER_SOURCES\n  src/plan/parallel_for.cpp\n)\nset(SINTER_KERNELS\n  kernels/k.cpp\n)\n",
    "include/sinter/core/a.hpp": "#pragma once\n#include <cstddef>\n",
    "include/sinter/expr/b.hpp": "#pragma once\n#include <sinter/core/a.hpp>\n",
    "src/plan/parallel_for.cpp": "#include <sinter/expr/b.hpp>\n#pragma omp parallel\n",
    "kernels/k.cpp": "#include <sinter/core/a.hpp>\n",
    "tests/CMakeLists.txt": "sinter_test(core SOURCES core/a_test.cpp)\n",
    "tests/core/a_test.cpp": "int main() {}\n",
}

# (check, files that are changed, what the report must hold)
BAD = [
    (headers, {"include/sinter/core/a.hpp": "#pragma once\n#include <sinter/core/c.hpp>\nusing here = unknown;\n",
               "include/sinter/core/c.hpp": "#pragma once\n"}, "include/sinter/expr/b.hpp does not compile alone"),
    (headers, {"include/sinter/expr/b.hpp": "#pragma once\n#include <cstddef>\n#include <sinter/core/a.hpp>\n",
               "include/sinter/core/a.hpp": "#pragma once\nstd::size_t f();\n"},
     "include/sinter/core/a.hpp does not compile alone"),
    (layers, {"include/sinter/core/a.hpp": "#include <sinter/expr/b.hpp>\n"}, "expr is not below it"),
    (layers, {"include/sinter/core/a.hpp": "#include <sinter/core/c.hpp>\n",
              "include/sinter/core/c.hpp": "#include <sinter/core/a.hpp>\n"}, "cycle: "),
    (layers, {"include/sinter/io/c.hpp": "#include <sinter/grid/d.hpp>\n",
              "include/sinter/grid/d.hpp": ""}, "grid is not below it"),
    (layers, {"include/sinter/core/a.hpp": "#include <sinter/sinter.hpp>\n",
              "include/sinter/sinter.hpp": ""}, "umbrella is not below it"),
    (layers, {"kernels/k.cpp": "#include <sinter/expr/b.hpp>\n"}, "expr is not below it"),
    (layers, {"include/sinter/core/a.hpp": "#include <sinter/core/gone.hpp>\n"}, "no file sinter/core/gone.hpp"),
    (layers, {"include/sinter/misc/c.hpp": ""}, "lies in no layer"),
    (listed, {"src/core/new.cpp": ""}, "src/core/new.cpp: not in"),
    (listed, {"kernels/new.cpp": ""}, "kernels/new.cpp: not in"),
    (listed, {"include/sinter/core/new.hpp": ""}, "new.hpp: not in"),
    (listed, {"kernels/k.cpp": None}, "kernels/k.cpp does not exist"),
    (listed, {"tests/core/new_test.cpp": ""}, "new_test.cpp: named in no CMakeLists.txt"),
    (text, {"src/exec/other.cpp": "  #pragma omp simd\n"}, "OpenMP outside"),
    (text, {"include/sinter/core/a.hpp": "#pragma once\n#define SINTER_X 1\n"}, "macro SINTER_X defined outside"),
    (text, {"src/exec/other.cpp": "#define SINTER_X 1\n"}, "macro SINTER_X defined outside"),
    (text, {"kernels/k.cpp": "#define LENGTH 1\n"}, "macro LENGTH without SINTER_"),
    (text, {"include/sinter/core/config.hpp": "#pragma once\n#define LENGTH 1\n"}, "macro LENGTH without SINTER_"),
    (text, {"include/sinter/core/a.hpp": "\n"}, "no #pragma once"),
    (text, {"include/sinter/core/a.hpp": "#pragma once\n#include <iostream>\n"}, "too heavy"),
    (text, {"include/sinter/core/a.hpp": "#pragma once\ntemplate <class element>\n"}, "not CamelCase"),
    (text, {"src/exec/other.cpp": "\n" * 301}, "301 lines"),
    (text, {"CMakeLists.txt": "file(GLOB sources src/*.cpp)\n"}, "not by GLOB"),
    (text, {"README.md": "cd /" + "home/somebody\n"}, "path of a machine"),
]

TEMPLATE = "template <class T> __attribute__((noinline)) T twice(T x) { return x + x; }\n"

# (source, compiler options, arguments of the check, what the report must hold; None: nothing)
OBJECTS = [
    (TEMPLATE + "template float twice(float);", ["-mavx2"], ("symbols", ["avx2"]), "carries no tag of avx2"),
    ("namespace sinter::kernels::avx2 {" + TEMPLATE + "template float twice(float); }", ["-mavx2"],
     ("symbols", ["avx2"]), None),
    ("namespace sinter::kernels::avx2 {" + TEMPLATE + "template float twice(float); }", ["-mavx2"],
     ("symbols", ["avx512"]), "carries no tag of avx512"),
    ("namespace sinter { namespace arch { struct avx512; }\ntemplate <class A> struct s { static void f() {} };\n"
     "template struct s<arch::avx512>; }", [], ("symbols", ["avx512"]), None),
    (TEMPLATE + "template float twice(float);", ["-mavx2"], ("baseline", []), "twice"),
    (TEMPLATE + "template float twice(float);", [], ("baseline", []), None),
]


def write(root, contents):
    for path, content in contents.items():
        full = os.path.join(root, path)
        if content is None:
            os.remove(full)
            continue
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(content)


def tree_failures():
    failures = []
    for check, changes, expected in [(check, {}, None) for check in (headers, layers, listed, text)] + BAD:
        with tempfile.TemporaryDirectory() as root:
            write(root, GOOD)
            write(root, changes)
            problems = check.check(root)
        if expected is None and problems:
            failures.append(f"{check.__name__}: reports a good tree: {problems}")
        if expected is not None and not any(expected in problem for problem in problems):
            failures.append(f"{check.__name__}: '{expected}' not reported, but {problems}")
    return failures


def object_failures(compiler):
    failures = []
    if platform.machine() not in ("x86_64", "AMD64"):
        return failures
    for source, options, (mode, arguments), expected in OBJECTS:
        with tempfile.TemporaryDirectory() as folder:
            write(folder, {"case.cpp": source})
            path = os.path.join(folder, "case.o")
            subprocess.run([compiler, "-std=c++20", "-O2", *options, "-c", os.path.join(folder, "case.cpp"), "-o", path],
                           check=True)
            problems = objects.check(mode, arguments + [path])
        if bool(problems) != bool(expected) or (expected and not any(expected in line for line in problems)):
            failures.append(f"objects {mode} {arguments} on `{source}`: expected {expected}, got {problems}")
    return failures


if __name__ == "__main__":
    tree.report(tree_failures() + object_failures(sys.argv[1]))
