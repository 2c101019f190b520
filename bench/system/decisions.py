"""One decision about somebody who holds as much as people do at most, and how long it takes to read that."""

import json
import shutil
import statistics
import subprocess

from measure import Row, figure, spread


def measure(stage, quick):
    place = stage.state / "decisions"
    rounds = []
    for _ in range(3 if quick else 7):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        told = subprocess.run([stage.programs.build / "bench" / "decisions", place / "gatehouse.db"], check=True,
                              stdout=subprocess.PIPE, text=True).stdout
        rounds.append(json.loads(told))
    allowed = [told["allowed"]["p99"] for told in rounds]
    refused = [told["refused"]["p99"] for told in rounds]
    longest = max(told[answer]["max"] for told in rounds for answer in ("allowed", "refused"))
    return [Row("one decision, 200 teams with 50 roles each, p99", "µs",
                max(statistics.median(allowed), statistics.median(refused)), ("<=", 20.0),
                note=f"allowed {spread(allowed)} µs, refused {spread(refused)} µs, the longest of all {figure(longest)} µs; "
                f"reading these {figure(rounds[0]['roles'])} roles takes "
                f"{spread([told['read']['p50'] / 1000 for told in rounds])} ms")]
