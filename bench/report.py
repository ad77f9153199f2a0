#!/usr/bin/env python3
"""Tables and curves from what the benchmarks wrote.

usage: report.py DIRECTORY      reads expressions_*.json and threshold_*.tsv, writes report.md, summary.md (for a README)
                                and *.svg there
"""

import csv
import json
import os
import shutil
import subprocess
import sys

MODES = ("hand", "fused", "per_op", "blocked", "automatic")
COLOURS = {"hand": "#888888", "fused": "#0060c0", "per_op": "#d04000", "blocked": "#209040", "automatic": "#000000"}
CURVES = ("a*b+c", "(a-b)/(a+b)*c+d", "exp(a)")


# Layouts whose statements have to be planned before they can be fused.
PLANNED_LAYOUTS = ("grid and row", "every second element")


def read_expressions(path):
    """{(expression, type): [(n, {mode: ns per element})]} and what the program said of itself."""
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    table = {}
    for entry in content["benchmarks"]:
        # name: expression/type/n/manual_time; an expression may hold a slash
        expression, kind, n = entry["name"].removesuffix("/manual_time").rsplit("/", 2)
        table.setdefault((expression, kind), []).append((int(n), {mode: entry[mode] for mode in MODES}))
    return table, content["context"]


def power(n):
    return f"2^{n.bit_length() - 1}" if n >= 1024 else str(n)


def expression_table(table):
    lines = []
    for (expression, kind), rows in table.items():
        lines += [f"\n**`{expression}`**, {kind}\n",
                  "| n | " + " | ".join(MODES) + " | per_op / fused | fused / hand | automatic / best |",
                  "|---:|" + "---:|" * (len(MODES) + 3)]
        for n, ns in rows:
            best = min(ns["fused"], ns["per_op"])
            lines.append(f"| {power(n)} | " + " | ".join(f"{ns[mode]:.3f}" for mode in MODES) +
                         f" | {ns['per_op'] / ns['fused']:.2f} | {ns['fused'] / ns['hand']:.2f} |"
                         f" {ns['automatic'] / best:.2f} |")
    return lines


# Rows and columns of the short tables.
SUMMARY_SIZES = (1 << 14, 1 << 22)
SUMMARY_ROWS = {
    "native": ("a*b+c", "2*a+3*b", "(a-b)/(a+b)*c+d", "((.25*a+.75)*a-1.5)*a-2", "sqrt(a*a+b*b)", "exp(a)", "y+=3*a",
               "5-point stencil"),
    "baseline": ("a*b+c", "(a-b)/(a+b)*c+d", "exp(a)", "int16*a+b"),
}


def summary_columns(flags, context):
    """{title: text of a row's times}"""
    def time_of(mode):
        return lambda ns: f"{ns[mode]:.3f}"

    def ratio_of(mode, other):
        return lambda ns: f"{ns[mode] / ns[other]:.2f}"

    if flags == "native":
        return {"loop by hand": time_of("hand"), "per_op": time_of("per_op"), "fused": time_of("fused"),
                "per_op / fused": ratio_of("per_op", "fused"), "fused / loop": ratio_of("fused", "hand")}
    of_file, of_cpu = context["compiled_for"], context["machine"].split(", ")[1]
    return {f"loop by hand ({of_file})": time_of("hand"), "per_op": time_of("per_op"),
            f"fused ({of_file})": time_of("fused"), f"blocked ({of_cpu})": time_of("blocked"),
            "automatic": time_of("automatic")}


def summary_table(flags, table, context):
    columns = summary_columns(flags, context)
    lines = ["| expression | n | " + " | ".join(columns) + " |", "|---|---|" + "---:|" * len(columns)]
    for expression in SUMMARY_ROWS[flags]:
        lines += [f"| `{expression}` | {power(n)} | " + " | ".join(text(ns) for text in columns.values()) + " |"
                  for n, ns in table.get((expression, "double"), []) if n in SUMMARY_SIZES]
    return lines + [""]


def read_threshold(path):
    """{(expression, layout): [(n, per_op, fused, blocked, automatic)]} in ns per statement."""
    table = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"):
            table.setdefault((row[0], row[1]), []).append((int(row[2]), *map(float, row[3:])))
    return table


