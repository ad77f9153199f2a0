#!/usr/bin/env python3
"""Runs every program in every mode, with and without contraction; all outputs of one kind must be equal.

usage: compare.py RUN_ON_ISA ISA PROGRAM...         ends with 77 on a machine without the ISA
"""

import subprocess
import sys

MODES = ("automatic", "per_op", "fused", "blocked")


def main(run_on_isa, isa, programs):
    outputs = {}
    for contract in ("plain", "contract"):
        first = None
        for program in programs:
            for mode in MODES:
                result = subprocess.run([run_on_isa, isa, program, mode, contract], capture_output=True, text=True)
                if result.returncode == 77:
                    sys.exit(77)
                if result.returncode != 0 or not result.stdout:
                    sys.exit(f"{program} {mode}: exit code {result.returncode}\n{result.stderr}")
                first = first or (program, mode, result.stdout)
                for ours, theirs in zip(result.stdout.splitlines(), first[2].splitlines()):
                    if ours != theirs:
                        sys.exit(f"{contract}: {program} {mode}: {ours}\n{first[0]} {first[1]}: {theirs}")
                if result.stdout != first[2]:
                    sys.exit(f"{program} {mode} prints another number of lines")
        outputs[contract] = first[2]
    if outputs["plain"] == outputs["contract"]:
        sys.exit("contraction changed nothing: the test sees no difference where there must be one")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
