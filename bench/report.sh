#!/bin/sh
# Measures, and writes what was measured: results as JSON and text, tables as Markdown, curves as SVG.
#
# usage: report.sh BUILD_DIR OUT_DIR [--quick] [BENCHMARK-ARGUMENT...]
#   --quick    small sizes only, about a minute instead of ten
#   further arguments go to the expression benchmarks, as --benchmark_filter=REGEX

set -eu

[ $# -ge 2 ] || {
  echo "usage: report.sh BUILD_DIR OUT_DIR [--quick] [BENCHMARK-ARGUMENT...]" >&2
  exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
programs=$1/bench
out=$2
shift 2

limit=16777216
filter=.
if [ "${1:-}" = --quick ]; then
  shift
  limit=65536
  filter='/([0-9]{1,4}|16384|65536)/'
fi

mkdir -p "$out"
for flags in native baseline; do
  echo "== expressions, $flags flags"
  "$programs/expressions_$flags" --benchmark_min_time=0.05 --benchmark_filter="$filter" \
    --benchmark_out="$out/expressions_$flags.json" --benchmark_out_format=json "$@" >"$out/expressions_$flags.log"
done

# These say by their status whether a bar is missed; the report shows it either way.
missed=
for flags in native baseline; do
  echo "== latency, $flags flags"
  "$programs/latency_$flags" >"$out/latency_$flags.txt" || missed="$missed latency_$flags"
  tail -n 1 "$out/latency_$flags.txt"
  echo "== threshold, $flags flags"
  "$programs/threshold_$flags" --to="$limit" --table="$out/threshold_$flags.tsv" >"$out/threshold_$flags.txt" ||
    missed="$missed threshold_$flags"
  tail -n 1 "$out/threshold_$flags.txt"
done
echo "== threads"
[ "$limit" -lt 1000000 ] || "$programs/threads_native" >"$out/threads.txt"
echo "== compile time"
# shellcheck disable=SC2046  # one flag per word
python3 -B "$here/compile_time.py" --json="$out/compile_time.json" $(cat "$programs/include_flags") \
  >"$out/compile_time.txt" || missed="$missed compile_time"
cat "$out/compile_time.txt"

python3 -B "$here/report.py" "$out"
[ -z "$missed" ] || echo "bars missed:$missed"
