"""The whole check of an RSA key, beside one modular exponentiation of its size."""

import json
import statistics
import subprocess

from measure import Row, spread


def measure(stage, quick):
    report = json.loads(subprocess.run(
        [stage.programs.build / "bench" / "key_check", "--benchmark_format=json", "--benchmark_enable_random_interleaving",
         f"--benchmark_repetitions={3 if quick else 9}", f"--benchmark_min_time={0.05 if quick else 0.2}"],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
    times = {}
    for run in report["benchmarks"]:
        if run["run_type"] == "iteration":
            times.setdefault(run["run_name"].split(":")[0], []).append(run["cpu_time"])
    rows = []
    for bits in (2048, 3072, 4096, 8192):
        ours = times[f"whole_key_check/{bits}"]
        power = times[f"modular_exponentiation/{bits}"]
        rows.append(Row(f"check of an RSA key of {bits} bits", "µs", statistics.median(ours), ("<=", 1.5),
                        statistics.median(power), "one modular exponentiation",
                        statistics.median(ours) / statistics.median(power),
                        f"check {spread(ours)} µs, exponentiation {spread(power)} µs"))
    return rows
