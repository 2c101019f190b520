#!/usr/bin/env python3
"""Every header of ours compiles alone: it includes what it needs."""

import concurrent.futures
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]


def flags_by_module():
    """How the sources of each module are compiled, without the source, the output and ccache."""
    flags = {}
    for entry in json.loads((CLONE / "build/dev/compile_commands.json").read_text()):
        source = Path(entry["file"])
        if source.is_relative_to(CLONE / "src"):
            words = shlex.split(entry["command"])
            words = words[next(i for i, word in enumerate(words) if "ccache" not in word):words.index("-o")]
            flags.setdefault(source.relative_to(CLONE / "src").parts[0], words)
    return flags


def compile_alone(words, header):
    line = f'#include "{header.relative_to(CLONE / "src")}"\n'
    done = subprocess.run([*words, "-fsyntax-only", "-x", "c++", "-"], input=line, cwd=CLONE, capture_output=True,
                          text=True, check=False)
    return None if done.returncode == 0 else f"{header.relative_to(CLONE)} does not compile alone:\n{done.stderr}"


def main():
    flags = flags_by_module()
    anybodys = next(iter(flags.values()))
    headers = sorted((CLONE / "src").rglob("*.h"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda header: compile_alone(
            flags.get(header.relative_to(CLONE / "src").parts[0], anybodys), header), headers)
        problems = [problem for problem in found if problem]
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
