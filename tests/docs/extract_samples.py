#!/usr/bin/env python3
"""Makes programs of the C++ samples in README.md and docs/*.md, so that what the pages show is what is tested.

Every block fenced as ```cpp is a sample (code that must not be compiled is fenced as ```c++). A sample is

  a program     when it has an `int main(`; compiled as it stands.
  a file        when its first line is `// file: NAME`; samples further down the page may #include "NAME". A NAME with a
                folder in it, as in `// file: examples/a/a.cpp`, is a file of the project, and the lines below the first
                must be the same as that file. A file that has a main is a program too.
  a fragment    otherwise; it becomes the body of a main, after `#include <sinter/sinter.hpp>`, <cstdio> and <iostream>
                and `using namespace sinter`. Lines of it that start with #include are moved to the top.

A comment `<!-- before: CODE -->` in front of a fragment, on one or more lines, is code that the page does not show and
that goes in front of the fragment's. A block fenced as ```output is what the program above it must print, to the letter
apart from blanks at the ends of lines. Every program is compiled, linked to sinter, run in an empty folder, and must
return 0. Errors of the compiler point to the line of the page.

usage: extract_samples.py ROOT FOLDER     writes FOLDER/PAGE/NUMBER/ and FOLDER/samples.cmake
"""

import glob
import os
import re
import sys

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w+-]*) *$")
FILE = re.compile(r"^// file: (\S+)$")
PROGRAM = re.compile(r"^(?:int|auto) main\(", re.M)
HIDDEN = re.compile(r"<!-- before:(.*?)-->", re.S)

WRAPPER = """{includes}#include <cstdio>
#include <iostream>
#include <sinter/sinter.hpp>
using namespace sinter;
int main() {{
{hidden}
#line {line} "{page}"
{body}
}}
"""


class Block:
    def __init__(self, language, line, text, before):
        self.language, self.line, self.text = language, line, text
        self.before = before  # what stands between this block and the one above it


def blocks(page, text):
    """The fenced blocks of a page, in order; `line` is that of the first line of code."""
    found, opened, between = [], None, []
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if opened and fence and not fence["language"]:
            found.append(Block(opened[0], opened[1] + 1, "\n".join(opened[2]) + "\n", "\n".join(between)))
            opened, between = None, []
        elif opened:
            opened[2].append(line[opened[3]:])
        elif fence:
            opened = (fence["language"], number, [], len(fence["indent"]))
        else:
            between.append(line)
    if opened:
        sys.exit(f"{page}:{opened[1]}: block is not closed")
    return found


def program_of(block, page):
    if PROGRAM.search(block.text):
        return f'#line {block.line} "{page}"\n{block.text}'
    lines = block.text.splitlines()
    includes = [line for line in lines if line.startswith("#include")]
    body = ["" if line.startswith("#include") else line for line in lines]
    hidden = "\n".join(HIDDEN.findall(block.before))
    return WRAPPER.format(includes="".join(line + "\n" for line in includes), hidden=hidden, line=block.line, page=page,
                          body="\n".join(body))


def same_as_project(root, name, block, page):
    path = os.path.join(root, name)
    if not os.path.isfile(path):
        sys.exit(f"{page}:{block.line}: the project has no file {name}")
    with open(path, encoding="utf-8") as file:
        expected = file.read()
    shown = block.text.split("\n", 1)[1]
    if shown != expected:
        sys.exit(f"{page}:{block.line}: differs from {name}")


class Sample:
    def __init__(self, number, line, source, files):
        self.number, self.line, self.source, self.files = number, line, source, dict(files)
        self.output = None


def samples_of(root, page, text):
    """The programs of one page, each with the files that stand above it."""
    samples, files = [], {}
    last = None
    for block in blocks(page, text):
        if block.language == "output":
            if last is None:
                sys.exit(f"{page}:{block.line}: output of no program")
            last.output, last = block.text, None
        if block.language != "cpp":
            continue
        last = None
        name = FILE.match(block.text.splitlines()[0]) if block.text.strip() else None
        if name and "/" in name[1]:
            same_as_project(root, name[1], block, page)
        elif name:
            files[name[1]] = f'#line {block.line} "{page}"\n{block.text}'
        if not name or PROGRAM.search(block.text):
            last = Sample(len(samples) + 1, block.line, program_of(block, page), files)
            samples.append(last)
    return samples


def write(path, text):
    """Leaves a file alone that is right already, so that nothing is compiled again for it."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.isfile(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def pages(root):
    found = glob.glob(os.path.join(root, "README.md"))
    found += glob.glob(os.path.join(root, "docs", "**", "*.md"), recursive=True)
    return sorted(os.path.relpath(path, root).replace(os.sep, "/") for path in found)


def main(root, folder):
    listing = ""
    for page in pages(root):
        with open(os.path.join(root, page), encoding="utf-8") as file:
            text = file.read()
        title = page[: -len(".md")].removeprefix("docs/").replace("/", ".")
        for sample in samples_of(root, page, text):
            place = os.path.join(folder, title, str(sample.number))
            write(os.path.join(place, "sample.cpp"), sample.source)
            for name, content in sample.files.items():
                write(os.path.join(place, name), content)
            expected = os.path.join(place, "output.txt")
            if sample.output is not None:
                write(expected, sample.output)
            elif os.path.isfile(expected):
                os.remove(expected)
            listing += f"sinter_sample({title}.{sample.number} \"{place}\")\n"
        listing += f"sinter_page(\"{page}\")\n"
    write(os.path.join(folder, "samples.cmake"), listing)


if __name__ == "__main__":
    main(*sys.argv[1:])
