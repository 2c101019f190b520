#!/usr/bin/env python3
"""Refuses source files that go around the plan of the house.

The plan is data: gatehouse_module() and gatehouse_program() in CMakeLists.txt. Checked are
- the declarations: a module uses modules declared before it, on its own floor or below;
- includes of ours: only of modules that are named in USES, named one by one;
- includes of other people's libraries: only in the modules that name them under HEADERS;
- what has one place: SQL in store/, Beast in http/connection and http/request_parser.h;
- a value that SOCI binds by address: use() of what a function just made is gone before the statement runs;
- what is never used: printf and its kin, atoi and its kin, std::stoi and its kin.

    tools/check_layers.py [--root DIR]     checks a tree; silent and 0 when all is well
    tools/check_layers.py --self-test      checks that it would notice
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

DECLARATION = re.compile(r"^gatehouse_(module|program)\(([^)]*)\)", re.MULTILINE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
COMMENT_OR_STRING = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"', re.DOTALL)
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|"
                 r"(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW)|PRAGMA\s+\w+)\b", re.DOTALL)
NEVER = re.compile(r"\b(v?(?:s|sn|f|d|as)?printf|ato(?:i|l|ll|f)|sto(?:i|l|ll|ul|ull|f|d|ld))\s*\(")
BOUND_TEMPORARY = re.compile(r"\buse\(\s*[\w:]+\(")
# Directories of the system's own headers; everything else with a slash is somebody's library.
SYSTEM = ("sys/", "netinet/", "arpa/", "net/", "linux/")
EVERYBODYS = ("fmt/",)
BEASTS_HOME = re.compile(r"^http/(connection\.(h|cc)|request_parser\.h)$")


class Module:
    def __init__(self, name, rank, uses, headers):
        self.name, self.rank, self.uses, self.headers = name, rank, uses, headers


def read_plan(text):
    """The modules in the order of their declaration, and what is wrong with the declarations."""
    modules, problems = {}, []
    for kind, arguments in DECLARATION.findall(re.sub(r"#[^\n]*", "", text)):
        words = arguments.split()
        name = words[1] if kind == "program" else words[0]
        lists = {"RANK": [], "USES": [], "LINKS": [], "HEADERS": []}
        current = None
        for word in words[2 if kind == "program" else 1:]:
            if word in lists:
                current = word
            elif current:
                lists[current].append(word)
        module = Module(name, int(lists["RANK"][0]), lists["USES"], lists["HEADERS"])
        for used in module.uses:
            if used not in modules:
                problems.append(f"CMakeLists.txt: {name} uses {used}, which is not declared before it")
            elif modules[used].rank > module.rank:
                problems.append(f"CMakeLists.txt: {name} (rank {module.rank}) uses {used} (rank {modules[used].rank}),"
                                " which stands higher")
        modules[name] = module
    return modules, problems


def belongs_to(header, prefix):
    return re.match(re.escape(prefix) + r"($|[/._])", header) is not None


def check_include(where, module, modules, ours, header):
    if ours:
        target = header.split("/")[0]
        if "/" not in header or target not in modules:
            yield f'{where}: #include "{header}" names no module; write it as "module/file.h"'
        elif target != module.name and target not in module.uses:
            yield f"{where}: {module.name} does not declare {target} in its USES"
        return
    owners = [other.name for other in modules.values() if any(belongs_to(header, own) for own in other.headers)]
    if owners and module.name not in owners:
        yield f"{where}: <{header}> belongs to {', '.join(owners)}; use their types"
    elif not owners and "/" in header and not header.startswith(SYSTEM + EVERYBODYS):
        yield f"{where}: <{header}> belongs to no module; name it under HEADERS of the one that may include it"


def check_file(path, source, module, modules):
    """`path` as people know it: module/file."""
    def line(position):
        return f"src/{path}:{source.count(chr(10), 0, position) + 1}"

    def blank(found, keep_strings):
        text = found.group()
        is_string = text.startswith(('"', "R"))
        return text if is_string == keep_strings else re.sub(r"[^\n]", " ", text)

    without_comments = COMMENT_OR_STRING.sub(lambda found: blank(found, keep_strings=True), source)
    for found in INCLUDE.finditer(without_comments):
        yield from check_include(line(found.start()), module, modules, found.group(1) == '"', found.group(2))
        if "beast" in found.group(2) and not BEASTS_HOME.search(path):
            yield f"{line(found.start())}: Beast stays in http/connection and http/request_parser.h"
    if module.name != "store":
        for found in COMMENT_OR_STRING.finditer(source):
            if found.group().startswith(('"', "R")) and SQL.search(found.group()):
                yield f"{line(found.start())}: SQL stays in src/store"
    code = COMMENT_OR_STRING.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), source)
    if module.name == "store":
        for found in BOUND_TEMPORARY.finditer(code):
            yield f"{line(found.start())}: use() keeps an address; name the value first, so that it outlives the statement"
    for found in NEVER.finditer(code):
        yield f"{line(found.start())}: {found.group(1)} is not used here; see to_number() in base/text.h, or fmt::format"


def check(root):
    modules, problems = read_plan((root / "CMakeLists.txt").read_text(encoding="utf-8"))
    files = sorted(path for path in (root / "src").rglob("*") if path.suffix in (".h", ".cc"))
    for path in files:
        inside = path.relative_to(root / "src")
        module = modules.get(inside.parts[0])
        if module is None:
            problems.append(f"src/{inside}: {inside.parts[0]} is not declared in CMakeLists.txt")
            continue
        problems += check_file(inside.as_posix(), path.read_text(encoding="utf-8"), module, modules)
    return problems


GOOD_PLAN = """
gatehouse_module(base RANK 1 LINKS spdlog::spdlog HEADERS spdlog)
gatehouse_module(model RANK 3 USES base)
gatehouse_module(store RANK 6 USES base model HEADERS soci sqlite3)
gatehouse_module(http RANK 7 USES base HEADERS boost/beast)
gatehouse_program(gatehouse-server server RANK 9 USES http)  # a remark (with brackets)
"""
GOOD = {
    "base/log.cc": '#include "base/log.h"\n#include <spdlog/spdlog.h>\n#include <sys/stat.h>\n#include <fmt/format.h>\n',
    "store/keys.cc": '#include <soci/soci.h>\n#include <sqlite3.h>\nauto q = "SELECT uid FROM ssh_key";\n'
                     'void f() { sql << q, use(uid.str(), "uid"), use(name, "name"); }\n',
    "http/connection.h": '#include <boost/beast.hpp>\n',
    "model/key.h": '// "SELECT uid FROM ssh_key", sprintf(), #include "store/keys.h"\nauto s = "printf(";\n',
}
BAD = [  # a plan, or a file that is wrong, and a word of the complaint
    ("gatehouse_module(base RANK 1 USES model)\ngatehouse_module(model RANK 3)\n", "not declared before"),
    ("gatehouse_module(model RANK 3)\ngatehouse_module(base RANK 1 USES model)\n", "stands higher"),
    ({"model/key.h": '#include "store/keys.h"\n'}, "does not declare store"),
    ({"server/main.cc": '#include "base/log.h"\n'}, "does not declare base"),  # http uses it; that is not enough
    ({"model/key.h": '#include "key.h"\n'}, "names no module"),
    ({"model/key.h": "#include <soci/soci.h>\n"}, "belongs to store"),
    ({"model/key.h": "#  include <sqlite3.h>\n"}, "belongs to store"),
    ({"model/key.h": "#include <boost/algorithm/string.hpp>\n"}, "belongs to no module"),
    ({"http/router.cc": "#include <boost/beast/http.hpp>\n"}, "Beast stays"),
    ({"http/router.cc": 'auto q = R"(\n  INSERT INTO ssh_key VALUES (1))";\n'}, "SQL stays"),
    ({"http/router.cc": 'auto q = "UPDATE node SET name = :name";\n'}, "SQL stays"),
    ({"model/key.cc": "int n = std::stoi(text);\n"}, "stoi is not used"),
    ({"model/key.cc": "int n = atoi(text);\n"}, "atoi is not used"),
    ({"model/key.cc": 'void f() { std::snprintf(b, 3, "x"); }\n'}, "snprintf is not used"),
    ({"store/keys.cc": 'void f() { sql << "DELETE FROM feed WHERE topic = :topic", use(topic(uid), "topic"); }\n'},
     "outlives"),
    ({"attic/key.cc": "\n"}, "attic is not declared"),
]


def self_test():
    failures = []

    def complaints(plan, files):
        with tempfile.TemporaryDirectory() as place:
            root = Path(place)
            (root / "src").mkdir()
            (root / "CMakeLists.txt").write_text(plan)
            for name, text in files.items():
                (root / "src" / name).parent.mkdir(exist_ok=True)
                (root / "src" / name).write_text(text)
            return check(root)

    if found := complaints(GOOD_PLAN, GOOD):
        failures.append(f"a good tree was refused: {found}")
    for wrong, word in BAD:
        found = complaints(wrong, {}) if isinstance(wrong, str) else complaints(GOOD_PLAN, {**GOOD, **wrong})
        if len(found) != 1 or word not in found[0]:
            failures.append(f"expected one complaint with '{word}' about {wrong!r}, got {found}")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    problems = self_test() if options.self_test else check(options.root)
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
