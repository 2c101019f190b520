#!/usr/bin/env python3
"""Every relative link in a Markdown file leads to a file of the repository, and its anchor to a heading there."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def prose(page):
    return re.sub(r"```.*?```", "", page.read_text(), flags=re.S)


def anchors(page):
    """The anchors that a page's headings get where it is shown: lower case, no punctuation, dashes for spaces."""
    for heading in re.findall(r"^#+ (.*)$", prose(page), flags=re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"[`*]", "", heading))
        yield re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


def trouble(page):
    for link in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists():
            yield f"{page.relative_to(ROOT)}: {link} leads nowhere"
        elif anchor and target.suffix == ".md" and anchor not in set(anchors(target)):
            yield f"{page.relative_to(ROOT)}: {link} names no heading there"


if __name__ == "__main__":
    found = [line for page in [*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")] for line in trouble(page)]
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))
