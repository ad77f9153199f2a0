#!/usr/bin/env python3
"""Tables and a plot from results.json.

usage: report.py OUT_DIR      writes peers.md (for a README), all.md and peers.svg beside results.json
"""

import json
import math
import os
import shutil
import subprocess
import sys

PEERS = ("Eigen", "xtensor", "NumPy", "numexpr")
COLUMNS = ("hand", *PEERS, "sinter, no -march")
KINDS = {"into": "preallocated", "fresh": "fresh"}
BEHIND = 0.95  # peer's time / ours below which we are behind it
COLOURS = {"hand": "#888888", "Eigen": "#0060c0", "xtensor": "#209040", "NumPy": "#d04000", "numexpr": "#a000a0",
           "limit": "#000000"}


class Results:
    def __init__(self, content):
        self.about, self.rows = content["about"], content["rows"]
        self.conditions = {each["label"]: each for each in content["conditions"]}

    def ns(self, row, label, peer, kind):
        """Time of a statement, or None. Who has no preallocated form has to allocate; xtensor is built without OpenMP
        and with it, and the faster one counts."""
        kinds = ("into", "fresh") if kind == "into" else ("fresh",)
        names = ("xtensor", "xtensor, OpenMP") if peer == "xtensor" else (peer,)
        tables = [row["ns"].get(label, {}).get(name, {}) for name in names]
        found = [next((table[k] for k in kinds if k in table), None) for table in tables]
        return min(filter(None, found), default=None)

    def limit(self, row, label):
        """Time of a STREAM-like kernel that moves as many bytes, with the better kind of stores."""
        return min(row["ns"].get(label, {}).get("stream", {}).values(), default=None)

    def ratio(self, row, label, peer, kind):
        """The peer's time divided by ours: above 1 we are faster."""
        ours, theirs = self.ns(row, label, "sinter", kind), self.ns(row, label, peer, kind)
        return theirs / ours if ours and theirs else None

    def best_ratio(self, row, label, kind, peers=PEERS):
        ratios = [ratio for peer in peers if (ratio := self.ratio(row, label, peer, kind)) is not None]
        return min(ratios, default=None)

    def losses(self):
        """(time / ours, peer, row, condition, kind) where the best peer is more than 5 % ahead, worst first."""
        found = []
        for row in self.rows:
            for label in self.conditions:
                for kind in KINDS:
                    ratios = [(ratio, peer) for peer in PEERS
                              if (ratio := self.ratio(row, label, peer, kind)) is not None and ratio < BEHIND]
                    found += [(*min(ratios), row["name"], label, kind)] if ratios else []
        return sorted(found)

    def mean(self, labels, peers):
        """Geometric mean of our time / the best of these peers', preallocated and fresh together."""
        ratios = [ratio for row in self.rows for label in labels for kind in KINDS
                  if (ratio := self.best_ratio(row, label, kind, peers)) is not None]
        return math.exp(-sum(map(math.log, ratios)) / len(ratios)) if ratios else None


def cell(ratio):
    if ratio is None:
        return ""
    text = f"{ratio:.2f}" if ratio < 9.95 else f"{ratio:.0f}"
    return f"**{text}**" if ratio < BEHIND else text


def code(name):
    return f"`{name}`".replace("|", "\\|")


