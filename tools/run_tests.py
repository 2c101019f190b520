#!/usr/bin/env python3
"""`./dev test`: builds, runs every suite to its end, and tells how each did and how long it took.

A suite that could not run has failed. With CI=true a skipped test has failed too.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from testbed import process  # noqa: E402
from testbed.paths import CLONE  # noqa: E402

REPORTS = CLONE / "build" / "reports"
PACKAGE_TESTS = "tests/system/test_packages.py"  # they need the release build
CI = os.environ.get("CI") == "true"


class Outcome:
    def __init__(self, name, passed=0, failed=0, skipped=0):
        self.name, self.passed, self.failed, self.skipped = name, passed, failed, skipped
        self.seconds = 0.0

    def settle(self, exit_status):
        """Counts what no report shows: a suite that broke off, a run of nothing, and skips where they are not allowed."""
        if CI:
            self.failed, self.skipped = self.failed + self.skipped, 0
        if not self.failed and (exit_status != 0 or not self.passed):
            self.failed = 1
        return self

    def line(self):
        return f"{self.name}: {self.passed} passed, {self.failed} failed" + (
            f", {self.skipped} skipped" if self.skipped else "")


def run(argv, **environment):
    print(f"\n== {' '.join(map(str, argv))}", flush=True)
    return subprocess.run(argv, cwd=CLONE, stdin=subprocess.DEVNULL, check=False,
                          env={**os.environ, **environment}).returncode


def read(path, read_one):
    """What a report says; nothing where the suite did not come to write it."""
    try:
        return read_one(path)
    except (OSError, ValueError, KeyError, xml.etree.ElementTree.ParseError):
        return 0, 0, 0


def from_gtest(directory):
    """Every test of every program; a program that broke off left no report and counts as one failure."""
    broken = [case for case in xml.etree.ElementTree.parse(directory / "ctest.xml").iter("testcase")
              if case.get("status") == "fail" and not (directory / f"{case.get('name')}.json").exists()]
    passed, failed, skipped = 0, len(broken), 0
    for path in directory.glob("*.json"):
        report = json.loads(path.read_text())
        for case in (case for suite in report["testsuites"] for case in suite["testsuite"]):
            if case.get("failures"):
                failed += 1
            elif case["result"] == "COMPLETED":
                passed += 1
            else:
                skipped += 1
    return passed, failed, skipped


def from_junit(path):
    suites = xml.etree.ElementTree.parse(path).getroot().iter("testsuite")
    passed = failed = skipped = 0
    for suite in suites:
        bad = int(suite.get("failures")) + int(suite.get("errors"))
        failed += bad
        skipped += int(suite.get("skipped"))
        passed += max(int(suite.get("tests")) - bad - int(suite.get("skipped")), 0)
    return passed, failed, skipped


def from_vitest(path):
    report = json.loads(path.read_text())
    return report["numPassedTests"], report["numFailedTests"], report["numPendingTests"] + report["numTodoTests"]


def from_playwright(path):
    stats = json.loads(path.read_text())["stats"]
    return stats["expected"], stats["unexpected"] + stats["flaky"], stats["skipped"]


def one(name, *argv):
    """A step that either goes well or does not."""
    return Outcome(name, passed=1).settle(0) if run(argv) == 0 else Outcome(name, failed=1)


def ctest(name, preset):
    report = REPORTS / name
    report.mkdir()
    status = run(["ctest", "--test-dir", f"build/{preset}", "--output-on-failure", "--no-tests=error", "-j", "2",
                  "--output-junit", report / "ctest.xml"],
                 GTEST_OUTPUT=f"json:{report}/", GTEST_BRIEF="1",
                 UBSAN_OPTIONS="print_stacktrace=1", ASAN_OPTIONS="detect_leaks=1")
    return Outcome(name, *read(report, from_gtest)).settle(status)


def system_tests(name, *which):
    report = REPORTS / f"{name}.xml"
    status = run([CLONE / "build/venv/bin/python", "-m", "pytest", *which, f"--junitxml={report}"])
    return Outcome(name, *read(report, from_junit)).settle(status)


def console_tests():
    report = REPORTS / "vitest.json"
    status = run(["npm", "--prefix", "console", "test", "--silent", "--", "--reporter=default", "--reporter=json",
                  f"--outputFile.json={report}"])
    return Outcome("vitest", *read(report, from_vitest)).settle(status)


def browser_tests():
    """Playwright against a demo of its own."""
    report, given = REPORTS / "playwright.json", REPORTS / "demo.json"
    demo = process.spawn([sys.executable, CLONE / "tools/demo.py", "--json", "--fresh", "--any-port", "--state-dir",
                          CLONE / "build" / "browser-demo"], last_word=15, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, bufsize=0)
    try:
        line = process.read_line(demo.stdout, demo, 60)
        given.write_text(line + "\n")
        if not line:
            return Outcome("playwright", failed=1)
        status = run(["npm", "--prefix", "console", "run", "--silent", "e2e", "--", "--reporter=list,json"],
                     GATEHOUSE_DEMO=str(given), PLAYWRIGHT_JSON_OUTPUT_FILE=str(report))
    finally:
        process.end(demo, patience=20)
        demo.stdout.close()
    return Outcome("playwright", *read(report, from_playwright)).settle(status)


def sanitized():
    """Only the test programs: the rest of that preset is not needed."""
    subprocess.run(["cmake", "--preset", "asan"], cwd=CLONE, check=True, stdout=subprocess.DEVNULL)
    listed = subprocess.run(["ctest", "--test-dir", "build/asan", "--show-only=json-v1"], cwd=CLONE, check=True,
                            stdout=subprocess.PIPE)
    return one("build-asan", "./dev", "step", "programs", "asan",
               *sorted(test["name"] for test in json.loads(listed.stdout)["tests"]))


STEPS = [  # name, what must have gone well before, what it does
    ("build", [], lambda: one("build", "./dev", "step", "programs", "dev")),
    ("console", [], lambda: one("console", "./dev", "step", "console")),
    ("format", [], lambda: one("format", "./dev", "step", "format_is_right")),
    ("layers", [], lambda: one("layers", "./dev", "step", "layers_are_right")),
    ("links", [], lambda: one("links", "./dev", "step", "links_are_right")),
    ("types", ["console"], lambda: one("types", "npm", "--prefix", "console", "run", "--silent", "api", "--", "--check")),
    ("ctest", ["build"], lambda: ctest("ctest", "dev")),
    ("pytest", ["build", "console"], lambda: system_tests("pytest", "tests/system", f"--ignore={PACKAGE_TESTS}")),
    ("vitest", ["console"], console_tests),
    ("playwright", ["build", "console"], browser_tests),
    ("build-packages", ["console"], lambda: one("build-packages", "./dev", "step", "packages")),
    ("packages", ["build-packages"], lambda: system_tests("packages", PACKAGE_TESTS)),
    ("build-asan", ["build"], sanitized),
    ("asan", ["build-asan"], lambda: ctest("asan", "asan")),
]


def main():
    wanted = sys.argv[1:] or [name for name, _, _ in STEPS]
    if unknown := set(wanted) - {name for name, _, _ in STEPS}:
        raise SystemExit(f"no such step: {', '.join(sorted(unknown))}")
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    outcomes = {}
    for name, needs, work in STEPS:
        if name not in wanted:
            continue
        start = time.monotonic()
        broken = [need for need in needs if need in outcomes and outcomes[need].failed]
        try:
            outcome = work() if not broken else Outcome(name, failed=1)
        except (OSError, subprocess.SubprocessError) as problem:
            print(f"{name} could not run: {problem}", flush=True)
            outcome = Outcome(name, failed=1)
        if broken:
            print(f"\n== {name} not run: {', '.join(broken)} failed", flush=True)
        outcome.seconds = time.monotonic() - start
        outcomes[name] = outcome

    print()
    for outcome in outcomes.values():
        print(outcome.line())
    print("took " + ", ".join(f"{outcome.name} {outcome.seconds:.0f} s" for outcome in outcomes.values()))
    failed = sum(outcome.failed for outcome in outcomes.values())
    print(f"{sum(outcome.passed for outcome in outcomes.values())} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
