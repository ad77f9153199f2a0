#!/usr/bin/env python3
"""What extract_samples.py makes of a page, and what it refuses."""

import os
import subprocess
import sys
import tempfile
import unittest

import extract_samples

HERE = os.path.dirname(os.path.abspath(__file__))

PAGE = """text
```cpp
// file: part.hpp
inline int two() { return 2; }
```
<!-- before: int hidden = 1; -->
```cpp
#include "part.hpp"
std::printf("%d\\n", hidden + two());
```
prints
```output
3
```
```c++
not compiled
```
```cpp
int main() { return 0; }
```
"""


class Extract(unittest.TestCase):
    def samples(self, text, root="."):
        return extract_samples.samples_of(root, "page.md", text)

    def test_fragments_programs_files_and_output(self):
        fragment, program = self.samples(PAGE)
        self.assertIn("part.hpp", fragment.files)
        self.assertEqual(fragment.output, "3\n")
        self.assertLess(fragment.source.index('#include "part.hpp"'), fragment.source.index("int main()"))
        self.assertLess(fragment.source.index("int hidden = 1;"), fragment.source.index("hidden + two()"))
        self.assertIn('#line 8 "page.md"', fragment.source)
        self.assertEqual(program.source, '#line 19 "page.md"\nint main() { return 0; }\n')
        self.assertIsNone(program.output)

    def test_refused(self):
        for text in ("```cpp\nint a;\n", "```output\n1\n```\n", "```cpp\n// file: no/such.cpp\n```\n"):
            with self.assertRaises(SystemExit):
                self.samples(text)

    def test_files_of_the_project_must_be_the_same(self):
        with tempfile.TemporaryDirectory() as root:
            os.mkdir(os.path.join(root, "a"))
            with open(os.path.join(root, "a", "a.cpp"), "w", encoding="utf-8") as file:
                file.write("int main() {}\n")
            page = "```cpp\n// file: a/a.cpp\nint main() {%s}\n```\n"
            self.assertEqual(len(self.samples(page % "", root)), 1)
            with self.assertRaises(SystemExit):
                self.samples(page % " ", root)


class Run(unittest.TestCase):
    def run_sample(self, script, output):
        with tempfile.TemporaryDirectory() as folder:
            program, expected = os.path.join(folder, "program"), os.path.join(folder, "output.txt")
            with open(program, "w", encoding="utf-8") as file:
                file.write("#!/bin/sh\n" + script)
            os.chmod(program, 0o755)
            if output is not None:
                with open(expected, "w", encoding="utf-8") as file:
                    file.write(output)
            command = [sys.executable, "-B", os.path.join(HERE, "run_sample.py"), program, expected]
            return subprocess.run(command, capture_output=True).returncode

    def test_output_and_status_count(self):
        self.assertEqual(self.run_sample("echo 3", "3\n"), 0)
        self.assertEqual(self.run_sample("echo 3", None), 0)
        self.assertNotEqual(self.run_sample("echo 4", "3\n"), 0)
        self.assertNotEqual(self.run_sample("echo 3; exit 1", "3\n"), 0)
        self.assertNotEqual(self.run_sample("kill -9 $$", None), 0)


if __name__ == "__main__":
    unittest.main()
