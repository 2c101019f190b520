#!/usr/bin/env python3
"""`./dev bench`: what the real server does, beside the least that could do the same; ends with 1 when a target is missed."""

import argparse
import datetime
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CLONE / "tools"))
import creating  # noqa: E402
import decisions  # noqa: E402
import fleet  # noqa: E402
import footprint  # noqa: E402
import key_check  # noqa: E402
import listing  # noqa: E402
from measure import figure  # noqa: E402
from stage import Stage  # noqa: E402
from testbed.paths import Programs  # noqa: E402

MEASUREMENTS = {"listing": listing, "creating": creating, "fleet": fleet, "footprint": footprint, "key-check": key_check,
                "decisions": decisions}
PAGE = CLONE / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->"


def cells(row):
    sign, limit = row.target
    return [row.name, f"{figure(row.ours)} {row.unit}",
            f"{figure(row.peer)} {row.unit}: {row.peer_name}" if row.peer is not None else "",
            figure(row.ratio), f"{'≥' if sign == '>=' else '≤'} {limit:g}{' ' + row.unit if row.ratio is None else ''}",
            "met" if row.met else "MISSED"]


HEAD = ["what", "Gatehouse", "floor or peer", "ratio", "target", ""]


def print_table(rows):
    table = [HEAD, *map(cells, rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEAD))]
    for line, row in zip(table, [None, *rows], strict=True):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        if row and row.note:
            print(f"    {row.note}")


def first_match(pattern, text):
    found = re.search(pattern, text)
    return found[1].strip() if found else "unknown"


def machine():
    disk = subprocess.run(["findmnt", "-no", "FSTYPE,SOURCE", "-T", CLONE], stdout=subprocess.PIPE, text=True, check=False)
    memory = int(first_match(r"MemTotal: +(\d+)", Path("/proc/meminfo").read_text()))
    model = first_match(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return (f"{os.cpu_count()} cores of {model}, {memory / 2**20:.0f} GiB memory; Linux {platform.release()}; "
            f"state on {disk.stdout.split()[0] if disk.stdout else 'an unknown file system'}")


def markdown(rows, command, load):
    lines = [f"Measured {datetime.date.today():%Y-%m-%d} with `{command}`. Load average {load}.", "",
             f"{machine()}.", "", "| " + " | ".join(HEAD) + " |", "|---|---|---|---|---|---|"]
    lines += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    lines += ["", "Beside each figure, as median (least to most) of the rounds:", ""]
    lines += [f"- {row.name}: {row.note}." for row in rows if row.note]
    return "\n".join(lines) + "\n\n"


def write_into_page(text):
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + text + END + rest.split(END)[1], encoding="utf-8")


def as_json(row):
    return {"name": row.name, "value": row.ours, "unit": row.unit, "floor": row.peer, "peer": row.peer_name,
            "ratio": row.ratio, "target": " ".join(map(str, row.target)), "met": row.met, "note": row.note}


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, help="this measurement; may be given again")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds: for seeing that it works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--markdown", action="store_true", help=f"write the table into {PAGE.relative_to(CLONE)}")
    options = parser.parse_args()

    state = CLONE / "build" / "bench"
    shutil.rmtree(state, ignore_errors=True)
    stage = Stage(Programs(CLONE / "build" / "release"), state)
    if missing := stage.programs.missing():
        sys.exit(f"build first, with ./dev bench: {', '.join(missing)}")
    rows, loads = [], [os.getloadavg()[0]]
    for name in options.only or MEASUREMENTS:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        rows += MEASUREMENTS[name].measure(stage, options.quick)
        loads.append(os.getloadavg()[0])
    shutil.rmtree(state)
    load = f"{loads[0]:.1f} before, up to {max(loads):.1f} during (its own load included)"
    print(f"{machine()}; load average {load}\n")
    print_table(rows)
    if options.json:
        options.json.write_text(json.dumps([as_json(row) for row in rows], indent=1, ensure_ascii=False) + "\n")
    if options.markdown:
        write_into_page(markdown(rows, " ".join(["./dev bench", *sys.argv[1:]]), load))
    sys.exit(not all(row.met for row in rows))


if __name__ == "__main__":
    main()
