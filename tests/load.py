"""How busy the machine is: a bound in seconds is meant for an idle one, and other tests run beside each."""

import os


def waiting_to_a_core() -> float:
    """At least 1; two processes that want each core make everything take twice as long."""
    return max(os.getloadavg()[0] / (os.cpu_count() or 1), 1)