def plot(path, title, threshold, columns, curves, threshold_name="fusion threshold"):
    """curves: [(label, [(n, ns per element of each column…)])]"""
    if shutil.which("gnuplot") is None:
        print("report.py: no gnuplot, so no", path, file=sys.stderr)
        return
    data = []
    for number, (_, rows) in enumerate(curves):
        data += [f"$curve{number} << EOD"] + [" ".join(map(str, row)) for row in rows] + ["EOD"]
    lines = ", ".join(f"$curve{number} using 1:{column + 2} with linespoints pt {7 - 2 * number} ps 0.5 "
                      f"lw {2 - number} lc rgb '{COLOURS[name]}' title \"{label}{name}\""
                      for number, (label, _) in enumerate(curves) for column, name in enumerate(columns))
    script = "\n".join(data + [
        "set terminal svg size 900,560 dynamic background 'white'", f"set output '{path}'",
        f"set title \"{title}\" noenhanced", "set logscale x 2", "set logscale y", "set xrange [1:]",
        "set xlabel 'elements'", "set ylabel 'ns per element'", "set format x '2^{%L}'", "set grid",
        "set key outside right noenhanced",
        f"set arrow from {max(threshold, 1)}, graph 0 to {max(threshold, 1)}, graph 1 nohead dt 2",
        f"set label '{threshold_name}: {threshold}' at {max(threshold, 1)}, graph 0.97 offset 0.5,0",
        "plot " + lines]) + "\n"
    subprocess.run(["gnuplot"], input=script, text=True, check=True)


def plot_expressions(folder, flags, table, context):
    for number, expression in enumerate(CURVES):
        rows = [(n, *(ns[mode] for mode in MODES)) for n, ns in table.get((expression, "double"), [])]
        if rows:
            plot(os.path.join(folder, f"expression_{flags}_{number + 1}.svg"),
                 f"{expression}, double, {flags} flags", int(context["fusion_threshold"]), MODES, [("", rows)])


def plot_threshold(folder, flags, table, fusion, planning):
    """Both sides of the threshold, for the shortest and for the longest expression."""
    columns = ("per_op", "fused", "automatic")
    for layout in dict.fromkeys(layout for _, layout in table):
        curves = []
        for expression in ("a*b+c", "(a-b)/(a+b)*c+d"):
            rows = [(n, *(ns / n for ns in (per_op, fused, automatic)))
                    for n, per_op, fused, _, automatic in table.get((expression, layout), [])]
            if rows:
                curves.append((expression + ", ", rows))
        if curves:
            name = f"threshold_{flags}_{layout.replace(' ', '_')}.svg"
            planned = layout in PLANNED_LAYOUTS
            plot(os.path.join(folder, name), f"{layout}, double, {flags} flags", planning if planned else fusion,
                 columns, curves, "planning threshold" if planned else "fusion threshold")


def text_of(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [f"\n### {name}\n", "```", *file.read().rstrip("\n").split("\n"), "```"]


def main(folder):
    lines = ["# Benchmarks", "", "ns per element, the best of many samples; all variants of a row take turns. Data and",
             "output exist before; per_op keeps its temporaries between statements; one thread but for automatic."]
    summary = []
    for flags in ("native", "baseline"):
        path = os.path.join(folder, f"expressions_{flags}.json")
        table, context = read_expressions(path)
        lines += [f"\n## Expressions, {flags} flags\n",
                  f"{context['machine']}; compiled for {context['compiled_for']}; "
                  f"fusion_threshold {context['fusion_threshold']}"]
        lines += expression_table(table)
        summary += summary_table(flags, table, context)
        plot_expressions(folder, flags, table, context)
        path = os.path.join(folder, f"threshold_{flags}.tsv")
        if os.path.exists(path):
            plot_threshold(folder, flags, read_threshold(path), int(context["fusion_threshold"]),
                           int(context.get("planning_threshold", context["fusion_threshold"])))
    lines.append("\n## Bars and crossovers")
    for name in ("threshold_native.txt", "threshold_baseline.txt", "latency_native.txt", "latency_baseline.txt",
                 "threads.txt", "compile_time.txt"):
        lines += text_of(folder, name)
    with open(os.path.join(folder, "summary.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(summary))
    report = os.path.join(folder, "report.md")
    with open(report, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print("written:", report, "and", ", ".join(sorted(name for name in os.listdir(folder) if name.endswith(".svg"))))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
