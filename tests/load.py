"""How busy the machine is: a bound in seconds is meant for an idle one, and other tests run beside each."""

import os
import time

SAMPLE = 0.2
"""Seconds of processor time."""


def waiting_to_a_core() -> float:
    """At least 1; two processes that want each core make everything take twice as long. The larger of the last minute's and this moment's."""
    return max(os.getloadavg()[0] / (os.cpu_count() or 1), _stretch(), 1)


def _stretch() -> float:
    """How many seconds pass for one of work."""
    wall, work = time.monotonic(), time.process_time()
    while time.process_time() - work < SAMPLE:
        pass
    return (time.monotonic() - wall) / SAMPLE