def readme_table(results):
    threads = [label for label in results.conditions if label == "memory, threads"]
    head = ["statement", "ns", "limit", *COLUMNS, "fresh", "in L1", "in L2", *("threads" for _ in threads)]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    for row in results.rows:
        ours = results.ns(row, "memory", "sinter", "into")
        if ours is None:
            continue
        limit = results.limit(row, "memory")
        cells = [code(row["name"]), f"{ours / row['n']['memory']:.2f}", f"{limit / row['n']['memory']:.2f}"]
        cells += [cell(results.ratio(row, "memory", peer, "into")) for peer in COLUMNS]
        cells.append(cell(results.best_ratio(row, "memory", "fresh")))
        cells += [cell(results.best_ratio(row, label, "into")) for label in ("L1", "L2", *threads)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def means(results):
    groups = {"beyond the last-level cache": ["memory"], "in L1 and L2": ["L1", "L2"]}
    if "memory, threads" in results.conditions:
        groups["beyond, all threads"] = ["memory, threads"]
    lines = ["| our time / | " + " | ".join(groups) + " |", "|---|" + "---:|" * len(groups)]
    single = ("numexpr", "NumPy", "Eigen", "xtensor", "hand")
    for name, peers in [("best peer", PEERS)] + [(peer, (peer,)) for peer in single]:
        values = [results.mean(labels, peers) for labels in groups.values()]
        lines.append(f"| {name} | " + " | ".join("" if v is None else f"{v:.2f}" for v in values) + " |")
    return lines


def heading(results):
    about = results.about
    xtensor = f"xtensor {about['xtensor']} with xsimd" if about["xtensor"] else "no xtensor"
    sizes = {label: each["n"] for label, each in results.conditions.items()}
    return [f"{about['machine']}; {about['compiler']}, `-O3 -march=native -ffp-contract=off -fno-math-errno`; "
            f"Eigen {about['Eigen']}, {xtensor}, NumPy {about['NumPy']}, numexpr {about['numexpr']}.", "",
            f"`ns`: our time per element, {sizes['memory']} doubles, one thread, output preallocated; `limit`: a "
            "STREAM-like loop that moves the same bytes, with the better of regular and streaming stores. The other "
            "columns are times divided by ours, so above 1 we are faster, and in bold where a peer is ahead by more "
            f"than 5 %. `fresh`, `in L1` ({sizes['L1']}), `in L2` ({sizes['L2']}) and `threads` "
            f"({about['cores']}) show the best of Eigen, xtensor, NumPy and numexpr."]


def full_tables(results):
    lines = []
    for label, condition in results.conditions.items():
        for kind, title in KINDS.items():
            lines += [f"\n## {label}: {condition['n']} elements, {condition['threads']} thread(s), {title}\n",
                      "ns per element; in brackets the time divided by ours\n",
                      "| statement | limit | sinter | " + " | ".join(COLUMNS) + " |",
                      "|---|" + "---:|" * (len(COLUMNS) + 2)]
            for row in results.rows:
                ours = results.ns(row, label, "sinter", kind)
                if ours is None:
                    continue
                n = row["n"][label]
                cells = [code(row["name"]), f"{results.limit(row, label) / n:.3f}", f"{ours / n:.3f}"]
                for peer in COLUMNS:
                    ns = results.ns(row, label, peer, kind)
                    cells.append("" if ns is None else f"{ns / n:.3f} ({cell(ns / ours)})")
                lines.append("| " + " | ".join(cells) + " |")
    return lines


def loss_table(results):
    """One line per row: the best peer's time / ours wherever it is ahead by more than 5 %."""
    heads = [(label, kind) for label in results.conditions for kind in KINDS]
    lines = ["\n## Rows where a peer is ahead by more than 5 %\n",
             "The best peer's time divided by ours, and its name.\n",
             "| statement | " + " | ".join(f"{label}, {KINDS[kind]}" for label, kind in heads) + " |",
             "|---|" + "---:|" * len(heads)]
    by_row = {}
    for ratio, peer, name, label, kind in results.losses():
        by_row.setdefault(name, {})[label, kind] = f"{ratio:.2f} {peer}"
    return lines + [f"| {code(name)} | " + " | ".join(cells.get(head, "") for head in heads) + " |"
                    for name, cells in by_row.items()]


def plot(results, path):
    if shutil.which("gnuplot") is None:
        print("report.py: no gnuplot, so no", path, file=sys.stderr)
        return
    rows = [row for row in results.rows if results.ns(row, "memory", "sinter", "into")][::-1]
    if not rows:
        return
    series = {name: [] for name in ("limit", "hand", *PEERS)}
    for y, row in enumerate(rows):
        ours = results.ns(row, "memory", "sinter", "into")
        for name, points in series.items():
            ns = results.limit(row, "memory") if name == "limit" else results.ns(row, "memory", name, "into")
            if ns:
                points.append((ns / ours, y))
    series = {name: points for name, points in series.items() if points}
    script = []
    for number, points in enumerate(series.values()):
        script += [f"$peer{number} << EOD", *(f"{x:.4g} {y}" for x, y in points), "EOD"]
    tics = ", ".join('"' + row["name"].replace("%", "%%") + f'" {y}' for y, row in enumerate(rows))
    script += ["set terminal svg size 900,1000 dynamic background 'white'", f"set output '{path}'",
               "set title 'time divided by ours: beyond the last-level cache, output preallocated, one thread'",
               "set logscale x 2", "set grid", f"set yrange [-1:{len(rows)}]", f"set ytics ({tics}) noenhanced",
               "set key outside bottom center horizontal noenhanced",
               "set arrow from 1, graph 0 to 1, graph 1 nohead lw 2",
               "plot " + ", ".join(
                   f"$peer{number} using 1:2 with points pt {2 if name == 'limit' else 7} ps 0.6 "
                   f"lc rgb '{COLOURS[name]}' title '{name}'" for number, name in enumerate(series))]
    subprocess.run(["gnuplot"], input="\n".join(script) + "\n", text=True, check=True)


def main(folder):
    with open(os.path.join(folder, "results.json"), encoding="utf-8") as file:
        results = Results(json.load(file))
    summary = [*heading(results), "", *readme_table(results), "",
               "Geometric means over all rows, preallocated and fresh:", "", *means(results)]
    with open(os.path.join(folder, "peers.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(summary) + "\n")
    with open(os.path.join(folder, "all.md"), "w", encoding="utf-8") as file:
        lines = ["# sinter beside its peers", "", *summary, *loss_table(results), *full_tables(results)]
        file.write("\n".join(lines) + "\n")
    plot(results, os.path.join(folder, "peers.svg"))
    print("\n".join(means(results)))
    worst = {}
    for ratio, peer, name, label, kind in results.losses():
        worst.setdefault(name, f"  {ratio:.2f} {name}: {peer}, {label}, {KINDS[kind]}")
    print(f"\na peer is ahead by more than 5 % in {len(worst)} of {len(results.rows)} rows; the worst place of each:",
          *worst.values(), sep="\n")
    print(f"written: {', '.join(os.path.join(folder, name) for name in ('peers.md', 'all.md', 'peers.svg'))}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
