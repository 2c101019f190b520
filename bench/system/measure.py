"""What every measurement needs: medians with their spread, processor time, and rows of the final table."""

import dataclasses
import os
import statistics

TICKS = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Row:
    """One line of the table. `target` is what `ratio` (or, without a peer, `ours`) must keep: (">=", 0.5)."""

    name: str
    unit: str
    ours: float
    target: tuple
    peer: float = None  # the floor's figure, measured in the same run
    peer_name: str = ""
    ratio: float = None
    note: str = ""

    @property
    def judged(self):
        return self.ours if self.ratio is None else self.ratio

    @property
    def met(self):
        sign, limit = self.target
        return self.judged >= limit if sign == ">=" else self.judged <= limit


def figure(value):
    return "" if value is None else f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def spread(values):
    """"median (least to most)" of several rounds."""
    return f"{figure(statistics.median(values))} ({figure(min(values))} to {figure(max(values))})"


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def cpu_seconds(pid):
    """The processor time of a process so far, user and system."""
    fields = open(f"/proc/{pid}/stat", encoding="utf-8").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_kib(pid):
    for line in open(f"/proc/{pid}/status", encoding="utf-8"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError(f"process {pid} has no VmRSS")


def established_sockets(port):
    """How many TCP connections this machine holds open to a port of its own, as its server's side sees them."""
    count = 0
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in list(open(table, encoding="ascii"))[1:]:
            fields = line.split()
            count += fields[1].endswith(f":{port:04X}") and fields[3] == "01"
    return count
